"""The units of `units.tsv` and of the user's `zhibiao.toml`: surfaces → `Unit`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from zhibiao.cache import disk_cached
from zhibiao.lexicon import lines, load
from zhibiao.lexicon.own import DIMENSIONS, Choice, of_own
from zhibiao.model import LexiconError, Unit
from zhibiao.wording import say

__all__ = ["DIMENSIONS", "examples", "lengths", "symbols", "unit_at", "units", "word_after"]


@of_own
@cache
def units() -> dict[str, Unit]:
    """Every surface form and its unit, the user's own among them. Raises `LexiconError` for a double surface or an unknown dimension."""
    made = {written: Unit(*written) for written in set(listed().values())}
    found = {surface: made[written] for surface, written in listed().items()}
    known = {unit.name: unit for unit in found.values()}
    for name, own, dimension in Choice.own.units:
        unit = known.get(name) or Unit(name, dimension, "", "")
        found |= dict.fromkeys(own, unit)
    return found


Written = tuple[str, str, str, str]  # of a unit: name, dimension, code, definition


@disk_cached
def listed() -> dict[str, Written]:
    """Every surface form of `units.tsv`, and how else it is typed, with what its unit is. Raises `LexiconError`."""
    found: dict[str, Written] = {}
    for name, surfaces, dimension, code, definition, _ in (row[:6] for row in lines("units")):
        if dimension not in DIMENSIONS:
            raise LexiconError("units.tsv", name, say("no such dimension: {dimension}", dimension=dimension))
        for surface in surfaces.split():
            if surface in found:
                raise LexiconError(
                    "units.tsv",
                    name,
                    say("{surface} belongs to {name} already", surface=surface, name=found[surface][0]),
                )
            found[surface] = (name, dimension, code, definition)
    for surface, unit in tuple(found.items()):
        for variant in variants(surface):
            found.setdefault(variant, unit)
    for sign in map(chr, SQUARED):
        spelled = unicodedata.normalize("NFKC", sign)
        for surface, unit in tuple(found.items()):  # ㎾h, ㎞², ㎎/L, too
            if surface.startswith(spelled):
                found.setdefault(sign + surface[len(spelled) :], unit)
    return found


# One character for a whole sign: ㎏ ㎡ ㎥ ㎎ ㎜ (Unicode, CJK Compatibility).
SQUARED = range(0x3371, 0x33E0)
POWERS = {"²": "2", "³": "3"}


def variants(surface: str) -> Iterator[str]:
    """How else a sign is typed: its powers on the line, its micro sign as the one of keyboards.

    m³/s   => m3/s, m^3/s
    μg/m³  => µg/m³, μg/m3, µg/m3, μg/m^3, µg/m^3
    """
    for micro in ("μ", "µ"):
        written = surface.replace("μ", micro)
        for before in ("", "^"):
            yield "".join(before + POWERS[c] if c in POWERS else c for c in written)
        yield written


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """(text, reading) of every line's example."""
    return tuple((left.strip(), right.strip()) for left, _, right in (row[5].partition("=>") for row in lines("units")))


@cache
def word_after() -> dict[str, str]:
    """Of a unit's surface, the characters that make another word with its last one: 3部|门, 5个点|位."""
    return dict(load("word_after")["word_after"])


@cache
def symbols() -> dict[str, Unit]:
    """Currency signs that stand before the figure."""
    return {sign: units()[name] for sign, name in load("word_after")["symbol"].items()}


@of_own
@cache
def lengths() -> dict[str, tuple[int, ...]]:
    """Of each first character, the lengths of the surfaces that begin with it, longest first."""
    found: dict[str, set[int]] = {}
    for surface in units():
        found.setdefault(surface[0], set()).add(len(surface))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def unit_at(text: str, place: int) -> tuple[Unit | None, int]:
    """The longest unit that begins at `place`, and its length; (None, 0) when none does."""
    table = units()
    for length in lengths().get(text[place : place + 1], ()):
        surface = text[place : place + length]
        unit = table.get(surface)
        if unit is None:
            continue
        following = text[place + length : place + length + 1]
        if following and following in word_after().get(surface, ""):
            continue
        if surface[-1].isascii() and surface[-1].isalnum() and following.isascii() and following.isalnum():
            continue
        return unit, len(surface)
    return None, 0
