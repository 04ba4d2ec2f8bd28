"""The paste page in a real browser, beside the review page: text and file in, highlights, table and ledger out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import ARTICLES, serving

PORT = ARTICLES[0].original


def test_paste(folder: Path, browser: Any, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    (tmp_path / "farm.txt").write_text(ARTICLES[1].original, "gb18030")
    text = PORT + "<script>alert(1)</script>第3届。"
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", bypass_csp=True)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    with serving(folder) as address:
        page.goto(f"{address}paste")
        page.locator("#text").fill(text)
        page.locator("#published").fill("2025-10-18")
        page.locator("#go").click()
        page.locator("#rows tr").first.wait_for()
        assert page.locator("#article").inner_text() == text
        page.locator("#article .piece.row", has_text="1.2亿吨").click()
        assert page.evaluate("document.querySelector('tr:target').innerText").split("\t")[0] == "1.2亿吨"
        page.locator("details summary").click()
        assert "ordinal or edition" in page.locator("#ledger").inner_text()
        page.locator("#file").set_input_files(tmp_path / "farm.txt")
        page.locator("#rows tr", has_text="15万亩").wait_for()
        assert page.locator("#article").inner_text() == ARTICLES[1].original
        page.set_viewport_size({"width": 390, "height": 800})
        page.wait_for_function("innerWidth === 390")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        found = axe.Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
    context.close()
    assert faults == []
