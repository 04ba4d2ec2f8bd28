"""Who tells of an own case, 村民周大海: a person who holds no office. Figures said of no name are that person's."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.clauses.cues import LISTS, either
from zhibiao.clauses.tokens import Token
from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.model import Sentence
from zhibiao.page import Page

SURNAMES = load("persons")["surname"]["characters"]
# 陈女士, 王大爷; but not 总经理王女士.
ADDRESS = compiled(either("private_address"))
ADDRESSED = compiled(f"(?<!{either('speaker')})[{SURNAMES}]{either('private_address')}")
PRIVATE = compiled(either("private") + "$")
LONGEST = 4  # characters of a word of [private]
POINTING = frozenset(LISTS["points_at_person"])


def private_persons(page: Page, k: int, sentence: Sentence) -> list[tuple[int, str]]:
    """(where, name) of the persons of the k-th sentence who hold no office: 种粮大户|郭长顺, 李女士."""
    text = page.text
    found = {
        e.start: e.text
        for e in page.levels(k)
        if e.type == "PER"
        and PRIVATE.search(text, max(sentence.start, e.start - LONGEST), e.start)
        and not text.startswith(("、", "等"), e.end)
    }
    if ADDRESS.search(text, sentence.start, sentence.end):
        found |= {m.start(): m[0] for m in ADDRESSED.finditer(text, sentence.start, sentence.end)}
    return sorted(found.items())


def points_at_person(tokens: Sequence[Token], begin: int, until: int) -> bool:
    """Whether the clause opens with 他家, 我 or the like, behind its times."""
    opening = (t.text for t in tokens[begin:until] if t.kind not in ("T", "ADV", "C", "QUOTE"))
    return next(opening, "") in POINTING
