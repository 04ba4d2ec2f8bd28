"""A statement: a claim with the words around it, and how alike two statements of one figure are."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

import regex

from zhibiao.facts.claims import Claim
from zhibiao.facts.kindred import kindred
from zhibiao.facts.owners import Owner
from zhibiao.facts.prints import significant
from zhibiao.script import simplified

MUCH = 0.5  # of the pairs of characters of the shorter sentence that the other one holds
FRAGMENT = 3  # pairs of characters that say nothing (人、276人)
TELLING = 3  # digits
LEAST_PAIRS = 8  # that two sentences must share to share much
BORDER = regex.compile(r"[，；;。：！？!?\n]|[,:](?![0-9])")  # 62,230 and 09:48 are one thing
NO_LETTER = regex.compile(r"[\W_\d]+")
FIGURE = regex.compile(
    r"(?<![0-9.])(?:[0-9]+\.[0-9]+|[0-9]{2,}(?![0-9.]*[年月日号时点届]))"
)  # that tells something: no date
Frame = tuple[str, str, str, str, str]
Cells = tuple[Any, ...]
FRAME = "block owner code rest reason label sure basis modality period_start period_end".split()


def frame_of(c: Claim) -> Cells:
    """The cells of `FRAME`: what a statement that is made again takes from another one."""
    owner = c.owner.name, c.owner.code, c.owner.rest, c.owner.reason
    return c.block, *owner, c.label, int(c.sure), c.basis, c.modality, c.start, c.end


def framed(c: Claim, frame: Sequence[Any]) -> Claim:
    """A claim with the cells of `FRAME`."""
    block, name, code, rest, reason, label, sure, basis, modality, start, end = frame
    return replace(
        c, block=block, owner=Owner(name, code, rest, reason), label=label, sure=bool(sure), basis=basis,
        modality=modality, start=start, end=end,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim with what its row says around it: the sentence, the words of the period, the section (headline, body, table)."""

    claim: Claim
    sentence: str
    when: str = ""
    section: str = ""

    @property
    def frame(self) -> Frame:
        """What claims share that are joined anyway."""
        c = self.claim
        return c.block, c.label, c.basis, c.start, c.end


def saying_of(claim: Claim, cells: Mapping[str, Any]) -> Saying:
    """The claim with the cells of its row; a table without the column `section` is taken for text."""
    return Saying(claim, cells["sentence"] or "", cells["period_text"] or "", cells.get("section") or "")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two statements of one figure are: shares of the pairs of characters of their sentences and clauses, how many
    other figures both hold, digits of the figure, whether their indicators can be one; `telling`: whether one of the other figures
    has three digits."""

    words: float
    clause: float
    beside: int
    digits: int
    indicator: bool
    telling: bool = False


@lru_cache(maxsize=1 << 14)
def pairs_of(text: str) -> frozenset[str]:
    """The pairs of characters of a text, without figures and punctuation."""
    return frozenset(map("".join, pairwise(NO_LETTER.sub("", simplified(unicodedata.normalize("NFKC", text))))))


@lru_cache(maxsize=1 << 14)
def figures_of(sentence: str) -> frozenset[str]:
    """The figures of a sentence that tell something: two digits, or decimals."""
    return frozenset(FIGURE.findall(unicodedata.normalize("NFKC", sentence)))


@lru_cache(maxsize=1 << 14)
def clause_of(sentence: str, text: str, after: int = 0) -> str:
    """The clause in which a figure stands, the first one from a place on."""
    at = max(sentence.find(text, after), 0)
    start = max((m.end() for m in BORDER.finditer(sentence, 0, at)), default=0)
    end = BORDER.search(sentence, at + len(text))
    return sentence[start : end.start() if end else len(sentence)]


def held(one: frozenset[str], other: frozenset[str], least: int = LEAST_PAIRS) -> float:
    """The share of the smaller set that the other one holds; of fewer than `least` pairs of characters never much, of a fragment
    nothing."""
    if min(len(one), len(other)) < min(FRAGMENT, least):
        return 0.0
    common = len(one & other)
    share = common / max(1, min(len(one), len(other)))
    return share if common >= least else min(share, MUCH - 0.01)


@lru_cache(maxsize=1 << 14)
def next_clause_of(sentence: str, text: str) -> str:
    """The clause behind the one in which a figure stands: 收于每吨1.16万元，|涨幅1.44%|；…"""
    here = clause_of(sentence, text)
    at = sentence.find(here, max(0, sentence.find(text) - len(here))) + len(here)
    end = BORDER.search(sentence, at + 1)
    return sentence[at + 1 : end.start() if end else len(sentence)]


@lru_cache(maxsize=1 << 14)
def clauses_of(sentence: str, text: str) -> tuple[frozenset[str], ...]:
    """The pairs of characters of each clause in which a figure stands, as a headline and its sentence may be one."""
    found, at = [], sentence.find(text)
    while at >= 0:
        found.append(pairs_of(clause_of(sentence, text, at)))
        at = sentence.find(text, at + len(text))
    return tuple(found) or (pairs_of(clause_of(sentence, text)),)


def likeness(one: Saying, other: Saying) -> Likeness:
    a, b = one.claim, other.claim
    beside = (figures_of(one.sentence) & figures_of(other.sentence)) - figures_of(a.text) - figures_of(b.text)
    return Likeness(
        held(pairs_of(one.sentence), pairs_of(other.sentence)),
        max(held(x, y) for x, y in product(clauses_of(one.sentence, a.text), clauses_of(other.sentence, b.text))),
        len(beside),
        significant(a.print),
        a.label == b.label or kindred(a.label, b.label),
        any(len(figure.replace(".", "").strip("0")) >= TELLING for figure in beside),
    )
