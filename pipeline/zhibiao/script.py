"""Traditional characters read as simplified ones, through OpenCC, place by place.

Every lexicon and rule is in simplified script; a traditional article is read as its simplified twin, and offsets hold
because the reading has as many characters as the writing.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from zhibiao.cache import disk_cached, stamp
from zhibiao.matching import compiled

# OpenCC changes these in some words only, and simplified texts use them, too: 显著, 乾隆.
SHARED = "著乾瞭藉徵覆夥摺餘麽鍾係於甯昇砲崙痠"


# 參 is three among capital numerals, else 参.
THREE = compiled("參(?=[拾佰仟萬億万亿圓元角分])|(?<=[拾佰仟萬億零])參")


# Digits as wide as ideographs are digits: ２０２３年.
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
WIDE_DIGIT = compiled("[０-９]")


def simplified(text: str) -> str:
    """The text in simplified script and with narrow digits, of the same length; a text that has only such is itself."""
    if WIDE_DIGIT.search(text):
        text = text.translate(WIDE)
    if traditional().isdisjoint(text):
        return text
    text = THREE.sub("叁", text)
    return "".join(piece if k % 2 else converted(piece) for k, piece in enumerate(UNWRITTEN.split(text)))


# OpenCC ends at a zero character; none of these is anybody's script. Half characters it cannot take at all.
UNWRITTEN = compiled("([\x00-\x1f\x7f-\x9f\ud800-\udfff]+)")


def converted(text: str) -> str:
    """A text in simplified script, place by place where a whole word would change its length."""
    convert = converter().convert
    whole: str = convert(text)
    if len(whole) == len(text):
        return whole
    return "".join(made if len(made := convert(c)) == 1 else c for c in text)


@cache
def converter() -> Any:
    """OpenCC from traditional to simplified script."""
    import opencc

    return opencc.OpenCC("hk2s")


@cache
def traditional() -> frozenset[str]:
    """The characters that only traditional script has, among the unified ideographs (Unicode 4E00–9FFF)."""
    spec = find_spec("opencc")  # not imported: few texts need it
    assert spec is not None
    assert spec.origin is not None
    return frozenset(changed(stamp(Path(spec.origin)))).difference(SHARED)


@disk_cached
def changed(_: str) -> str:
    """The ideographs that OpenCC changes; the argument says which OpenCC."""
    convert = converter().convert
    return "".join(c for c in map(chr, range(0x4E00, 0xA000)) if convert(c) != c)
