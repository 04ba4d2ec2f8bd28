"""The pattern engine: how patterns are compiled, where they can begin and end, how a text is scanned.

    Matcher(rules).finditer(text)       the readings of a text that stand
    Together([one, other]).places(text) the same for several, the text passed over once
    compiled(pattern)                   a pattern that is compiled when first used
    AtEnd(patterns).fitting(text)       which patterns may hold at the end of a text
    with everywhere(): …                nothing spared: every pattern tried everywhere, as an oracle

Each pattern says itself where it can match: that is read off it, so that it holds for whatever the pattern is changed to.
`compile` `edges` `prefilter` `scan` are nobody else's business.
"""

from zhibiao.matching.compile import Pattern, alternation, compiled, everywhere
from zhibiao.matching.edges import AtEnd, Unanchored, checked
from zhibiao.matching.matcher import Found, Matcher, Places, Together, Words
from zhibiao.matching.prefilter import longest, match_at

__all__ = [
    "AtEnd",
    "Found",
    "Matcher",
    "Pattern",
    "Places",
    "Together",
    "Unanchored",
    "Words",
    "alternation",
    "checked",
    "compiled",
    "everywhere",
    "longest",
    "match_at",
]
