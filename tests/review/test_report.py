"""The report: one file that needs nothing, holds everything, and runs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.review.report import ledger
from zhibiao.store import Store

from .conftest import ARTICLES, fill

Command = Callable[..., CompletedProcess[str]]
Report = Callable[..., str]
TRICKS = Article("x.txt", "<script>alert(1)</script>全县有企业35家，第3届。", "</style><b>题")


@pytest.fixture
def report(command: Command) -> Report:
    def written(folder: Path, *options: str) -> str:
        assert command("report", folder, *options).returncode == 0
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
    assert page.count("<svg") == 4 * 3  # the corpus and its two articles
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
