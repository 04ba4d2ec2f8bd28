"""Traditional characters read as simplified ones, through OpenCC, place by place.

Every lexicon and rule is in simplified script; a traditional article is read as its simplified twin, and offsets hold
because the reading has as many characters as the writing.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from zhibiao.kept import kept, stamp

# OpenCC changes these in some words only, and simplified texts use them, too: 显著, 乾隆.
SHARED = "著乾瞭藉徵覆夥摺餘麽鍾係於甯昇砲崙痠"


# 參 is three among capital numerals, else 参.
THREE = re.compile("參(?=[拾佰仟萬億万亿圓元角分])|(?<=[拾佰仟萬億零])參")


def simplified(text: str) -> str:
    """The text in simplified script, of the same length; a text without traditional characters is itself."""
    if traditional().isdisjoint(text):
        return text
    return HOLDABLE.sub(lambda m: converted(m[0]), THREE.sub("叁", text))


# OpenCC ends a text at a NUL, and cannot take half a character: these stay as they are.
HOLDABLE = re.compile("[^\0\ud800-\udfff]+")


def converted(text: str) -> str:
    """A stretch that OpenCC can hold, in as many characters."""
    whole: str = converter().convert(text)
    return whole if len(whole) == len(text) else "".join(map(converter().convert, text))


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


@kept
def changed(_: str) -> str:
    """The ideographs that OpenCC changes; the argument says which OpenCC."""
    convert = converter().convert
    return "".join(c for c in map(chr, range(0x4E00, 0xA000)) if convert(c) != c)
