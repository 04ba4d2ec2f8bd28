"""A web page is read without what is crossed out or hidden; powers and note marks are told apart."""

from pathlib import Path

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.reading import read

pytest.importorskip("trafilatura")

REST = "青川港今年前三季度完成集装箱吞吐量312万标箱，同比增长8.4%，新开航线5条，通达港口40个。"


def page(tmp_path: Path, line: str, head: str = "") -> Article:
    html = f"<!doctype html><html><head>{head}</head><body><article><p>{line}</p><p>{REST}</p></article></body></html>"
    (tmp_path / "a.html").write_text(html, "utf-8")
    (article,) = read(tmp_path / "a.html")
    return article


FIGURE = "青石市出口额达368.5亿元。"
OLD = "<style>/* .b {} */ .price .old, .x:hover { color: red; text-decoration: line-through }</style>"
CASES: dict[str, tuple[str, str, str]] = {
    # name: (line, text, what the notes say)
    "deleted": ("青石市出口额达<del>360</del>368.5亿元。", FIGURE, "struck-through text left out: 1"),
    "s": ("青石市出口额达<s>360</s><ins>368.5</ins>亿元。", FIGURE, "struck-through"),
    "strike": ("青石市出口额达<b><strike>360</strike></b>368.5亿元。", FIGURE, "struck-through"),
    "style": ("青石市出口额达<span style='text-decoration:line-through'>360</span>368.5亿元。", FIGURE, "struck-through"),
    "style with more": ("青石市出口额达<font style='color:red;TEXT-DECORATION-LINE: underline line-through'>360</font>368.5亿元。", FIGURE, "struck-through"),
    "class": ("青石市出口额达<i class='a old'>360</i>368.5亿元。", FIGURE, "struck-through"),
    "struck in struck": ("青石市出口额达<del>3<s>6</s>0</del>368.5亿元。", FIGURE, "struck-through text left out: 1"),
    "another class": ("青石市出口额达<i class='x'>368.5</i>亿元。", FIGURE, ""),
    "hidden": ("青石市出口额达<span hidden>360</span>368.5亿元。", FIGURE, "hidden text left out: 1"),
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
    "pictures and media": (f"{FIGURE}<img src='a.jpg'><img width=16 src='i.gif'><iframe src='v'></iframe>", FIGURE, "pictures not read: 1；音视频或内嵌网页 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_page_as_it_is_seen(name: str, tmp_path: Path) -> None:
    line, text, noted = CASES[name]
    article = page(tmp_path, line, OLD)
    assert article.original == f"{text}\n\n{REST}"
    assert noted in "；".join(article.notes)
    assert bool(article.notes) == bool(noted)


def test_what_stands_around_the_article_is_noted(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><nav>首页 新闻</nav><article><p>{REST}</p></article></html>", "utf-8")
    (article,) = read(tmp_path / "a.html")
    assert article.notes == ("正文以外的文字约 4 字未读 characters outside the article left out, about 4",)


@pytest.mark.parametrize(
    ("line", "value"),
    [("青石市出口额达<del>360</del>368.5亿元。", "36850000000"), ("青石市参保1.2亿<sup>[4]</sup>人。", "120000000")],
)
def test_the_figure_is_the_one_that_stands(line: str, value: str, tmp_path: Path) -> None:
    rows = extract_article(page(tmp_path, line)).rows
    assert str(rows[0].value) == value
