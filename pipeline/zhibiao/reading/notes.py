"""What a reader skipped, guessed or could not read, in words: the column `notes` of articles.csv.

A reader counts constructs while it reads (`Notes.add`); what any text may hold (control characters, lost characters,
note marks inside figures) is looked for once, in `of_text`. Each kind is one entry below: a reader that learns to skip
something new adds one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zhibiao.layout import CONTROL
from zhibiao.matching import compiled
from zhibiao.model import Section
from zhibiao.text import note_marks
from zhibiao.wording import phrase, say

KINDS: dict[str, str] = {
    # how the bytes were read
    "encoding": phrase("encoding guessed: {what}"),
    "declared": phrase("encoding declared wrongly: {what}"),
    "date": phrase("date unreadable: {what}"),
    # characters
    "control": phrase("control characters left out: {n} ({what})"),
    "lost": phrase("characters lost before they came here: {n}"),
    "garbled": phrase("read in a wrong encoding before it came here: {n} characters that tell"),
    "private": phrase("private-use characters, unknown: {n}"),
    "note_mark": phrase("note marks left out: {n}"),
    "power": phrase("superscripts read as powers: {n}"),
    "symbol": phrase("characters of symbol fonts left out: {n}"),
    "ruby": phrase("phonetic guides left out: {n}"),
    # stretches of text
    "struck": phrase("struck-through text left out: {n}"),
    "deleted": phrase("tracked deletions left out: {n}"),
    "inserted": phrase("tracked insertions read: {n}"),
    "moved": phrase("moved text read where it went: {n}"),
    "hidden": phrase("hidden text left out: {n}"),
    "sheets": phrase("style sheets in other files not read, which may hide text: {n}"),
    "rules": phrase("style rules that hide text not understood: {n}"),
    "unfolded": phrase("hidden blocks read, for they hold most of the page: {n}"),
    "placeholder": phrase("placeholders left out: {n}"),
    "comment": phrase("comments left out: {n}"),
    "contents": phrase("lines of the table of contents left out: {n}"),
    "generated": phrase("texts that a style sheet puts into the page not read: {n}"),
    "script": phrase("scripts that write into the text not run: {n}"),
    "order": phrase("figures shown in another place than they are written, read as written: {n}"),
    "field": phrase("fields without a result not read: {n}"),
    "tildes": phrase("pairs of ~~ around figures, read as they stand: {n}"),
    "ranges": phrase("doubled tildes between two figures, read as a range: {n}"),
    "tags": phrase("tags in the text, read as they stand: {n}"),
    "outside": phrase("characters outside the article left out, about {n}"),
    # things that are no text
    "picture": phrase("pictures not read: {n}"),
    "chart": phrase("charts not read: {n}"),
    "formula": phrase("formulas left out: {n}"),
    "embedded": phrase("embedded objects not read: {n}"),
    "media": phrase("media and frames not read: {n}"),
    "header": phrase("headers and footers left out: {n}"),
    "nested": phrase("nested tables read behind the outer one: {n}"),
    "numbering": phrase("automatic numbers left out: {n}"),
    "form": phrase("form fields left out: {n}"),
    # records
    "fields": phrase("fields not used: {what}"),
    "cells": phrase("cells beyond the header left out: {n}"),
    # pages of a PDF
    "vertical": phrase("characters set vertically left out: {n}"),
    "page": phrase("pages without a usable text layer, not read: {what}"),
    "scanned": phrase("pages that are pictures, not read: {what}"),
    "pale": phrase("pieces of text that are white or not painted, read as they stand: {n}"),
    "unshaped": phrase("single characters in fonts that are not in the file, maybe not read: {n}"),
    "furniture": phrase("running heads and page numbers set aside: {n}"),
    "foreign": phrase("no Chinese character"),
}
CONTROLS = compiled(f"[{CONTROL}]")
# What stands where a character was: the sign for it, half of one, a code that is none.
LOST = compiled("[\ufffd\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff]")
# A figure behind a sign that sets what follows in another order.
TURNED = compiled("[\u202d\u202e\u2066\u2067][^\u202c\u2069\n\u202d\u202e\u2066\u2067]{0,40}?[0-9０-９]")
PRIVATE = compiled("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
HAN = compiled("[\u3400-\u9fff]")
LONG = 40  # characters: of a shorter text its language says nothing
# What ， 。 “ become, and runs of Latin letters with accents.
MISREAD = compiled("[锛銆鈥ㄛ﹝]|[\u0080-\u00ff]{4,60}")
SHOWN = 6  # different characters or names that a note lists


class Notes:
    """Counts of what was noticed, in the order of `KINDS`."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.named: dict[str, list[str]] = {}

    def add(self, kind: str, n: int = 1, what: str = "") -> None:
        """Count a construct of a kind; `what` names it where the note says which."""
        if kind not in KINDS:
            raise KeyError(kind)
        if n > 0:
            self.counts[kind] += n
            names = self.named.setdefault(kind, [])
            if what and what not in names:
                names.append(what)

    def include(self, others: Notes) -> None:
        """Count what others have counted, too."""
        self.counts.update(others.counts)
        for kind, names in others.named.items():
            known = self.named.setdefault(kind, [])
            known += [name for name in names if name not in known]

    def lines(self) -> tuple[str, ...]:
        """A line for each kind that was counted."""
        return tuple(
            say(words, n=self.counts[kind], what=listed(self.named[kind]))
            for kind, words in KINDS.items()
            if self.counts[kind]
        )


def listed(names: list[str]) -> str:
    """Some names, and that there are more."""
    return "、".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")


def of_text(text: str, sections: Sequence[Section] = ()) -> tuple[str, ...]:
    """The notes on what any text may hold, whatever its format; what its reader has skipped is no note mark."""
    skipped = {section.start for section in sections if section.kind == "skipped"}
    notes = Notes()
    for m in CONTROLS.finditer(text):
        notes.add("control", what=f"U+{ord(m[0]):04X}")
    notes.add("order", sum(1 for _ in TURNED.finditer(text)))
    notes.add("lost", sum(1 for _ in LOST.finditer(text)))
    notes.add("garbled", garbled(text))
    notes.add("foreign", len(text) >= LONG and not HAN.search(text))
    notes.add("private", sum(1 for _ in PRIVATE.finditer(text)))
    notes.add("note_mark", sum(start not in skipped for start, _ in note_marks(text)))
    return notes.lines()


def garbled(text: str) -> int:
    """How many signs a text shows of UTF-8 that was read as GBK, GBK as Big5, or either as Latin; 0 for hardly any.

    锛屽悓姣斿闀?   ÍâÃ³³ö¿Ú
    """
    signs = sum(len(m[0]) for m in MISREAD.finditer(text))
    return signs if signs * 40 > len(text) else 0


def together(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """Notes in their order, each once."""
    return tuple(dict.fromkeys(note for group in groups for note in group))
