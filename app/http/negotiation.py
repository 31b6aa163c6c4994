"""What headers of requests prefer: Accept-Encoding, Accept-Language."""

from __future__ import annotations


def weights(header: str) -> dict[str, float]:
    """For negotiations: what a header lists, in lower case, each with its weight (RFC 9110, 12.4.2).

    "de;q=0.5" has 0.5; what is written otherwise has none.
    """
    found: dict[str, float] = {}
    for item in header.lower().split(","):
        name, _, parameter = item.strip().partition(";")
        key, _, value = parameter.strip().partition("=")
        try:
            found[name.strip()] = float(value) if key.strip() == "q" else 1.0
        except ValueError:
            found[name.strip()] = 0.0
    return found
