"""Settings: read from the environment, refused in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings


def test_the_usual_caps() -> None:
    caps: dict[str, float] = {
        "steps": 10_000,
        "grid": 257,
        "basins": 64,
        "points": 1_000,
        "levels": 64,
        "body": 256 * 1024,
        "table": 2**20,
    }
    caps |= {"corners": 100_000, "work": 2.0, "reply": 12_000_000}
    assert Settings().caps == caps


@pytest.mark.parametrize(
    ("given", "kept"), [("", ""), ("/", ""), ("grad", "/grad"), ("/grad/", "/grad"), ("/a/b", "/a/b")]
)
def test_root_path(monkeypatch: pytest.MonkeyPatch, given: str, kept: str) -> None:
    monkeypatch.setenv("ANTIGRADIENT_ROOT_PATH", given)
    assert Settings().root_path == kept


def test_base_url() -> None:
    assert Settings(base_url="https://example.org/a/").base_url == "https://example.org/a"
    with pytest.raises(ValidationError, match="must begin with http"):
        Settings(base_url="example.org")


@pytest.mark.parametrize("name", ["steps", "grid", "basins", "points", "levels", "body", "threads"])
def test_a_cap_of_nothing_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"ANTIGRADIENT_{name.upper()}", "0")
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize("wrong", ["*", "proxy.example", "10.0.0.1/8", "10.0.0.0/33"])
def test_proxies_are_addresses_and_networks(wrong: str) -> None:
    assert Settings(proxies="10.0.0.0/8,::1").proxies == ("10.0.0.0/8", "::1")
    with pytest.raises(ValidationError, match=r"must be addresses or networks such as 10\.0\.0\.0/8"):
        Settings(proxies=wrong)


def test_settings_are_described() -> None:
    assert all(field.description or name == "model_config" for name, field in Settings.model_fields.items())


def test_the_defaults_are_those_of_the_docs() -> None:
    text = (Path(__file__).parents[2] / "docs/deploy.md").read_text()
    rows = re.findall(r"^\| `ANTIGRADIENT_(\w+)` \| (\S+) \|", text, re.MULTILINE)
    assert len(rows) >= 6
    for name, usual in rows:
        assert Settings.model_fields[name.lower()].get_default() == float(usual)
