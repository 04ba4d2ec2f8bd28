"""What stands beside a name of a person: titles, reporters' and photographers' marks, verbs of speech."""

from __future__ import annotations

from functools import cache

from zhibiao.lexicon import load
from zhibiao.model import Word

BESIDE = 4.0  # a title or a verb of speech
CREDIT = 6.0  # 记者 before, 摄 after
LISTED = 3.0  # in a list after a person
MOST = 2 * CREDIT + LISTED  # all together


@cache
def cues() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Titles, their endings, reporters' words, verbs of speech."""
    data = load("persons")
    return (
        frozenset(data["title"]["words"]) | players(),
        frozenset(data["title"]["endings"]),
        frozenset(data["credit"]["words"]),
        frozenset(data["speech"]["words"]),
    )


@cache
def players() -> frozenset[str]:
    """Titles of sportsmen."""
    return frozenset(load("persons")["player"]["words"])


def is_title(word: str) -> bool:
    """Whether a word is a title: 总统, 副校长."""
    titles, endings, _, _ = cues()
    return word in titles or word[-2:] in endings or word[-3:] in endings


def bonus(text: str, start: int, end: int, left: Word | None, right: Word | None, listed: bool) -> float:
    """What the neighbours of text[start:end] add to its being a person."""
    _, _, credit, speech = cues()
    weight = LISTED if listed else 0.0
    if left is not None and not text[left.end : start].strip():
        weight += CREDIT if left.text in credit else BESIDE if is_title(left.text) else 0.0
    if right is not None and not text[end : right.start].strip():
        if right.text == "摄":
            weight += CREDIT
        elif right.text in speech or is_title(right.text):
            weight += BESIDE
    return weight


def speech() -> frozenset[str]:
    """Verbs that a person governs."""
    return cues()[3]
