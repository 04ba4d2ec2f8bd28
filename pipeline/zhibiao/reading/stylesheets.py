"""What the style sheets of a page say of its elements, as far as it decides what is read: crossed out, hidden, raised.

Of a selector the last part counts (`.price .old` is read as `.old`); where that is a tag alone, what stands before it, too.
Rules that hold under conditions (`@media`) say nothing but what is crossed out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

LINE_THROUGH = re.compile("line-through", re.IGNORECASE)
SHOWN = re.compile(r"(?<![\w-])(display|visibility)\s*:\s*([a-z-]+)", re.IGNORECASE)
# Nothing to be seen of a text, or it stands beside the page, for programs that read aloud; what is inside may have a size
# and a place of its own.
VANISHED = re.compile(
    r"(?<![\w-])(?:(?:font-size|opacity)\s*:\s*0(?:\.0*)?(?![.\d])|(?:left|top|right|text-indent|margin-left)\s*:\s*-\s*[0-9]{3,7}(?:px|em|pt|rem)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,)])",
    re.IGNORECASE,
)
SHIFTED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
TELLING = (LINE_THROUGH, SHOWN, VANISHED, SHIFTED)
PART = re.compile(r"(?P<tag>[A-Za-z][A-Za-z0-9]{0,20})?(?:(?P<mark>[.#])(?P<name>[\w-]{1,100}))?")
Part = tuple[str, str, str]  # tag, mark, name: `i.old` is ("i", ".", "old")


class Styles:
    """The rules of a page that tell something, by the name or the tag that their selectors end with."""

    def __init__(self, tree: Any) -> None:
        self.rules: dict[tuple[str, str], list[tuple[list[Part], str]]] = defaultdict(list)
        for sheet in tree.iter("style"):
            for selectors, says, conditional in rules_of(without_comments(sheet.text or "")):
                told = LINE_THROUGH.search(says) if conditional else any(look.search(says) for look in TELLING)
                for selector in selectors.split(",") if told else ():
                    self.add(selector, says)

    def add(self, selector: str, says: str) -> None:
        """Keep a rule, unless its selector is one of those that are not understood."""
        matches = [PART.fullmatch(part) for part in selector.replace(">", " ").split()]
        parts = [(m["tag"] or "", m["mark"] or "", m["name"] or "") for m in matches if m]
        if not parts or (len(parts) < len(matches) and not parts[-1][1]) or matches[-1] is None:
            return
        tag, mark, name = parts[-1]
        if mark:
            self.rules[mark, name].append(([parts[-1]], says))
        elif tag.lower() not in ("body", "html"):
            self.rules["", tag.lower()].append((parts, says))

    def of(self, element: Any) -> str:
        """All that is said of an element: by the rules that apply to it, in their order, and last by its own style."""
        said = []
        if self.rules:
            names = [(".", name) for name in element.get("class", "").split()]
            for key in (*names, ("#", element.get("id", "")), ("", element.tag)):
                said += [says for parts, says in self.rules.get(key, ()) if applies(parts, element)]
        return ";".join([*said, element.get("style", "")])


def unseen(look: str, bare: bool) -> bool:
    """Whether what is said of an element hides it; the last word holds. `bare`: there is no element inside."""
    last = {m[1].lower(): m[2].lower() for m in SHOWN.finditer(look)}
    hidden = last.get("display") == "none" or last.get("visibility") in ("hidden", "collapse")
    return hidden or (bare and VANISHED.search(look) is not None)


def applies(parts: list[Part], element: Any) -> bool:
    """Whether a selector is one of an element: its last part, and the others of elements around it, from inside out."""
    if not is_one(parts[-1], element):
        return False
    wanted = parts[:-1]
    for outer in element.iterancestors() if wanted else ():
        if wanted and is_one(wanted[-1], outer):
            wanted = wanted[:-1]
    return not wanted


def is_one(part: Part, element: Any) -> bool:
    """Whether one part of a selector is one of an element."""
    tag, mark, name = part
    held = element.get("class", "").split() if mark == "." else [element.get("id", "")]
    return tag.lower() in ("", element.tag) and (not mark or name in held)


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
