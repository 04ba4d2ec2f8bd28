"""A web page is read without what is crossed out or hidden; powers and note marks are told apart."""

from pathlib import Path

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.reading import read
from zhibiao.wording import spoken

pytest.importorskip("trafilatura")

REST = "青川港今年前三季度完成集装箱吞吐量312万标箱，同比增长8.4%，新开航线5条，通达港口40个。"


def page(tmp_path: Path, line: str, head: str = "") -> Article:
    html = f"<!doctype html><html><head>{head}</head><body><article><p>{line}</p><p>{REST}</p></article></body></html>"
    (tmp_path / "a.html").write_text(html, "utf-8")
    (article,) = read(tmp_path / "a.html")
    return article


FIGURE = "青石市出口额达368.5亿元。"
OLD = "<style>/* .b {} */ .price .old, .x:hover { color: red; text-decoration: line-through } #void, .was em {text-decoration:line-through} .gone{display:none} @media print { .screen { display: none } .x { color: red } } .note{vertical-align:super;color:blue} .sr{position:absolute;width:1px;clip: rect(0, 0, 0, 0)} .pale{color:#FFF} .faint{font-size:0;opacity:0%} #off,.a.b{display:none} .box .tip,.card > .tip{display:none} #on{display:inline} .never{display:none!important} .hov:hover,.pre::before{display:none} :root{--paper:#fff;--ink:#fff} @media (prefers-color-scheme:dark){:root{--ink:#000}} .lead::before{content:'约' attr(data-n)} .icon::before{content:'\\f101'} .quote::after{content:open-quote}</style>"
CASES: dict[str, tuple[str, str, str]] = {
    # name: (line, text, what the notes say)
    "deleted": ("青石市出口额达<del>360</del>368.5亿元。", FIGURE, "struck-through text left out: 1"),
    "s": ("青石市出口额达<s>360</s><ins>368.5</ins>亿元。", FIGURE, "struck-through"),
    "strike": ("青石市出口额达<b><strike>360</strike></b>368.5亿元。", FIGURE, "struck-through"),
    "style": ("青石市出口额达<span style='text-decoration:line-through'>360</span>368.5亿元。", FIGURE, "struck-through"),
    "style with more": ("青石市出口额达<font style='color:red;TEXT-DECORATION-LINE: underline line-through'>360</font>368.5亿元。", FIGURE, "struck-through"),
    "class": ("青石市出口额达<q class='a price'><i class='a old'>360</i></q>368.5亿元。", FIGURE, "struck-through"),
    "class in another place": ("青石市出口额达<i class='a old'>368.5</i>亿元。", FIGURE, ""),
    "id": ("青石市出口额达<i id=void>360</i>368.5亿元。", FIGURE, "struck-through"),
    "tag in its place": ("青石市出口额达<q class=was><em>360</em></q>368.5亿元。", FIGURE, "struck-through"),
    "tag elsewhere": ("青石市出口额达<em>368.5</em>亿元。", FIGURE, ""),
    "struck in struck": ("青石市出口额达<del>3<s>6</s>0</del>368.5亿元。", FIGURE, "struck-through text left out: 1"),
    "another class": ("青石市出口额达<i class='x'>368.5</i>亿元。", FIGURE, ""),
    "hidden": ("青石市出口额达<span hidden>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "hidden by its style": ("青石市出口额达<b style='DISPLAY : none'>360</b>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "hidden by its class": ("青石市出口额达<span class='gone'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "hidden by its size": ("青石市出口额达<span style='font-size:0px'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "seen through": ("青石市出口额达<font style='opacity: 0.0'>360</font>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "beside the page": ("青石市出口额达<span style='position:absolute; left:-9999px'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "indented off the page": ("青石市出口额达<b style='text-indent: -999em'>360</b>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "read aloud only": ("青石市出口额达<span class='sr'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "white": ("青石市出口额达<span style='color:#fff'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "white by an attribute": ("青石市出口额达<font color='#FFFFFF'>360</font>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "white by an old attribute": ("青石市出口额达<font color=FFFFFF>360</font>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "said to be nothing": ("青石市出口额达<span style='opacity: ;font-size:;color:'>368.5</span>亿元。", FIGURE, ""),
    "white by its class": ("青石市出口额达<b class=pale>360</b>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "nearly white": ("青石市出口额达<span style='color: rgb(253, 253, 253)'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "see-through": ("青石市出口额达<span style='color:rgba(0,0,0,0)'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "red on red": ("<u style='background:red url(a.png)'>青石市出口额达</u><span style='background-color:#f00'><b style='color:rgb(255 0 0)'>360</b></span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "white on red": ("青石市出口额达<span style='color:#fff;background:#c00'>368.5</span>亿元。", FIGURE, ""),
    "white on a picture": ("青石市出口额达<span style='background:url(a.png)'><b style='color:white'>368.5</b></span>亿元。", FIGURE, ""),
    "white letters alone": ("<span style='color:#fff'>青石市出口额达</span><b style='color:#fff'>368.5亿元。</b>", FIGURE, ""),
    "white within which is red": ("青石市出口额达<span style='color:#fff'><b style='color:red'>368.5</b></span>亿元。", FIGURE, ""),
    "letters cut out of a picture": ("青石市出口额达<span style='color:transparent;-webkit-background-clip:text'>368.5</span>亿元。", FIGURE, ""),
    "hidden from who listens": ("青石市出口额达<span aria-hidden='true'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "not hidden from who listens": ("青石市出口额达<span aria-hidden='false'>368.5</span>亿元。", FIGURE, ""),
    "said and shown": ("青石市出口额达<span class=sr>368.5</span><span aria-hidden='true'>3 6 8 . 5</span>亿元。", FIGURE, "hidden text left out: 1"),
    "hidden by its id": ("青石市出口额达<span id=off>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "hidden by two classes": ("青石市出口额达<i class='b a c'>360</i>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "of two classes one": ("青石市出口额达<i class='b c'>368.5</i>亿元。", FIGURE, ""),
    "hidden in another place": ("青石市出口额达<i class=tip>368.5</i>亿元。", FIGURE, ""),
    "hidden in its place": ("青石市出口额达<q class=box><i class=tip>360</i></q>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "shown by a weightier rule": ("青石市出口额达<i id=on class=gone>368.5</i>亿元。", FIGURE, ""),
    "hidden with weight": ("青石市出口额达<i class=never style='display:inline'>360</i>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "hidden until the mouse comes": ("青石市出口额达<i class=hov>368.5</i>亿元。", FIGURE, ""),
    "what is put before it": ("青石市出口额达<i class=pre>368.5</i>亿元。", FIGURE, ""),
    "without a size, around": ("青石市出口额达<span style='font-size:0'><b>360</b></span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "without a size, but inside": ("青石市出口额达<span style='font-size:0'><b style='font-size:16px'>368.5</b></span>亿元。", FIGURE, ""),
    "of one pixel": ("青石市出口额达<span style='font-size:1px'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "beside the page, around": ("青石市出口额达<span style='position:absolute;left:-9999px'><b>360</b></span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "seen after all": ("青石市出口额达<span class=gone style='display:inline'><b class=faint style='opacity:1;font-size:14px'>368.5</b></span>亿元。", FIGURE, ""),
    "of no opacity": ("青石市出口额达<b class=faint>360</b>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "cut off": ("青石市出口额达<span style='clip-path:inset(50%)'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "hidden block": (f"{FIGURE}</p><p class=gone>进口额达360亿元。", FIGURE, "hidden text left out: 1"),
    "hidden block by its id": (f"{FIGURE}</p><div id=off><p>进口额达360亿元。</p></div><p>", FIGURE, "hidden text left out: 1"),
    "hidden block by its attribute": (f"{FIGURE}</p><div hidden>进口额达360亿元。</div><p>", FIGURE, "hidden text left out: 1"),
    "hidden block by its style": (f"{FIGURE}</p><section style='visibility: hidden'>进口额达360亿元。</section><p>", FIGURE, "hidden text left out: 1"),
    "block beside the page": (f"{FIGURE}</p><p style='text-indent:-9999px'>进口额达360亿元。", FIGURE, "hidden text left out: 1"),
    "block that fades in": (f"<b>青石市</b>出口额</p><p style='opacity:0'>{FIGURE}", f"青石市出口额\n\n{FIGURE}", ""),
    "moved a little": ("青石市出口额达<span style='position:relative;left:-2px;clip:auto'>368.5</span>亿元。", FIGURE, ""),
    "template": ("青石市出口额达<template>360</template>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "small, not hidden": ("青石市出口额达<span style='font-size:0.9em;opacity:0.5'>368.5</span>亿元。", FIGURE, ""),
    "shown after all": ("青石市出口额达<span class=gone style='display:inline'>368.5</span>亿元。", FIGURE, ""),
    "hidden in print": ("青石市出口额达<span class=screen>368.5</span>亿元。", FIGURE, ""),
    "white by the hue": ("青石市出口额达<span style='color:hsl(0, 0%, 100%)'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "black by the hue": ("青石市出口额达<span style='color:hsl(0 0% 0%)'>368.5</span>亿元。", FIGURE, ""),
    "red by the hue": ("青石市出口额达<span style='color:hsl(0 80% 50% / 1)'>368.5</span>亿元。", FIGURE, ""),
    "white by a variable": ("青石市出口额达<span style='color:var(--paper)'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "white by a variable's stand-in": ("青石市出口额达<span style='color:var(--none, white)'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "of a variable that has two values": ("青石市出口额达<span style='color:var(--ink)'>368.5</span>亿元。", FIGURE, ""),
    "moved off the page": ("青石市出口额达<span style='transform:translateX(-9999px)'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "moved a little by a transform": ("青石市出口额达<span style='transform:translate(-2px,1px)'>368.5</span>亿元。", FIGURE, ""),
    "filtered out": ("青石市出口额达<span style='filter:opacity(0)'>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
    "filtered": ("青石市出口额达<span style='filter:opacity(0.5)'>368.5</span>亿元。", FIGURE, ""),
    "a label": ("青石市出口额达<label>368.5</label>亿元。", FIGURE, ""),
    "an output": ("青石市出口额达<output><b>368.5</b></output>亿元。", FIGURE, ""),
    "a day": ("<time datetime='2025-11-16'>青石市</time>出口额达<time>368.5</time>亿元。", FIGURE, ""),
    "what stands in a field": ("青石市出口额达<input value='368.5'>亿元。", FIGURE, ""),
    "a field that is not shown": ("青石市出口额达<input type=hidden value='360'>368.5亿元。", FIGURE, ""),
    "put before it by a sheet": ("青石市出口额<i class=lead></i>达368.5亿元。", FIGURE, "texts that a style sheet puts into the page not read: 1"),
    "an icon before it": ("青石市出口额<i class=icon></i>达368.5亿元。", FIGURE, ""),
    "a quotation mark before it": ("青石市出口额<i class=quote></i>达368.5亿元。", FIGURE, ""),
    "written by a script": ("青石市出口额达368.5亿元<script>document.write('（下降）')</script>。", FIGURE, "scripts that write into the text not run: 1"),
    "a script that writes nothing": ("青石市出口额达368.5亿元<script>count(1)</script>。", FIGURE, ""),
    "set from right to left": ("青石市出口额达<bdo dir=rtl>368.5</bdo>亿元。", FIGURE, "figures shown in another place than they are written, read as written: 1"),
    "set from right to left by its style": ("青石市出口额达<b style='direction:rtl;unicode-bidi:bidi-override'>368.5</b>亿元。", FIGURE, "another place"),
    "in another order": ("青石市出口额达<b style='order:2'>36</b><b style='order:1'>8.5</b>亿元。", FIGURE, "written, read as written: 2"),
    "floating": ("青石市出口额达<b style='float:right'>368.5</b>亿元。", FIGURE, "another place"),
    "floating without a figure": ("青石市<b style='float:right'>出口额</b>达368.5亿元。", FIGURE, ""),
    "raised by its style": ("青石市出口额达368.5<span style='vertical-align:super'>3</span>亿元。", FIGURE, "note marks left out: 1"),
    "raised by its class": ("参保1.2亿<a class=note href='#n'>[4]</a>人。", "参保1.2亿人。", "note marks left out: 1"),
    "power by its style": ("厂房面积12500m<i style='font-size:60%; vertical-align: SUPER'>2</i>。", "厂房面积12500m²。", "powers"),
    "lowered by its style": ("排放CO<small style='vertical-align:sub'>2</small>减少。", "排放CO2减少。", ""),
    "in the middle": ("青石市出口额达<span style='vertical-align:middle'>368.5</span>亿元。", FIGURE, ""),
    "power": ("厂房面积12500m<sup>2</sup>。", "厂房面积12500m²。", "powers"),
    "power of a unit in a rate": ("流量35m<sup>3</sup>/s。", "流量35m³/s。", "powers"),
    "power of ten": ("菌落10<sup>5</sup>个。", "菌落10⁵个。", "powers"),
    "note mark": ("参保1.2亿<sup>[4]</sup>人。", "参保1.2亿人。", "note marks left out: 1"),
    "note mark in a link": ("青石市出口额达368.5<sup><a href='#n'>3</a></sup>亿元。", FIGURE, "note marks left out: 1"),
    "circled note mark": ("青石市出口额达<b>368.5</b><sup>①</sup>亿元。", FIGURE, "note marks left out: 1"),
    "two note marks": ("青石市出口额达368.5<sup>1,2</sup><sup>*</sup>亿元。", FIGURE, "note marks left out: 2"),
    "lowered": ("排放CO<sub>2</sub>减少。", "排放CO2减少。", ""),
    "ruby": ("青石市<ruby>出<rp>(</rp><rt>chu</rt><rp>)</rp></ruby>口额达368.5亿元。", FIGURE, "phonetic guides left out: 1"),
    "formula": ("厂房面积12500<math><msup><mi>m</mi><mn>2</mn></msup></math>。", "厂房面积12500m²。", ""),
    "formula with a shape": ("增长<math><mfrac><mn>3</mn><mn>5</mn></mfrac></math>。", "增长。", "formulas left out: 1"),
    "pictures and media": (f"{FIGURE}<img src='a.jpg'><img width=16 src='i.gif'><iframe src='v'></iframe>", FIGURE, "pictures not read: 1；media and frames not read: 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_page_as_it_is_seen(name: str, tmp_path: Path) -> None:
    line, text, noted = CASES[name]
    article = page(tmp_path, line, OLD)
    assert article.original == f"{text}\n\n{REST}"
    assert noted in spoken("；".join(article.notes), "en")
    assert bool(article.notes) == bool(noted)


CELLS = {
    "break": "360<br>368", "breaks": "360<br/><br/>368", "paragraphs": "<p>360</p><p>368</p>",
    "blocks": "<div>360</div><div>368</div>", "break in bold": "<b>360<br></b>368",
}  # fmt: skip


@pytest.mark.parametrize("inside", CELLS)
def test_figures_below_each_other_in_a_cell_stay_two(inside: str, tmp_path: Path) -> None:
    """Joined, 360 above 368 were 360368."""
    lines = f"<tr><th>地区<th>出口<br>（亿元）</tr><tr><td>甲市<td>{CELLS[inside]}</tr><tr><td>乙市<td>12.5</tr>"
    article = page(tmp_path, f"</p><table>{lines}</table><p>")
    assert "| 地区 | 出口 （亿元） |\n| 甲市 | 360 368 |\n| 乙市 | 12.5 |" in article.original
    assert [str(row.value) for row in extract_article(article).rows if row.section == "table"] == ["1250000000"]


HIDDEN_CELLS = {
    # name: (what the sheet says, the header and the row of a table, its lines)
    "a column": (".x{display:none}", "<th>地区<th class=x>旧值<th>出口（亿元）", "<td>甲市<td class=x>11<td>12.5", "| 地区 | 出口（亿元） |\n| 甲市 | 12.5 |"),
    "a cell": (".x{visibility:hidden}", "<th>地区<th>进口<th>出口（亿元）", "<td>甲市<td class=x>11<td>12.5", "| 地区 | 进口 | 出口（亿元） |\n| 甲市 |  | 12.5 |"),
    "in a cell": (".x{display:none}", "<th>地区<th>出口（亿元）", "<td>甲市<td><span class=x>11</span>12.5", "| 地区 | 出口（亿元） |\n| 甲市 | 12.5 |"),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN_CELLS)
def test_what_a_table_hides(name: str, tmp_path: Path) -> None:
    sheet, head, row, lines = HIDDEN_CELLS[name]
    article = page(tmp_path, f"</p><table><tr>{head}</tr><tr>{row}</tr></table><p>", f"<style>{sheet}</style>")
    assert lines in article.original
    assert "hidden text left out" in spoken("；".join(article.notes), "en")


def test_another_sheet_may_say_what_is_behind_white_letters(tmp_path: Path) -> None:
    line = "青石市出口额达<span class=badge style='color:#fff'>368.5</span>亿元。"
    assert FIGURE in page(tmp_path, line, "<link rel=stylesheet href=a.css>").original
    assert FIGURE not in page(tmp_path, line).original


def test_what_stands_around_the_article_is_noted(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><nav>首页 新闻</nav><article><p>{REST}</p></article></html>", "utf-8")
    (article,) = read(tmp_path / "a.html")
    assert [spoken(n, "en") for n in article.notes] == ["characters outside the article left out, about 4"]
    assert [spoken(n, "zh") for n in article.notes] == ["正文以外的文字约 4 字未读"]


@pytest.mark.parametrize(
    ("line", "value"),
    [("青石市出口额达<del>360</del>368.5亿元。", "36850000000"), ("青石市参保1.2亿<sup>[4]</sup>人。", "120000000")],
)
def test_the_figure_is_the_one_that_stands(line: str, value: str, tmp_path: Path) -> None:
    rows = extract_article(page(tmp_path, line)).rows
    assert str(rows[0].value) == value
