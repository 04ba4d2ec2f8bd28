"""Run-in headings: a headline that stands before its item without a full stop, as broadcast digests are set.

    …茶园迎来丰收。|江州港一季度外贸箱量增两成|记者从江州港了解到，今年一季度，…
                a headline                 its item

An item says its headline again: nearly every pair of neighbouring characters of a headline recurs in the two
hundred characters after it, which no ordinary beginning of a sentence does; and a digest holds several. A heading
that the article's title carries is known by the title. Each heading becomes a sentence of its own and opens a new paragraph, so that no
topic and no period of the item before reaches into the next.
"""

from __future__ import annotations

from dataclasses import replace

from zhibiao.lexicon import load
from zhibiao.matching import Matcher, compiled
from zhibiao.model import Sentence, Text

SHORTEST, LONGEST = 7, 48  # characters of a heading
AHEAD = 220  # characters in which an item says its headline again
LEAST_AGAIN = 0.6  # share of a heading's character pairs that must recur
IN_DIGEST = 0.4  # the same in a text that is known for a digest
LEAST_RUN = 4  # characters of the longest run that must recur
DIGEST = 2  # headings that make a text a digest
STOPS = compiled("[，。；！？,;!?\n]")
# A paragraph set off by two full-width spaces within a line.
INDENT = compiled("[\u3000\u00a0]{2,}")
# How an item begins, and who brings the news in its first words; not inside a date (今天（11月2日）) or a list.
WORDS = load("clauses")
BRINGER = compiled("(?<![、从数])(?:" + "|".join(WORDS["bringer"]["words"]) + ")")
OPENING = compiled("(?<![0-9（月年数、从])(?:" + "|".join(WORDS["opening"]["words"] + WORDS["bringer"]["words"]) + ")")
OPENINGS = Matcher([OPENING])
PART = compiled(r"[\s\u3000]+|【[^】]*】")


def with_headings(text: Text, title: str = "") -> Text:
    """The text with its run-in headings as sentences of kind `headline`, and indented paragraphs told apart."""
    parts = tuple(part for part in PART.split(title) if part and len(part) >= SHORTEST)
    body = [s for s in text.sentences if s.kind == "body"]
    places = {s.start: place for s in body if (place := boundary(text.mended, s.start, s.end, parts))}
    if len(places) < DIGEST:
        places = {}
    else:
        places |= {
            s.start: boundary(text.mended, s.start, s.end, parts, IN_DIGEST) for s in body if s.start not in places
        }
    if not places and not INDENT.search(text.mended):
        return text
    found: list[Sentence] = []
    added = 0
    for sentence in text.sentences:
        start = sentence.start
        if sentence.kind == "body" and INDENT.match(text.mended, start):
            added += 1
        if place := places.get(start, 0):
            added += 1
            found.append(Sentence(start, place, sentence.paragraph + added, "headline"))
            start = place
        found.append(Sentence(start, sentence.end, sentence.paragraph + added, sentence.kind) if added else sentence)
    return replace(text, sentences=tuple(found)) if added else text


def boundary(text: str, start: int, end: int, title: tuple[str, ...] = (), least: float = LEAST_AGAIN) -> int:
    """Offset where the run-in heading at the beginning of a sentence ends; 0 when it has none.

    盘兴高铁今日正式开通今天，盘兴高铁正式开通运行。 => 10
    """
    while start < end and text[start].isspace():
        start += 1
    last, told = end, 0
    for part in title:
        if text.startswith(part, start):
            told = start + len(part)
            break
    else:
        stop = STOPS.search(text, start, min(end, start + LONGEST + 40))
        last = stop.start() if stop else end
        if last - start < SHORTEST + 4 or text[last : last + 1] == "\n" or not may_settle(text, start, last):
            return 0
    if BRINGER.match(text, start):
        return 0
    if told:
        return told if told < end - 1 else 0
    place = said_again(text, start, min(last, start + LONGEST), least)
    if not place:
        return 0
    place = settled(text, start, place, last)
    return place if place - start >= SHORTEST and place < last else 0


def may_settle(text: str, start: int, last: int) -> bool:
    """Whether an item may begin before the clause ends (`settled`): with an opening word, or with four characters of
    the clause said again, which hold one of the threes that begin at every second place."""
    for q in range(start + SHORTEST, last + 1, 2):
        if text.find(text[q : q + LEAST_RUN - 1], start, q) >= 0:
            return True
    return any(OPENING.match(text, q) for q, _ in OPENINGS.places(text, start + SHORTEST, last))


def said_again(text: str, start: int, last: int, least: float) -> int:
    """The end of the beginning that recurs best in the text after it, or 0."""
    best = place = score = 0
    for i in range(start, last - 1):
        again = text.find(text[i : i + 2], max(i + 2, start + SHORTEST), i + AHEAD) >= 0
        score += 1 if again else -1
        if again and score >= best:
            best, place = score, i + 2
        elif score + last - i < best:
            break  # what is left cannot make up for it
    if place - start < SHORTEST:
        return 0
    after = text[place : place + AHEAD]
    recurring = sum(text[i : i + 2] in after for i in range(start, place - 1))
    run = any(text[i : i + LEAST_RUN] in after for i in range(start, place - LEAST_RUN + 1))
    return place if run and recurring >= least * (place - start - 1) else 0


def settled(text: str, start: int, place: int, last: int) -> int:
    """The end moved to where the item begins: the heading's words said again, else an opening word, before them who
    brings the news; 0 when neither is near."""
    first = start + SHORTEST
    near = sorted(range(max(first, place - 40), min(last, place + 10)), key=lambda q: abs(q - place))
    found = 0
    for q in near:
        if text.find(text[q : q + LEAST_RUN], start, q) >= 0 and said_before(text, start, q):
            found = q
            break
    while found > first and said_before(text, start, found - 1):
        found -= 1
    found = found or next((q for q in near if OPENING.match(text, q)), 0)
    return next((b for b in range(max(first, found - 18), found) if BRINGER.match(text, b)), found)


def said_before(text: str, start: int, q: int) -> bool:
    """Whether the characters at q stand in the heading before it; not from the middle of a number."""
    run = text[q : q + LEAST_RUN]
    return not run[0].isspace() and not (run[0].isdigit() and text[q - 1].isdigit()) and text.find(run, start, q) >= 0
