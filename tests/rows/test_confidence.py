"""The weights of `confidence` speak of what rows can have."""

import pytest

from zhibiao import confidence
from zhibiao.extraction import extract_article, read_article
from zhibiao.lexicon import load
from zhibiao.model import Article
from zhibiao.rows.breakdown import part_of_whole
from zhibiao.rows.subject.sources import OWN, SOURCES

WEIGHTS: dict[str, float] = load("confidence")["weight"]


def test_weights_name_sources_that_there_are() -> None:
    """After a source of owners has got another name: make calibrate."""
    inherited = {"weighed", part_of_whole.__name__, *(source.__name__ for source in SOURCES)} - OWN
    weighed = {name.removeprefix("inherited subject:") for name in WEIGHTS if name.startswith("inherited subject:")}
    assert weighed <= inherited
    assert len(weighed) >= 5


@pytest.mark.parametrize("source", ["paragraph_head", "row_before"])
def test_an_inherited_owner_weighs(source: str) -> None:
    """What a row has taken from others changes how sure it is, by the weight of that source."""
    article = Article("", "甲市出口额达3亿元。")
    row = extract_article(article).rows[0]
    plain = next(read_article(article)).drafts[0]._replace(inherited=())
    inherited = plain._replace(inherited=(f"subject:{source}",))
    noted = {*confidence.notable(row, inherited)} - {*confidence.notable(row, plain)}
    assert noted == {f"inherited subject:{source}"}
    assert noted <= WEIGHTS.keys()
    surer = confidence.of(row, inherited) - confidence.of(row, plain)
    assert surer * WEIGHTS[noted.pop()] >= 0
