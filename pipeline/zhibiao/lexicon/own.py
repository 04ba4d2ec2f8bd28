"""The user's own names and words, beside the lexicon's: the tables `[names]` and `[words]` of a `zhibiao.toml`.

    [names]                              # found as they stand, by type
    ORG   = ["甲州港集团"]
    BRAND = ["海贷通", "甲乙班列"]

    [words]                              # the segmenter's words, in the format of jieba's user dictionary
    list = ["跨境直播 100 n"]             # word [frequency] [part of speech]
    file = "own.dict"                # the same, one a line, beside this file

They hold for the process (`naming.own.use`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from zhibiao.model import EntityKind, LexiconError

FREQUENCY = 1000  # of a word that states none
TAGS: dict[str, str] = {"ORG": "nt", "LOC": "ns", "FAC": "ns", "PER": "nr"}


@dataclass(frozen=True, slots=True)
class Own:
    """Names with their types; words with frequency and part of speech."""

    names: tuple[tuple[EntityKind, str], ...] = ()
    words: tuple[tuple[str, int, str], ...] = ()


class Choice:
    """What is in force in this process."""

    own: Own = Own()


def read(corpus: Path) -> Own:
    """The user's names and words of a folder, or of the folder of a file; nothing when it has no `zhibiao.toml`.

    Raises `LexiconError` naming the file, the key and what is wrong.
    """
    file = (corpus if corpus.is_dir() else corpus.parent) / "zhibiao.toml"
    if not file.is_file():
        return Own()
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(str(file), "-", f"不是 TOML，请改正 (no valid TOML: {error})") from error
    names = tuple(pair for kind, listed in table(file, tables, "names").items() for pair in named(file, kind, listed))
    words = tuple(worded(file, table(file, tables, "words")))
    known = {word for word, _, _ in words}
    return Own(
        names, (*words, *((n, FREQUENCY, TAGS.get(k, "nz")) for k, n in names if n not in known and n.isalpha()))
    )


def table(file: Path, tables: dict[str, Any], key: str) -> dict[str, Any]:
    """A table of the file, empty when it is missing."""
    found = tables.get(key, {})
    if not isinstance(found, dict):
        raise LexiconError(str(file), key, "应为一张表 (must be a table)")
    return found


def named(file: Path, kind: str, listed: Any) -> list[tuple[EntityKind, str]]:
    """The names of one type."""
    kinds: dict[str, EntityKind] = {known: known for known in get_args(EntityKind)}
    if kind not in kinds:
        raise LexiconError(str(file), f"names.{kind}", f"没有这个类型 (the types are {' '.join(kinds)})")
    if not isinstance(listed, list) or not all(isinstance(n, str) and len(n) > 1 for n in listed):
        raise LexiconError(
            str(file),
            f"names.{kind}",
            "应为名称的列表，每个至少两个字 (must be a list of names of two characters or more)",
        )
    return [(kinds[kind], name) for name in listed]


def worded(file: Path, settings: dict[str, Any]) -> list[tuple[str, int, str]]:
    """The words of the list and of the file."""
    lines = settings.get("list", [])
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise LexiconError(str(file), "words.list", '应为字符串的列表 (must be a list like ["跨境直播 100 n"])')
    if "file" in settings:
        path = file.with_name(str(settings["file"]))
        try:
            lines = [*lines, *path.read_text("utf-8-sig").splitlines()]
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(str(file), "words.file", f"读不了 {path} (cannot be read: {error})") from error
    return [entry(file, line) for line in lines if line.strip()]


def entry(file: Path, line: str) -> tuple[str, int, str]:
    """One word of jieba's user dictionary: the frequency, the part of speech, or both may be missing."""
    word, *rest = line.split()
    frequency = rest.pop(0) if rest and rest[0].isdecimal() else str(FREQUENCY)
    if len(rest) > 1:
        raise LexiconError(str(file), "words", f"{line!r} 应为“词 频次 词性” (must be word, frequency, part of speech)")
    return word, int(frequency), rest[0] if rest else "n"
