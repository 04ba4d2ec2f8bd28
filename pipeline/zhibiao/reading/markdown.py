"""The marks of Markdown that stand around words of a line and carry nothing: what they hold is read, they are not.

    出口额达**368.5**亿元            → 出口额达368.5亿元
    出口额达[368.5](http://…)亿元    → 出口额达368.5亿元
    出口额达368\\.5亿元             → 出口额达368.5亿元
    参保1.2亿[4](#n4)人              → 参保1.2亿人

One between two digits stays: 3*5*2 is not 352.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhibiao.matching import compiled
from zhibiao.reading.notes import Notes

# Bold, italic, code and highlighted text: the marks at its ends. Words may touch them on both sides, as Chinese does.
AROUND = (
    compiled(r"(?<![*\\])(\*{1,3})(?=[^\s*])[^*\n]{0,400}?(?<=[^\s*\\])(\1)(?!\*)"),
    compiled(r"(?<![_\\A-Za-z0-9/.])(_{1,3})(?=[^\s_])[^_\n]{0,400}?(?<=[^\s_\\])(\1)(?![_A-Za-z])"),
    compiled(r"(?<![`\\])(`{1,2})(?=[^`])[^`\n]{1,400}(\1)(?!`)"),
    compiled(r"(?<![=\\])(==)(?=[^\s=])[^=\n]{1,400}(?<=\S)(==)(?!=)"),
    # Mathematics that is a figure, and what pandoc lowers.
    compiled(r"(?<![\\$A-Za-z0-9])(\$)[+-]?[0-9][0-9.,%\\]{0,30}(\$)(?![0-9$])"),
    compiled(r"(?<=[A-Za-z])(~)[0-9]{1,2}(~)(?!~)"),
)
# Between dollar signs that no sum of money begins with, or as LaTeX writes it.
FORMULA = compiled(
    r"(?<![\\$])\$(?=[^\s$])(?=[^$\n]{0,199}[\\^_{}A-Za-z])(?P<said>[^$\n\u4e00-\u9fff，。、；：]{1,200})(?<=\S)\$(?![0-9$])"
    r"|\\\((?P<set>[^\n]{1,200}?)\\\)"
)
UNIT = compiled(r"\s*(?:\\?(?:mathrm|rm|text)?\{?)?(?P<unit>[A-Za-zμ]{1,3})\}?(?:\^\{?(?P<power>[23])\}?)?\s*")
BOLD = compiled(r"(?<![*\\])(\*\*)(?=[^\s*])[^*\n]{1,400}?(?<=[^\s*\\])(\*\*)(?!\*)")
SIGNS = ("*", "_", "`", "==", "$", "~")
QUOTED = compiled(r"(?m)^[ \t]{0,3}(?:>[ \t]?)+")
RAISED = compiled(r"\^\\?\[[0-9a-z*]{1,3}\\?\]\^")  # ^[4]^, a note of pandoc
LINK = compiled(
    r"(?<![!\\])(\[)(?!\^)[^\[\]\n]{1,400}(\]\((?:[^()\s]|\([^()\s]{0,400}\)){0,2000}(?:\s+\"[^\"\n]{0,400}\")?\))"
)
# A link to a note: into the page, or behind a figure, its unit or a mark.
NOTE = compiled(r"\[(?:\\?\[)?(?:[0-9]{1,3}|[*†‡①-⑳]|[注a-z][0-9]{0,2})(?:\\?\])?\]\((?P<to>[^()\s]{1,2000})\)")
NOTED = compiled("[0-9０-９万亿千百十元%％‰吨人。，；：、”）]")
# Not before what would part cells, nor where a line begins, which would be a heading or a list then.
ESCAPE = compiled(r"(?<=[^\n\\])\\(?=[!-/:-@\[-`{}~])")


def marks_of(text: str, notes: Notes) -> Iterator[tuple[int, int]]:
    """The places of such marks, and of links to notes, which are counted."""
    if "\\" in text:
        yield from (m.span() for m in ESCAPE.finditer(text))
    if "$" in text or "\\(" in text:
        yield from formulas_of(text, notes)
    if ">" in text:
        yield from (m.span() for m in QUOTED.finditer(text))
    if "]^" in text:
        for m in RAISED.finditer(text):
            notes.add("note_mark")
            yield m.span()
    if "](" in text:
        noted = set()
        for m in NOTE.finditer(text):
            if m["to"].startswith("#") or NOTED.match(text, max(0, m.start() - 1), m.start()):
                notes.add("note_mark")
                noted.add(m.start())
                yield m.span()
        for m in LINK.finditer(text):
            if m.start() not in noted:
                yield from (m.span(1), m.span(2))
    for sign, pattern in zip(SIGNS, AROUND, strict=True):
        if sign in text:
            yield from ends_of(pattern, text)


def formulas_of(text: str, notes: Notes) -> Iterator[tuple[int, int]]:
    """Mathematics: of a unit or a letter the marks are skipped, all of any other, which is counted.

    12500$m^2$       → 12500m2
    增长$\\frac{3}{5}$ → 增长
    """
    for m in FORMULA.finditer(text):
        said = m["said"] or m["set"] or ""
        if unit := UNIT.fullmatch(said):
            begin = max(m.start("said"), m.start("set"))
            letters, power = ((begin + a, begin + b) for a, b in (unit.span("unit"), unit.span("power")))
            yield m.start(), letters[0]
            yield letters[1], power[0] if unit["power"] else m.end()
            if unit["power"]:
                yield power[1], m.end()
        elif set(said) & set("\\^_{}"):
            notes.add("formula")
            yield m.span()
        else:
            yield m.start(), m.start() + 1 + (not m["said"])
            yield m.end() - 1 - (not m["said"]), m.end()


def bold_of(text: str) -> Iterator[tuple[int, int]]:
    """The marks around bold words, which people also type where nobody reads Markdown."""
    if "**" in text:
        yield from ends_of(BOLD, text)


def ends_of(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The marks at both ends of what a pattern finds, unless one stands between digits; of doubled ones, both."""
    for m in pattern.finditer(text):
        between = [between_digits(text, *m.span(k)) for k in (1, 2)]
        if not (all(between) if len(m[1]) > 1 else any(between)):
            yield from (m.span(1), m.span(2))


def between_digits(text: str, start: int, end: int) -> bool:
    """Whether digits stand on both sides of a mark."""
    return text[max(0, start - 1) : start].isdigit() and text[end : end + 1].isdigit()
