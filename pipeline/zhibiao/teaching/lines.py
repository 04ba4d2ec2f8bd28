"""A line for a corpus' `zhibiao.toml`, and the text of that file with the line added; comments and order are kept."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any, Literal, get_args

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, InlineTable, Table

from zhibiao.lexicon import lines, load
from zhibiao.lexicon.own import Own
from zhibiao.model import EntityKind, LexiconError
from zhibiao.wording import say, word

Kind = Literal["units", "names", "indicators", "labels"]
INDENT = " " * 4


@dataclass(frozen=True, slots=True)
class Line:
    """`word` under `key` of the table `kind`: a spelling of a unit or of an official name (empty: the name alone), a
    name of a type, a word or (`pattern`) a pattern of a label's reason. `dimension`: of a unit that is new."""

    kind: Kind
    key: str
    word: str
    dimension: str = ""
    pattern: bool = False

    @property
    def id(self) -> str:
        """The same for the same line, whatever type or reason is chosen for it."""
        chosen = self.key if self.kind in ("units", "indicators") else ""
        parts = "\x1f".join((self.kind, chosen, self.word, str(self.pattern)))
        return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def choices(line: Line) -> tuple[str, ...]:
    """What a person may choose for the line: the type of a name, the reason of a label; empty where nothing is open."""
    if line.kind == "names":
        return get_args(EntityKind)
    return tuple(load("labels")) if line.kind == "labels" else ()


def shown(line: Line) -> str:
    """The line under its table as a person would write it."""
    words = "[" + (quoted(line.word) if line.word else "") + "]"
    if line.kind == "labels":
        return f"[labels.{line.key}]\n{'patterns' if line.pattern else 'words'} = {words}"
    if line.dimension not in ("", "count"):
        words = f"{{ surfaces = {words}, dimension = {quoted(line.dimension)} }}"
    return f"[{line.kind}]\n{line.key if line.key.isascii() and line.key.isalpha() else quoted(line.key)} = {words}"


def readable(line: Line, language: str = "") -> str:
    """The line's word for those who read no patterns: a figure in 【】 with what must stand around it, 甲【某数号】仓."""
    m = AROUND.fullmatch(line.word) if line.pattern else None
    if m is None:
        return line.word or line.key
    before, figure, after = (ESCAPED.sub(r"\1", part or "") for part in m.groups())
    return f"{before}【{figure.replace('{n}', word('some_number', language))}】{after}"


AROUND = re.compile(r"(?:\(\?<=(.*?)\))?(.*?)(?:\(\?=(.*)\))?")
ESCAPED = re.compile(r"\\(.)")


def quoted(text: str) -> str:
    """A TOML string."""
    return tomlkit.string(text, literal="\\" in text and "'" not in text).as_string()


def has(own: Own, line: Line) -> bool:
    """Whether the user's lexicon has the line already, under whatever key."""
    if line.kind == "names":
        return any(name == line.word for _, name in own.names)
    if line.kind == "units":
        return any(line.word in surfaces for _, surfaces, _ in own.units)
    if line.kind == "indicators":
        return any(name == line.key and (not line.word or line.word in words) for name, words in own.indicators)
    return any(line.word in (patterns if line.pattern else words) for _, words, patterns in own.labels)


def added(text: str, line: Line, comment: str, file: str) -> str:
    """The text of a `zhibiao.toml` with the line, `comment` behind it. Raises `LexiconError` when it cannot be added."""
    try:
        document = tomlkit.parse(text)
        array = array_of(document, line)
        if line.word:
            remark = "".join(c for c in " ".join(comment.split()) if c.isprintable())
            array.add_line(line.word, indent=INDENT, comment=remark or None)
        return tomlkit.dumps(document)
    except (TOMLKitError, TypeError, ValueError, AttributeError) as error:
        raise LexiconError(file, line.kind, say("the line cannot be added: {error}", error=error)) from error


def array_of(document: Any, line: Line) -> Array:
    """The list that the word goes into, made where it is missing."""
    top = part(document, line.kind)
    if line.kind == "labels":
        return list_in(part(top, line.key), "patterns" if line.pattern else "words")
    found = top.get(line.key)
    if isinstance(found, InlineTable | Table):
        return list_in(found, "surfaces")
    if found is None and line.kind == "units" and line.dimension not in ("", "count") and line.key not in known_units():
        table = tomlkit.inline_table()
        table.update({"surfaces": tomlkit.array(), "dimension": line.dimension})
        top.add(line.key, table)
        return list_in(top[line.key], "surfaces")
    return list_in(top, line.key)


def known_units() -> frozenset[str]:
    return frozenset(line[0] for line in lines("units"))


def part(parent: Any, name: str) -> Any:
    """A table of a table, made where it is missing."""
    if name not in parent:
        parent.add(name, tomlkit.table(is_super_table=name == "labels" or None))
    found = parent[name]
    if not isinstance(found, Table | InlineTable | Container) and not hasattr(found, "add"):
        raise TypeError(f"{name} is no table")
    return found


def list_in(parent: Any, name: str) -> Array:
    """A list of a table, made where it is missing."""
    if name not in parent:
        parent.add(name, tomlkit.array())
    found = parent[name]
    if not isinstance(found, Array):
        raise TypeError(f"{name} is no list")
    return found
