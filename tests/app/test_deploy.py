"""What `deploy/` says fits the application: its headers, languages, limits and times; and schemas know every key."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from antigradient.words import LANGUAGES
from app.http.caching import ENCODERS, PAGE_ENCODERS, negotiate
from app.http.language import preferred_language
from app.http.paths import FOR_PROGRAMS
from app.settings import Settings
from bench.replicas import local_configuration
from tests.app.conftest import Connect
from tests.app.support import API, PATHS

DEPLOY = Path(__file__).parents[2] / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text()
KUBERNETES: list[dict[str, Any]] = [*yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())]
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
#: Lists that browsers and programs send, and some that they might.
ENCODINGS = [
    "", "gzip", "gzip, deflate", "gzip, deflate, br", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8, *;q=0.1",
    "zstd;q=0, br;q=0.0, gzip;q=0.1", "identity", "br ; q=0.5", "BR", "x-gzip, brotli, zst", "gzip;q=0.001",
]  # fmt: skip


def mapped(variable: str, text: str) -> str | None:
    """What one of nginx's maps makes of a text, as nginx does it; None where it hands the text on."""
    (rows,) = re.findall(rf"map \S+ \${variable} {{(.*?)\n    }}", NGINX, re.DOTALL)
    for key, value in re.findall(r'^\s*("[^"]*"|\S+) ("[^"]*"|\S+);$', rows, re.MULTILINE):
        pattern = key.strip('"')
        if pattern.startswith("~"):
            insensitive = pattern.startswith("~*")
            if re.search(pattern.lstrip("~*"), text, re.IGNORECASE if insensitive else 0):
                return str(value.strip('"'))
        elif pattern == "default":
            return None
    return ""


@pytest.mark.parametrize("text", ENCODINGS)
def test_nginx_asks_for_an_encoding_that_the_client_takes(text: str) -> None:
    asked = "".join(mapped(name, text) or "" for name in ("zstd", "br", "gzip"))
    for encoders in (ENCODERS, PAGE_ENCODERS):
        chosen, usual = negotiate(asked, encoders), negotiate(text, encoders)
        assert chosen == usual or ("*" in text and (chosen is None or chosen in text))


def test_nginx_says_the_language_that_is_preferred() -> None:
    tags = ["de", "de-AT", "en", "en-GB", "fr", "nl-BE", "zh-Hant-TW", "end", "dex"]
    weights = ["", ";q=0.9", ";q=0.1", ";q=0"]
    told = 0
    for first, second in permutations(tags, 2):
        for weight in weights:
            for text in (f"{first}{weight}, {second};q=0.8", f"{first},{second}{weight}"):
                said = mapped("preferred", text)
                told += said is not None
                assert said is None or preferred_language(said).id == preferred_language(text).id, text
    assert told > 100
    assert {mapped("preferred", tag) for tag in LANGUAGES} == {*LANGUAGES}


def test_what_is_for_programs_speaks_no_readers_language() -> None:
    for first in FOR_PROGRAMS:
        assert mapped("language", f"/{first}") == mapped("language", f"/{first}/x") == ""
    for path in ("/", "/lesson", "/embed", "/apis", "/embed.json", "/examples/one-step.svg"):
        assert mapped("language", path) is None


@pytest.mark.anyio
async def test_the_key_holds_all_that_replies_vary_by(connect: Connect) -> None:
    held = {"accept-encoding": "$zstd$br$gzip", "accept-language": "$language"}
    (key,) = re.findall(r'proxy_cache_key "([^"]*)"', NGINX)
    assert all(part in key for part in ("$proto", "$http_host", "$request_uri", *held.values()))
    for name, value in held.items():
        assert re.search(rf"proxy_set_header {name} {re.escape(value)};", NGINX, re.IGNORECASE)
    pages = [
        "/",
        "/lesson",
        "/embed",
        "/embedding",
        "/examples",
        "/docs",
        "/glossary",
        "/index.html",
        "/healthz",
        "/nix",
    ]
    async with connect() as client:
        for path in [*PATHS, *pages, f"{API}/surface?eta=0"]:
            for accept in ("text/html", "*/*"):
                reply = await client.get(path, headers={"accept": accept, "accept-encoding": "gzip"})
                assert "set-cookie" not in reply.headers
                varies = {name.strip().lower() for name in reply.headers.get("vary", "").split(",")} - {""}
                assert varies <= held.keys() or reply.headers["cache-control"] == "no-store", path


def test_times_and_sizes_fit_the_settings() -> None:
    settings = Settings()
    (body,) = re.findall(r"client_max_body_size (\d+)k", NGINX)
    assert int(body) * 1024 >= max(settings.body, settings.table)
    (head,) = re.findall(r"large_client_header_buffers \d+ (\d+)k", NGINX)
    assert int(head) * 1024 >= settings.head
    for upstream in DEPLOY.glob("upstream-*.conf"):
        (rest,) = re.findall(r"keepalive_timeout (\d+)s", upstream.read_text())
        assert int(rest) < settings.keep_alive
    for service in COMPOSE["services"].values():
        assert int(service["stop_grace_period"].rstrip("s")) > 2 * settings.stop_seconds
    for pod in pods():
        (container,) = pod["containers"]
        waits = container["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert pod["terminationGracePeriodSeconds"] > waits + 2 * settings.stop_seconds
        assert {"startupProbe", "readinessProbe", "livenessProbe"} <= container.keys()
        assert {*container["resources"]["requests"], *container["resources"]["limits"]} == {"cpu", "memory"}
        assert container["securityContext"]["readOnlyRootFilesystem"]


def pods() -> Iterator[dict[str, Any]]:
    """The pods of the deployments."""
    for document in KUBERNETES:
        if document["kind"] == "Deployment":
            yield document["spec"]["template"]["spec"]


def test_names_in_the_manifest_meet() -> None:
    by_kind: dict[str, dict[str, Any]] = {}
    for document in KUBERNETES:
        by_kind.setdefault(document["kind"], {})[document["metadata"]["name"]] = document
    deployments = by_kind["Deployment"]
    for kind in ("Service", "PodDisruptionBudget", "NetworkPolicy"):
        for document in by_kind[kind].values():
            spec = document["spec"]
            chosen = spec.get("podSelector") or spec["selector"]
            assert chosen.get("matchLabels", chosen)["app"] in deployments
    for name, deployment in deployments.items():
        assert deployment["spec"]["selector"]["matchLabels"] == deployment["spec"]["template"]["metadata"]["labels"]
        assert deployment["metadata"]["name"] == name in by_kind["PodDisruptionBudget"]
        assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert by_kind["HorizontalPodAutoscaler"]["replicas"]["spec"]["scaleTargetRef"]["name"] in deployments
    upstream = (DEPLOY / "upstream-kubernetes.conf").read_text()
    (service, namespace, port) = re.findall(r"server (\w+)\.(\w+)\.svc\.cluster\.local:(\d+) resolve", upstream)[0]
    assert by_kind["Service"][service]["metadata"]["namespace"] == namespace
    assert by_kind["Service"][service]["spec"]["ports"][0]["port"] == int(port)
    assert by_kind["Service"][service]["spec"]["clusterIP"] == "None"
    assert "server app:8000 resolve" in (DEPLOY / "upstream-compose.conf").read_text()
    kustomization = yaml.safe_load((DEPLOY / "kustomization.yaml").read_text())
    for file in (*kustomization["resources"], *kustomization["configMapGenerator"][0]["files"]):
        assert (DEPLOY / file.rpartition("=")[2]).is_file()


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    command = ["nginx", "-t", "-p", str(tmp_path), "-c", str(local_configuration(tmp_path, 0, [1, 2]))]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert "[warn]" not in result.stderr


def test_schemas_know_every_key_of_the_manifest() -> None:
    """By `make deploy-check`, which installs the schemas: they take a hundred megabytes."""
    schemas = pytest.importorskip("kubernetes_validate")
    for document in KUBERNETES:
        schemas.validate(document, "1.34", strict=True)
    KUBERNETES[1]["spec"]["template"]["spec"]["containers"][0]["lifecycle"]["prestop"] = {}
    with pytest.raises(schemas.ValidationError):
        schemas.validate(KUBERNETES[1], "1.34", strict=True)
    del KUBERNETES[1]["spec"]["template"]["spec"]["containers"][0]["lifecycle"]["prestop"]


def test_the_specification_knows_every_key_of_the_compose_file() -> None:
    specification = pytest.importorskip("compose_spec").PyCompose
    text = (DEPLOY / "compose.yaml").read_text()
    composed = specification.from_yaml(text)
    composed.validate_networks()
    composed.validate_volumes()
    with pytest.raises(ValueError, match="restrt"):
        specification.from_yaml(text.replace("restart:", "restrt:"))
