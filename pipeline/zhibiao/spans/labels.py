"""Labels: numerals that are no quantities, each with its reason. The patterns are data (`labels.toml`)."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from zhibiao.lexicon import load
from zhibiao.model import Label, LexiconError
from zhibiao.rules import resolve

NUMBER = r"(?:[0-9０-９]+|[零〇一二两三四五六七八九十百千]+)"


@cache
def patterns() -> tuple[tuple[str, Any], ...]:
    """(reason, compiled pattern) of every group; words are one alternation, longest first."""
    found = []
    for reason, entry in load("labels").items():
        if words := sorted(set(entry.get("words", ())), key=lambda w: (-len(w), w)):
            found.append((reason, regex.compile("|".join(map(bounded, words)))))
        for pattern in entry.get("patterns", ()):
            try:
                found.append((reason, regex.compile(pattern.replace("{n}", NUMBER))))
            except regex.error as error:
                raise LexiconError("labels.toml", reason, f"{pattern}: {error}") from error
    return tuple(found)


def bounded(word: str) -> str:
    """A word as a pattern; one that begins or ends with a number's character does so at a number's edge."""
    left = r"(?<![0-9０-９.零一二两三四五六七八九十百千万亿几数点])" if EDGE.match(word) else ""
    right = r"(?![0-9]|\.[0-9])" if word[-1].isdigit() else ""
    return left + str(regex.escape(word)) + right


EDGE = regex.compile("[0-9零一二两三四五六七八九十百千万亿]")


def find(text: str) -> list[Label]:
    """Every label of the text, the longest where they overlap; only those that hold a numeral matter.

    市场采购2.0改革 => 2.0改革
    """
    found = [
        Label(m.start(), m.end(), m[0], reason, reason)
        for reason, pattern in patterns()
        for m in pattern.finditer(text)
        if m.end() > m.start()
    ]
    return resolve(found)
