"""The job on a real scheduler and two worker processes on loopback: the rows of a local run, also when one is killed."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhibiao import batch
from zhibiao.cluster import extract_frame, tables_of
from zhibiao.cluster.parts import Part, count_lines, files_below, parts_of, read_part
from zhibiao.extraction import extract_article
from zhibiao.model import COLUMNS, Article
from zhibiao.reading import scan
from zhibiao.table import frame

pd = pytest.importorskip("pandas")
parquet = pytest.importorskip("pyarrow.parquet")
distributed = pytest.importorskip("distributed")


def text(k: int) -> str:
    return f"青石市{k}号码头今年前三季度完成吞吐量{k + 3}.5万吨，同比增长{k % 9 + 1}%。其中外贸货物{k + 1}万吨，第{k}届展会举行。"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Text files, a .jsonl of which some records have no id, one broken line and one .parquet of three row groups."""
    folder = tmp_path / "news"
    (folder / "甲").mkdir(parents=True)
    for k in range(5):
        (folder / "甲" / f"2025-10-{k + 10}.txt").write_text(text(k), encoding="utf-8")
    lines = [{"content": text(k), "date": "2025-10-20", **({"id": f"r{k}"} if k % 3 else {})} for k in range(60)]
    written = [json.dumps(line, ensure_ascii=False) for line in lines]
    (folder / "乙.jsonl").write_text("\n".join([*written[:30], "{broken", *written[30:]]), encoding="utf-8")
    table = pd.DataFrame({"content": [text(k) for k in range(60, 90)], "title": "快讯"})
    table.to_parquet(folder / "丙.parquet", row_group_size=10)
    return folder


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhibiao.cluster.parts.PART_BYTES", 1500)


def parts(corpus: Path) -> list[Part]:
    return list(parts_of(files_below(str(corpus)), lambda stretches: [count_lines(s) for s in stretches]))


@pytest.mark.usefixtures("small_parts")
def test_the_parts_hold_what_a_local_run_reads(corpus: Path) -> None:
    made = parts(corpus)
    assert len(made) > 8
    assert [part.number for part in made] == list(range(len(made)))
    read = [item for part in made for item in read_part(part, {})]
    local = list(scan(corpus))
    assert [item.id for item in read] == [item.id for item in local]
    assert [item for item in read if isinstance(item, Article)] == [item for item in local if isinstance(item, Article)]


def test_the_partition_function_is_pure() -> None:
    articles = pd.DataFrame(
        {"id": ["a", "b", "c"], "content": [text(1), None, text(2)], "date": ["2025-10-20", None, ""]}
    )
    before = articles.copy(deep=True)
    rows, lines = tables_of(articles)
    pd.testing.assert_frame_equal(articles, before)
    first = extract_article(Article("a", text(1), published=dt.date(2025, 10, 20))).rows
    last = extract_article(Article("c", text(2))).rows
    pd.testing.assert_frame_equal(rows, frame([*first, *last]))
    pd.testing.assert_frame_equal(extract_frame(articles), rows)
    assert list(lines["status"]) == ["ok", "error", "ok"]
    assert tuple(extract_frame(articles.iloc[:0]).columns) == COLUMNS


@pytest.fixture
def scheduler() -> Iterator[str]:
    """A scheduler on loopback and two worker processes with their nannies."""
    options = {"threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None, "silence_logs": "CRITICAL"}
    with distributed.LocalCluster(n_workers=2, processes=True, **options) as cluster:
        yield cluster.scheduler_address


def fact_lines(facts: Any) -> list[tuple[str, ...]]:
    """Facts as they can be compared, whatever file they come from."""
    lines = []
    for line in facts.astype(object).where(facts.notna(), "").to_dict("records"):
        numbers = {name: str(Decimal(line[name]).normalize()) for name in ("value", "value_to") if line[name] != ""}
        lines.append(tuple(str(cell) for cell in {**line, **numbers}.values()))
    return sorted(lines)


def local_facts(folder: Path) -> list[tuple[str, ...]]:
    """The facts of the same articles, joined in a database."""
    from zhibiao.facts import update
    from zhibiao.facts.tables import write_tables
    from zhibiao.store import Store

    with Store.open(folder, write=True) as store:
        update(store)
        write_tables(store, folder)
    return fact_lines(pd.read_csv(folder / "facts.csv", dtype=str, keep_default_na=False))


GDP = "国家统计局数据显示，上半年国内生产总值593034亿元，按不变价格计算，同比增长5.5%。"
SAME = {
    "a": ("2023-07-21", "上半年，青川省宝陵市实现地区生产总值60465.3亿元，同比增长6.6%。" + GDP),
    "b": ("2023-07-22", "今年上半年江苏实现GDP 60465.3亿元，同比增长6.6%，比一季度加快1.9个百分点。上半年我国国内生产总值593034亿元。"),
    "c": ("2023-07-24", "上半年江苏省地区生产总值6.05万亿元，比去年同期增长6.6%。\n" + GDP),
    "d": ("2023-07-25", "上半年江苏省地区生产总值6.05万亿元，比去年同期增长6.6%。\n" + GDP + "（完）"),
    "e": ("2023-08-01", "安澜能源集团股份有限公司（以下简称“安澜能源”）公布，安澜能源上半年实现营业收入523.4亿元，同比增长12.1%。"),
    "f": ("2023-08-02", "安澜能源上半年营业收入523.4亿元，同比增长12.1%。"),
    "g": ("2023-08-03", "截至目前，江苏省已培育国家级绿色工厂6430家。"),
    "h": ("2023-08-09", "截至目前，江苏共有国家级绿色工厂6430家，另有绿色工业园区491家。"),
    "i": ("2023-08-09", "上半年江苏省地区生产总值6.25万亿元，比去年同期增长6.6%。"),
    "j": ("2023-08-10", "全国已建立6127个青年创业辅导站和服务站。"),
    "k": ("2023-08-11", "我国推行创业辅导制度40年来，已建立6127个青年创业辅导站和服务站，多数设在县城。"),
}  # fmt: skip


@pytest.mark.parametrize("number", [1, 3, 7])
def test_facts_by_key_are_those_of_a_local_run(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a cluster: its functions over parts of few articles, with so many heaps."""
    from zhibiao.cluster import facts, on_dask
    from zhibiao.facts.aliases import Aliases

    news, out = tmp_path / "news", str(tmp_path / "out")
    news.mkdir()
    written = [
        json.dumps({"id": k, "date": day, "content": said}, ensure_ascii=False) for k, (day, said) in SAME.items()
    ]
    (news / "a.jsonl").write_text("\n".join(written), encoding="utf-8")
    monkeypatch.setattr("zhibiao.cluster.parts.PART_BYTES", 400)
    made = parts(news)
    assert len(made) > 2
    for part in made:
        on_dask.perform(part, out, {}, "", facts=True)
    said = sorted({pair for part in made for pair in facts.pairs_of(part, out)})
    assert said == [("安澜能源", "安澜能源集团股份有限公司")]
    sayings = [facts.sayings_of(part, out, Aliases({}, said)) for part in made]
    figures = [facts.heaps_of(some, number) for some in sayings]
    blocks = [facts.settle_heap([heap[k] for heap in figures], number) for k in range(number)]
    found = pd.concat([facts.join_heap([heap[k] for heap in blocks], made, {}) for k in range(number)])
    batch.run(news, tmp_path / "local", batch.Options(workers=1))
    local = local_facts(tmp_path / "local")
    assert fact_lines(found) == local
    assert {line[16] for line in local} >= {"single", "agreed"}
    assert max(int(line[13]) for line in local) == 3


def dataset(folder: Path) -> Any:
    """The rows of all parts, in order."""
    return pd.concat(
        [parquet.read_table(f).to_pandas() for f in sorted(folder.glob("part-*.parquet"))], ignore_index=True
    )


@pytest.mark.usefixtures("small_parts")
def test_a_lost_worker_changes_nothing(corpus: Path, tmp_path: Path, scheduler: str) -> None:
    from zhibiao.cluster.on_dask import run

    out = tmp_path / "out"
    with distributed.Client(scheduler, timeout="60s") as client:
        client.wait_for_workers(2, timeout=60)
        workers = client.run(os.getpid)
        done_before: list[int] = []

        def kill_one() -> None:
            while not list(out.glob("indicators/part-*.parquet")):
                time.sleep(0.01)
            os.kill(next(iter(workers.values())), signal.SIGKILL)
            done_before.append(len(list(out.glob("articles/part-*.parquet"))))

        killer = threading.Thread(target=kill_one)
        killer.start()
        summary = run(scheduler, str(corpus), str(out), facts=True)
        killer.join()
    assert (summary.articles, summary.errors, summary.failed) == (96, 1, ())
    assert done_before[0] < summary.parts
    batch.run(corpus, tmp_path / "local", batch.Options(workers=1, formats=("csv", "parquet")))
    local = parquet.read_table(tmp_path / "local/indicators.parquet").to_pandas()
    pd.testing.assert_frame_equal(dataset(out / "indicators"), local)
    articles = parquet.read_table(tmp_path / "local/articles.parquet").to_pandas()
    columns = ["id", "rows", "status", "anchor"]
    pd.testing.assert_frame_equal(dataset(out / "articles")[columns], articles[columns])

    assert summary.facts == len(dataset(out / "facts"))
    assert fact_lines(dataset(out / "facts")) == local_facts(tmp_path / "local")

    again = run(scheduler, str(corpus), str(out))
    assert (again.kept, again.rows) == (again.parts, summary.rows)
    assert (out / "facts").is_dir()
    assert not list(out.rglob(".part*"))


def test_own_names_and_a_model_go_to_the_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `zhibiao.toml` and `--ner` say holds on a cluster, too, and a change of either makes parts anew."""
    from zhibiao.cluster.on_dask import run
    from zhibiao.lexicon import own
    from zhibiao.naming import recogniser

    news, out = tmp_path / "news", tmp_path / "out"
    news.mkdir()
    (news / "a.txt").write_text("今年禾通授信3亿元。", encoding="utf-8")
    (news / "b.txt").write_text("云朵芽火了。今年销量达到2万台。", encoding="utf-8")

    def model(text: str) -> recogniser.Found:
        at = text.find("云朵芽")
        return [(at, at + 3, "PRODUCT")] if at >= 0 else []

    monkeypatch.setattr(recogniser, "load", lambda name: model)

    def subjects(ner: str) -> list[str]:
        summary = run(cluster.scheduler_address, str(news), str(out), ner=ner)
        assert (summary.kept, summary.errors, summary.failed) == (0, 0, ())
        return list(dataset(out / "indicators")["subject"])

    with distributed.LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster:
        try:
            assert "禾通" not in subjects("")
            (news / "zhibiao.toml").write_text('[names]\nBRAND = ["禾通"]\n', encoding="utf-8")
            assert subjects("") == ["禾通", ""]
            assert subjects("own-model") == ["禾通", "云朵芽"]
        finally:
            own.use(own.Own())
            recogniser.use("")


@pytest.mark.parametrize("system", ["file", "memory"])
@pytest.mark.parametrize(("address", "hidden"), [("a_files/s.css", True), ("../s.css", False), ("none.css", False)])
def test_a_style_sheet_beside_a_page_is_read_as_by_a_local_run(
    system: str, address: str, hidden: bool, tmp_path: Path
) -> None:
    fsspec = pytest.importorskip("fsspec")
    pytest.importorskip("trafilatura")
    base = f"file://{tmp_path}/corpus" if system == "file" else f"memory://{tmp_path.name}/corpus"
    line = "青石市出口额达<b class=x>360</b>368.5亿元，同比增长5%，新增企业33家，港口吞吐量12万吨。"
    page = f"<html><head><link rel=stylesheet href='{address}'></head><body><p>{line}</p></body></html>"
    for name, text in (("a.html", page), ("a_files/s.css", ".x{display:none}"), ("../s.css", ".x{display:none}")):
        place = base.removesuffix("/corpus") + "/s.css" if name.startswith("..") else f"{base}/{name}"
        more = {"auto_mkdir": True} if system == "file" else {}
        with fsspec.open(place, "w", encoding="utf-8", **more) as file:
            file.write(text)
    (article,) = read_part(Part(0, tuple(files_below(base))), {})
    assert isinstance(article, Article)
    assert ("360" in article.original) is not hidden
    assert bool(article.notes)
