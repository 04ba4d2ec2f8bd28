"""The review page in a real browser, served by the installed command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article, Result
from zhibiao.review.desk import Desk
from zhibiao.store import Store, record_of

from .conftest import ARTICLES, fill, serving

Visit = Callable[..., Any]
PORT = ARTICLES[0].original


def chosen(page: Any) -> Any:
    return page.locator('#rows .line[aria-selected="true"]')


def choose(page: Any, text: str) -> None:
    """Choose the row of a figure by clicking the figure in its article."""
    page.locator("#rows .line", has_text=text).first.click()
    page.locator(".piece.chosen", has_text=text).wait_for()


def statuses(folder: Path) -> dict[str, str]:
    with Store.open(folder) as store:
        return {r.text: r.status for a in store.articles() for r in store.reviewed(a.key).rows}


def found(folder: Path, *words: str) -> int:
    """How many rows hold all of these words in what a search looks at."""
    with Store.open(folder) as store:
        rows = [row for a in store.articles() for row in store.rows(a.key)]
    searched = [" ".join((r.subject, r.indicator, r.indicator_std, r.basis, r.attribution, r.sentence)) for r in rows]
    return sum(all(word in text for word in words) for text in searched)


def within(folder: Path, first: str, last: str) -> int:
    """How many rows have a period that lies within these days."""
    with Store.open(folder) as store:
        rows = [row for a in store.articles() for row in store.rows(a.key) if row.period_start and row.period_end]
    return sum(first <= str(row.period_start) and str(row.period_end) <= last for row in rows)


def select(page: Any, text: str) -> None:
    """Select characters of the article as a person does with the mouse."""
    page.evaluate(
        """text => {
            const nodes = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            while (nodes.nextNode()) {
                const at = nodes.currentNode.data.indexOf(text);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(nodes.currentNode, at);
                range.setEnd(nodes.currentNode, at + text.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
        }""",
        text,
    )


def test_a_day_of_review(folder: Path, visit: Visit) -> None:
    """Accept, edit, reject, add, undo, reload, re-extract: by keys, as the page says."""
    with serving(folder) as address:
        page = visit(address)
        choose(page, "1.2亿吨")
        page.keyboard.press("a")
        page.get_by_text("接受：1.2亿吨").wait_for()
        assert statuses(folder)["1.2亿吨"] == "accepted"
        assert "1.2亿吨" not in chosen(page).inner_text()  # on to the next open row

        choose(page, "6.5%")
        page.keyboard.press("e")
        page.locator("#editor [name=indicator]").fill("货物总吞吐量")
        page.keyboard.press("Enter")
        page.get_by_text("修正：6.5%").wait_for()
        page.locator("#rows .line.corrected", has_text="货物总吞吐量").wait_for()

        choose(page, "318万标箱")
        page.locator("#rows .line", has_text="318万标箱").locator(".c-subject").dblclick()
        page.locator("#rows input").fill("明川港集团")
        page.keyboard.press("Enter")
        page.get_by_text("修正：318万标箱").wait_for()

        choose(page, "32公斤")
        page.keyboard.press("r")
        page.locator("#rows .line.rejected", has_text="32公斤").wait_for()
        page.keyboard.press("u")
        page.get_by_text("已撤销：拒绝 32公斤").wait_for()
        assert statuses(folder)["32公斤"] == ""

        select(page, "亩均")
        page.keyboard.press("m")
        page.locator("#editor.adding").wait_for()
        page.locator("#editor [name=indicator]").fill("地块")
        page.locator("#editor [name=value]").fill("1")
        page.locator("#save").click()
        page.get_by_text("补录：亩均").wait_for()

        expected = {"1.2亿吨": "accepted", "6.5%": "corrected", "318万标箱": "corrected", "亩均": "accepted"}
        assert {k: v for k, v in statuses(folder).items() if v} == expected
        page.reload()
        page.locator("#rows .line.accepted", has_text="亩均").wait_for()
        assert "✓ 2 ✎ 2 ✕ 0" in page.locator("#counts").inner_text()

        gone, moved = replace(ARTICLES[1], original="此稿已撤下。"), replace(ARTICLES[0], original="本报讯 " + PORT)
        fill(folder, [gone, moved])
        page.reload()
        page.locator("#rows .line.corrected", has_text="明川港集团").wait_for()
        assert "✓ 1 ✎ 2" in page.locator("#counts").inner_text()
        page.locator("a[href='/overview']").click()
        assert "亩均" in page.locator("#lost").inner_text()

    with Store.open(folder) as store:
        told = [(d.kind, d.who, d.text) for d in store.history()]
        assert told[0] == ("accepted", "李审", "1.2亿吨")
        assert ("undone", "李审", "32公斤") in told
        changed = next(d for d in store.history() if d.text == "6.5%")
        assert (changed.before["indicator"], changed.after["indicator"]) == ("货物吞吐量", "货物总吞吐量")


def test_filters_and_languages(folder: Path, visit: Visit) -> None:
    with serving(folder) as address:
        page = visit(f"{address}?lang=en", viewport={"width": 390, "height": 844})
        lines = page.locator("#rows .line")
        everything = lines.count()
        page.locator("#search").fill("禾丰县 公斤")
        assert lines.count() == found(folder, "禾丰县", "公斤") < everything
        page.locator("#more summary").click()
        page.get_by_role("button", name="Clear filters").click()
        page.wait_for_function("n => document.querySelectorAll('#rows .line').length === n", arg=everything)
        page.locator("#by-measure").select_option("share")
        assert lines.count() == 1
        assert page.locator("#order").bounding_box()["height"] < 60  # beside the open filters
        page.locator("#status").select_option("rejected")
        assert page.locator("#empty").inner_text() == "No row matches"
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390
        assert page.locator("#table").bounding_box()["height"] < 0.5 * 844


CUT = """() => [...document.querySelectorAll("#rows .c-value, #rows .c-unit, #rows .c-period, #rows .c-text")]
    .filter((cell) => cell.scrollWidth > cell.clientWidth + 1 || cell.scrollHeight > cell.clientHeight + 3)
    .map((cell) => cell.textContent)"""
# Figures, units and periods as long as they get in news.
LONG = "2025年12月26日至2026年1月5日，禾丰县投资3.812亿元至4.345亿元，电价每千瓦时0.5187元，均价16830.25元/平方米，用电14.8312亿千瓦时。"


def test_many_rows_at_once(tmp_path: Path, visit: Visit) -> None:
    """Nothing of a figure is cut; heads sort, filters and the chosen row stand in the address, what is shown is accepted
    in one and taken back in one, and what it comes to is said where it covers nothing."""
    folder = fill(tmp_path, [*ARTICLES, Article("long.txt", LONG, "", ARTICLES[0].published)])
    with serving(folder) as address:
        page = visit(f"{address}?lang=en")
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.getElementById('table').scrollWidth") <= 820
        page.get_by_role("button", name="Value").click()
        page.locator(".c-value[aria-sort=ascending]").wait_for()
        page.get_by_role("button", name="Value").click()
        page.locator(".c-value[aria-sort=descending]").wait_for()
        assert page.locator("#rows .line .c-value").first.inner_text() == "1,483,120,000"
        page.locator("#more summary").click()
        page.locator("#by-period").fill("2025-01–09")
        expected = within(folder, "2025-01-01", "2025-09-30")
        assert page.locator("#rows .line").count() == expected > 1
        choose(page, "6.5%")
        page.wait_for_url(f"**period=2025-01**row={chosen(page).get_attribute('data-row')}**")
        again = visit(page.url)
        again.locator(".piece.chosen", has_text="6.5%").wait_for()
        assert again.locator("#rows .line").count() == expected
        assert again.locator(".c-value[aria-sort=descending]").count() == 1
        assert "6.5%" in chosen(again).inner_text()
        assert page.url.endswith(again.locator("#permalink").get_attribute("href").removeprefix("/?"))
        again.goto(f"{address}?row=gone&in=port.txt")
        again.get_by_text("没有这一行").wait_for()

        bulk = page.locator("#bulk")
        bulk.click()
        assert bulk.inner_text() == f"Press again to accept {expected}"
        assert set(statuses(folder).values()) == {""}
        bulk.click()
        page.get_by_text(f"Accepted: {expected} rows").wait_for()
        assert page.locator("#said").evaluate("said => getComputedStyle(said).position") == "static"
        assert sorted(statuses(folder).values())[-expected:] == ["accepted"] * expected
        page.keyboard.press("u")
        page.get_by_text(f"Taken back: Accepted {expected} rows").wait_for()
        assert set(statuses(folder).values()) == {""}

        page.set_viewport_size({"width": 390, "height": 600})
        page.locator("#editor [name=unit]").focus()
        assert page.locator("#units option").first.get_attribute("value") in ("%", "元")
        page.locator("#editor [name=note]").focus()
        box = page.locator("#sentence").bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 200
        assert page.locator("#sentence mark").inner_text() in page.locator("#figure").inner_text()


def test_an_article_of_tricks_does_nothing(tmp_path: Path, visit: Visit) -> None:
    """Markup, formulas and characters beyond the basic plane are text, and offsets hold behind them."""
    tricks = "<script>alert(1)</script><img src=x onerror=alert(2)>=cmd()|'/C calc'!A1，𠮷野家{{7*7}}店营收达35亿元。"
    article = Article("x<b>.txt", tricks, '"><script>alert(3)</script>')
    with serving(fill(tmp_path, [article])) as address:
        page = visit(address)
        choose(page, "35亿元")
        assert page.locator("#text").inner_text() == tricks
        assert page.locator("#headline").inner_text() == article.title
        select(page, "营收")
        page.keyboard.press("m")
        page.locator("#editor.adding").wait_for()
        page.locator("#editor [name=indicator]").fill("=1+1")
        page.locator("#editor [name=note]").fill("<i>注</i>")
        page.locator("#save").click()
        page.get_by_text("补录：营收").wait_for()
        assert page.locator("#history i").count() == 0
        page.goto(f"{address}overview")
        assert page.locator("script, img").count() == 0
    assert statuses(tmp_path)["营收"] == "accepted"


@pytest.fixture
def thousands(tmp_path: Path) -> Path:
    """A store of more than 5,000 rows: an article as extracted, and others with other sums in their places."""
    names = "甲乙丙丁戊己庚辛壬癸"
    text = "\n".join(f"{a}{b}县第10批投资11亿元，同比增长6%。" for a in names for b in names)
    rows = extract_article(Article("10.txt", text)).rows
    with Store.open(tmp_path, write=True) as store, store.writing():
        for k in range(10, 36):

            def other(words: str, k: int = k) -> str:
                return words.replace("第10批", f"第{k}批").replace("11亿元", f"{k + 1}亿元")

            article = Article(f"{k}.txt", other(text))
            made = [
                replace(
                    row, row=f"{k}-{row.start}-{row.end}", article=article.id, text=other(row.text),
                    sentence=other(row.sentence),
                )
                for row in rows
            ]  # fmt: skip
            store.put(record_of(Result(article, tuple(made), tuple), article.id, 0), fingerprint="f", seen=1)
    return tmp_path


def test_thousands_of_rows_stay_light(thousands: Path, visit: Visit) -> None:
    """Only the lines in view exist, at the top, in the middle and under a filter; what is shown is right at once."""
    with serving(thousands) as address:
        page = visit(address)
        total = int(page.locator("#table").get_attribute("aria-rowcount")) - 1
        assert total > 5000
        assert page.locator("#rows .line").count() < 60
        page.evaluate("document.getElementById('table').scrollTop = 2500 * 38")
        page.locator("#line-2500").wait_for()
        assert page.locator("#rows .line").count() < 60
        page.locator("#search").fill("庚辛县 投资 23亿元")
        assert page.locator("#rows .line").count() == found(thousands, "庚辛县", "投资", "23亿元") < 60
        page.keyboard.press("Escape")
        for _ in range(3):  # quicker than the server answers: three rows, not one three times
            page.keyboard.press("a")
        page.get_by_text("✓ 3").wait_for()


def test_no_serious_accessibility_fault(folder: Path, visit: Visit) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: "2025-11-24T09:00:00+08:00")
        for who, changes in (("李", {}), ("王", {"subject": "别处"})):
            for key, sheet in list(desk.sheets.items()):
                desk.decide(key, sheet.rows[0].row, "accepted", changes, "", who)
    with serving(folder) as address:
        page = visit(address, bypass_csp=True, color_scheme="dark")
        choose(page, "6.5%")
        page.locator("#more summary").click()
        for _ in range(2):
            found = axe.Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
            page.goto(f"{address}overview")
