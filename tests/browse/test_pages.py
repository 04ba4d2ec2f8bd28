"""The pages of a corpus: search, facets, permalinks, downloads, articles, series, conflicts; nothing can be written."""

import csv
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from zhibiao.browse.state import State, state_of
from zhibiao.cli import main


def sentences(client: Any, address: str) -> list[str]:
    """The sentences that a view shows."""
    page = client.get(address)
    assert page.status_code == 200
    return [unescape(s) for s in re.findall(r'class="sentence"><a[^>]*>([^<]*)', page.text)]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 8),
        ("出口", 4),
        ("口", 4),
        ("出口总额3210.5亿", 1),
        ("税收 泉州", 1),
        ("繁忙", 1),
        ("%", 2),
        ("没有的词", 0),
        ('"', 0),
        ("*", 0),
    ],
)
def test_search(client: Any, words: str, count: int) -> None:
    found = client.get("/rows.json", params={"q": words}).json()
    assert found["total"] == len(found["rows"]) == count


def test_facets_and_permalinks(client: Any) -> None:
    page = client.get("/").text
    link = unescape(re.search(r'href="(/\?[^"]*subject_std=%E5%8E%A6[^"]*)"', page)[1])  # type: ignore[index]
    assert len(sentences(client, link)) == 5
    within = client.get(link.replace("/?", "/rows.json?")).json()
    assert dict(within["facets"]["status"]) == {"conflict": 3, "single": 2}
    assert dict(within["facets"]["source"]) == {"鹭岛日报": 3, "海峡网": 2}
    both = client.get("/rows.json", params={"q": "出口", "source": "海峡网", "sort": "-number"}).json()
    assert [row["value"] for row in both["rows"]] == ["331050000000", "321050000000"]
    assert client.get("/rows.json", params={"q": "出口", "source": ""}).json()["total"] == 0


@pytest.mark.parametrize(
    "state",
    [State(), State("出口 100%", {"unit": "", "source": "海峡网"}, "-published", 3), State("", {}, "", 1, "doubtful")],
)
def test_an_address_is_the_whole_view(state: State) -> None:
    from urllib.parse import parse_qsl

    assert state_of(dict(parse_qsl(state.written(), keep_blank_values=True))) == state


def test_pages_follow_one_another(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhibiao.browse import server

    monkeypatch.setattr(server, "PAGE", 3)
    monkeypatch.setattr(server.Reader.find, "__defaults__", (3,))
    shown = []
    place = "/?sort=number"
    while place:
        page = client.get(place)
        shown += sentences(client, place)
        link = re.search(r'rel="next" href="([^"]*)"', page.text)
        place = unescape(link[1]) if link else ""
    assert len(shown) == 8
    assert "sort=number" in unescape(re.search(r'rel="prev" href="([^"]*)"', page.text)[1])  # type: ignore[index]


def test_what_is_not_known_is_left_out() -> None:
    assert state_of({"sort": "rowid; DROP", "page": "-3", "view": "x", "q": "字" * 300, "other": "1"}) == State(
        "字" * 100
    )


def test_a_cell_leads_to_its_highlighted_figure(client: Any) -> None:
    page = client.get("/", params={"q": "3310.5"}).text
    link = unescape(re.search(r'href="(/article/[^"]*)"', page)[1])  # type: ignore[index]
    article = client.get(link).text
    assert '<mark id="figure">3310.5亿元</mark>' in article
    assert client.get("/article/999").status_code == 404
    for row in ("", "x", "x-9-99999", "x-9-3", "x-a-b", "x-１-３"):
        answer = client.get("/article/1", params={"row": row})
        assert answer.status_code == 200
        assert "<mark" not in answer.text


def test_what_articles_say_is_no_markup(client: Any) -> None:
    assert "<b>不是标记</b>" not in client.get("/article/1").text
    assert "<script>" not in client.get("/", params={"q": "<script>"}).text
    assert "&lt;script&gt;" in client.get("/", params={"q": "<script>"}).text


def test_downloads(client: Any) -> None:
    answer = client.get("/rows.csv", params={"q": "税收"})
    lines = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [line["value"] for line in lines] == ["51230000000", "31230000000", "31510000000"]
    assert "attachment" in answer.headers["content-disposition"]


def test_series_conflicts_and_revisions(client: Any) -> None:
    page = client.get("/series", params={"subject": "厦门", "indicator": "出口总额"}).text
    assert "2025-01..09" in page
    chart = client.get("/series.svg", params={"subject": "厦门", "indicator": "出口总额"})
    assert chart.headers["content-type"].startswith("image/svg+xml")
    assert "<circle" in chart.text
    conflicts = client.get("/conflicts").text
    assert "3310.5亿元，创新高" in conflicts
    assert "3210.5亿元，同比" in conflicts
    assert "--accept" in conflicts
    assert "312.3亿元×1；315.1亿元×1" in client.get("/revisions").text
    assert client.get("/series", params={"subject": "厦门", "indicator": "无"}).status_code == 200
    assert client.get("/series.csv", params={"subject": "无", "indicator": "无"}).status_code == 404
    fact = re.search(r'href="(/fact/[0-9a-f]+)"', conflicts)[1]  # type: ignore[index]
    assert client.get(fact).status_code == 200
    assert client.get("/fact/none").status_code == 404


def test_nothing_can_be_written(client: Any, folder: Path) -> None:
    assert client.post("/").status_code in (403, 405)
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403
    headers = client.get("/").headers
    assert "script-src 'self'" in headers["content-security-policy"]
    from zhibiao.browse.asking import Reader
    from zhibiao.browse.index import FILE

    with pytest.raises(Exception, match="readonly"):
        Reader(folder / FILE).connection.execute("DELETE FROM rows")


def test_for_datasette(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json
    import sqlite3

    assert main(["export", str(folder), "-o", str(tmp_path), "--format", "datasette"]) == 0
    with sqlite3.connect(tmp_path / "zhibiao-datasette.sqlite") as database:
        assert database.execute("SELECT count(*) FROM series WHERE indicator = '出口总额'").fetchone()[0] >= 1
        assert database.execute("SELECT count(*) FROM revisions").fetchone() == (1,)
        queries = json.loads((tmp_path / "metadata.json").read_text("utf-8"))["databases"]["zhibiao-datasette"][
            "queries"
        ]
        words = {"words": "出口", "subject": "厦门市", "indicator": "出口总额"}
        assert all(database.execute(q["sql"], words).fetchall() for q in queries.values())


def test_facts_must_be_up_to_date(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from zhibiao.store import Store

    other = tmp_path / "extracted"
    Store.open(other, write=True).close()
    assert main(["browse", str(other), "--no-browser"]) == 2
    assert "zhibiao facts" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["/?q=出口", "/article/1", "/series?subject=厦门&indicator=出口总额", "/conflicts", "/revisions", "/series"])  # fmt: skip
def test_pages_are_of_one_language(client: Any, place: str) -> None:
    """In English no word of ours is Chinese, nor English in Chinese; what articles say stays as it is."""
    ours = re.compile(">[^<>]*(?:矛盾|修订|序列|数值|主体|状态|上一页|水平|变化|同比|推算|核对)[^<>]*<")
    english = client.get(place, headers={"accept-language": "en"}).text
    assert [m for m in ours.findall(english) if "厦门" not in m and "漳州" not in m] == []
    chinese = client.get(place, headers={"accept-language": "zh"}).text
    assert ours.search(chinese)
    assert not re.search(">[^<>]*(?:conflict|revised|level|yoy|change|Series|month)[^<>]*<", chinese)
    assert (
        client.get(f"{place}{'&' if '?' in place else '?'}lang=en", headers={"accept-language": "zh"}).text.count(
            'lang="en"'
        )
        == 1
    )
    assert "lang=" in str(client.cookies) or client.cookies.get("lang") == "en"
    client.cookies.clear()
