"""The style sheets of a page: those in it, and those in files of the corpus that it names (a page saved with its looks).

What stands under conditions is told apart by whether it holds on the screen of a desk: `@media screen` and `(min-width:
800px)` do, `print` and `(max-width: 600px)` do not; of all others (`prefers-color-scheme`) nobody knows.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from zhibiao.reading.looks import LINE_THROUGH, TELLING
from zhibiao.reading.selecting import COMMA

MOST_SHEETS, DEEPEST = 50, 3  # of one page; sheets that name others
LONGEST = 2000  # characters of the selectors of a rule in rules
WIDE = 1280  # pixels of a screen
STYLESHEET = re.compile(r"(?<![\w-])stylesheet(?![\w-])", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
QUOTED = re.compile(r"\"[^\"\n]{0,2000}\"|'[^'\n]{0,2000}'")
IMPORT = re.compile(r"@import\s{1,9}(?:url\(\s{0,9})?[\"']?([^\"')\s;]{1,1000})[\"']?\s{0,9}\)?([^;{}]{0,200});", re.IGNORECASE)  # fmt: skip
BRACE = re.compile("[{}]")
VARIABLE = re.compile(r"(?<![\w-])(--[\w-]{1,60})\s{0,9}:\s{0,9}([^;{}]{1,80})")
USED = re.compile(r"var\(\s{0,9}(--[\w-]{1,60})\s{0,9}(?:,([^()]{0,80}))?\)")
WIDTH = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([0-9.]{1,9})\s*(px|r?em)\s*\)")
# At-rules: those whose rules hold as if they stood outside, and those that hold no rules for elements.
THROUGH = ("@supports", "@layer", "@scope")
APART = ("@keyframes", "@-", "@font", "@page", "@counter", "@property", "@view")
OTHERS = ("print", "speech", "aural", "braille", "embossed", "handheld", "projection", "tty", "tv")

Beside = Callable[[str], bytes | None]


class Rule(NamedTuple):
    """The selectors of a rule, what it says, and whether it holds under conditions of which nobody knows."""

    selectors: str
    says: str
    conditional: bool


class Sheets:
    """The rules of a page that tell something, in order. `unread`: how many sheets are not here to be read."""

    def __init__(self, tree: Any, beside: Beside) -> None:
        self.beside = beside
        self.rules: list[Rule] = []
        self.variables: dict[str, str] = {}
        self.unread = self.read = 0
        elsewhere = any(urlsplit_or_none(base.get("href", "")) is None for base in tree.iter("base"))
        for element in tree.iter("style", "link"):
            holds = media(element.get("media", ""))
            if holds is False or any(outer.tag in ("noscript", "template") for outer in element.iterancestors()):
                continue
            if element.tag == "style":
                self.add(element.text or "", "", holds is None, 0)
            elif applied(element):
                self.fetch("" if elsewhere else element.get("href", ""), "", holds is None, 0)

    def fetch(self, address: str, folder: str, conditional: bool, depth: int) -> None:
        """The sheet at an address that the page, or a sheet in a folder beside it, names."""
        place = urlsplit_or_none(address)
        data = None
        if place and self.read < MOST_SHEETS and depth < DEEPEST:
            places = dict.fromkeys(posixpath.join(folder, unquote(part)) for part in (place, address))
            data = next((data for part in places if (data := self.beside(part)) is not None), None)
        if data is None:
            self.unread += 1
            return
        self.read += 1
        # What tells something is written in ASCII; names of classes may be in UTF-8.
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
        self.add(text, posixpath.dirname(posixpath.join(folder, unquote(place or ""))), conditional, depth + 1)

    def add(self, sheet: str, folder: str, conditional: bool, depth: int) -> None:
        """The rules of a sheet, behind those of the sheets that it names."""
        imported, variables, rules = read_sheet(sheet)
        for name, value in variables:  # one of two values is none: nobody knows which
            self.variables[name] = value if self.variables.get(name, value) == value else ""
        for address, query in imported:
            holds = media(query)
            if holds is not False:
                self.fetch(address, folder, conditional or holds is None, depth)
        self.rules += (rule._replace(conditional=True) if conditional else rule for rule in rules)


def filled(says: str, variables: Mapping[str, str]) -> str:
    """What a rule says with the values of variables in their places."""
    if "var(" not in says:
        return says
    return USED.sub(lambda m: variables.get(m[1]) or m[2] or m[0], says)


def applied(link: Any) -> bool:
    """Whether a link is to a style sheet that a page shows without being asked for it."""
    rel = link.get("rel", "")
    return bool(STYLESHEET.search(rel)) and "alternate" not in rel.lower() and link.get("disabled") is None


def urlsplit_or_none(address: str) -> str | None:
    """The path of an address relative to a page; None for one on a host, or from the root of one."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc or parts.path.startswith("/") else parts.path


@lru_cache(maxsize=32)  # the pages of one site share theirs
def read_sheet(sheet: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], tuple[Rule, ...]]:
    """The sheets that a sheet names, with their conditions; its variables; its own rules that tell something."""
    bare = COMMENT.sub("", sheet).replace("<!--", "").replace("-->", "")
    imported = tuple((m[1], m[2].strip()) for m in IMPORT.finditer(bare))
    rules = rules_of(QUOTED.sub(lambda m: re.sub("[{};]", " ", m[0]), bare))
    variables = tuple((m[1], m[2].strip()) for m in VARIABLE.finditer(bare))
    return (
        imported,
        variables,
        tuple(
            rule
            for rule in rules
            if (LINE_THROUGH.search(rule.says) if rule.conditional else any(look.search(rule.says) for look in TELLING))
        ),
    )


def rules_of(sheet: str) -> Iterator[Rule]:
    """The rules of a sheet without comments that may hold."""
    opened: list[tuple[str, bool | None]] = [("", True)]  # the selectors that are in force, and whether they hold
    begin = 0
    for brace in BRACE.finditer(sheet):
        before, _, head = sheet[begin : brace.start()].rpartition(";")
        begin = brace.end()
        selectors, holds = opened[-1]
        says = before if brace[0] == "{" else f"{before};{head}"
        if selectors and holds is not False and ":" in says:
            yield Rule(selectors, says, holds is None)
        if brace[0] == "}":
            del opened[max(1, len(opened) - 1) :]
        elif (head := head.strip()).startswith("@"):
            opened.append((selectors, both(holds, condition(head))))
        else:
            opened.append((within(selectors, head), holds))


def within(outer: str, inner: str) -> str:
    """The selectors of a rule that stands in another: & is the other, which all that does not name it stands in."""
    if not outer:
        return inner
    around = f":is({outer})" if "," in outer else outer
    if len(around) * (1 + inner.count("&") + inner.count(",")) + len(inner) > LONGEST:
        return "?"  # what nobody understands
    if "&" not in inner:
        return f"{around} :is({inner})" if "," in inner else f"{around} {inner}"
    parts = map(str.strip, COMMA.split(inner))
    return ", ".join(part.replace("&", around) if "&" in part else f"{around} {part}" for part in parts)


def condition(head: str) -> bool | None:
    """Whether what stands behind the head of an at-rule holds; None where nobody knows."""
    head = head.lower()
    if head.startswith("@media"):
        return media(head.removeprefix("@media"))
    if head.startswith(APART):
        return False
    return True if head.startswith(THROUGH) else None


def both(one: bool | None, other: bool | None) -> bool | None:
    """Two conditions at once."""
    return False if one is False or other is False else None if one is None or other is None else True


def media(queries: str) -> bool | None:
    """Whether a list of media queries holds on a screen.

    screen and (min-width: 60em) => True        print, (max-width: 600px) => False        (hover) => None
    """
    answers = [query_holds(query) for query in queries.lower().split(",")]
    return True if True in answers else None if None in answers else False


def query_holds(query: str) -> bool | None:
    """Whether one media query holds."""
    first, *others = re.split(r"\s+and\s+", query.strip())
    answer: bool | None = True
    for part in (re.sub(r"^(?:not|only)\s+", "", first), *others):
        answer = both(answer, part_holds(part.strip()))
    return not answer if first.startswith("not ") and answer is not None else answer


def part_holds(part: str) -> bool | None:
    """Whether a medium, or a condition in brackets, holds."""
    if part in ("", "all", "screen"):
        return True
    if part in OTHERS:
        return False
    if not (m := WIDTH.fullmatch(part)) or m[2].count(".") > 1 or m[2] == ".":
        return None
    wide = float(m[2]) * (1 if m[3] == "px" else 16)
    return wide <= WIDE if m[1] == "min" else wide >= WIDE
