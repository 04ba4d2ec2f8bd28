"""What the style sheets of a page say of its elements, as far as it decides what is read (`looks`).

What holds of some states only (`:hover`), of what is put before an element (`::before`) or under conditions that nobody
knows says nothing, but that something is crossed out. A rule that hides and cannot be followed is noted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from zhibiao.reading.looks import CONTENT, LINE_THROUGH, unseen
from zhibiao.reading.notes import Notes
from zhibiao.reading.selecting import Key, NotUnderstood, Page, parsed
from zhibiao.reading.sheets import Beside, Rule, Sheets, filled
from zhibiao.reading.sources import nothing

PLAIN = re.compile(r"[\w\s.#>+~,*:-]+")
NAME = re.compile(r"([.#])([\w-]+)")
WORDS = re.compile(r"\w")
SIGNS = re.compile(r"\\[0-9A-Fa-f]{1,6}|[\ue000-\uf8ff]|url\([^)]{0,999}\)|none|normal|(?:open|close)-quote")  # icons
CLASS = re.compile(r"\.([\w-]+)")

Rank = tuple[int, int, int, int]  # ids, classes and tags of a selector, and its place


class Styles:
    """What the sheets of a page say. `elsewhere`: there are sheets that are not here to be read."""

    def __init__(self, tree: Any, notes: Notes, beside: Beside = nothing) -> None:
        sheets = Sheets(tree, beside)
        notes.add("sheets", sheets.unread)
        self.elsewhere = sheets.unread > 0
        self.variables = sheets.variables
        self.classes = {name for rule in sheets.rules for name in CLASS.findall(rule.selectors)}
        self.generated: list[Any] = []  # elements before or behind which a sheet puts text
        found: dict[Any, list[tuple[Rank, str]]] = defaultdict(list)
        if sheets.rules:
            self.page = Page(tree)  # kept: elements are known by what they are as long as somebody holds them
            for number, rule in enumerate(sheets.rules):
                for selector in selectors_of(rule, self.page):
                    if selector is not None and selector.pseudo_element:
                        self.generated += dressed_with_text(selector, rule, self.page)
                        continue
                    for element, rank in chosen_by(selector, rule, self.page, notes):
                        found[element].append(((*rank, number), filled(rule.says, self.variables)))
        self.said = {element: ";".join(says for _, says in sorted(told)) for element, told in found.items()}

    def of(self, element: Any) -> str:
        """All that is said of an element: by the rules that apply to it, the weightiest last, and by its own style."""
        own = filled(str(element.get("style") or ""), self.variables)
        return ";".join(filter(None, (self.said.get(element), own))) if self.said else own


def selectors_of(rule: Rule, page: Page) -> tuple[Any, ...]:
    """The selectors of a rule as they are parsed; none where a look at their names tells that the page has no such
    elements, which is so of most rules of a large sheet."""
    named = names_of(rule.selectors)
    return () if named and not any(map(page.has, named)) else parsed(rule.selectors)


@lru_cache(maxsize=1 << 15)  # more than the rules of a large sheet, which the pages of a site share
def names_of(selectors: str) -> tuple[tuple[Key, ...], ...]:
    """The classes and ids that each of some selectors names; nothing where a bracket may say that they are not there."""
    if not PLAIN.fullmatch(selectors):
        return ()
    return tuple(tuple(NAME.findall(selector)) for selector in selectors.split(","))


def chosen_by(selector: Any, rule: Rule, page: Page, notes: Notes) -> Iterator[tuple[Any, tuple[int, int, int]]]:
    """The elements that a rule is for, with the weight of its selector."""
    try:
        if selector is None:
            raise NotUnderstood
        chosen = page.chosen(selector.parsed_tree)
    except NotUnderstood:
        notes.add("rules", bool(LINE_THROUGH.search(rule.says)) or unseen(rule.says, bare=True))
        return
    weight = selector.specificity()
    yield from ((element, weight) for element in chosen)


def dressed_with_text(selector: Any, rule: Rule, page: Page) -> list[Any]:
    """The elements before or behind which a rule puts letters or figures."""
    said = CONTENT.search(rule.says)
    if selector.pseudo_element not in ("before", "after") or not said or not WORDS.search(SIGNS.sub("", said[1])):
        return []
    try:
        return page.chosen(selector.parsed_tree)
    except NotUnderstood:
        return []
