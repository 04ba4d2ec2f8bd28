"""The user's own lexicon beside ours: the tables of a `zhibiao.toml` in the corpus.

    [names]                              # found as they stand, by type
    ORG   = ["甲州港集团"]
    BRAND = ["海贷通", "甲乙班列"]

    [words]                              # the segmenter's words, in the format of jieba's user dictionary
    list = ["跨境直播 100 n"]             # word [frequency] [part of speech]
    file = "own.dict"                # the same, one a line; its path from this file

    [units]                              # further spellings of a unit; another name makes a new one, a count
    "吨" = ["公吨"]
    "箱时" = { surfaces = ["箱时"], dimension = "time" }

    [indicators]                         # further spellings of an official name, or of a new one
    "社会消费品零售总额" = ["社零额"]

    [labels.name]                        # numerals that are no quantities, by reason, as in labels.toml
    words = ["99购物节"]
    patterns = ['{n}号仓']

    [fields]                             # what the corpus' records call the fields of an article (`reading`)
    content = "正文"

    [feeds]                              # what `zhibiao watch` asks for new articles (`feeding`)
    addresses = ["https://example.com/rss.xml"]
    minutes = 30

    [owners]                             # short names of an owner of figures (`facts`)
    "甲州港口集团有限公司" = ["甲州港集团"]

Anything else in the file is an error that names it. Where the user's line and ours differ, the user's holds. They hold for the process (`use`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar, get_args

from zhibiao.lexicon import lines
from zhibiao.model import EntityKind, LexiconError
from zhibiao.wording import say

NAME = "zhibiao.toml"
FREQUENCY = 1000  # of a word that states none
TABLES = ("names", "words", "units", "indicators", "labels", "fields", "owners", "feeds")
TAGS: dict[str, str] = {"ORG": "nt", "LOC": "ns", "FAC": "ns", "PER": "nr"}
DIMENSIONS = frozenset(
    "money percent count length area volume mass time energy power temperature speed data rate other".split()
)


@dataclass(frozen=True, slots=True)
class Own:
    """Names with their types; words with frequency and part of speech; units as (name, surfaces, dimension);
    indicators as (official name, spellings); labels as (reason, words, patterns)."""

    names: tuple[tuple[EntityKind, str], ...] = ()
    words: tuple[tuple[str, int, str], ...] = ()
    units: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    indicators: tuple[tuple[str, tuple[str, ...]], ...] = ()
    labels: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    file: str = field(default=NAME, compare=False, repr=False)  # for messages alone


class Choice:
    """What is in force in this process."""

    own: Own = Own()


class Memo(Protocol):
    """What `functools.cache` makes."""

    def cache_clear(self) -> None: ...


M = TypeVar("M", bound=Memo)
MEMOS: list[Memo] = []


def of_own(memo: M) -> M:
    """Decorates a cache whose content depends on the user's lexicon: `use` empties it."""
    MEMOS.append(memo)
    return memo


def use(own: Own) -> None:
    """Read with this lexicon beside ours from now on in this process, and with no earlier one.

    What the process has loaded by then is loaded again with it.
    """
    if own == Choice.own:
        return
    Choice.own = own
    for memo in MEMOS:
        memo.cache_clear()


# ------------------------------------------------------------------ reading it


def place_of(corpus: Path) -> Path:
    """The `zhibiao.toml` of a folder, or of the folder of a file."""
    return (corpus if corpus.is_dir() else corpus.parent) / NAME


def read(corpus: Path) -> Own:
    """The user's lexicon of a folder, or of the folder of a file; an empty one when it has no `zhibiao.toml`.

    Raises `LexiconError` naming the file, the key and what is wrong.
    """
    file = place_of(corpus)
    return parsed(text_of(file), file)


def text_of(file: Path) -> str:
    """The text of a `zhibiao.toml`, empty when there is none. Raises `LexiconError`."""
    try:
        return file.read_text("utf-8-sig") if file.is_file() else ""
    except UnicodeDecodeError as error:
        raise LexiconError(str(file), "-", say("no UTF-8: {error}", error=error)) from error


def settings(corpus: Path, key: str) -> dict[str, Any]:
    """One table of the `zhibiao.toml` of a folder, or of the folder of a file. Raises `LexiconError`."""
    file = place_of(corpus)
    return table(file, tables_of(text_of(file), file), key)


def tables_of(text: str, file: Path) -> dict[str, Any]:
    """The tables of a `zhibiao.toml`. Raises `LexiconError` for one that nothing reads: a misspelt name, mostly."""
    if not text:
        return {}
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(str(file), "-", say("no valid TOML: {error}", error=error)) from error
    if unknown := sorted(set(tables) - set(TABLES)):
        raise LexiconError(
            str(file), unknown[0], say("no such table; the tables are {tables}", tables=" ".join(TABLES))
        )
    return tables


def parsed(text: str, file: Path) -> Own:
    """The lexicon of a `zhibiao.toml` with this text; `file` is for its messages, and where `words.file` is looked for.

    Raises `LexiconError`.
    """
    tables = tables_of(text, file)
    names = tuple(pair for kind, listed in table(file, tables, "names").items() for pair in named(file, kind, listed))
    words = tuple(worded(file, table(file, tables, "words")))
    known = {word for word, _, _ in words}
    words = (*words, *((n, FREQUENCY, TAGS.get(k, "nz")) for k, n in names if n not in known and n.isalpha()))
    units = tuple(unit(file, name, given) for name, given in table(file, tables, "units").items())
    indicators = tuple(
        (name, listed(file, f"indicators.{name}", given)) for name, given in table(file, tables, "indicators").items()
    )
    labels = tuple(label(file, reason, given) for reason, given in table(file, tables, "labels").items())
    return Own(names, words, units, indicators, labels, str(file))


def table(file: Path, tables: dict[str, Any], key: str) -> dict[str, Any]:
    """A table of the file, empty when it is missing."""
    found = tables.get(key, {})
    if not isinstance(found, dict):
        raise LexiconError(str(file), key, say("must be a table"))
    return found


def only(file: Path, key: str, given: dict[str, Any], known: tuple[str, ...]) -> None:
    """Raise `LexiconError` for a key that nothing reads."""
    if unknown := sorted(set(given) - set(known)):
        raise LexiconError(
            str(file), f"{key}.{unknown[0]}", say("no such key; the keys are {known}", known=" ".join(known))
        )


def listed(file: Path, key: str, given: Any) -> tuple[str, ...]:
    """A list of strings that are not empty."""
    if not isinstance(given, list) or not all(isinstance(one, str) and one.strip() for one in given):
        raise LexiconError(str(file), key, say('must be a list like ["甲", "乙"]'))
    return tuple(given)


def named(file: Path, kind: str, given: Any) -> list[tuple[EntityKind, str]]:
    """The names of one type."""
    kinds: dict[str, EntityKind] = {known: known for known in get_args(EntityKind)}
    if kind not in kinds:
        raise LexiconError(
            str(file), f"names.{kind}", say("no such type; the types are {kinds}", kinds=" ".join(kinds))
        )
    names = listed(file, f"names.{kind}", given)
    if short := [name for name in names if len(name) < 2]:
        raise LexiconError(
            str(file), f"names.{kind}", say("{short}: a name has two characters or more", short=short[0])
        )
    return [(kinds[kind], name) for name in names]


def unit(file: Path, name: str, given: Any) -> tuple[str, tuple[str, ...], str]:
    """The spellings of one unit: a list, or `{ surfaces, dimension }`. A new unit's name is one of its spellings."""
    key = f"units.{name}"
    if isinstance(given, dict):
        only(file, key, given, ("surfaces", "dimension"))
    known = {line[0]: line[2] for line in lines("units")}
    settings = given if isinstance(given, dict) else {"surfaces": given}
    surfaces = listed(file, key, settings.get("surfaces", []))
    dimension = settings.get("dimension", known.get(name, "count"))
    if dimension not in DIMENSIONS:
        raise LexiconError(
            str(file),
            key,
            say("no such dimension; the dimensions are {dimensions}", dimensions=" ".join(sorted(DIMENSIONS))),
        )
    if name in known and dimension != known[name]:
        raise LexiconError(
            str(file),
            key,
            say("the dimension of {unit} is {dimension}, which cannot be changed", unit=name, dimension=known[name]),
        )
    return name, surfaces if name in known else tuple(dict.fromkeys((name, *surfaces))), dimension


def label(file: Path, reason: str, given: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The words and patterns of one reason."""
    key = f"labels.{reason}"
    if not isinstance(given, dict) or set(given) - {"words", "patterns"}:
        raise LexiconError(str(file), key, say("must be a table of words and patterns"))
    return (
        reason,
        listed(file, f"{key}.words", given.get("words", [])),
        listed(file, f"{key}.patterns", given.get("patterns", [])),
    )


def worded(file: Path, settings: dict[str, Any]) -> list[tuple[str, int, str]]:
    """The words of the list and of the file."""
    only(file, "words", settings, ("list", "file"))
    given = settings.get("list", [])
    if not isinstance(given, list) or not all(isinstance(line, str) for line in given):
        raise LexiconError(str(file), "words.list", say('must be a list like ["跨境直播 100 n"]'))
    if "file" in settings:
        path = file.parent / str(settings["file"])
        try:
            given = [*given, *path.read_text("utf-8-sig").splitlines()]
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(
                str(file), "words.file", say("{path} cannot be read: {error}", path=path, error=error)
            ) from error
    return [entry(file, line) for line in given if line.strip()]


def entry(file: Path, line: str) -> tuple[str, int, str]:
    """One word of jieba's user dictionary: the frequency, the part of speech, or both may be missing."""
    word, *rest = line.split()
    frequency = rest.pop(0) if rest and rest[0].isdecimal() else str(FREQUENCY)
    if len(rest) > 1:
        raise LexiconError(str(file), "words", say("{line!r} must be word, frequency, part of speech", line=line))
    return word, int(frequency), rest[0] if rest else "n"
