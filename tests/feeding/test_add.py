"""zhibiao add: stable names, no duplicates, reprints told from new articles; zhibiao watch: the batch as files arrive."""

import csv
import datetime as dt
import json
import signal
import subprocess
import sysconfig
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from zhibiao.extraction import extract_article
from zhibiao.feeding import Kept, Refused, add
from zhibiao.reading import read

pytest.importorskip("datasketch")

COMMAND = Path(sysconfig.get_path("scripts")) / "zhibiao"
SENTENCES = [
    "青川港务局昨日公布，前三季度集装箱吞吐量完成312万标箱，同比增长8.4%。",
    "其中外贸箱量为97万标箱，占全部箱量的三成以上，较上年提高1.6个百分点。",
    "港区新增两条远洋航线，航线总数增至46条，通达58个国家和地区的港口。",
    "铁水联运发送货物420万吨，平均每箱物流成本下降135元，压缩在港时间1.5天。",
    "负责人表示，力争全年吞吐量突破430万标箱，继续推进智慧堆场二期建设。",
]
ARTICLE = "".join(SENTENCES)


def outcomes(*paths: Path, corpus: Path, **options: object) -> list[str]:
    return [type(item).__name__ for item in add(paths, corpus, **options)]  # type: ignore[arg-type]


def test_names_are_stable_and_records_complete(tmp_path: Path) -> None:
    page = tmp_path / "2025-10-20-港口.txt"
    page.write_text(ARTICLE, encoding="gb18030")
    (kept,) = add([page], tmp_path / "one", source="青川日报")
    (again,) = add([page], tmp_path / "two", source="青川日报")
    assert isinstance(kept, Kept)
    assert isinstance(again, Kept)
    assert kept.file.name == again.file.name
    assert kept.file.name.startswith("2025-10-20-港口-")
    assert kept.file.read_bytes() == again.file.read_bytes()
    (article,) = read(tmp_path / "one")
    assert (article.original, article.published, article.source) == (ARTICLE, dt.date(2025, 10, 20), "青川日报")
    assert article.published_from == "file name"
    rows, (first,) = extract_article(article).rows, read(page)
    assert [(r.value, r.start) for r in rows] == [(r.value, r.start) for r in extract_article(first).rows]


def test_tables_and_headings_survive(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    pytest.importorskip("trafilatura")
    page.write_text(
        f"<html><h1>港口数据</h1><article><p>{ARTICLE}</p><h2>分港区2025年</h2><table><tr><th>港区</th><th>箱量（万标箱）</th></tr>"
        "<tr><td>东港区</td><td>201</td></tr></table></article></html>",
        encoding="utf-8",
    )
    (before,) = read(page)
    list(add([page], tmp_path / "corpus"))
    (after,) = read(tmp_path / "corpus")
    assert after.sections == before.sections != ()
    assert [(r.text, r.section) for r in extract_article(after).rows][-1] == ("201", "table")


def test_same_text_in_other_clothes_is_refused(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.md").write_text("\n\n".join(SENTENCES).replace("，", ", "), encoding="utf-16")
    assert outcomes(tmp_path / "a.txt", corpus=corpus) == ["Kept"]
    (refused,) = add([tmp_path / "b.md"], corpus)
    assert isinstance(refused, Refused)
    assert refused.similarity == 1
    assert refused.file.exists()


def test_reprints_are_told_from_the_next_report(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "reprint.txt").write_text("本网讯　" + ARTICLE.replace("昨日公布", "日前发布消息称"), encoding="utf-8")
    following = ARTICLE.replace("312", "345").replace("8.4", "9.1").replace("97", "104").replace("1.6", "0.7")
    (tmp_path / "next.txt").write_text(following.replace("420", "466").replace("135", "141"), encoding="utf-8")
    assert outcomes(tmp_path / "a.txt", corpus=corpus) == ["Kept"]
    (refused,) = add([tmp_path / "reprint.txt"], corpus)
    assert isinstance(refused, Refused)
    assert 0.7 <= refused.similarity < 1
    assert outcomes(tmp_path / "next.txt", corpus=corpus) == ["Kept"]
    assert outcomes(tmp_path / "reprint.txt", corpus=corpus, reprints=True) == ["Kept"]


def test_files_put_there_by_hand_are_known_and_deleted_ones_forgotten(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    mine = corpus / "mine.txt"
    mine.write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert outcomes(tmp_path / "a.txt", corpus=corpus) == ["Refused"]
    mine.unlink()
    assert outcomes(tmp_path / "a.txt", corpus=corpus) == ["Kept"]
    (corpus / ".zhibiao/library.jsonl").write_text("half a li", encoding="utf-8")
    assert outcomes(tmp_path / "a.txt", corpus=corpus) == ["Refused"]


def test_names_out_of_the_input_stay_inside(tmp_path: Path) -> None:
    record = {"id": "../../x", "title": "../../etc/passwd\x00=cmd()", "content": ARTICLE, "date": "2025-10-20"}
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    (kept,) = add([tmp_path / "a.json"], tmp_path / "in/corpus")
    assert isinstance(kept, Kept)
    assert kept.file.parent == tmp_path / "in/corpus"
    assert kept.file.name.startswith("2025-10-20-etc-passwd-cmd-")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "in"]


def test_command(command: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as packed:
        packed.writestr("a.txt", ARTICLE)
        packed.writestr("b.txt", ARTICLE + "\n")
        packed.writestr("c.txt", "")
    done = command("add", "news.zip", "--published", "2025-10-20", cwd=tmp_path)
    assert done.returncode == 1
    assert "1 added, 1 refused as known, 1 could not be read" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "c.txt" in done.stderr
    (article,) = read(tmp_path / "corpus")
    assert article.published == dt.date(2025, 10, 20)
    assert not [item for item in add([tmp_path / "news.zip"], tmp_path / "corpus") if isinstance(item, Kept)]


def test_watch_runs_the_batch_as_files_arrive(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    corpus, output = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    (corpus / "a.txt").write_text(ARTICLE, encoding="utf-8")
    watch = subprocess.Popen(
        [COMMAND, "watch", corpus, "-o", output, "--workers", "1"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a test run in the background ignores it
    )  # fmt: skip
    try:
        assert articles_seen(output, {"a.txt"})
        (corpus / "b.txt").write_text(SENTENCES[0], encoding="utf-8")
        assert articles_seen(output, {"a.txt", "b.txt"})
    finally:
        watch.send_signal(signal.SIGINT)
        _, said = watch.communicate(timeout=30)
    assert watch.returncode == 0
    assert said == ""


def articles_seen(output: Path, names: set[str], patience: float = 60) -> bool:
    """Whether the table of articles comes to hold exactly these."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if (table := output / "articles.csv").exists():
            with table.open(encoding="utf-8") as file:
                if {row["id"] for row in csv.DictReader(file)} == names:
                    return True
        time.sleep(0.1)
    return False


def test_a_path_that_is_not_there_leaves_the_others_alone(tmp_path: Path) -> None:
    page = tmp_path / "港口.txt"
    page.write_text(ARTICLE)
    assert outcomes(tmp_path / "none.txt", page, corpus=tmp_path / "corpus") == ["Failure", "Kept"]
