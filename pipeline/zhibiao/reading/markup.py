"""Marks that stand in a text itself: `<del>`, `<sup>`, `~~…~~`, `[^1]`. The text stays; what they strike out is skipped.

Plain text, Markdown and the texts of records are kept as they are, so that offsets hold. Tags inside a line carry
nothing and are skipped, too; those that end a line or a cell stay, for they part what they stand between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhibiao.matching import compiled
from zhibiao.model import Section
from zhibiao.reading.looks import LINE_THROUGH, SHIFTED, unseen, white_alone
from zhibiao.reading.markdown import bold_of, marks_of
from zhibiao.reading.notes import Notes
from zhibiao.reading.raised import raised
from zhibiao.reading.tildes import struck_anywhere, struck_or_ranged

STRIKING = frozenset({"del", "s", "strike"})
UNSEEN = {"rt": "ruby", "rp": "", "script": "hidden", "style": "hidden", "template": "hidden"}  # and the note of each
INLINE = "del|strike|ins|sup|sub|strong|span|font|mark|small|big|em|s|b|i|u|a|ruby|rb|rt|rp|wbr|script|style|template"
HIDDEN = compiled(r"(?i)(?<![\w-])(?:hidden\s*(?:$|[=/\s])|aria-hidden\s*=\s*[\"']?true)")
WHITE_FONT = compiled(r"(?i)(?<![\w-])color\s*=\s*[\"']?(?:#f{3}(?:f{3})?|white)(?![\w])")
BESIDE = 200  # characters on each side of white letters that tell whether others stand in their line
TAG = compiled(rf"(?i)<(?P<close>/?)(?P<name>{INLINE})(?P<says>\s[^<>]{{0,400}})?/?>")
BLOCK = compiled(r"(?i)</?(?:p|br|div|table|tr|td|th|li|ul|ol|h[1-6]|img)(?:\s[^<>]{0,400})?/?>")
FOOTNOTE = compiled(r"\[\^[^\]\s]{1,40}\](?!:)")
PICTURE = compiled(r"!\[[^\]\n]{0,400}\]\([^)\n]{0,2000}\)")


def skipped(text: str, notes: Notes, markdown: bool = False) -> tuple[Section, ...]:
    """The stretches of a text that are not read, in order."""
    found: list[tuple[int, int]] = []
    if "<" in text:
        found += tagged(text, notes)
        notes.add("tags", sum(1 for _ in BLOCK.finditer(text)))
    if "~~" in text or "～～" in text:
        found += struck_or_ranged(text, notes, markdown)
    found += struck_anywhere(text, notes)
    if markdown:
        found += every(FOOTNOTE, text, notes, "note_mark")
        found += every(PICTURE, text, notes, "picture")
        found += marks_of(text, notes)
    else:
        found += bold_of(text)
    return tuple(Section("skipped", start, end) for start, end in apart(found))


def every(pattern: re.Pattern[str], text: str, notes: Notes, kind: str) -> list[tuple[int, int]]:
    """All places of a pattern, counted."""
    found = [m.span() for m in pattern.finditer(text)]
    notes.add(kind, len(found))
    return found


def tagged(text: str, notes: Notes) -> Iterator[tuple[int, int]]:
    """Tags inside lines, and what those that strike out or raise hold."""
    yield from comments(text, notes)
    opened: dict[str, list[tuple[re.Match[str], str]]] = {}
    for m in TAG.finditer(text):
        name = m["name"].lower()
        if not m["close"]:
            role = role_of(name, m["says"] or "")
            opened.setdefault(name, []).append((m, role))
            if role not in ("sup", "sub"):
                yield m.span()
            continue
        waiting = opened.get(name)
        if not waiting:
            yield m.span()
            continue
        begun, role = waiting.pop()
        if role in ("sup", "sub"):
            yield from shifted(text, begun, m, role, notes)
        elif role == "white" and stands_alone(text, begun.start(), m.end()):
            yield m.span()  # a page that is dark, which its text does not say
        elif role:
            if kind := UNSEEN.get(name, "hidden" if role == "white" else role):
                notes.add(kind)
            yield begun.start(), m.end()
        else:
            yield m.span()


def role_of(name: str, says: str) -> str:
    """What a tag does to the text in it: `struck` and `hidden` take it away, `white`, too, where other letters stand in its
    line, `sup` and `sub` move it; empty for nothing."""
    if name in STRIKING or LINE_THROUGH.search(says):
        return "struck"
    if name in UNSEEN or HIDDEN.search(says) or unseen(says, bare=True):
        return "hidden"
    if name in ("sup", "sub"):
        return name
    if white_alone(says) or WHITE_FONT.search(says):
        return "white"
    moved = SHIFTED.search(says)
    return moved[1].lower()[:3] if moved else ""


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but tags stands beside a stretch in its line."""
    before = text[max(0, start - BESIDE) : start].rpartition("\n")[2]
    after = text[end : end + BESIDE].partition("\n")[0]
    return not BLOCK.sub("", TAG.sub("", f"{before} {after}")).strip()


def comments(text: str, notes: Notes) -> Iterator[tuple[int, int]]:
    """The comments of markup; one without an end is none."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        notes.add("comment")
        yield start, end + 3
        start = text.find("<!--", end + 3)


def shifted(
    text: str, begun: re.Match[str], ended: re.Match[str], role: str, notes: Notes
) -> Iterator[tuple[int, int]]:
    """What of raised or lowered characters is skipped: all of a note mark, else the tags. Those beside digits that no
    note explains (10<sup>5</sup>) stay as they are: without tags they would be one figure."""
    said, before = text[begun.end() : ended.start()], text[max(0, begun.start() - 16) : begun.start()]
    kind = raised(before, said) if role == "sup" else "text"
    if kind == "mark":
        notes.add("note_mark")
        yield begun.start(), ended.end()
    elif not (before[-1:].isdigit() and said[:1].isdigit()):
        if kind == "power":
            notes.add("power")
        yield begun.span()
        yield ended.span()
    else:
        notes.add("tags", 2)


def apart(stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches in order, without those inside others."""
    reach = 0
    for start, end in sorted(stretches):
        if end > reach:
            yield max(start, reach), end
            reach = end
