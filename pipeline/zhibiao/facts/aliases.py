"""One name for one owner, with what says so.

`zhibiao.toml` in the corpus:

    [owners]
    "中国石油天然气集团有限公司" = ["中国石油", "中石油"]

An article that gives a full name and a short one (华源集团有限公司（以下简称“华源集团”）) says what the short one stands for
there; in another article it stands for the same only if no article says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from zhibiao.clauses.cues import ANAPHORS
from zhibiao.facts.owners import NAMED, SPACES, Owner, begins_well, division, owner_of, whole_name
from zhibiao.lexicon import own
from zhibiao.model import LexiconError, Mention
from zhibiao.wording import say
from zhibiao.words import frequency

AROUND = 20  # characters of the article on either side of a short name
CLEAN = regex.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()·&.\-]+")
LATIN = regex.compile(r"[A-Za-z][A-Za-z0-9&.\- ]+")
LEAST = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What an article says a short name stands for, with the words around it."""

    name: str
    full: str
    words: str


def said_in(mentions: Iterable[Mention], original: str) -> Iterator[Said]:
    """The short names of organisations that an article explains, each once, by its mentions."""
    named = {(m.text, m.value) for m in mentions if m.kind == "entity" and m.type in NAMED}
    whole = {SPACES.sub("", text) for text, value in named if text == value}
    seen: set[tuple[str, str]] = set()
    for m in mentions:
        name, full = SPACES.sub("", m.text), SPACES.sub("", m.value)
        if m.kind != "entity" or m.type not in NAMED or (name, full) in seen:
            continue
        seen.add((name, full))
        if name != full and full in whole and stands_for(name, full):
            yield Said(name, full, SPACES.sub("", original[max(0, m.start - AROUND) : m.end + AROUND]))


def stands_for(name: str, full: str) -> bool:
    """Whether a name can be the short form of another: its characters stand in it in their order, or it is in Latin
    letters; and the full name is one, not a phrase."""
    if (
        name in ANAPHORS
        or not LEAST <= len(name) < len(full)
        or not CLEAN.fullmatch(full)
        or owner_of(name).reason not in ("", "name")
    ):
        return False
    places = iter(full)
    if not LATIN.fullmatch(name) and not all(c in places for c in name):
        return False
    return begins_well(full)


def names_place(name: str) -> bool:
    """Whether a name is that of a place, which is nobody's short form."""
    _, rest, sure = division(name)
    return sure and not rest


def telling(name: str) -> bool:
    """Whether a short name says in other articles, too, who is meant: a known name, or no word of the dictionary."""
    return bool(whole_name(name)) or (len(name) > LEAST and not frequency(name))


def own_owners(corpus: Path) -> dict[str, str]:
    """Short name → full name, as the user's `zhibiao.toml` says. Raises `LexiconError`, also for a name of two owners."""
    return owners_in(own.settings(corpus, "owners"), own.place_of(corpus))


def owners_in(settings: Mapping[str, Any], file: Path) -> dict[str, str]:
    """The same of the entries `[owners]` of a file."""
    found: dict[str, str] = {}
    for full, given in settings.items():
        for name in own.listed(file, f"owners.{full}", given):
            if found.setdefault(SPACES.sub("", name), full) != full:
                raise LexiconError(
                    str(file), f"owners.{full}", say("{name} belongs to {owner} already", name=name, owner=found[name])
                )
    return found


class Aliases:
    """What names stand for: by the user, in an article, in all articles."""

    def __init__(self, ours: Mapping[str, str], said: Iterable[tuple[str, str]]) -> None:
        self.ours = dict(ours)
        self.fulls: dict[str, set[str]] = {}
        for name, full in said:
            self.fulls.setdefault(name, set()).add(full)
        self.explained = {full for given in self.fulls.values() for full in given}

    def of(self, name: str, here: Mapping[str, str]) -> Owner | None:
        """Whom a name stands for in an article that says `here`; None when nothing says so, an owner without a name when
        articles differ."""
        plain = SPACES.sub("", name)
        if full := self.ours.get(plain):
            known = owner_of(full)
            return Owner(known.name or full, known.code, known.rest, "toml")
        if full := here.get(plain):
            return Owner(self.whole(full), "", "", "said")
        if plain in self.explained:
            return Owner(self.whole(plain), "", "", "name")
        if plain in self.fulls and telling(plain):  # 公司 and the like are one firm here and another there
            fulls = self.fulls[plain]
            return Owner(self.whole(min(fulls)), "", "", "said") if len(fulls) == 1 else Owner()
        return None

    def differing(self, before: Aliases) -> set[str]:
        """The names that stand for another owner than before."""
        names = {n for n in {*self.fulls, *before.fulls} if self.fulls.get(n) != before.fulls.get(n)}
        names |= {n for n in {*self.ours, *before.ours} if self.ours.get(n) != before.ours.get(n)}
        return (
            names
            | (self.explained ^ before.explained)
            | {n for n in self.explained if self.whole(n) != before.whole(n)}
        )

    def whole(self, full: str) -> str:
        """The name that the user prefers to a full one."""
        return self.ours.get(full, full)
