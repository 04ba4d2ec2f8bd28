"""What the user reads, in one language at a time: messages, words of the pages, and which language is in force.

A message is written in English where it arises, and in Chinese in `messages.toml`; a word of an interface stands in
`words.toml` in both. Which of the two is shown is decided where it is shown (`spoken`), for a message may arise in a
worker, lie in a database and be read years later by somebody else: until then it carries both.

    say("{path}: no such file", path="a.txt")    a.txt: 没有这个文件 (a.txt: no such file), with marks that nobody sees
    spoken(…, "zh")                              a.txt: 没有这个文件
    tell("{n} rows written", n=3)                at once in the language in force
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from zhibiao.cache import disk_cached

LANGUAGES = ("zh", "en")
# Characters of Unicode without a shape part the two languages, so that a message still reads where nobody has chosen.
OPEN, PART, CLOSE = "\u2061", "\u2063", "\u2064"
BOTH = re.compile(f"{OPEN}([^{OPEN}{PART}{CLOSE}]*){PART} \\(([^{OPEN}{PART}{CLOSE}]*)\\){CLOSE}")
# An error of the system: its number and its file, which the message names anyhow, say nothing more.
NUMBERED = re.compile(r"\[Errno -?\d+\] (.*?)(?:: ['\"b].*)?", re.DOTALL)
# The columns whose cells are shown by words, with the values that have one: what `model.Row` allows there, and of the
# basis, which is free text, the two that stand for 同比 and 环比.
ENUMERATED: dict[str, tuple[str, ...]] = {
    "measure": ("level", "change", "share", "ratio", "rank"),
    "dimension": (
        *("money", "percent", "count", "length", "area", "volume", "mass", "time", "energy", "power"),
        *("temperature", "speed", "data", "rate", "other"),
    ),
    "qualifier": ("about", "nearly", "over", "under", "at_least", "at_most"),
    "basis": ("yoy", "sequential"),
    "modality": ("actual", "target", "forecast", "norm"),
    "section": ("headline", "body", "caption", "table"),
    "status": ("accepted", "corrected", "rejected", "ok", "error", "removed"),
    "kind": ("quantity", "time", "entity", "rejected"),
}
MARKS = frozenset((OPEN, PART, CLOSE))
chosen = ""


def phrase(template: str) -> str:
    """A message that is filled in elsewhere: marks it for the test that looks for gaps in the catalogue."""
    return template


def say(template: str, /, **values: Any) -> str:
    """A message in both languages; `template` is its English form, with the values' names in braces."""
    values = both_ways(values)
    english, chinese = template.format(**values), messages().get(template, template).format(**values)
    return both(chinese, english)


def tell(template: str, /, **values: Any) -> str:
    """The same in the language in force alone, for what is printed at once."""
    form = template if language() == "en" else messages().get(template, template)
    return spoken(form.format(**both_ways(values)))


def both_ways(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a message, with what others say of an error in both languages."""
    return values | {name: foreign(values[name]) for name in ("error", "strerror") if name in values}


def foreign(error: object) -> str:
    """What the system or a library says of an error, in both languages where its words are known (`foreign.toml`)."""
    text = str(error)
    if m := NUMBERED.fullmatch(text):
        text = m[1]
    for pattern, chinese in foreign_words().items():
        if m := pattern.fullmatch(text):
            return both(m.expand(chinese), text)
    return text


def spoken(text: str, shown: str = "") -> str:
    """The text with each of its messages in one language: that of `shown`, else the one in force."""
    group = 1 if (shown or language()) == "zh" else 2
    while text != (text := BOTH.sub(lambda m: m[group], text)):  # a message may stand within another
        pass
    return text


def language() -> str:
    """The language in force: chosen by `use`, else Chinese where the locale is Chinese, else English."""
    return chosen or of_locale()


def use(shown: str) -> None:
    """Put a language in force; an empty one leaves it to the locale."""
    global chosen
    chosen = shown if shown in LANGUAGES else ""


@contextmanager
def using(shown: str) -> Iterator[None]:
    """A language in force for the block."""
    before = chosen
    use(shown)
    try:
        yield
    finally:
        use(before)


def of_locale() -> str:
    """The language of the environment, by POSIX's order of its variables (`LANGUAGE`, which is GNU's, goes first)."""
    locale = next(filter(None, (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if os.environ.get("LANGUAGE") and locale.partition(".")[0] not in ("", "C", "POSIX"):
        locale = os.environ["LANGUAGE"]
    return "zh" if locale.lower().startswith("zh") else "en"


@cache
def messages() -> dict[str, str]:
    """The Chinese form of each message by its English one."""
    return {en: zh for part in catalogue("messages.toml").values() for en, zh in part.items()}


@cache
def foreign_words() -> dict[re.Pattern[str], str]:
    """Patterns of what others say of an error, and its Chinese form."""
    return {re.compile(pattern, re.DOTALL): chinese for pattern, chinese in catalogue("foreign.toml").items()}


@cache
def words(shown: str) -> dict[str, str]:
    """Every word of an interface by its key."""
    at = LANGUAGES.index(shown)
    return {key: pair[at] for key, pair in catalogue("words.toml").items()}


def word(key: str, shown: str = "") -> str:
    """A word of an interface, or the key itself where there is none: a unit, a name."""
    return words(shown or language()).get(key, key)


def cell_word(column: str, value: str, shown: str = "") -> str:
    """How a cell of a column is shown: a value of an enumeration by its word, anything else as it is."""
    if column not in ENUMERATED:
        return value
    known = words(shown or language())
    return known.get(f"{column} {value}") or known.get(value) or value


def cell_value(column: str, shown: str) -> str:
    """The value of an enumeration that a word of either language stands for; the word itself when it is none."""
    return values(column).get(shown, shown) if column in ENUMERATED else shown


def cell_words(column: str, names: Iterable[str]) -> str:
    """Values of an enumeration, listed in both languages for a message: their names in English, their words in Chinese."""
    known = [name for name in names if name]
    return both("、".join(cell_word(column, name, "zh") for name in known), ", ".join(known))


def column_word(column: str) -> str:
    """A column in both languages for a message: its name in English, its word in Chinese."""
    return both(word(column, "zh"), column)


def both(chinese: str, english: str) -> str:
    """What is said in both languages, with the marks that part them."""
    return english if english == chinese else f"{OPEN}{chinese}{PART} ({english}){CLOSE}"


@cache
def values(column: str) -> dict[str, str]:
    """The values of a column's enumeration by their words in both languages."""
    return {cell_word(column, value, shown): value for shown in LANGUAGES for value in ENUMERATED[column]}


@cache
def labels() -> dict[str, str]:
    """What the rules say in Chinese of their choices, and its English form; the longest first."""
    return dict(sorted(catalogue("labels.toml").items(), key=lambda pair: -len(pair[0])))


def label(text: str, shown: str = "") -> str:
    """What the rules say in Chinese of their choices, in a language."""
    if (shown or language()) == "en":
        for chinese, english in labels().items():
            text = text.replace(chinese, english)
    return text


def width(text: str) -> int:
    """Columns the text takes on a terminal (Unicode TR11)."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, columns: int, right: bool = False) -> str:
    """The text with blanks up to a number of columns: behind it, or before it."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


@disk_cached
def catalogue(name: str) -> dict[str, Any]:
    """A file of this room; treat it as read-only."""
    import tomllib  # needed once for an installation

    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
