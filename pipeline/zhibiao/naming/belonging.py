"""What belongs to a place or a state: its teams, armies and ministries.

古巴队, 巴西|足球队, 俄海军     a country and what it has
芬兰|农林|部长                  a ministry by its minister
市|发展改革委                   a listed office with its level
"""

from __future__ import annotations

from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.model import Entity
from zhibiao.naming.cues import words_of
from zhibiao.naming.leftwards import leftmost
from zhibiao.naming.places import is_country, is_owner
from zhibiao.naming.stretch import BELONGING, MINISTER, Stretch


def teams(stretch: Stretch) -> list[Entity]:
    """Dictionary words and pairs of words that are a place and what belongs to it: 古巴队, 巴西|足球队, 俄海军.

    A government is none of them: who writes 挪威政府 names the country.
    """
    words = stretch.words
    found: list[Entity] = []
    for i in stretch.at(BELONGING):
        word = words[i]
        text = word.text
        if cut := owner_in(text):
            found.append(belongs(word.start, text, cut))
        elif i and words[i - 1].end == word.start and is_owner(words[i - 1].text):
            owner = words[i - 1]
            found.append(belongs(owner.start, owner.text + text, len(owner.text)))
    return found


def may_belong(text: str) -> bool:
    """Whether a word may be, or hold, what belongs to a place."""
    return text[-1] in BELONGING_ENDS and (text in words_of("belonging") or owner_in(text) > 0)


def owner_in(text: str) -> int:
    """How many characters of a word name the place that the rest belongs to: 2 of 古巴队, 1 of 俄军, else 0."""
    if text in armies():
        return 1
    if len(text) < 3:
        return 0
    belonging = words_of("belonging")
    return next((n for n in range(min(8, len(text) - 1), 0, -1) if text[n:] in belonging and is_owner(text[:n])), 0)


@cache
def armies() -> frozenset[str]:
    """Armies by the character of their country: 俄军."""
    return frozenset(c + "军" for c in load("names")["initial"]["armies"])


BELONGING_ENDS = frozenset(word[-1] for word in (*words_of("belonging"), *armies()))


def belongs(start: int, text: str, cut: int) -> Entity:
    """What belongs to the place that `text` begins with, as far as `cut`; of a government the country alone."""
    if text[cut:] == "政府" and is_country(text[:cut]):
        return Entity(start, start + cut, text[:cut], "government", "LOC", text[:cut])
    return Entity(start, start + len(text), text, "belonging", "ORG", text)


def is_minister(text: str) -> bool:
    return text.endswith("部长")


def ministries(stretch: Stretch) -> list[Entity]:
    """Ministries of a country by their ministers: 芬兰|农林|部长."""
    text, words = stretch.text, stretch.words
    found: list[Entity] = []
    for i in stretch.at(MINISTER):
        word = words[i]
        if i and words[i - 1].text.endswith("部"):
            continue  # 商务部|部长: `offices`
        first = leftmost(words, i, "ORG", "部")
        if first < i and is_country(words[first].text):
            start, end = words[first].start, word.end - 1
            found.append(Entity(start, end, text[start:end], "ministry", "ORG", text[start:end]))
    return found


LEVELS = frozenset({"省", "市", "县", "区", "州"})
OFFICE_ENDS = frozenset("委局厅办部")


def offices(stretch: Stretch) -> list[Entity]:
    """Listed ministries and the like with the country they are of (巴西|财政部, 美国|前|商务部|长), or with the level of
    the division (市|发展改革委)."""
    text, words = stretch.text, stretch.words
    national = words_of("national")
    listed = [e for e in stretch.known if e.type == "ORG" and (e.text in national or e.text[-1] in OFFICE_ENDS)]
    ends = {word.end: k for k, word in enumerate(words)} if listed else {}
    longer: list[Entity] = []
    for e in listed:
        k = ends.get(e.start)
        if k is not None and words[k].text in LEVELS and e.text[-1] in OFFICE_ENDS:
            start = words[k].start
            longer.append(Entity(start, e.end, text[start : e.end], "office", "ORG", text[start : e.end]))
            continue
        if e.text not in national:
            continue
        if k is not None and words[k].text == "前" and k and words[k - 1].end == words[k].start:
            k -= 1
        if k is not None and words[k].text in codes():
            start = words[k].start
            longer.append(Entity(start, e.end, text[start : e.end], "office", "ORG", text[start : e.end]))
    return longer
