"""Marks that stand in a text itself: what they strike out is skipped, and offsets slice the text as it was given."""

import json
import time
from pathlib import Path

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article, Section
from zhibiao.reading import read
from zhibiao.reading.markup import skipped
from zhibiao.reading.notes import Notes
from zhibiao.reading.raised import Raised, raised

FIGURES = [
    # text, what of it is skipped, value of the first row
    ("青石市出口额达<del>360</del>368.5亿元。", ["<del>360</del>"], "36850000000"),
    ("青石市出口额达<s>360</s>368.5亿元。", ["<s>360</s>"], "36850000000"),
    ("青石市出口额达<STRIKE>360</STRIKE><b>368.5</b>亿元。", ["<STRIKE>360</STRIKE><b>", "</b>"], "36850000000"),
    ("青石市出口额达<span style='text-decoration: line-through'>360</span>368.5亿元。", ["<span style='text-decoration: line-through'>360</span>"], "36850000000"),
    ("青石市出口额达<del>3<del>6</del>0</del>368.5亿元。", ["<del>3<del>6</del>0</del>"], "36850000000"),
    ("青石市出口额达368.5<sup>①</sup>亿元。", ["<sup>①</sup>"], "36850000000"),
    ("青石市参保1.2亿<sup>[4]</sup>人。", ["<sup>[4]</sup>"], "120000000"),
    ("青石市厂房面积达12500m<sup>2</sup>。", ["<sup>", "</sup>"], "12500"),
    ("青石市出口额达<!-- 360 -->368.5亿元。", ["<!-- 360 -->"], "36850000000"),
    ("青石市出口额达<span style='display:none'>360</span>368.5亿元。", ["<span style='display:none'>360</span>"], "36850000000"),
    ("青石市出口额达<b hidden>360</b>368.5亿元。", ["<b hidden>360</b>"], "36850000000"),
    ("青石市出口额达<i style='font-size:0'>360</i>368.5亿元。", ["<i style='font-size:0'>360</i>"], "36850000000"),
    ("青石市出口额达368.5<script>360</script>亿元。", ["<script>360</script>"], "36850000000"),
    ("青石市出口额达<style>.a{width:360px}</style>368.5亿元。", ["<style>.a{width:360px}</style>"], "36850000000"),
    ("青石市出口额达368.5<span style='vertical-align:super'>3</span>亿元。", ["<span style='vertical-align:super'>3</span>"], "36850000000"),
    ("青石市出口额达<ruby>36<rp>(</rp><rt>3</rt><rp>)</rp></ruby>8.5亿元。", ["<ruby>", "<rp>(</rp><rt>3</rt><rp>)</rp></ruby>"], "36850000000"),
    ("青石市出口额达36<wbr>8.5亿元。", ["<wbr>"], "36850000000"),
    ("青石市出口额达<i aria-hidden='true'>360</i>368.5亿元。", ["<i aria-hidden='true'>360</i>"], "36850000000"),
    ("青石市出口额达<i aria-hidden='false'>368.5</i>亿元。", ["<i aria-hidden='false'>", "</i>"], "36850000000"),
    ("青石市出口额达<span style='color:#fff'>360</span>368.5亿元。", ["<span style='color:#fff'>360</span>"], "36850000000"),
    ("青石市出口额达<font color=white>360</font>368.5亿元。", ["<font color=white>360</font>"], "36850000000"),
    ("青石市出口额达<span style='color:#fff;background:#900'>368.5</span>亿元。", ["<span style='color:#fff;background:#900'>", "</span>"], "36850000000"),
    ("<span style='color:#fff'>青石市出口额达368.5亿元。</span>", ["<span style='color:#fff'>", "</span>"], "36850000000"),
    ("青石市<span hidden-x='1'>出口额达<em class=hidden-xs>368.5</em></span>亿元。", ["<span hidden-x='1'>", "<em class=hidden-xs>", "</em></span>"], "36850000000"),
    ("青石市出口额达3&lt;4亿元，x<y，a>b。", [], None),
    ("青石市</b>出口额达368.5亿元。", ["</b>"], "36850000000"),
]  # fmt: skip


def cut(text: str, markdown: bool = False) -> list[str]:
    return [text[s.start : s.end] for s in skipped(text, Notes(), markdown)]


@pytest.mark.parametrize(("text", "gone", "value"), FIGURES)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json"])
def test_what_is_struck_out_is_skipped(
    name: str, text: str, gone: list[str], value: str | None, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(json.dumps({"content": text}) if name == "a.json" else text, "utf-8")
    (article,) = read(tmp_path / name)
    assert article.original == text
    assert "".join(text[s.start : s.end] for s in article.sections) == "".join(gone)
    rows = extract_article(article).rows
    assert all(text[row.start : row.end] == row.text for row in rows)
    if value is not None:
        assert str(rows[0].value) == value


def test_ten_to_the_fifth_is_no_hundred_and_five() -> None:
    text = "菌落总数达10<sup>5</sup>个。"
    assert cut(text) == []
    assert [row.value for row in extract_article(Article("a", text)).rows if row.text.startswith("105")] == []


@pytest.mark.parametrize("escape", ["&shy;", "&zwnj;", "&zwj;", "&lrm;", "&#8203;", "&#x200B;", "&#xfeff;", "&#173;"])
def test_escapes_of_what_has_no_width_carry_nothing(escape: str) -> None:
    (row,) = extract_article(Article("a", f"青石市出口额达36{escape}8.5亿元。")).rows
    assert (str(row.value), row.text) == ("36850000000", f"36{escape}8.5亿元")


@pytest.mark.parametrize("escape", ["&#22;", "&#x16;", "&#xFFFD;", "&middot;", "&sup2;", "&#22;&#22;"])
def test_a_figure_with_an_escape_inside_is_none(escape: str) -> None:
    result = extract_article(Article("a", f"青石市出口额达36{escape}8.5亿元，增长5%。"))
    assert [row.text for row in result.rows] == ["5%"]
    assert ("damaged", f"36{escape}8.5") in [(m.type, m.text) for m in result.mentions]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("出口~~360~~368.5亿元", ["~~360~~"]),
        ("出口368.5[^1]亿元", ["[^1]"]),
        ("![图1](a.png)出口", ["![图1](a.png)"]),
        ("增长10~~15%，~~旧的~~新的", ["~", "~~旧的~~"]),
        ("出口36~~0~~8.5亿元", ["~~0~~"]),
        ("好~~旧的~~新的", ["~~旧的~~"]),
        (r"好\~~旧的~~新的", ["\\"]),
        ("出口**368.5**亿元", ["**", "**"]),
        ("出口*368.5*亿元", ["*", "*"]),
        ("出口***368.5亿元***，同比**增长**", ["***", "***", "**", "**"]),
        ("3*5*2厘米", []),
        ("出口36**8**.5亿元", ["**", "**"]),
        ("3**5**2", []),
        ("* 出口\n* 进口", []),
        ("出口__368.5__亿元，a_b_c.txt", ["__", "__"]),
        ("出口`368.5`亿元，==进口==", ["`", "`", "==", "=="]),
        ('出口[368.5](http://a/(x)?b=1 "题")亿元', ["[", '](http://a/(x)?b=1 "题")']),
        ("参保1.2亿[4]人(见注)", []),
        ("参保1.2亿[4](#n4)人", ["[4](#n4)"]),
        ("参保1.2亿[[4]](#n4)人", ["[[4]](#n4)"]),
        (r"参保1.2亿[\[4\]](https://a/#n4)人", [r"[\[4\]](https://a/#n4)"]),
        ("增长5%[③](http://a/)。[1](http://a/)", ["[③](http://a/)", "[1](http://a/)"]),
        ("参保1.2亿^[4]^人", ["^[4]^"]),
        ("排放CO~2~约3吨，3~5吨", ["~", "~"]),
        ("排放CO~2~3吨", []),
        ("出口$368.5$亿元，$300和$500", ["$", "$"]),
        ("> 出口368.5亿元\n>> 进口3>2", ["> ", ">> "]),
        ("| 出口\\|进口 |\n\\# 出口", []),
        ("有[360](http://a/)人", ["[", "](http://a/)"]),
        (r"出口368\.5亿元，\~5%，\甲", ["\\", "\\"]),
        ("~~~\n360\n~~~", []),
    ],
)
def test_markdown(text: str, gone: list[str]) -> None:
    assert cut(text, markdown=True) == gone


# In plain text and records, where ~~ is also a mark of speech and of a range: what is skipped, the values of the rows.
TILDES = [
    ("青石市出口额达~~360~~368.5亿元。", ["~~360~~"], ["36850000000"]),
    ("青石市出口额达368.5~~360~~亿元。", ["~~360~~"], ["36850000000"]),
    ("青石市出口额达~~360亿元~~368.5亿元。", ["~~360亿元~~"], ["36850000000"]),
    ("青石市出口额达~~约1,360.5~~368.5亿元。", ["~~约1,360.5~~"], ["36850000000"]),
    ("青石市出口额达～～360～～368.5亿元。", ["～～360～～"], ["36850000000"]),
    ("青石市出口额达~~三百六~~三百六十八亿元。", ["~~三百六~~"], ["36800000000"]),
    ("青石市出口增长~~5%~~6%。", ["~~5%~~"], ["6"]),
    ("青石市~~一季度~~二季度出口额达368.5亿元。", ["~~一季度~~"], ["36850000000"]),
    ("~~青石市出口额达360亿元。~~青石市出口额达368.5亿元。", ["~~青石市出口额达360亿元。~~"], ["36850000000"]),
    ("青石市出口额达36~~0~~8.5亿元。", [], []),
    ("青石市卖出300套~~真的~~好棒。", [], ["300"]),
    ("好开心~~青石市卖出300套~~明天继续。", [], ["300"]),
    ("青石市出口额达368.5亿元 ~~ 360 ~~", [], ["36850000000"]),
    ("大家~~一起来~~，青石市出口额达368.5亿元。", [], ["36850000000"]),
    ("青石市出口额达3\u03366\u03360\u0336368.5亿元。", ["3\u03366\u03360\u0336"], ["36850000000"]),
    ("青石市出口额达3\u03356\u03350\u0335亿\u0335元\u0335368.5亿元。", ["3\u03356\u03350\u0335亿\u0335元\u0335"], ["36850000000"]),
    ("青石市出口额达[s]360亿元[/s]368.5亿元。", ["[s]360亿元[/s]"], ["36850000000"]),
    ("青石市出口额达[DEL]360[/DEL]368.5亿元。", ["[DEL]360[/DEL]"], ["36850000000"]),
    ("青石市出口额达[1]368.5亿元[/s]。", [], ["36850000000"]),
    ("青石市**出口额**达**368.5亿元**。", ["**", "**", "**", "**"], ["36850000000"]),
    ("青石市出口额达36**8.5**亿元。", ["**", "**"], ["36850000000"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "gone", "values"), TILDES)
@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_pairs_of_tildes_in_plain_text(
    name: str, text: str, gone: list[str], values: list[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(json.dumps({"content": text}) if name == "a.json" else text, "utf-8")
    (article,) = read(tmp_path / name)
    assert [text[s.start : s.end] for s in article.sections] == gone
    rows = extract_article(article).rows
    assert [str(row.value) for row in rows] == values
    assert all(text[row.start : row.end] == row.text for row in rows)
    assert bool(article.notes) == (any("*" not in mark for mark in gone) or "0~~8" in text or "套~~明" in text)


# The ranges, each by its lower and its upper end; the same in plain text, in records and in Markdown.
RANGES = [
    ("产量增长10~~15%。", [("10", "15", "%")]),
    ("产量增长10%~~15%。", [("10", "15", "%")]),
    ("产量增长10～～15%。", [("10", "15", "%")]),
    ("产量增长10~~~15%。", [("10", "15", "%")]),
    ("产量增长10~~15%，利润增长20~~30%。", [("10", "15", "%"), ("20", "30", "%")]),
    ("产量增长10%~~15%，利润增长20%~~30%。", [("10", "15", "%"), ("20", "30", "%")]),
    ("产量20~~30万吨、产值5~~8亿元。", [("200000", "300000", "吨"), ("500000000", "800000000", "元")]),
    ("人数在3~~5人之间，价格10~~15元~~。", [("3", "5", "人"), ("10", "15", "元")]),
    ("产量增长三~~五倍。", [("3", "5", "倍")]),
    ("产量增长10~~15%，~~20%~~30%。", [("10", "15", "%"), ("30", "None", "%")]),
    ("卖出300套~~2天卖完。", [("300", "None", "套")]),
]


@pytest.mark.parametrize(("text", "ranges"), RANGES)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json"])
def test_doubled_tildes_between_figures_are_a_range(
    name: str, text: str, ranges: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(json.dumps({"content": text}) if name == "a.json" else text, "utf-8")
    (article,) = read(tmp_path / name)
    rows = extract_article(article).rows
    assert [(str(row.value), str(row.value_to), row.unit) for row in rows] == ranges
    assert all(text[row.start : row.end] == row.text for row in rows)
    noted = "doubled tildes between two figures" in "".join(article.notes)
    assert noted == any(upper != "None" for _, upper, _ in ranges)


MARKED = [
    ("出口额达**368.5**亿元。", "36850000000"),
    ("出口额达[368.5](https://a.example/1)亿元。", "36850000000"),
    (r"出口额达368\.5亿元。", "36850000000"),
    ("出口额达$368.5$亿元。", "36850000000"),
    ("> 出口额达368.5亿元。", "36850000000"),
    (r"出口额达1\,368.5亿元。", "136850000000"),
    ("**出口额**达`368.5`亿元。", "36850000000"),
    ("出口额达368.5[3](#n3)亿元。", "36850000000"),
]


@pytest.mark.parametrize(("text", "value"), MARKED)
def test_marks_of_markdown_carry_nothing(text: str, value: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    (article,) = read(tmp_path / "a.md")
    (row,) = extract_article(article).rows
    assert (str(row.value), row.unit, row.indicator) == (value, "元", "出口额")
    assert text[row.start : row.end] == row.text
    assert bool(article.notes) == ("#n3" in text)


@pytest.mark.parametrize(
    ("text", "value", "unit", "noted"),
    [
        ("面积12500$m^2$。", "12500", "平方米", False), ("流量35 $\\mathrm{m}^{3}$。", "35", "立方米", False), (r"面积12500\(m^2\)。", "12500", "平方米", False),
        ("出口额3亿元，约$10^5$人。", "300000000", "元", True), (r"出口额3亿元，增长$\frac{3}{5}$。", "300000000", "元", True),
        (r"出口额3亿元，即\(x_1+3\)。", "300000000", "元", True),
    ],
)  # fmt: skip
def test_mathematics_is_no_money(text: str, value: str, unit: str, noted: bool, tmp_path: Path) -> None:
    """12500$m^2$ were 12,500 dollars."""
    (tmp_path / "a.md").write_text(text, "utf-8")
    (article,) = read(tmp_path / "a.md")
    rows = extract_article(article).rows
    assert [(str(row.value), row.unit) for row in rows] == [(value, unit)]
    assert bool(article.notes) is noted


def test_three_numerals_between_tildes_are_no_figure() -> None:
    text = "青石市出口额达36~~0~~8.5亿元，增长5%。"
    result = extract_article(Article("a", text))
    assert [row.text for row in result.rows] == ["5%"]
    assert ("damaged", "36~~0~~8.5") in [(m.type, m.text) for m in result.mentions]


@pytest.mark.parametrize(
    "text", ["出口3\u03366\u03360\u0336368.5亿元", "出口[s]360[/s]368.5亿元", "出口[strike]360[/strike]368.5亿元"]
)
def test_struck_without_tags_in_markdown(text: str) -> None:
    assert "".join(cut(text, markdown=True)) == text[2:].removesuffix("368.5亿元")


def test_skipped_stretches_over_lines_and_beside_each_other() -> None:
    text = "一季度出口<3>3亿元，\n进口旧的旧的4亿元。"
    places = [(text.index("<"), text.index(">") + 1), (text.index("旧"), text.index("旧") + 2)]
    places.append((places[1][1], places[1][1] + 2))
    article = Article("a", text, sections=tuple(Section("skipped", a, b) for a, b in places))
    rows = extract_article(article).rows
    assert [(row.indicator, row.text) for row in rows] == [("出口", "3亿元"), ("进口", "4亿元")]
    assert all(text[row.start : row.end] == row.text for row in rows)


@pytest.mark.parametrize(
    ("before", "said", "kind"),
    [
        ("面积12500m", "2", "power"), ("35", "3", "mark"), ("流量35m", "3", "power"), ("速度5m/s", "2", "power"), ("10", "5", "power"), ("面积（m", "2", "power"), ("mg·L", "-1", "power"),
        ("GDP", "1", "mark"), ("产量（吨）", "1", "mark"), ("增长5%", "2", "mark"), ("公里", "2", "mark"), ("企业A", "2", "mark"),
        ("110", "5", "mark"), ("368.5", "①", "mark"), ("1.2亿", "[4]", "mark"), ("人", "［注1］", "mark"), ("亿元", "1,3", "mark"),
        ("亿元", "2-5", "mark"), ("亿元", "*", "mark"), ("1", "st", "text"), ("华为", "®", "text"), ("面积", "平方", "text"),
    ],
)  # fmt: skip
def test_raised_characters(before: str, said: str, kind: Raised) -> None:
    assert raised(before, said) == kind


@pytest.mark.parametrize(
    "many", ["<del>", "</del>", "<sup>", "~~a", "<!--", "<a ", "![", "[^", "[s]", "~~", "a\u0336", "[/s]"]
)
@pytest.mark.parametrize("markdown", [True, False])
def test_marks_without_an_end_take_no_longer_than_the_text(many: str, markdown: bool) -> None:
    started = time.process_time()
    assert len(cut(many * 20_000, markdown)) >= 0
    assert time.process_time() - started < 3
