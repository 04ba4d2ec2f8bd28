"""Official names: every line of the lexicon reads its own example."""

import pytest

from zhibiao.lexicon import lines
from zhibiao.rows.standard import examples, names, standard

PHRASES = [
    ("对东盟进出口总值", "进出口总额:对东盟"),
    ("国内生产总值增速", "国内生产总值:增速"),
    ("国内生产总值的增速", "国内生产总值:增速"),
    ("外贸进出口规模", "进出口总额"),
    ("实现进出口总额", "进出口总额"),
    ("出口和进口", ""),
    ("出口和货物进口", ""),
    ("占进出口总额比重", ""),
    ("规模以上农副食品加工业增加值", "增加值:规模以上农副食品加工业"),  # not 工业增加值
    ("全行业对外直接投资", "对外直接投资:全行业"),
    ("大豆、玉米产量", "产量:大豆、玉米"),  # the head is shared
    ("常住人口与就业人员", ""),
    ("我国外贸", "进出口总额"),
    ("服务外贸", ""),  # a spelling that must be the whole phrase
    ("“小巨人”企业", "专精特新“小巨人”企业"),
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
    assert standard("汽车出口", "money") == "出口总额:汽车"
    assert standard("汽车出口", "count") == "出口量:汽车"
    assert standard("汽车出口额", "count") == ""


def test_the_lexicon_is_large_and_its_names_are_their_own_standard() -> None:
    names = [line[0] for line in lines("indicators")]
    assert len(names) == len(set(names)) > 450
    assert [name for name in names if standard(name) != name] == []


def test_the_subject_is_no_part_of_the_name() -> None:
    assert standard("甲省出口额", subject="甲省") == "出口总额"


def test_a_growth_takes_the_name_its_level_has_decided() -> None:
    rows = [("汽车出口", "level", "count", ""), ("汽车出口", "change", "percent", "")]
    assert names(rows) == ["出口量:汽车"] * 2
    assert names(rows[1:]) == ["出口总额:汽车"]
