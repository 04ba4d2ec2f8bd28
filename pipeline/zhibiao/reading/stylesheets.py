"""What the style sheets of a page say of its elements, as far as it decides what is read (`looks`).

A selector is understood when all of its parts are: tags, classes and ids, one in another. What holds of some states only
(`:hover`), of what is put before an element (`::before`) or under conditions (`@media`) says nothing, but that something
is crossed out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhibiao.reading.looks import LINE_THROUGH, TELLING

PART = re.compile(r"(?P<tag>[A-Za-z][A-Za-z0-9]{0,20}|\*)?(?P<marks>(?:[.#][\w-]{1,100}){0,9})")
MARK = re.compile(r"([.#])([\w-]+)")
MOST = 200  # rules that are looked up by the same name: pages have a few
OTHERS = re.compile("stylesheet", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a selector: `p.old.x` is a tag and two classes."""

    tag: str
    classes: frozenset[str]
    id: str

    def is_one(self, element: Any) -> bool:
        """Whether an element is one of these."""
        return (
            (not self.tag or self.tag == element.tag)
            and (not self.id or self.id == element.get("id"))
            and (not self.classes or self.classes <= set(element.get("class", "").split()))
        )

    @property
    def key(self) -> tuple[str, str]:
        """By what its rules are looked up: an id, a class or a tag."""
        return ("#", self.id) if self.id else (".", min(self.classes)) if self.classes else ("", self.tag)


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector from outside in, what it says, and how it ranks among others: ids, classes, tags, its place."""

    parts: tuple[Part, ...]
    says: str
    rank: tuple[int, int, int, int]

    def applies(self, element: Any) -> bool:
        """Whether the selector is one of an element: its last part, and the others of elements around it."""
        if not self.parts[-1].is_one(element):
            return False
        wanted = self.parts[:-1]
        for outer in element.iterancestors() if wanted else ():
            if wanted and wanted[-1].is_one(outer):
                wanted = wanted[:-1]
        return not wanted


class Styles:
    """The rules of a page that tell something. `elsewhere`: there are sheets that are not in the page."""

    def __init__(self, tree: Any) -> None:
        self.rules: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        self.number = 0
        self.places: dict[Any, int] = {}
        self.known: dict[tuple[int, str, str, str], tuple[int, str]] = {}
        self.elsewhere = any(OTHERS.search(link.get("rel", "")) for link in tree.iter("link"))
        for sheet in tree.iter("style"):
            for selectors, says, conditional in rules_of(without_comments(sheet.text or "")):
                told = LINE_THROUGH.search(says) if conditional else any(look.search(says) for look in TELLING)
                for selector in selectors.split(",") if told else ():
                    self.add(selector, says)

    def add(self, selector: str, says: str) -> None:
        """Keep a rule, unless its selector is one of those that are not understood."""
        matches = [PART.fullmatch(part) for part in selector.replace(">", " ").split()]
        parts = tuple(part_of(m) for m in matches if m)
        if not parts or len(parts) < len(matches) or parts[-1].key in (("", ""), ("", "body"), ("", "html")):
            return
        self.number += 1
        ids, classes, tags = (
            sum(map(len, ranks)) for ranks in zip(*((p.id[:1], p.classes, p.tag[:1]) for p in parts), strict=True)
        )
        self.rules[parts[-1].key].append(Rule(parts, says, (ids, classes, tags, self.number)))

    def of(self, element: Any) -> str:
        """All that is said of an element: by the rules that apply to it, the weightiest last, and by its own style."""
        own = str(element.get("style") or "")
        return ";".join(filter(None, (self.told(element)[1], own))) if self.rules else own

    def told(self, element: Any) -> tuple[int, str]:
        """What the rules say of an element, which is the same of all elements with the same names in the same elements;
        and the number of their kind."""
        above = []
        place = 0  # outside of all
        for outer in element.iterancestors():
            if (place := self.places.get(outer, 0)) != 0:
                break
            above.append(outer)
        found = (place, "")
        for one in (*reversed(above), element):
            key = (place, str(one.tag), one.get("class", ""), one.get("id", ""))
            if key not in self.known:
                self.known[key] = (len(self.known) + 1, self.said_of(one))
            found = self.known[key]
            place = self.places[one] = found[0]
        return found

    def said_of(self, element: Any) -> str:
        """What the rules that apply to an element say."""
        keys = {(".", name) for name in element.get("class", "").split()}
        keys |= {("#", element.get("id", "")), ("", element.tag)}
        found = [rule for key in keys for rule in self.rules.get(key, ())[:MOST] if rule.applies(element)]
        return ";".join([rule.says for rule in sorted(found, key=lambda rule: rule.rank)])


def part_of(match: re.Match[str]) -> Part:
    """One part of a selector."""
    marks = MARK.findall(match["marks"])
    tag = (match["tag"] or "").lower().replace("*", "")
    ids = [name for sign, name in marks if sign == "#"]
    return Part(tag, frozenset(name for sign, name in marks if sign == "."), ids[-1] if ids else "")


def rules_of(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """The selectors of each rule, what it says, and whether it stands in another rule (`@media`)."""
    depth = 0
    for piece in sheet.split("}"):
        opened = piece.count("{")
        depth = max(depth + opened - 1, 0)
        if opened:
            selectors, _, says = piece.rpartition("{")
            yield re.split("[{;]", selectors)[-1], says, depth > 0


def without_comments(sheet: str) -> str:
    """A style sheet without its comments."""
    first, *others = sheet.split("/*")
    return first + "".join(part.partition("*/")[2] for part in others)
