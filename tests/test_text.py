"""Mending: broken lines join, what interrupts them moves, and every character knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.script import simplified
from zhibiao.text import LONGEST_SENTENCE, mend_text, note_marks

PAGE = "片区出口额4.\n83亿元,构建“交易—结\n\n算”机制。相关负责\n\n\n某港码头\n\n张三 摄\n\n人说。\n\n下一节标题\n\n第二段。"


def sentences(original: str) -> list[tuple[str, str]]:
    text = mend_text(original)
    return [(s.kind, text.mended[s.start : s.end]) for s in text.sentences]


def test_newspaper_page() -> None:
    assert sentences(PAGE) == [
        ("body", "片区出口额4.83亿元,构建“交易—结算”机制。"),
        ("body", "相关负责人说。"),
        ("caption", "某港码头"),
        ("caption", "张三 摄"),
        ("headline", "下一节标题"),
        ("body", "第二段。"),
    ]


def test_closing_quote_belongs_to_the_sentence() -> None:
    assert [s for _, s in sentences("“好。”他说。")] == ["“好。”", "他说。"]


def test_offsets_point_into_the_original() -> None:
    text = mend_text(PAGE)
    at = text.mended.index("4.83亿元")
    start, end = text.original_span(at, at + len("4.83亿元"))
    assert PAGE[start:end] == "4.\n83亿元"


@given(st.text(alphabet=st.sampled_from("出口1.5亿元，。“”\n\r \u3000\u200b\ufeff摄张—abc#|;")))
def test_every_character_knows_its_place(original: str) -> None:
    text = mend_text(original)
    assert len(text.origin) == len(text.mended) + 1
    assert all(text.mended[i] == simplified(original)[text.origin[i]] for i in range(len(text.mended)))
    covered = {i for s in text.sentences for i in range(s.start, s.end)}
    assert all(c.isspace() for i, c in enumerate(text.mended) if i not in covered)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("本週二出口額達四千七百一十八億元", "本周二出口额达四千七百一十八亿元"),
        ("著名企業家", "著名企业家"),
        ("显著提高，乾隆年间", "显著提高，乾隆年间"),
        ("2024年出口额", "2024年出口额"),
    ],
)
def test_traditional_script_is_read_place_by_place(written: str, read: str) -> None:
    assert simplified(written) == read


@given(st.text())
def test_script_keeps_the_length(text: str) -> None:
    assert len(simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("original", "mended"),
    [
        ("出口4.\n83亿元。", "出口4.83亿元。"),
        ("构建“交易—结\n\n算”机制。", "构建“交易—结算”机制。"),
        ("平台China—\ngoods注册商户3万家。", "平台Chinagoods注册商户3万家。"),
        ("一是采用了，block\nchain技术。", "一是采用了，block\nchain技术。"),
        ("出口\u200b3\u00ad亿元\ufeff。", "出口3亿元。"),
        ("出口&nbsp;3亿元，，增长5%。", "出口3亿元，增长5%。"),
        ("出口1\u202f234\u202f567元。", "出口1234567元。"),
        ("截至\u00a02025\u00a0年，出口 61％ 以上。", "截至2025年，出口61％以上。"),
    ],
)
def test_what_carries_nothing_goes(original: str, mended: str) -> None:
    assert mend_text(original).mended == mended


@pytest.mark.parametrize(
    ("original", "values"),
    [
        ("2024年,4,718家企业,增长5,6家。", ["4718", "5", "6"]),
        ("出口1,234.5亿元,增长3%", ["123450000000", "3"]),
    ],
)
def test_a_half_width_comma_parts_unless_it_groups_digits(original: str, values: list[str]) -> None:
    import zhibiao

    assert [format(q.value, "f") for q in zhibiao.quantities(original)] == values


def test_furniture_and_captions_do_not_break_a_sentence() -> None:
    page = "今年以来，港区完成投资4亿\n\n吴江南 摄\n\n第A03版\n\n责编：林知远\n\n元，同比增长5%。"
    assert sentences(page) == [
        ("body", "今年以来，港区完成投资4亿元，同比增长5%。"),
        ("caption", "吴江南 摄"),
        ("furniture", "第A03版"),
        ("furniture", "责编：林知远"),
    ]


def test_a_headline_that_runs_into_its_paragraph() -> None:
    assert sentences("加法与除法并举　　今年前三季度，片区利用外资4.9亿美元。") == [
        ("headline", "加法与除法并举　　"),
        ("body", "今年前三季度，片区利用外资4.9亿美元。"),
    ]
    assert [kind for kind, _ in sentences("新华社北京11月16日电　今年前三季度，片区利用外资4.9亿美元。")] == ["body"]


def test_sections_of_the_format_go_before_the_words() -> None:
    from zhibiao.model import Section

    text = mend_text("港口数据，2025\n\n出口3亿元。", [Section("headline", 0, 9)])
    assert [s.kind for s in text.sentences] == ["headline", "body"]


def test_no_sentence_is_endless() -> None:
    text = "本市新增企业1,234家，" * 500 + "甲" * 3000
    found = mend_text(text).sentences
    assert max(s.end - s.start for s in found) <= LONGEST_SENTENCE
    assert [s.start for s in found[1:]] == [s.end for s in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, len(text))
    assert all(text[s.end - 1] == "，" for s in found[:5])


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("出口368.5①亿元", ["①"]), ("参保1.2亿[4]人", ["[4]"]), ("产量45³万吨", ["³"]), ("出口368.5[^2]亿元", ["[^2]"]),
        ("产量４５〔12〕万吨", ["〔12〕"]), ("占地30†公顷", ["†"]), ("面积30m²", []), ("菌落10⁵个", []), ("①出口；②进口", []),
        ("销量4.8※万辆", ["※"]), ("产量368.5（注1）万吨", ["（注1）"]), ("参保1.2亿[注]人", ["[注]"]), ("出口3**亿元", ["**"]),
        ("销量4.8❶万辆", ["❶"]), ("出口3[1,2]亿元", ["[1,2]"]), ("出口3[1-3]亿元", ["[1-3]"]), ("出口3[a]亿元", ["[a]"]), ("产量5㊟吨", ["㊟"]),
        ("获评5★级", []), ("3#楼", []), ("面积3*4米", []), ("共3（注册）家", []), ("增长3（1）倍", []), ("新增12①招商②引资", []), ("出口3亿元[4]", []), ("见文献[4]人", []),
    ],
)  # fmt: skip
def test_note_marks_inside_figures(text: str, marks: list[str]) -> None:
    assert [text[start:end] for start, end in note_marks(text)] == marks


@pytest.mark.parametrize("mark", ["①", "[4]", "³", "【1】", "※", "（注1）", "❷", "*", "[1,2]"])
def test_a_figure_keeps_its_scale_behind_a_note_mark(mark: str) -> None:
    text = f"青石市出口额达368.5{mark}亿元，同比增长5%。"
    rows = extract_article(Article("a", text)).rows
    assert [(str(row.value), text[row.start : row.end]) for row in rows] == [
        ("36850000000", f"368.5{mark}亿元"),
        ("5", "5%"),
    ]
