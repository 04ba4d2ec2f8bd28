"""Sentences and their names (`sentences.tsv`)."""

from pathlib import Path

import pytest

import zhibiao

LINES = Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("sentence", "names"), CASES)
def test_names_of_a_sentence(sentence: str, names: str) -> None:
    found = [f"{e.text}/{e.type}" for e in zhibiao.entities(sentence)]
    assert found == ([] if names == "-" else names.split(" "))
    assert all(sentence[e.start : e.end] == e.text for e in zhibiao.entities(sentence))


@pytest.mark.parametrize(
    ("text", "alias", "full"),
    [
        ("甲禾云工股份有限公司（下称“甲禾”）增产。甲禾获奖。", "甲禾", "甲禾云工股份有限公司"),
        ("浙江盈泽国际物流有限公司开业，盈泽发展很快。", "盈泽", "浙江盈泽国际物流有限公司"),
        ("世界绿茶协会（WGTA）发布报告，WGTA认为产量增加。", "WGTA", "世界绿茶协会"),
        ("中国跨境茶业协会（中茶协）发布数据。后来，中茶协更正。", "中茶协", "中国跨境茶业协会"),
    ],
)
def test_short_forms_carry_the_full_name(text: str, alias: str, full: str) -> None:
    found = [e for e in zhibiao.entities(text) if e.text == alias]
    assert len(found) == text.count(alias) - full.count(alias)
    assert {e.name for e in found} == {full}


def test_offsets_into_the_text_as_given() -> None:
    """Lines are mended and traditional characters read as simplified ones; offsets and `text` are the original's."""
    broken = "記者從雲溪市商務局獲悉，浙江\n省出口增長。"
    found = [(e.text, e.type, e.name) for e in zhibiao.entities(broken)]
    assert ("浙江\n省", "LOC", "浙江省") in found
    assert all(broken[e.start : e.end] == e.text for e in zhibiao.entities(broken))
    assert [n for *_, n in found] == [e.name for e in zhibiao.entities("记者从云溪市商务局获悉，浙江省出口增长。")]
