"""Times as written, unresolved, read in steps, each general: atoms by the rules of the families (2025年8月31日,
上半年, 近三年), parts of them (去年最后两周), ranges, and those with the words around them that make them as-of days or open spans.

Times are found on characters, and characters that would be a time can belong to two words. Where a word of the dictionary
crosses a border of a time, the likeliest words of the stretch are held against the likeliest with the time as one of them.

    过|去年|均发电     过去|年均|发电         no time
    日|本月|均访客     日本|月均|访客         no time
    江州|今年|产粮     江州|今年|产粮         a time
    如|今年|产粮       如今|年|产粮           a time: 年 would be left alone
"""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import NamedTuple

from zhibiao.lexicon.own import of_own
from zhibiao.matching import Places
from zhibiao.model import TimeExpr
from zhibiao.times import days, distances, eras, festivals, hours, months, years
from zhibiao.times.calendar import times
from zhibiao.times.joined import joined, unbounded, wrapped
from zhibiao.times.parts import parted
from zhibiao.times.years import closed_years
from zhibiao.words import dictionary, tag_of

# The rules of a family register themselves in `times`; of two readings as long an earlier family's goes first.
FAMILIES = (days, months, years, festivals, eras, distances, hours)


def find(text: str, places: Places | None = None) -> list[TimeExpr]:
    """Every time expression of the text, without overlaps."""
    return closed_years(text, unbounded(text, wrapped(text, joined(text, parted(text, atoms(text, places))))))


def atoms(text: str, places: Places | None) -> list[TimeExpr]:
    """What the rules read, in order, each of them whole words: where a word crosses a border of one, what else begins
    in its place."""
    offered = list(times.matcher.places(text) if places is None else places)
    found = read(text, offered)
    k = 0
    while k < len(found):
        t, until = found[k], found[k + 1].start if k + 1 < len(found) else len(text)
        word = crossed(text, t.start, t.end)
        if word is None:
            k += 1
            continue
        again = (
            read(text[: word.ends], [place for place in offered if place[0] == t.start]) if word.ends > t.start else []
        )
        again += [
            e for e in read(text, [place for place in offered if word.resumes <= place[0] < until]) if e.end <= until
        ]
        found[k : k + 1] = again
    return found


def read(text: str, places: Places) -> list[TimeExpr]:
    """What the rules read at the places."""
    return [
        TimeExpr(start, end, text[start:end], rule.name, value[0], value[1])
        for start, end, rule, value in times.readings(text, places)
    ]


REACH = 6  # characters beside a time that are looked at
LONGEST = 5  # characters of a word
WEIGHT = -9.0  # of a time as one word, in logarithms: that of 今年, unless its characters weigh more
CLEAR = 1.0  # the words without the time must be this much likelier
NAME = 3.0  # and this much, where a noun holds the whole time: 光明日报, 合同期, but not 到目前为止
# What would be left of a time that a word takes the beginning of: nobody says 如今|年, so it is 如|今年.
ALONE = frozenset("年月日周天季号时初底末前后内")
# Words that a time follows, each also the beginning of a longer word: 至|今年底, 从|前年, 说|明年.
LEADING = frozenset("从自至到如据因在较比由当按为对与和同且而但并已将")
# 均 after a whole time is an adverb, whatever 年均 is elsewhere: 比|上年|均有所下降.
EVENLY = "均"


class Crossed(NamedTuple):
    """What is wrong with a time: it ends at `ends` at the latest, or is none where that is its beginning; another one
    may begin at `resumes`."""

    ends: int
    resumes: int


def crossed(text: str, start: int, end: int) -> Crossed | None:
    """Where text[start:end] is cut off by a word that crosses a border of it, if it is."""
    head = next((place for place in range(start, end) if not is_han(text[place])), end)  # of Chinese characters alone
    begin, finish = start, head
    while begin and start - begin < REACH and is_han(text[begin - 1]):
        begin -= 1
    while head == end and finish < len(text) and finish - end < REACH and is_han(text[finish]):
        finish += 1
    if not (crossing(text, begin, start, head) or crossing(text, start, end, finish)):
        return None
    found = judged(text[begin:finish], start - begin, head - begin, head < end)
    return Crossed(begin + found.ends, begin + found.resumes) if found else None


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def crossing(text: str, first: int, border: int, last: int) -> bool:
    """Whether a word of the dictionary has characters on both sides of a border, within text[first:last]."""
    return any(
        weight(text[a:b]) is not None
        for a in range(max(first, border - LONGEST + 1), border)
        for b in range(border + 1, min(last, a + LONGEST) + 1)
    )


def judged(window: str, start: int, end: int, open_end: bool) -> Crossed | None:
    """The same for a time at window[start:end], which with `open_end` goes on in figures."""
    words, likely = best(window)
    timed = best(window[:start])[1] + as_time(window[start:end]) + best(window[end:])[1]
    last = 0
    for k, word in enumerate(words):
        first, last = last, last + len(word)
        if first < start < last and (last < end or (open_end and last == end and tag_of(word) != "t")):
            follows = words[k + 1] if k + 1 < len(words) else ""
            stands = follows in ALONE or window[first:start] in LEADING or (not follows and not open_end)
            return None if stands or likely - timed < CLEAR else Crossed(start, last)
        if not open_end and first <= start and end <= last and last - first > end - start:
            noun = likely - timed >= NAME and tag_of(word)[:1] == "n"
            return Crossed(start, last) if end - start == 1 or noun else None
        if start < first < end < last and not word.endswith(EVENLY):
            if first - start < 2:  # 去|年轻人
                return None if likely - timed < CLEAR else Crossed(start, last)
            plain = best(window[:start])[1] + best(window[start:end])[1] + best(window[end:])[1]
            other = best(window[:start])[1] + as_time(window[start:first]) + best(window[first:])[1]
            return None if other - plain < CLEAR else Crossed(first, last)  # 今年|中欧班列 has a time, too
    return None


def as_time(written: str) -> float:
    """How likely characters are as one word, when they are a time."""
    return max(best(written)[1], WEIGHT)


@of_own
@lru_cache(maxsize=1 << 14)
def weight(word: str) -> float | None:
    """The logarithm of how likely a word is; None for what the dictionary does not have."""
    known = dictionary()
    seen = known.frequency(word)
    return log(seen) - known.log_total if seen else None


@of_own
@lru_cache(maxsize=1 << 12)
def best(window: str) -> tuple[list[str], float]:
    """The likeliest words of a stretch and the logarithm of how likely they are together."""
    size = len(window)
    unseen = -dictionary().log_total
    score, back = [0.0] + [float("-inf")] * size, [0] * (size + 1)
    for first in range(size):
        for last in range(first + 1, min(size, first + LONGEST) + 1):
            w = weight(window[first:last])
            if w is None:
                if last > first + 1:
                    continue
                w = unseen
            if score[first] + w >= score[last]:
                score[last], back[last] = score[first] + w, first
    words: list[str] = []
    last = size
    while last:
        words.insert(0, window[back[last] : last])
        last = back[last]
    return words, score[size]
