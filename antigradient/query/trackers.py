"""Names that trackers add to links on their way: pages ignore them without a notice, the API refuses them."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

#: Of Google, Facebook, Instagram, Microsoft, X, TikTok, LinkedIn, Yandex, Mailchimp, HubSpot, Vero, Matomo, Piwik.
TRACKER = re.compile(
    rb"(utm|hsa|mtm|pk|piwik|matomo|mkt)_\w+"
    rb"|fbclid|[dg]clid|msclkid|gclsrc|gad_\w+|[gw]braid|srsltid|_g[al]|_gac"
    rb"|fb_\w+|igsh(id)?|twclid|ttclid|li_fat_id|yclid|ysclid|mc_[ce]id|_hs(enc|mi)|__hs\w+|vero_\w+|ref_src",
    re.ASCII,
)


def without_trackers(raw: bytes) -> bytes:
    """For pages: the query string without the names that trackers add to links."""
    pieces = raw.split(b"&")
    return b"&".join(piece for piece in pieces if not TRACKER.fullmatch(unquote_to_bytes(piece.partition(b"=")[0])))
