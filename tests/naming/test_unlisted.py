"""Names that no list has: by what stands beside them, by coming again, by their form; and media."""

import pytest

import zhibiao
from zhibiao.naming import is_media


def names(text: str) -> list[str]:
    return [f"{e.text}/{e.type}" for e in zhibiao.entities(text)]


@pytest.mark.parametrize(
    ("text", "alias", "full"),
    [
        ("第十届中国-东南亚博览会甘肃馆开馆。甘肃馆展出30件。", "甘肃馆", "第十届中国-东南亚博览会甘肃馆"),
        ("大使科克（Ron Kirk）表示，Ron Kirk将离任。", "Ron Kirk", "科克"),
    ],
)
def test_ends_and_glosses_stand_for_the_longer_name(text: str, alias: str, full: str) -> None:
    found = [e.name for e in zhibiao.entities(text) if e.text == alias]
    assert found
    assert set(found) == {full}


@pytest.mark.parametrize(
    "text",
    [
        "华岭能源（SH 600985，收盘价：2.4元）公告称，华岭能源工程有限公司增资，华岭能源增产。",
        "华岭能源增产。华岭能源工程有限公司开业。",
        "华岭能源工程有限公司与华岭能源科技有限公司开业，华岭能源增产。",
    ],
)
def test_another_firm_that_begins_alike_is_no_full_name(text: str) -> None:
    found = [e for e in zhibiao.entities(text) if e.text == "华岭能源"]
    assert found
    assert {e.name for e in found} == {"华岭能源"}


@pytest.mark.parametrize(
    ("name", "medium"),
    [
        ("新华社", True),
        ("财联社", True),
        ("云溪日报", True),
        ("云溪晚报全媒体记者", True),
        ("每经AI快讯", True),
        ("云溪财经", True),
        ("中国经济网", True),
        ("云溪广播电视台", True),
        ("21世纪经济报道", True),
        ("互联网", False),
        ("国家电网", False),
        ("云溪合作社", False),
        ("云溪联社", False),
        ("云溪铁路", False),
        ("新闻", False),
        ("网", False),
        ("云溪市统计局", False),
    ],
)
def test_media(name: str, medium: bool) -> None:
    assert is_media(name) is medium


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("卓禾资讯的分析师说，据卓禾资讯监测，价格下跌。", ["卓禾资讯/ORG", "卓禾资讯/ORG"]),
        ("购物公司环球丁联（Global Dinglian）上市", ["环球丁联/ORG"]),
        ("环球丁联于1980年创立。交易完成后，环球丁联将上市。", ["环球丁联/ORG", "环球丁联/ORG"]),
        ("公司Far Point与Global Blue合并，CIO财团投资", ["Far Point/ORG", "Global Blue/ORG", "CIO财团/ORG"]),
        ("策略师Mark Cranfield认为，OpenAI受益", ["Mark Cranfield/PER", "OpenAI/BRAND"]),
        ("涨停公司增多", []),
        ("拟增持公司股份。增持公告发布。", []),
        ("3岁女童苗苗受伤。苗苗右手缝了3针。", ["苗苗/PER", "苗苗/PER"]),
        ("3岁女童受伤。", []),
    ],
)
def test_unknown_names_need_a_sign_and_a_second_mention(text: str, found: list[str]) -> None:
    assert names(text) == found
