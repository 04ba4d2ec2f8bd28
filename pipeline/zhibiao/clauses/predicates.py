"""Where a noun phrase ends before its predicate, and what the predicate does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zhibiao.clauses.borders import INSIDE, border
from zhibiao.clauses.cues import EVENT, LESS, LISTS, MORE, SPEECH
from zhibiao.clauses.tokens import Token
from zhibiao.lexicon import prepositions
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.spans.directions import FALL, RISE

PASSED = frozenset({"adverb", "connective", "particle", "time", "quote", "quantifier"})

FRONTED = prepositions("fronted")

POINTING = frozenset(LISTS["pointing"])

NUMBERED = compiled("(?:这|该|此|本|那)[一两三几]?[家个项座条名位种款次场届起批支艘架台部群些]$")

# Verbs that join what is measured to its figure: what stands before them need not be an actor.
LINKING = frozenset(LISTS["link"]) | frozenset(LISTS["aspect"]) | RISE | FALL | MORE | LESS


@lru_cache(maxsize=1 << 13)
def points(word: str) -> bool:
    """Whether a word points back or ahead: 该, 此次, 这家."""
    return word in POINTING or NUMBERED.match(word) is not None


ROUTES = frozenset("至到")

FUTURE = frozenset(LISTS["before_predicate"])  # before a predicate, whatever its tag

DOING = frozenset(LISTS["done"]) | frozenset(LISTS["possessing"])


GOING_ON = INSIDE | {"figure"}  # what a phrase goes on with behind 的, 、 or 和


def phrase_end(tokens: Sequence[Token], first: int, finish: int) -> int:
    """Where the noun phrase that begins at a token ends: before its predicate."""
    k = first
    while k < finish:
        token = tokens[k]
        kind = border(token)
        if token.kind == "V" and k > first:
            led = k == first + 1 and points(tokens[first].text)  # 此次|突发|灾害
            if not led and predicate(tokens, k, finish):
                break
        if kind == "open":
            k = closing(tokens, k, finish)
            continue
        if (kind == "pronoun" and k == first) or (token.text in POINTING and k == first):
            k += 1
            continue
        if kind in ("of", "pause", "and"):
            if k == first or k + 1 >= finish or border(tokens[k + 1]) not in GOING_ON:
                break
        elif kind == "figure":
            one = isinstance(token.span, Quantity) and token.span.value == 1 and k <= first + 1
            if not (one or k == first):
                break
        elif (
            token.text.startswith("等")
            and k > first
            and k + 1 < finish
            and (border(tokens[k + 1]) in GOING_ON or tokens[k + 1].text == "地")
        ):
            k += tokens[k + 1].kind == "Q" or tokens[k + 1].text == "地"
        elif (
            token.text in ROUTES
            and k > first
            and tokens[k - 1].kind == "E"
            and k + 1 < finish
            and tokens[k + 1].kind == "E"
        ):
            pass
        elif kind not in INSIDE and not (kind == "light" and k + 1 < finish and tokens[k + 1].kind == "DE"):
            break
        k += 1
    return k


def closing(tokens: Sequence[Token], k: int, finish: int) -> int:
    """The token behind the bracket that opens at token k."""
    depth = 0
    for i in range(k, finish):
        depth += (tokens[i].kind == "OPEN") - (tokens[i].kind == "CLOSE")
        if depth == 0:
            return i + 1
    return finish


def predicate(tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether a verb behind nouns is their predicate: not before 的, not before a head of one character."""
    if k + 1 >= finish:
        return True
    following = tokens[k + 1]
    if following.kind == "DE" or (
        following.kind == "N" and len(following.text) == 1 and following.start == tokens[k].end
    ):
        return False
    ahead = tokens[k + 1 : min(finish, k + 6)]
    de = next((i for i, t in enumerate(ahead) if t.kind == "DE"), -1)
    return not (de >= 0 and all(t.kind in ("N", "E", "V", "QUOTE") for t in ahead[:de]) and de <= 3)


LED = INSIDE | {"of", "pause", "and", "time", "pronoun"}  # what a preposition may govern


def behind_preposition(tokens: Sequence[Token], k: int, finish: int) -> int:
    """The token behind a prepositional phrase: behind its localiser, or where a verb or a comma ends it."""
    after = k + 1
    while after < finish and border(tokens[after]) in LED:
        after += 1
        if tokens[after - 1].kind == "F" or border(tokens[after - 1]) == "localiser":
            return after
    if after < finish and border(tokens[after]) == "localiser":
        return after + 1
    return max(after, k + 1)


def circumstance(tokens: Sequence[Token], after: int, finish: int) -> bool:
    """Whether a localiser behind a phrase makes it a circumstance: 本次分配|后."""
    named = any(t.kind == "E" for t in tokens[max(0, after - 2) : after])
    return after < finish and border(tokens[after]) == "localiser" and not (tokens[after].text == "方面" and named)


def acts(tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether a verb of doing stands at token k, behind times and adverbs, and not one that only joins."""
    first = k
    while k < finish and border(tokens[k]) in ("adverb", "time", "particle", "preposition", "connective"):
        if tokens[k].text in FRONTED and tokens[k].kind == "P":
            return True
        k = adjunct_end(tokens, k, finish) if tokens[k].text in ("以", "作为") else k + 1
    if k >= finish:
        return False
    if (
        tokens[k].kind == "N" and k > first and k + 1 < finish and tokens[k + 1].kind != "Q"
    ):  # 坦克|将|换装甲公司的发动机
        return tokens[k - 1].text in FUTURE
    if tokens[k].kind != "V":
        return False
    return tokens[k].text not in LINKING or tokens[k].text in DOING


def adjunct_end(tokens: Sequence[Token], k: int, finish: int) -> int:
    """The token behind the preposition at k and what it governs: 以|17%的市场份额|位居第二."""
    after = k + 1
    while after < finish and tokens[after].kind not in ("V", "ADV", "PUNC", "P", "X"):
        after += 1
    return after


def predicate_at(tokens: Sequence[Token], k: int, finish: int) -> int:
    """The token of the predicate behind adverbs, times and particles."""
    while k < finish and border(tokens[k]) in ("adverb", "time", "particle"):
        k += 1
    return k


def tells(tokens: Sequence[Token], after: int, finish: int) -> bool:
    """Whether the predicate only tells, holds or publishes, and states no figure."""
    near = [t for t in tokens[after:finish] if t.start < tokens[after - 1].end + NEAR]
    return any(t.text in SAYING for t in near) and not any(t.kind == "Q" for t in tokens[after:finish])


NEAR = 16

SAYING = SPEECH | EVENT
