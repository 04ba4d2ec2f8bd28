"""Which elements of a page a selector picks out, as cssselect reads selectors.

cssselect would have lxml find them by XPath: that takes half a microsecond for each rule and element, and for `* * * b` or
`div ~ div` the square of the page, minutes at 1 MB. Here a selector is gone through from its last part outwards, among the
elements that have the name of that part, and what was found of an element is not asked again: each part looks at each
element once. All selectors of a page together look at `LOOKS` elements and `LOOKS_EACH` for each of its elements.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any

LOOKS, LOOKS_EACH = 200_000, 20
LONGEST = 400  # characters of one selector
COMMA = re.compile(r",(?![^()]{0,400}\))")  # between two selectors
# States in which nobody has put an element who reads the page, and parts that are no elements.
STATES = frozenset(
    "hover focus focus-within focus-visible active visited target checked disabled invalid required optional indeterminate "
    "placeholder-shown open fullscreen popover-open autofill in-range out-of-range user-invalid read-only modal".split()
)
Key = tuple[str, str]  # "." and a class, "#" and an id, "" and a tag (an empty one: any element)


class NotUnderstood(Exception):
    """A selector that cannot be followed, or would take too long."""


@lru_cache(maxsize=4096)
def parsed(selectors: str) -> tuple[Any, ...]:
    """The selectors of a rule, as cssselect reads them; None for one that it does not understand."""
    parser = import_module("cssselect.parser")
    found: list[Any] = []
    try:
        return tuple(parser.parse(short(selectors)))
    except (parser.SelectorError, NotUnderstood, ValueError):
        parts = COMMA.split(selectors)
    for part in parts if len(parts) > 1 else ():
        try:
            found += parser.parse(short(part))
        except (parser.SelectorError, NotUnderstood, ValueError):
            found.append(None)
    return tuple(found) or (None,)


def short(selectors: str) -> str:
    """The selectors, unless one is long enough to be a trap."""
    if any(len(part) > LONGEST for part in COMMA.split(selectors)):
        raise NotUnderstood
    return selectors.strip()


def names_in(node: Any) -> list[Key]:
    """The names that an element must have for the last part of a selector, the most telling last."""
    names: list[Key] = []
    while (kind := type(node).__name__) != "Element":
        if kind == "CombinedSelector":
            node = node.subselector
            continue
        if kind in ("Class", "Hash"):
            names.append((".", node.class_name) if kind == "Class" else ("#", node.id))
        node = node.selector
    tag = ("", (node.element or "").lower())
    return [tag, *sorted(names, key=lambda name: name[0] == "#")]


class Page:
    """The elements of a page by their names, and what is known of where they stand."""

    def __init__(self, tree: Any) -> None:
        self.named: dict[Key, list[Any]] = defaultdict(list)
        self.classes: dict[Any, frozenset[str]] = {}
        self.places: dict[Any, tuple[int, int, int, int]] = {}
        self.known: dict[tuple[int, str, Any], bool] = {}
        elements = [element for element in tree.iter() if isinstance(element.tag, str)]
        for element in elements:
            self.classes[element] = frozenset(element.get("class", "").split())
            keys = {("", ""), ("", element.tag), *((".", name) for name in self.classes[element])}
            for key in keys | ({("#", element.get("id"))} if element.get("id") else set()):
                self.named[key].append(element)
        self.left = LOOKS + LOOKS_EACH * len(elements)

    def has(self, names: Iterable[Key]) -> bool:
        """Whether there are elements of all names."""
        return all(name in self.named for name in names)

    def chosen(self, tree: Any) -> list[Any]:
        """The elements that a parsed selector picks out. Raises `NotUnderstood`."""
        names = names_in(tree)
        if not self.has(names):
            return []
        if names == [("", "")] and type(tree).__name__ in ("Element", "CombinedSelector") and universal(tree):
            return []
        self.known.clear()
        candidates = min((self.named[name] for name in names), key=len)
        return [e for e in candidates if e.tag not in ("html", "body") and self.picks(tree, e)]

    def picks(self, node: Any, element: Any) -> bool:
        """Whether a parsed selector, or a part of it, is one of an element."""
        self.left -= 1
        if self.left < 0:
            raise NotUnderstood
        ask = ASKED.get(type(node).__name__)
        if ask is None:
            raise NotUnderstood
        inner = getattr(node, "selector", None)
        if inner is not None and ask is not combined and not self.picks(inner, element):
            return False
        return ask(self, node, element)

    def any_of(self, node: Any, way: str, element: Any) -> bool:
        """Whether a part is one of any element around (` `) or before (`~`) another."""
        passed = []
        found = False
        others = element.iterancestors() if way == " " else element.itersiblings(preceding=True)
        for other in others:
            key = (id(node), way, other)
            if key in self.known:
                found = self.known[key]
                break
            passed.append(key)
            if isinstance(other.tag, str) and self.picks(node, other):
                found = True
                break
        self.known.update(dict.fromkeys(passed, found))
        return found

    def place(self, element: Any) -> tuple[int, int, int, int]:
        """Where an element stands among its siblings, from the front and from the back, and among those of its tag."""
        if element not in self.places:
            parent = element.getparent()
            siblings = [e for e in ([element] if parent is None else parent) if isinstance(e.tag, str)]
            alike: dict[str, list[Any]] = defaultdict(list)
            for sibling in siblings:
                alike[sibling.tag].append(sibling)
            self.left -= len(siblings)
            for k, sibling in enumerate(siblings):
                self.places[sibling] = (k + 1, len(siblings) - k, 0, 0)
            for group in alike.values():
                for k, sibling in enumerate(group):
                    self.places[sibling] = (*self.places[sibling][:2], k + 1, len(group) - k)
        return self.places[element]


def universal(tree: Any) -> bool:
    """Whether a selector ends in `*` alone."""
    last = tree.subselector if type(tree).__name__ == "CombinedSelector" else tree
    return type(last).__name__ == "Element"


# ------------------------------------------------------------------ the kinds of parts, by their names in cssselect


def element_(page: Page, node: Any, element: Any) -> bool:
    return node.element is None or node.element.lower() == element.tag


def class_(page: Page, node: Any, element: Any) -> bool:
    return node.class_name in page.classes.get(element, ())


def hash_(page: Page, node: Any, element: Any) -> bool:
    return bool(node.id == element.get("id"))


def attribute(page: Page, node: Any, element: Any) -> bool:
    """`[hidden]`, `[class*=old]`, with its sign for how the value is compared."""
    value = element.get(node.attrib.lower())
    if node.operator == "exists":
        return value is not None
    if node.operator == "!=" or getattr(node, "flag", None):
        raise NotUnderstood
    wanted = node.value.value
    if value is None or not wanted:
        return bool(value == wanted and node.operator == "=")
    return bool(COMPARED[node.operator](value, wanted))


COMPARED: dict[str, Callable[[str, str], bool]] = {
    "=": lambda value, wanted: value == wanted,
    "~=": lambda value, wanted: wanted in value.split(),
    "|=": lambda value, wanted: value == wanted or value.startswith(wanted + "-"),
    "^=": lambda value, wanted: value.startswith(wanted),
    "$=": lambda value, wanted: value.endswith(wanted),
    "*=": lambda value, wanted: wanted in value,
}


def pseudo(page: Page, node: Any, element: Any) -> bool:
    """`:first-child`; a state is none that an element is in."""
    name = node.ident
    if name in STATES or name.startswith("-"):
        return False
    if name in ("link", "any-link"):
        return element.tag == "a" and element.get("href") is not None
    if name in ("root", "empty"):
        return element.getparent() is None if name == "root" else not len(element) and not element.text
    front, back, front_alike, back_alike = page.place(element)
    answers = {
        "first-child": front == 1, "last-child": back == 1, "only-child": front == back == 1,
        "first-of-type": front_alike == 1, "last-of-type": back_alike == 1, "only-of-type": front_alike == back_alike == 1,
    }  # fmt: skip
    if name not in answers:
        raise NotUnderstood
    return answers[name]


PLACES = ("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type")


def function(page: Page, node: Any, element: Any) -> bool:
    """`:nth-child(2n+1)`."""
    if node.name not in PLACES:
        raise NotUnderstood
    try:
        step, first = import_module("cssselect.parser").parse_series(node.arguments)
    except ValueError as error:
        raise NotUnderstood from error
    beyond = page.place(element)[PLACES.index(node.name)] - first
    return bool(beyond == 0 if step == 0 else beyond % step == 0 and beyond // step >= 0)


def negation(page: Page, node: Any, element: Any) -> bool:
    return not page.picks(node.subselector, element)


def matching(page: Page, node: Any, element: Any) -> bool:
    return any(page.picks(inner, element) for inner in node.selector_list)


def combined(page: Page, node: Any, element: Any) -> bool:
    """One part in, right in, behind, or right behind another."""
    if not page.picks(node.subselector, element):
        return False
    if node.combinator in " ~":
        return page.any_of(node.selector, node.combinator, element)
    other = element.getparent() if node.combinator == ">" else element.getprevious()
    while other is not None and not isinstance(other.tag, str):  # a comment
        other = other.getprevious()
    return other is not None and page.picks(node.selector, other)


ASKED: dict[str, Callable[[Page, Any, Any], bool]] = {
    "Element": element_, "Class": class_, "Hash": hash_, "Attrib": attribute, "Pseudo": pseudo, "Function": function,
    "Negation": negation, "Matching": matching, "SpecificityAdjustment": matching, "CombinedSelector": combined,
}  # fmt: skip
