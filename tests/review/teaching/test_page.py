"""The page on which decisions teach, in a real browser: the effect is seen, a line accepted, a new extraction follows."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from zhibiao.batch import Options, run

from ..conftest import serving
from .conftest import SETTINGS

Visit = Callable[..., Any]


def test_a_line_is_seen_accepted_and_in_force(folder: Path, visit: Visit) -> None:
    settings = folder.parent / "corpus" / "zhibiao.toml"
    with serving(folder) as address:
        page = visit(address, bypass_csp=True)
        page.locator("a[href='/teach']").click()
        lesson = page.locator(".lesson", has_text="柜次").first
        assert lesson.locator(".take").is_disabled()  # no acceptance before the effect stands
        lesson.locator(".take:enabled").wait_for(timeout=20_000)
        assert "300柜 → 300柜次" in lesson.locator(".changes").inner_text()
        name = page.locator(".lesson", has_text="禾通").first
        name.locator(".take:enabled").wait_for(timeout=20_000)
        name.locator(".key").select_option("BRAND")
        name.locator(".line-of", has_text="BRAND").wait_for()
        page.locator(".lesson").last.locator(".take:enabled").wait_for(timeout=20_000)
        faults(page)
        assert settings.read_text("utf-8") == SETTINGS

        lesson.locator(".take").click()
        page.locator(".lesson.taken").wait_for()
        assert tomllib.loads(settings.read_text("utf-8"))["units"] == {"柜次": ["柜次"]}
        assert "李审：3 个决定\n" in settings.read_text("utf-8")
        assert f"zhibiao run {folder.parent / 'corpus'}" in page.locator("#again").inner_text()
        page.locator(".lesson").last.locator(".take:enabled").wait_for(timeout=20_000)

        run(folder.parent / "corpus", folder, Options(workers=1))
        page.goto(f"{address}?lang=en")
        page.locator("#rows .line.corrected", has_text="300柜次").wait_for()
        page.goto(f"{address}teach")
        assert page.locator(".lesson").count() == 3
        assert page.locator("h1").inner_text() == "Decisions teach"
        page.locator(".lesson").last.locator(".take:enabled").wait_for(timeout=20_000)


def faults(page: Any) -> None:
    """No serious accessibility fault on the page as it stands."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_who_may_teach(folder: Path) -> None:
    """A page of another site can neither try nor write a line; a malformed request is told."""
    with serving(folder) as address:
        csrf = urlopen(f"{address}teach").read().decode().partition('name="csrf" content="')[2].partition('"')[0]

        def asked(path: str, given: object, **headers: str) -> tuple[int, str]:
            sent = {"content-type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
            try:
                answer = urlopen(Request(f"{address}api/teach/{path}", json.dumps(given).encode(), sent))
                return answer.status, answer.read().decode()
            except HTTPError as error:
                return error.code, error.read().decode()

        line = {"line": "none", "seal": "x", "who": "李"}
        assert asked("accept", line)[0] == 403
        assert asked("accept", line, x_zhibiao_csrf=csrf, Origin="http://evil.example")[0] == 403
        assert asked("effect", line, x_zhibiao_csrf=csrf, Sec_Fetch_Site="cross-site")[0] == 403
        assert asked("effect", line, x_zhibiao_csrf=csrf)[0] == 409
        assert asked("accept", {}, x_zhibiao_csrf=csrf)[0] == 400
        assert asked("accept", [], x_zhibiao_csrf=csrf)[0] == 400
        assert (folder.parent / "corpus" / "zhibiao.toml").read_text("utf-8") == SETTINGS
