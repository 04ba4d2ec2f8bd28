"""Persons whom an article has named, wherever it names them again: what stands beside a name the first time (a title, a verb
of speech) need not stand there the second.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from zhibiao.model import Entity

LONGEST = 6  # characters of a name that is looked for again


def with_persons_again(text: str, names: Sequence[Entity]) -> list[Entity]:
    """The names of an article with further mentions of its persons, where they touch no other name; a transliterated
    name that is a place's elsewhere in the article is one throughout, and neighbours are one person (莱斯|屈尔)."""
    names = whole(text, one_kind(touching(text, names)))
    persons = {e.text for e in names if e.type == "PER" and 1 < len(e.text) <= LONGEST}
    taken = sorted((e.start, e.end) for e in names)
    starts = [start for start, _ in taken]
    again: list[Entity] = []
    for name in persons:
        place = text.find(name)
        while place >= 0:
            end = place + len(name)
            k = bisect_right(starts, place)
            free = (k == 0 or taken[k - 1][1] <= place) and (k == len(taken) or taken[k][0] >= end)
            if free:
                again.append(Entity(place, end, name, "again", "PER", name))
            place = text.find(name, end)
    return sorted([*names, *longest(again)], key=lambda e: e.start) if again else names


def whole(text: str, names: Sequence[Entity]) -> list[Entity]:
    """The names, a person's made whole where the article has it longer elsewhere: 李鹏|程 beside 李鹏程."""
    longer = sorted({e.text for e in names if e.type == "PER" and e.rule == "person" and len(e.text) == 3})
    kept: list[Entity] = []
    for k, e in enumerate(names):
        name = (
            next((n for n in longer if len(e.text) == 2 and text.startswith(n, e.start)), "") if e.type == "PER" else ""
        )
        room = k + 1 == len(names) or names[k + 1].start >= e.start + len(name)
        kept.append(replace(e, end=e.start + len(name), text=name, name=name) if name and room else e)
    return kept


def longest(found: Sequence[Entity]) -> list[Entity]:
    """Those that overlap no longer one."""
    kept: list[Entity] = []
    for e in sorted(found, key=lambda e: (e.start - e.end, e.start)):
        if all(e.end <= other.start or other.end <= e.start for other in kept):
            kept.append(e)
    return kept


def touching(text: str, names: Sequence[Entity]) -> list[Entity]:
    """Two persons without a space between them are one, when one of them is transliterated."""
    kept: list[Entity] = []
    for e in names:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.end == e.start
            and last.type == e.type == "PER"
            and "foreign" in (last.rule, e.rule)
        ):
            kept[-1] = Entity(last.start, e.end, text[last.start : e.end], "foreign", "PER", text[last.start : e.end])
        else:
            kept.append(e)
    return kept


def one_kind(names: Sequence[Entity]) -> list[Entity]:
    """A transliterated name that something marks as a place's is a place's wherever nothing marks it."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for e in names:
        kinds[e.text].add(e.rule)
    return [replace(e, type="LOC") if e.rule == "foreign" and "foreign_place" in kinds[e.text] else e for e in names]
