"""Whether a typed formula has a value at a place: the same answer from every endpoint."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.app.conftest import Client
from tests.app.support import API, strict

pytestmark = pytest.mark.anyio

#: Formula, w, b: whether there is a value, and a gradient.
ANSWERS = [
    ("1/(1+exp(-60w))+b^2", -4, 1, True, True),
    ("1/(1+exp(-60w))+b^2", -20, 1, True, True),
    ("log(1+exp(60w))+b^2", 20, 1, True, True),
    ("exp(w)/(1+exp(w))+b^2", 800, 1, True, True),
    ("exp(-1/w^2)+b^2", 0, 1, False, False),
    ("abs(w)^3+b^2", 0, 1, True, True),
    ("cos(abs(w))+b^2", 0, 1, True, True),
    ("abs(w)*w+b^2", 0, 1, True, True),
    ("w^1.5+b^2", 0, 1, True, True),
    ("abs(w)+b^2", 0, 1, True, False),
    ("sqrt(w)+b^2", 0, 1, True, False),
    ("log(w)+b^2", -1, 1, False, False),
    ("1/w+b^2", 0, 1, False, False),
]


@pytest.mark.parametrize(("f", "w", "b", "valued", "sloped"), ANSWERS, ids=[f"{a[0]} at {a[1]}" for a in ANSWERS])
async def test_every_endpoint_answers_alike(
    client: Client, f: str, w: float, b: float, valued: bool, sloped: bool
) -> None:
    formula, place = quote(f, safe=""), f"{w},{b}"
    window = f"window={w - 2},{w + 2},{b - 2},{b + 2}"
    map_ = strict(await client.get(f"{API}/surface?f={formula}&{window}&grid=5&include=loss"))
    assert (map_["loss"][2][2] is not None) is valued
    for path in ("gradient", "slices", "derivation", "step"):
        reply = await client.get(f"{API}/{path}?f={formula}&point={place}")
        assert reply.status_code == (200 if sloped else 422), path
    run = strict(await client.get(f"{API}/trajectory?f={formula}&start={place}&steps=3&tol=0&eta=0.01"))
    assert (len(run["steps"]["k"]) > 0) is sloped
    assert run["outcome"] == ("max_steps" if sloped else "undefined")
    basins = strict(await client.get(f"{API}/basins?f={formula}&{window}&grid=5&steps=2&tol=0&eta=0.01"))
    assert (basins["outcome"][2][2] == "undefined") is not sloped
    figure = await client.get(f"{API}/figure.svg?f={formula}&start={place}&{window}&grid=5")
    assert figure.status_code == 200
    page = await client.get(f"/?f={formula}&start={place}&{window}")
    assert page.status_code == 200
