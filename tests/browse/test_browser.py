"""The pages in a real browser: search, facets, permalink, a cell's figure, the chart; no fault of a screen reader's."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The pages, served in this process."""
    uvicorn = pytest.importorskip("uvicorn")
    from zhibiao.browse.server import application
    from zhibiao.web.safety import Gate

    ports: queue.Queue[int] = queue.Queue()

    class Announcing(uvicorn.Server):  # type: ignore[misc]
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            ports.put(self.servers[0].sockets[0].getsockname()[1])

    config = uvicorn.Config(application(folder, Gate()), host="127.0.0.1", port=0, log_level="critical")
    server = Announcing(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{ports.get(timeout=20)}/"
    server.should_exit = True
    thread.join(10)


def test_a_look_around(address: str, browser: Any) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(30_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    try:
        page.goto(address)
        page.locator("#q").fill("出口")
        page.locator("#q").press("Enter")
        page.wait_for_url("**q=%E5%87%BA%E5%8F%A3**")
        assert page.locator("#total").inner_text() == "4"
        page.locator('[data-facet="source"] a', has_text="海峡网").click()
        page.wait_for_url("**source=**")
        assert page.locator("#rows .line").count() == 2
        permalink = page.url
        other = context.new_page()
        other.goto(permalink)
        assert other.locator("#rows .line").count() == 2
        # A further search keeps the facet; a cell leads to its figure.
        page.locator("#q").fill("繁忙")
        page.locator("#q").press("Enter")
        page.wait_for_url("**%E7%B9%81%E5%BF%99**")
        assert page.locator("#rows .line").count() == 1
        page.locator("#rows .number a").first.click()
        assert page.locator("mark#figure").inner_text() == "3210.5亿元"
        page.goto(f"{address}series?subject=厦门&indicator=出口总额")
        assert page.evaluate("document.getElementById('chart').naturalWidth") > 100
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(permalink)
        assert page.locator("#rows .line").first.bounding_box()["y"] < 400  # not below all the facets
        assert not page.locator(".facet").first.is_visible()
        page.locator(".facets summary").click()
        assert page.locator(".facet").first.is_visible()
        page.goto(f"{address}conflicts")
        assert page.locator(".side").count() == 4  # the conflict, then the revision
        assert faults == []
    finally:
        context.close()


def test_no_serious_accessibility_fault(address: str, browser: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    context = browser.new_context(locale="zh-CN", bypass_csp=True)
    page = context.new_page()
    try:
        for place in ("", "article/1", "series?subject=厦门&indicator=出口总额", "conflicts", "revisions", "none"):
            page.goto(address + place)
            page.set_viewport_size({"width": 390, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, place
            found = axe.Axe().run(page).response["violations"]
            serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
            assert serious == [], place
    finally:
        context.close()
