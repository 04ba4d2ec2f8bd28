"""The pictures of docs/: the pages as they are, with our own corpus, in a real Chromium.

    python benchmarks/screenshots.py [FOLDER] [BROWSER]        default: docs, `chromium` of the PATH

Two reviewers have decided on some rows, and made one correction in three articles, so that every page has something to show.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from zhibiao.review.desk import Desk
from zhibiao.store import Store

HOUSE = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "zhibiao.cli", "--lang", "zh"]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}
# The rules read 300柜 here; three articles, so that the correction proposes a unit.
BOXES = {
    "明川港.txt": "明川港今年装卸300柜次，同比增长6%。",
    "甲州港.txt": "甲州港去年装卸85柜次。",
    "禾丰港.txt": "禾丰港今年前三季度装卸120柜次。",
}
NEWS = "前三季度，全省新能源汽车产量达41.2万辆，同比增长28.6%；充电桩保有量12.7万台，约为上年同期的1.4倍。\n全省外贸进出口2186.5亿元，位居中部第二，其中出口占六成以上。"


def filled(place: Path) -> Path:
    """An output folder of the corpus with decisions of two reviewers."""
    corpus, folder = place / "corpus", place / "extracted"
    shutil.copytree(HOUSE / "corpus", corpus)
    for name, text in BOXES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    subprocess.run([*COMMAND, "run", corpus, "-o", folder], check=True, capture_output=True)
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: "2025-12-17T09:30:00+08:00")
        for key, sheet in list(desk.sheets.items()):
            for n, row in enumerate(sheet.rows):
                if row.unit == "柜":
                    desk.decide(key, row.row, "corrected", {"unit": "柜次"}, "", "李审")
                elif sheet.article.id.startswith("2025-09-16") and n < 24:
                    desk.decide(key, row.row, "rejected" if n % 11 == 5 else "accepted", {}, "", "李审")
                    changes = {"subject": "全省"} if n % 12 == 7 else {}
                    kind = "rejected" if n == 5 else "accepted"
                    desk.decide(key, row.row, kind, changes, "", "王核")
    subprocess.run([*COMMAND, "facts", folder], check=True, capture_output=True)
    return folder


@contextmanager
def serving(*words: object) -> Iterator[str]:
    """A command that serves pages; gives their address."""
    command = [*COMMAND, *map(str, words), "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            said = server.stdout.readline()
            yield said[said.index("http") :].strip()
        finally:
            server.terminate()


class Camera:
    """Takes pictures of a page into a folder."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder

    def page(self, address: str, size: dict[str, int], ready: str) -> Any:
        """A page once something stands on it."""
        page = self.browser.new_page(viewport=size, locale="zh-CN")
        page.goto(address)
        page.locator(ready).first.wait_for(timeout=60_000)
        page.wait_for_timeout(500)
        return page

    def take(self, page: Any, name: str, **how: Any) -> None:
        page.screenshot(path=self.folder / f"{name}.png", **how)
        print(self.folder / f"{name}.png")


def of_review(camera: Camera, address: str) -> None:
    """Table, filters, editor, overview; the same on a phone."""
    page = camera.page(address, WIDE, "#rows .line")
    page.locator("#rows .line").nth(2).click()
    page.locator(".piece.chosen").wait_for()
    camera.take(page, "review")
    page.locator("#more summary").click()
    page.locator("#by-period").fill("2025-08")
    page.locator("#by-unit").select_option("%")
    page.get_by_role("columnheader", name="数值").locator("button").click()
    page.locator("#bulk").click()
    camera.take(page, "review-filters", clip={"x": 464, "y": 48, "width": 816, "height": 420})
    page.locator("#filters button[type=reset]").click()
    page.locator("#search").fill("柜次")
    page.locator("#rows .line.corrected").first.click()
    page.locator("#editor [name=indicator]").fill("货物吞吐量")
    page.wait_for_timeout(300)
    camera.take(page.locator("#editor"), "review-edit")
    page.goto(f"{address}overview")
    camera.take(page, "review-charts", full_page=True)
    page = camera.page(address, PHONE, "#rows .line")
    camera.take(page, "review-phone")
    page.locator("#editor [name=period_end]").focus()
    page.wait_for_timeout(300)
    camera.take(page, "review-edit-phone")


def of_teach(camera: Camera, address: str) -> None:
    for size, name in ((WIDE, "review-teach"), (PHONE, "review-teach-phone")):
        camera.take(camera.page(f"{address}teach", size, ".lesson .take:enabled"), name)


def of_paste(camera: Camera, address: str) -> None:
    page = camera.page(f"{address}paste", WIDE, "#text")
    page.locator("#text").fill(NEWS)
    page.locator("#published").fill("2025-10-20")
    page.locator("#go").click()
    page.locator("#rows tr").first.wait_for()
    camera.take(page, "paste", full_page=True)


def of_browse(camera: Camera, address: str) -> None:
    camera.take(camera.page(f"{address}?q=出口", WIDE, "#rows .line"), "browse")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE / "docs"
    browser = shutil.which(sys.argv[2] if len(sys.argv) > 2 else "chromium")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        made = filled(Path(place))
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        camera = Camera(opened, folder)
        with serving("review", made, "--who", "李审") as address:
            of_teach(camera, address)
            of_paste(camera, address)
            of_review(camera, address)
        with serving("browse", made) as address:
            of_browse(camera, address)
        opened.close()


if __name__ == "__main__":
    main()
