"""Official names: every line of the lexicon reads its own example."""

import pytest

from zhibiao.rows.standard import examples, names, standard

PHRASES = [
    ("对东盟进出口总值", "进出口总额:对东盟"),
    ("国内生产总值增速", "国内生产总值:增速"),
    ("外贸进出口规模", "进出口总额"),
    ("实现进出口总额", "进出口总额"),
    ("出口和进口", ""),
    ("出口和货物进口", ""),
    ("占进出口总额比重", ""),
    ("会议", ""),
    ("", ""),
]


@pytest.mark.parametrize(("phrase", "want"), examples())
def test_example_of_the_lexicon(phrase: str, want: str) -> None:
    assert standard(phrase) == want


@pytest.mark.parametrize(("phrase", "want"), PHRASES)
def test_phrase(phrase: str, want: str) -> None:
    assert standard(phrase) == want


def test_the_unit_decides_between_names() -> None:
    assert standard("出口额", "money") == "出口总额"
    assert standard("高速公路出口", "count") == ""


def test_the_subject_is_no_part_of_the_name() -> None:
    assert standard("甲省出口额", subject="甲省") == "出口总额"


def test_a_growth_takes_the_name_its_level_has_decided() -> None:
    rows = [("汽车出口额", "level", "money", ""), ("汽车出口额", "change", "percent", "")]
    assert names(rows) == ["出口总额:汽车"] * 2
