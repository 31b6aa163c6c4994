"""The README is true to the letter: its answers are what the server gives, its paths and settings exist."""

import json
import re
from functools import reduce
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from app.main import create_app
from app.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
EXAMPLES = re.findall(r"^\$ curl -s '(http://[^']+)' \| jq -c \.([\w.]+)\n(.+)$", README, re.MULTILINE)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == README.count("$ curl") >= 3


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
@pytest.mark.parametrize(("url", "path", "answer"), EXAMPLES)
async def test_answers_are_the_servers(url: str, path: str, answer: str) -> None:
    parts = urlsplit(url)
    transport = httpx.ASGITransport(create_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        reply = await client.get(f"{parts.path}?{parts.query}")
    assert reply.status_code == 200
    picked = reduce(lambda value, name: value[name], path.split("."), reply.json())
    assert json.dumps(picked, separators=(",", ":")) == answer


@pytest.mark.parametrize(
    "path",
    sorted(set(re.findall(r"`((?:antigradient|app|tests|static|bench|scripts|docs)/(?!\S*/\.)[\w./]*)`", README))),
)
def test_places_exist(path: str) -> None:
    """But for hidden folders, which tests and tools make."""
    assert (ROOT / path).exists()


def test_picture_exists() -> None:
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert (ROOT / picture).stat().st_size > 50_000


@pytest.mark.parametrize("name", sorted(set(re.findall(r"ANTIGRADIENT_(\w+)", README))))
def test_settings_exist(name: str) -> None:
    assert name.lower() in Settings.model_fields
