"""Runs of nouns that name a group, and lists of names: where they end."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.clauses.cues import either
from zhibiao.clauses.nouns import OWNERS, attribute
from zhibiao.clauses.tokens import KEPT, Token
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.words import tag_of


def nouns_from(text: str, tokens: Sequence[Token], first: int, after: int) -> str:
    """The run of nouns that begins at a token, up to a noun that is measured of them."""
    end = first + 1
    while end < after and tokens[end].kind in ("N", "E", "QUOTE") and not attribute(tokens[end].text):
        end += 1
    return text[tokens[first].start : tokens[end - 1].end]


def counted_group(text: str, tokens: Sequence[Token], first: int, after: int) -> str:
    """The group that a count opens a clause with: 8个|省份."""
    span = tokens[first].span
    if not isinstance(span, Quantity) or span.dimension != "count":
        return ""
    end = first + 1
    while end < after and tokens[end].kind in ("N", "E", "L", "QUOTE", "DE") and not attribute(tokens[end].text):
        end += 1
    owning = next((k for k in range(first + 1, end) if tokens[k].text.endswith(OWNERS)), end - 1)
    last = owning if owning > first else end - 1
    run = text[span.start : tokens[last].end]  # without 约 before it
    described = tokens[last].kind == "DE" or tag_of(tokens[last].text)[:1] in ("v", "a", "u", "d")
    return run if last > first and not described else ""


def owning_end(tokens: Sequence[Token], first: int, after: int) -> int:
    """The index of the last head of those that own figures among the nouns first..after, all but the last of them; -1
    for none."""
    for k in range(after - 2, first - 1, -1):
        if tokens[k].kind == "DE":
            continue
        size = tokens[k].end - tokens[first].start
        if tokens[k].kind in ("N", "L") and tokens[k].text.endswith(OWNERS) and size > 3:
            return k
    return -1


def owning_head(tokens: Sequence[Token], end: int, after: int) -> int:
    """The index of the head of those that own figures, when a name, token `end`, only opens its phrase: 海桥市|航运|企业; 0
    for none."""
    found = 0
    for i in range(end + 1, min(after, end + 6)):
        token = tokens[i]
        if token.kind not in ("N", "L", "QUOTE") or token.text in KEPT or attribute(token.text):
            break
        if token.text.endswith(OWNERS):
            found = i
        elif found:
            break
    return found


def list_end(tokens: Sequence[Token], k: int, after: int) -> int:
    """The last item of the list of names that begins at a token: 三星、LG."""
    end = k
    while end + 2 < after and tokens[end + 1].kind in ("PAUSE", "C"):
        item = tokens[end + 2]
        last = end + 3 >= after or tokens[end + 3].kind in ("PAUSE", "C") or tokens[end + 3].text == "等"
        if item.kind != "E" and not (
            item.kind == "N" and last and (item.text.isascii() or tokens[end + 1].kind == "PAUSE")
        ):
            break
        end += 2
    return end


def list_name(text: str, tokens: Sequence[Token], k: int, end: int, after: int) -> str:
    """A list of names as written, with 等 and what they all are."""
    m = AND_OTHERS.match(text, tokens[end].end, tokens[after - 1].end)
    return text[tokens[k].start : m.end() if m else tokens[end].end]


GROUP_OF = compiled(
    f"等(?P<group>(?:[0-9]+|[一二两三四五六七八九十]+)(?:[个家所]?[一-鿿]{{0,4}}?{either('listed_kind')}))"
)

AND_OTHERS = compiled(f"等(?:地|[\u4e00-\u9fff]{{1,6}}?{either('others')})?")
