"""Series: spans told apart, gaps shown, months from cumulations, growth recomputed, what was known on a day."""

import csv
import datetime as dt
import random
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import zhibiao
from zhibiao.cli import main
from zhibiao.facts import update
from zhibiao.facts.series import named, span_of
from zhibiao.facts.tables import write_tables
from zhibiao.model import Result, ZhibiaoError
from zhibiao.store import Store

SPANS = """
2025-08-01 2025-08-31 => month 2025-08
2025-02-01 2025-02-28 => month 2025-02
2025-04-01 2025-06-30 => quarter 2025Q2
2025-01-01 2025-03-31 => quarter 2025Q1
2025-01-01 2025-06-30 => half 2025H1
2025-01-01 2025-12-31 => year 2025
2025-01-01 2025-08-31 => cumulative 2025-01..08
2025-08-31 2025-08-31 => point 2025-08-31
2025-01-01 2025-08-20 => other 2025-01-01..2025-08-20
2021-01-01 2025-12-31 => other 2021-01-01..2025-12-31
"""
EXPORTS = ("出口总额", "出口总额", "元", "出口总额")
# first month, last month, figure in 亿, published so many days after the last day, said before the sentence
STATED = (
    ((2023, 1), (2023, 8), "1000.0", 18, ""),
    ((2024, 1), (2024, 6), "800.0", 18, ""),
    ((2024, 1), (2024, 7), "950.0", 18, ""),
    ((2024, 1), (2024, 8), "1100.0", 18, "初步统计，"),
    ((2024, 1), (2024, 8), "1120.0", 200, "经修订，"),
    ((2024, 5), (2024, 5), "140.0", 18, ""),
    ((2024, 10), (2024, 10), "165.0", 18, ""),
)


@pytest.mark.parametrize("line", SPANS.strip().splitlines())
def test_kinds_of_period(line: str) -> None:
    days, _, wanted = line.partition(" => ")
    first, last = map(dt.date.fromisoformat, days.split())
    assert f"{(span := span_of(first, last))} {named(span, first, last)}" == wanted


@pytest.fixture(scope="module")
def folder(planted: ModuleType, stored: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("series")
    chance, results = random.Random(3), []

    def article(first: tuple[int, int], last: tuple[int, int], row: object, days: int, said: str) -> Result:
        name = f"s{len(results):02}"
        end = (dt.date(*last, 28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
        return planted.result(name, planted.article_text(chance), row, (None, end), days, said)

    for first, last, figure, days, said in STATED:
        end = (dt.date(*last, 28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
        period = dt.date(*first, 1), end
        side = planted.Side(Decimal(figure).scaleb(8), f"{figure}亿")
        results.append(article(first, last, planted.row("厦门", EXPORTS, 0, period, side), days, said))
    growth = planted.Side(Decimal("12.0"), "12.0%")
    cells = {"measure": "change", "unit": "%", "dimension": "percent", "basis": "yoy"}
    period = dt.date(2024, 1, 1), dt.date(2024, 8, 31)
    results.append(article((2024, 1), (2024, 8), planted.row("厦门市", EXPORTS, 0, period, growth, **cells), 200, ""))
    stored(folder, results)
    with Store.open(folder, write=True) as store:
        update(store)
        write_tables(store, folder)
    return folder


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(folder: Path, out: Path, *options: str) -> list[str]:
    """Span, period, value in 亿 and status of the levels."""
    assert (
        main(["series", str(folder), "--subject", "福建省厦门市", "--indicator", "出口总额", "-o", str(out), *options])
        == 0
    )
    return [
        f"{p['period']} {int(p['value']) // 10**8 if p['value'] else '—'} {p['status']}"
        for p in lines(out / "series.csv")
        if p["measure"] == "level"
    ]


def test_all_that_is_stated(folder: Path, tmp_path: Path) -> None:
    assert asked(folder, tmp_path) == [
        "2024-05 140 single",
        "2024-10 165 single",
        "2024H1 800 single",
        "2023-01..08 1000 single",
        "2024-01..07 950 single",
        "2024-01..08 1120 revised",
    ]


def test_gaps_are_shown_and_filled_when_asked(folder: Path, tmp_path: Path) -> None:
    assert asked(folder, tmp_path, "--by", "month") == [
        "2024-05 140 single",
        *(f"2024-0{n} — missing" for n in (6, 7, 8, 9)),
        "2024-10 165 single",
    ]
    assert asked(folder, tmp_path, "--by", "month", "--fill", "cumulative")[1:5] == [
        "2024-06 — missing",
        "2024-07 150 difference",
        "2024-08 170 difference",
        "2024-09 — missing",
    ]


def test_what_was_known_on_a_day(folder: Path, tmp_path: Path) -> None:
    known = asked(folder, tmp_path, "--as-of", "2024-10-01")
    assert "2024-01..08 1100 single" in known
    assert not any(line.startswith("2024-10") for line in known)


def test_growth_is_recomputed_beside_the_stated_one(folder: Path, tmp_path: Path) -> None:
    asked(folder, tmp_path)
    (found,) = [p for p in lines(tmp_path / "series.csv") if p["period"] == "2024-01..08" and p["measure"] == "level"]
    assert [found[n] for n in ("growth_stated", "growth_recomputed", "growth_check")] == ["12.0", "12.0", "agrees"]
    asked(folder, tmp_path, "--as-of", "2024-10-01")
    (found,) = [p for p in lines(tmp_path / "series.csv") if p["period"] == "2024-01..08"]
    assert [found[n] for n in ("growth_stated", "growth_recomputed", "growth_check")] == ["", "10.0", ""]


def test_wide_table_and_workbook(folder: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    asked(folder, tmp_path, "--by", "month", "--format", "xlsx")
    (line,) = [p for p in lines(tmp_path / "series-wide.csv") if p["measure"] == "level"]
    assert line["2024-05"] == "14000000000"
    assert line["2024-06"] == ""
    book = openpyxl.load_workbook(tmp_path / "series.xlsx")
    assert book.sheetnames == ["series", "series-wide"]
    assert book["series"]["A2"].value == "厦门市"
    assert 14000000000 in [cell.value for cell in book["series-wide"][2]]


def test_the_chart_is_a_drawing_with_what_each_point_is(folder: Path, tmp_path: Path) -> None:
    asked(folder, tmp_path)
    drawing = ET.fromstring((tmp_path / "series.svg").read_text("utf-8"))
    titles = [t.text or "" for t in drawing.iter("{http://www.w3.org/2000/svg}title")]
    assert "2024-01..08 1120.0亿元×1；1100.0亿元×1 revised" in titles or len(titles) == 7
    assert any("厦门市 出口总额" in (t.text or "") for t in drawing.iter("{http://www.w3.org/2000/svg}text"))


def test_a_series_that_is_not_there(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", str(folder), "--subject", "厦门", "--indicator", "进口", "-o", str(tmp_path)]) == 2
    assert "出口总额" in capsys.readouterr().err


def test_series_of_a_frame(folder: Path, tmp_path: Path) -> None:
    main(["export", str(folder), "-o", str(tmp_path)])
    frame = pd.read_csv(tmp_path / "indicators.csv", dtype=str, keep_default_na=False)
    found = zhibiao.series(frame, "厦门", "出口总额", by="month", fill="cumulative")
    assert list(found[found.status == "difference"].period) == ["2024-07", "2024-08"]
    assert found.value[0] == Decimal(14000000000)
    assert zhibiao.series(frame, "泉州", "出口总额").empty
    with pytest.raises(ZhibiaoError):
        zhibiao.series(frame.drop(columns="unit"), "厦门", "出口总额")
    with pytest.raises(ZhibiaoError):
        zhibiao.series(frame, "厦门", "出口总额", fill="cumulative")


def test_series_of_tables_put_together() -> None:
    texts = {
        "2024年，厦门市出口总额达3210.5亿元。": "2025-01-20",
        "2024年厦门出口总额3210.5亿元，增势良好。": "2025-02-01",
    }
    frame = pd.concat([zhibiao.extract(text, published=day) for text, day in texts.items()])
    found = zhibiao.series(frame, "厦门", "出口总额")
    assert [(p.period, p.value, p.articles, p.status) for p in found.itertuples()] == [
        ("2024", Decimal(321050000000), 2, "agreed")
    ]
