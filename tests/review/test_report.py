"""The report: one file that needs nothing, holds everything, and runs nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article, Row
from zhibiao.review.figures import data_charts
from zhibiao.review.report import MOST_OPEN, ledger
from zhibiao.store import Store

from .conftest import ARTICLES, fill

Command = Callable[..., CompletedProcess[str]]
Report = Callable[..., str]
TRICKS = Article("x.txt", "<script>alert(1)</script>全县有企业35家，第3届。", "</style><b>题")


@pytest.fixture
def report(command: Command) -> Report:
    def written(folder: Path, *options: str) -> str:
        language = () if "--language" in options else ("--lang", "zh")
        assert command("report", folder, *options, *language).returncode == 0
        return (folder / "report.html").read_text("utf-8")

    return written


def test_a_corpus_in_one_file(report: Report, folder: Path) -> None:
    with Store.open(folder, write=True) as store:
        article = store.article("port.txt")
        assert article is not None
        row = store.rows(article.key)[0]
        store.decide(article.key, row.row, "rejected", who="李", when="2025-11-24T09:00:00+08:00", note="重复")
    page = report(folder)
    for article in ARTICLES:
        for row in extract_article(article).rows:
            assert page.count(f'-{row.row}"') >= 4  # figure and row, each leading to the other
    assert "重复" in page
    assert page.count("<svg") == 1  # the one change on the year before; what was rejected is in none
    assert f"<title>{folder.parent.name} · 指标报告</title>" not in page  # no corpus is known: the folder's name
    assert "<h1>extracted</h1>" in page
    assert 'title="120,000,000吨">1.2亿吨<' in page
    assert not re.search(r"<script|https?://|@import|url\(", report(folder, "--title", "两<港>"))
    assert "<h1>两&lt;港&gt;</h1>" in (folder / "report.html").read_text("utf-8")
    assert not re.search(r"<script|https?://|@import|url\(", page)


def test_one_article_in_english(command: Command, report: Report, folder: Path) -> None:
    page = report(folder, "--article", "farm.txt", "--language", "en")
    assert "禾丰县秋收" in page
    assert "明川港" not in page
    assert "Ledger of numerals" in page
    done = command("report", folder, "--article", "none")
    assert (done.returncode, "no such article" in done.stderr) == (2, True)


def test_every_numeral_is_in_the_ledger() -> None:
    result = extract_article(Article("a", "2024年，第3届展会有企业35家，增长两成，一流。"))
    entries = ledger(result.rows, result.mentions)
    fates = {e.text: "row" if e.row else "time" if e.time else e.reason for e in entries}
    assert fates == {"2024年": "time", "第3届": "ordinal", "35家": "row", "两成": "row", "一流": "idiom"}


def test_tricks_stay_text_in_a_browser(report: Report, tmp_path: Path, browser: Any) -> None:
    page_text = report(fill(tmp_path, [TRICKS]))
    assert "<script" not in page_text
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto((tmp_path / "report.html").as_uri())
    assert page.locator(".text").inner_text() == TRICKS.original
    assert page.locator("article h2").inner_text() == TRICKS.title
    page.locator(".text a", has_text="35家").click()
    assert page.evaluate("document.querySelector('tr:target').innerText").startswith("35家")
    colour = page.locator(".piece.level").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour not in ("rgba(0, 0, 0, 0)", "transparent")  # the policy lets our own style through
    page.close()
    assert faults == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_serious_accessibility_fault(report: Report, folder: Path, browser: Any, language: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    report(folder, "--language", language)
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((folder / "report.html").as_uri())
    found = axe.Axe().run(page).response["violations"]
    context.close()
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_many_articles_are_unpacked_when_opened(report: Report, tmp_path: Path, browser: Any) -> None:
    many = [
        Article(
            f"{n}.txt", f"明川港{n}月完成货物吞吐量{n + 100}万吨，同比增长{n}%。<b>", f"第{n}期", dt.date(2025, 1, 1)
        )
        for n in range(1, MOST_OPEN + 14)
    ]
    page_text = report(fill(tmp_path, [*many, TRICKS]))
    assert "100万吨" not in page_text
    assert "吞吐量" not in re.sub("(?s)<figure.*?</figure>", "", page_text)
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto((tmp_path / "report.html").as_uri())
    for name, text in (
        ("第7期", "107万吨"),
        (f"第{MOST_OPEN + 13}期", f"{MOST_OPEN + 113}万吨"),
        ("</style><b>题", "35家"),
    ):
        place = page.locator(".later", has=page.locator("summary", has_text=name)).first
        place.locator("summary").first.click()
        place.locator(".text a", has_text=text).click()
        assert page.evaluate("document.querySelector('tr:target').innerText").startswith(text)
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_function("innerWidth === 390")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
    assert faults == []


def row(subject: str, indicator: str, value: str, year: int = 2024, **cells: Any) -> Row:
    days = {"period_start": dt.date(year, 1, 1), "period_end": dt.date(year, 12, 31)}
    known = {"dimension": "money", "unit": "元", "confidence": 0.8, **days, **cells}
    return Row(
        f"{subject}{indicator}{value}{year}", "a", subject=subject, indicator=indicator, value=Decimal(value), **known
    )


def test_charts_are_of_the_figures() -> None:
    change = {"measure": "change", "unit": "%", "dimension": "percent", "basis": "yoy"}
    rows = [
        *(row("甲市", "出口额", f"{n}00000000", 2020 + n) for n in range(1, 4)),
        row("甲市", "出口额", "900000000", 2023, confidence=0.4),  # less sure than what says the same
        row("甲市", "出口额", "990000000", 2024, status="rejected"),
        row("甲市", "出口额", "980000000", 2024, modality="target"),
        row("乙市", "进口额", "-12.5", **change),
        row("丙市", "进口额", "30", **change),
    ]
    over_time, changes, amounts = data_charts(rows)
    assert over_time.title == "甲市 · 出口额"
    assert [(bar.name, bar.count) for bar in over_time.bars] == [
        ("2021", "1亿元"),
        ("2022", "2亿元"),
        ("2023", "3亿元"),
    ]
    assert [(bar.name, bar.count, bar.look) for bar in changes.bars] == [
        ("丙市 进口额", "+30%", ""),
        ("乙市 进口额", "-12.5%", "fall"),
    ]
    assert [bar.count for bar in amounts.bars] == ["3亿元"]
    assert data_charts([]) == []
