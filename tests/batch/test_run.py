"""The job: what it does again and what not, in what order, and what becomes of articles that kill their worker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from zhibiao.batch import Options, Summary, run
from zhibiao.batch.fingerprint import ingredients
from zhibiao.batch.lock import Busy, locked
from zhibiao.batch.status import standing
from zhibiao.exports import Selection, write
from zhibiao.model import ZhibiaoError
from zhibiao.store import Store

Tables = Callable[[Path], Mapping[str, str]]
ONE = Options(workers=1)


def counts(summary: Summary) -> tuple[int, int, int, int]:
    c = summary.counts
    return c.new, c.changed, summary.articles - c.extracted, c.removed


def settle(corpus: Path) -> None:
    """As if the files had been there for a while."""
    for file in corpus.rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))


@pytest.mark.parametrize("out", [".", "extracted", "甲报/tables"])
def test_tables_are_no_articles(corpus: Path, out: str) -> None:
    """Wherever they lie in the corpus, and wherever others of another corpus lie there."""
    output = corpus / out
    for _ in range(2):
        assert run(corpus, output, ONE).articles == 30
    (corpus / "sent").mkdir()
    with Store.open(output) as store:
        write(store, corpus / "sent", Selection(), ("csv",))
    (corpus / "sent/note.txt").write_text("白沙县有3个镇。", encoding="utf-8")
    assert run(corpus, corpus / "other", ONE).articles == 31


def test_what_cannot_be_looked_into_loses_nothing(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link to itself and one to nowhere are errors; the rows of a folder that cannot be listed now are kept."""
    out = tmp_path / "out"
    assert counts(run(corpus, out, ONE)) == (30, 0, 0, 0)
    (corpus / "loop.txt").symlink_to("loop.txt")
    (corpus / "lost.txt").symlink_to("nowhere.txt")
    listed = os.scandir

    def refusing(path: Path | str) -> object:
        if Path(path).name == "甲报":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refusing)
        summary = run(corpus, out, ONE)
        assert (summary.counts.removed, summary.articles, summary.errors) == (0, 33, 3)
        assert {name for name, _ in standing(out).first_errors} == {"loop.txt", "lost.txt", "甲报/"}
    assert (run(corpus, out, ONE).errors, standing(out).articles) == (2, 32)


def test_a_worker_that_cannot_begin_ends_the_run(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No article is blamed for it."""
    monkeypatch.setattr("zhibiao.batch.crew.SERVE", os.abort)  # takes no arguments: the process ends at once
    with pytest.raises(ZhibiaoError, match="cannot begin: exit code 1"):
        run(corpus, tmp_path / "out", ONE)
    assert standing(tmp_path / "out").errors == 0
    unknown = Options(workers=1, megabytes=1)
    monkeypatch.undo()
    with pytest.raises(ZhibiaoError, match="cannot begin"):
        run(corpus, tmp_path / "out", unknown)


def test_only_what_changed_is_extracted(corpus: Path, tmp_path: Path, tables: Tables) -> None:
    out = tmp_path / "out"
    settle(corpus)
    assert counts(run(corpus, out, ONE)) == (30, 0, 0, 0)
    first = tables(out)
    again = run(corpus, out, ONE)
    assert (counts(again), again.counts.same, again.exported) == ((0, 0, 30, 0), 0, False)

    lines = (corpus / "乙报.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    inserted = json.dumps({"id": "new", "content": "白沙县有3个镇。"}, ensure_ascii=False) + "\n"
    changed = lines[5].replace("亿元", "万元")
    (corpus / "乙报.jsonl").write_text("".join([inserted, *lines[:5], changed, *lines[6:-1]]), encoding="utf-8")
    (corpus / "2025-10-10.txt").unlink()
    (corpus / "甲报/2025-10-11.txt").touch()
    third = run(corpus, out, ONE)
    assert counts(third) == (1, 1, 27, 2)
    assert (third.articles, third.removed) == (29, 2)
    removed = [line for line in (out / "articles.csv").read_text(encoding="utf-8").splitlines() if ",removed," in line]
    assert len(removed) == 2
    fresh = tmp_path / "fresh"
    run(corpus, fresh, ONE)
    assert tables(out)["indicators.csv"] == tables(fresh)["indicators.csv"] != first["indicators.csv"]
    assert tables(out)["mentions.csv"] == tables(fresh)["mentions.csv"]


def test_what_comes_back_is_not_extracted_again(corpus: Path, tmp_path: Path, tables: Tables) -> None:
    out, away = tmp_path / "out", tmp_path / "away.txt"
    run(corpus, out, ONE)
    first = tables(out)
    file = corpus / "2025-10-12.txt"
    file.rename(away)
    assert counts(run(corpus, out, ONE)) == (0, 0, 29, 1)
    away.rename(file)
    back = run(corpus, out, ONE)
    assert counts(back) == (0, 0, 30, 0)
    assert tables(out) == first


def test_the_same_record_twice_is_there_twice(tmp_path: Path, tables: Tables) -> None:
    file = tmp_path / "a.jsonl"
    record = json.dumps({"id": "x", "content": "全县有3个镇、12个村。"}, ensure_ascii=False) + "\n"
    file.write_text(record, encoding="utf-8")
    run(file, tmp_path / "out", ONE)
    file.write_text(record * 3, encoding="utf-8")
    run(file, tmp_path / "out", ONE)
    run(file, tmp_path / "fresh", ONE)
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")
    assert len((tmp_path / "out/indicators.csv").read_text(encoding="utf-8").splitlines()) == 7


def test_other_rules_make_everything_due(
    corpus: Path, tmp_path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    settle(corpus)
    run(corpus, out, ONE)
    first = tables(out)
    assert counts(run(corpus, out, Options(workers=1, force=True))) == (0, 30, 0, 0)
    assert standing(out).due == 0
    monkeypatch.setattr("zhibiao.batch.fingerprint.installation", lambda: "newer rules")
    assert counts(run(corpus, out, ONE)) == (0, 30, 0, 0)
    assert counts(run(corpus, out, Options(workers=1, fields={"title": "headline"}))) == (0, 30, 0, 0)
    assert tables(out)["mentions.csv"] == first["mentions.csv"]


def test_the_fingerprint_covers_what_the_extraction_imports() -> None:
    script = (
        "import sys, zhibiao.extraction, zhibiao.reading; "
        "print(*[m.__file__ for n, m in sys.modules.items() if n.startswith('zhibiao.')], sep='\\n')"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    covered = {str(file) for _, file in ingredients()}
    assert set(loaded) <= covered
    assert any(name.endswith("units.tsv") for name in covered)


@pytest.mark.parametrize("workers", [2, 8])
def test_the_bytes_do_not_depend_on_the_workers(
    corpus: Path, tmp_path: Path, tables: Tables, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(corpus, tmp_path / "one", ONE)
    monkeypatch.setattr("zhibiao.batch.crew.BATCH_CHARACTERS", 200)
    monkeypatch.setattr("zhibiao.batch.job.WORTH_A_WORKER", 1 if workers == 8 else 3000)
    run(corpus, tmp_path / "many", Options(workers=workers))
    assert tables(tmp_path / "one") == tables(tmp_path / "many")


@pytest.mark.usefixtures("misbehaving")
def test_poison_is_quarantined_and_the_run_goes_on(corpus: Path, tmp_path: Path) -> None:
    for name, word in (("p1", "不归"), ("p2", "暴毙"), ("p3", "鲸吞"), ("p4", "一次")):
        (corpus / f"{name}.txt").write_text(f"{word}县有3个镇。", encoding="utf-8")
    (corpus / "p5.jsonl").write_text(json.dumps({"id": "五", "content": "暴毙县有3个镇。"}), encoding="utf-8")
    summary = run(corpus, tmp_path / "out", Options(workers=2, seconds=2, megabytes=2000))
    assert (summary.articles, summary.errors) == (35, 4)
    with Store.open(tmp_path / "out") as store:
        said = {a.id: a.error for a in store.articles() if a.status == "error"}
        assert "over 2 s of processor time" in said["p1.txt"]
        assert "signal SIGSEGV" in said["p2.txt"]
        assert "over the memory limit" in said["p3.txt"]
        assert "died twice" in said["五"]
        survivor = store.article("p4.txt")
        assert survivor is not None
        assert (survivor.status, survivor.rows) == ("ok", 1)


def test_members_of_archives_are_read_by_workers(corpus: Path, tmp_path: Path, tables: Tables) -> None:
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(corpus.rglob("*.*")):
            archive.write(file, file.relative_to(corpus).as_posix())
    assert run(packed, tmp_path / "out", ONE).articles == 30
    settle(tmp_path / "out")
    assert counts(run(packed, tmp_path / "out", ONE)) == (0, 0, 30, 0)


def test_a_bad_file_is_an_error_and_is_looked_at_again_when_it_changes(corpus: Path, tmp_path: Path) -> None:
    (corpus / "坏.txt").write_bytes(b"")
    (corpus / "半.json").write_text('{"id": "半\\ud83d", "content": "全县有3个镇。"}', encoding="utf-8")
    first = run(corpus, tmp_path / "out", ONE)
    assert (first.articles, first.errors) == (32, 1)
    (corpus / "坏.txt").write_text("全县有3个镇。", encoding="utf-8")
    again = run(corpus, tmp_path / "out", ONE)
    assert (again.articles, again.errors, counts(again)[:2]) == (32, 0, (0, 1))


def test_a_second_run_on_the_folder_says_so(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out"), pytest.raises(Busy, match="another run"):
        run(corpus, tmp_path / "out", ONE)
    assert run(corpus, tmp_path / "out", ONE).articles == 30


def test_an_output_that_cannot_be_written_is_one_line(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(ZhibiaoError, match="choose another folder"):
        run(corpus, tmp_path / "out", ONE)


def test_status_tells_what_is_due(corpus: Path, tmp_path: Path) -> None:
    settle(corpus)
    run(corpus, tmp_path / "out", ONE)
    (corpus / "新.txt").write_text("全县有3个镇。", encoding="utf-8")
    (corpus / "乙报.jsonl").unlink()
    found = standing(tmp_path / "out")
    assert (found.articles, found.errors, found.due, found.exported, found.running) == (30, 0, 2, True, False)
