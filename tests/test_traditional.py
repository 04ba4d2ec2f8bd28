"""Articles in traditional script give the rows and names of their simplified twins, with offsets into the original."""

from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import opencc
import pytest

import zhibiao
from zhibiao.extraction import extract_article
from zhibiao.model import Article, Result
from zhibiao.script import simplified

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed"
AS_WRITTEN = ("row", "text", "title", "part_of", "same_as")  # what holds or is made of the characters of the original


@cache
def simplified_result(article: Article) -> Result:
    return extract_article(article)


@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])
def test_a_traditional_twin(script: str) -> None:
    convert = opencc.OpenCC(script).convert
    articles = [a for folder in (ROOT / "corpus", SEED) if folder.is_dir() for a in zhibiao.read(folder)]
    for simple in articles:
        one = simplified_result(simple)
        twin = replace(simple, original=convert(simple.original), title=convert(simple.title))
        assert len(twin.original) == len(simple.original)
        other = extract_article(twin)
        rows = [[{k: v for k, v in asdict(row).items() if k not in AS_WRITTEN} for row in r.rows] for r in (one, other)]
        assert rows[0] == rows[1]
        assert all(twin.original[row.start : row.end] == row.text for row in other.rows)
        names = [[(m.start, m.end, m.type, m.value) for m in r.mentions if m.kind == "entity"] for r in (one, other)]
        assert names[0] == names[1]


@pytest.mark.parametrize("control", ["\0", "\x07", "\x16", "\x1f", "\x85", "\ud800"])
@pytest.mark.parametrize("text", ["出口額{}達368.5億元", "{}出口額達", "出口額達{}{}"])
def test_control_characters_shift_nothing(control: str, text: str) -> None:
    """OpenCC ends at a zero character."""
    given = text.replace("{}", control)
    assert simplified(given) == opencc.OpenCC("hk2s").convert(text).replace("{}", control)
