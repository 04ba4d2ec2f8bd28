"""The places of `places.tsv` and of `names.toml` (world cities): names and short forms with their codes."""

from __future__ import annotations

from functools import cache

from zhibiao.cache import disk_cached
from zhibiao.lexicon import lines, load


@cache
@disk_cached
def codes() -> dict[str, str]:
    """Name or short form → code (GB/T 2260 or ISO 3166-1), empty for a city of the world.

    A short form that several places share stands for the first, the highest; everyday words are left out.
    """
    ordinary = frozenset(load("names")["noplace"]["words"])
    found: dict[str, str] = {}
    for name, short, code, _ in lines("places"):
        for surface in (name, short):
            if len(surface) > 1 and surface not in ordinary:
                found.setdefault(surface, code)
    for city in load("names")["city"]["words"]:
        found.setdefault(city, "")
    return found
