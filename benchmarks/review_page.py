"""How quickly the review page answers with thousands of rows, in a real Chromium.

    python benchmarks/review_page.py [ROWS] [BROWSER]        default: 5000 rows, `chromium` of the PATH

Printed are milliseconds: until the first rows stand; for a key of the search until its rows stand, drawn; for a scroll by
a screen; for `j`; for `a` with its answer from the server. Of each the median and the worst of 20.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

COMMAND = Path(sysconfig.get_path("scripts")) / "zhibiao"
NAMES = "甲乙丙丁戊己庚辛壬癸"
TIMES = 20
# Two frames after the event the browser has drawn what it changed.
TIMED = """async ([act, value]) => {
    const began = performance.now();
    const table = document.getElementById("table"), search = document.getElementById("search");
    if (act === "scroll") table.scrollTop += table.clientHeight;
    else { search.value = value; search.dispatchEvent(new Event("input", { bubbles: true })); }
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - began;
}"""


def corpus(folder: Path, rows: int) -> None:
    """Twenty articles that make so many rows together."""
    sentences = [
        f"{NAMES[k % 10]}{NAMES[k // 10 % 10]}县第{k // 100 + 1}批项目投资{k % 97 + 1}亿元，同比增长{k % 90}%。"
        for k in range(rows // 2)
    ]
    size = -(-len(sentences) // 20)
    folder.mkdir()
    for k in range(20):
        (folder / f"{k:02}.txt").write_text("\n".join(sentences[k * size : (k + 1) * size]), encoding="utf-8")


def told(what: str, taken: list[float]) -> None:
    print(f"{what:<28} median {statistics.median(taken):7.0f} ms   worst {max(taken):7.0f} ms")


def measured(page: Page, address: str) -> None:
    began = time.perf_counter()
    page.goto(address)
    page.locator("#rows .line").first.wait_for()
    told("first rows", [1000 * (time.perf_counter() - began)])
    print(f"{'rows':<28} {int(page.locator('#table').get_attribute('aria-rowcount') or 1) - 1}")
    words = [f"{NAMES[k % 10]}{NAMES[k // 10]}"[: 1 + k % 2] for k in range(TIMES)]
    told("search, a key", [page.evaluate(TIMED, ["search", word]) for word in words])
    page.evaluate(TIMED, ["search", ""])
    told("scroll, a screen", [page.evaluate(TIMED, ["scroll", ""]) for _ in range(TIMES)])
    page.locator("#table").focus()
    for key, what in (("j", "next row, its article"), ("a", "accept, answered")):
        taken = []
        for _ in range(TIMES):
            before = page.locator("#counts").inner_text() if key == "a" else page.locator("#figure").inner_text()
            where = "counts" if key == "a" else "figure"
            began = time.perf_counter()
            page.keyboard.press(key)
            page.wait_for_function(
                "([id, before]) => document.getElementById(id).innerText !== before", arg=[where, before]
            )
            taken.append(1000 * (time.perf_counter() - began))
        told(what, taken)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    browser = sys.argv[2] if len(sys.argv) > 2 else "chromium"
    with tempfile.TemporaryDirectory() as place:
        corpus(Path(place) / "corpus", rows)
        subprocess.run([COMMAND, "run", f"{place}/corpus", "-o", f"{place}/out"], check=True, capture_output=True)
        command = [COMMAND, "review", f"{place}/out", "--no-browser", "--port", "0", "--who", "bench"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
            assert server.stdout
            address = server.stdout.readline().split()[-1]
            try:
                opened = playwright.chromium.launch(executable_path=shutil.which(browser), args=["--no-sandbox"])
                measured(opened.new_page(viewport={"width": 1280, "height": 800}), address)
                opened.close()
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
