"""Output folders under other hands: two exports at once, a folder that is removed, another corpus, links laid in wait."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from zhibiao import feeding
from zhibiao.batch import Options, run
from zhibiao.batch.job import OtherCorpus
from zhibiao.batch.writer import Writer
from zhibiao.beside import written_whole
from zhibiao.exports import Selection, write
from zhibiao.exports.staging import Staging
from zhibiao.facts.sheets import write_series
from zhibiao.model import ZhibiaoError
from zhibiao.review.report import save
from zhibiao.review.workbook import write as write_review
from zhibiao.store import Store

Command = Callable[..., subprocess.CompletedProcess[str]]
ONE = Options(workers=1)


# ------------------------------------------------------------------ two at once


def test_exports_leave_each_other_s_unfinished_files(out: Path, tmp_path: Path) -> None:
    place = tmp_path / "sent"
    with Store.open(out) as one, Store.open(out) as two:
        with Staging(place, one) as first:
            with first.text("indicators.csv") as file:
                file.write("half")
                write(two, place, Selection(), ("csv",))
            assert first.staged["indicators.csv"].read_text() == "half"
        assert (place / "indicators.csv").read_text() == "half"


def test_exports_at_the_same_time_are_all_whole(out: Path, tmp_path: Path) -> None:
    place, faults = tmp_path / "sent", []

    def export() -> None:
        try:
            with Store.open(out) as store:
                write(store, place, Selection(), ("csv",))
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=export) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert (place / "indicators.csv").read_bytes() == (out / "indicators.csv").read_bytes()
    assert not list(place.glob(".*"))


def test_what_a_killed_export_left_is_cleared_away(out: Path) -> None:
    left = out / ".indicators.csv.0123456789ab.zhibiao-tmp"
    left.write_text("half")
    with Store.open(out, write=True) as store:
        write(store, out, Selection(), ("csv",))
    assert not left.exists()


def test_a_second_command_on_the_folder_says_so(command: Command, out: Path, tmp_path: Path) -> None:
    from zhibiao.batch.lock import locked

    (tmp_path / "sent").mkdir()
    with locked(tmp_path / "sent"):
        done = command("export", out, "-o", tmp_path / "sent", cwd=tmp_path)
    assert (done.returncode, "another run is writing" in done.stderr) == (2, True)
    assert command("export", out, "-o", tmp_path / "sent", cwd=tmp_path).returncode == 0


# ------------------------------------------------------------------ removed in mid-run


def removed(out: Path) -> None:
    shutil.rmtree(out)


def moved(out: Path) -> None:
    out.rename(out.with_name("elsewhere"))


def replaced(out: Path) -> None:
    shutil.rmtree(out)
    Store.open(out, write=True).close()


def without_database(out: Path) -> None:
    (out / "zhibiao.sqlite").unlink()


@pytest.mark.parametrize("harm", [removed, moved, replaced, without_database])
@pytest.mark.parametrize("moment", ["first", "last"])
def test_a_folder_that_goes_away_is_no_success(
    little: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], None], moment: str
) -> None:
    out, flush, harms = tmp_path / "out", Writer.flush, [harm]

    def flushed(writer: Writer) -> None:
        if moment == "first" and harms:
            harms.pop()(out)
        flush(writer)
        if harms:
            harms.pop()(out)

    monkeypatch.setattr(Writer, "flush", flushed)
    with pytest.raises(ZhibiaoError, match="run again"):
        run(little, out, ONE)
    monkeypatch.undo()
    shutil.rmtree(out, ignore_errors=True)
    assert run(little, out, ONE).articles == 1


# ------------------------------------------------------------------ another corpus


def test_the_tables_of_a_first_corpus_are_kept(command: Command, corpus: Path, tmp_path: Path) -> None:
    corpus.rename(tmp_path / "corpus")
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("白沙县有3个镇。", encoding="utf-8")
    assert command("run", cwd=tmp_path).returncode == 0
    tables = (tmp_path / "extracted/indicators.csv").read_bytes()
    for words in (("run", "other"), ("run", "other/a.txt"), ("run", "corpus/甲报")):
        done = command(*words, cwd=tmp_path)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "nothing was changed" in done.stderr
        assert (tmp_path / "extracted/indicators.csv").read_bytes() == tables
    for words in (("run", "corpus/"), ("run", tmp_path / "corpus"), ("run", "other/../corpus")):
        assert command(*words, cwd=tmp_path).returncode == 0, words
    assert (tmp_path / "extracted/indicators.csv").read_bytes() == tables
    done = command("run", "other", "-o", "extracted", cwd=tmp_path)
    assert (done.returncode, "whose articles are removed" in done.stderr) == (0, True)
    with (tmp_path / "extracted/indicators.csv").open(encoding="utf-8") as file:
        assert [row["article"] for row in csv.DictReader(file)] == ["a.txt"]


def test_standard_input_is_another_corpus(little: Path, tmp_path: Path) -> None:
    run(little, tmp_path / "out", ONE)
    with pytest.raises(OtherCorpus):
        run(Path("-"), tmp_path / "out", Options(workers=1, replace=False))
    link = tmp_path / "link"
    link.symlink_to(little)
    assert run(link, tmp_path / "out", Options(workers=1, replace=False)).articles == 1


# ------------------------------------------------------------------ links laid in wait


def test_a_planted_link_is_not_followed(out: Path, corpus: Path, tmp_path: Path) -> None:
    """Under every name that an unfinished file once had there is a link to a file of value."""
    precious = tmp_path / "precious"
    precious.write_text("gold")
    library = tmp_path / "library"
    (library / ".zhibiao").mkdir(parents=True)
    (library / ".zhibiao/library.tmp").symlink_to(precious)
    (out / ".report.html.tmp").symlink_to(precious)
    (out / ".indicators.csv.x.zhibiao-tmp").symlink_to(precious)
    (first,) = feeding.add([corpus / "2025-10-10.txt"], library)
    assert isinstance(first, feeding.Kept)
    first.file.rename(tmp_path / "kept.json")
    first.file.with_name(f".{first.file.name}.tmp").symlink_to(precious)
    assert [type(item) for item in feeding.add([corpus / "2025-10-10.txt"], library)] == [feeding.Kept]
    with Store.open(out, write=True) as store:
        save(store, out / "report.html", "", "zh")
        write(store, out, Selection(), ("csv",))
    assert precious.read_text() == "gold"
    assert (out / "report.html").stat().st_size > 1000
    assert not (out / ".indicators.csv.x.zhibiao-tmp").is_symlink()


@pytest.mark.parametrize("name", ["a.json", "长" * 80 + ".json", ".hidden"])
def test_written_whole_or_not_at_all(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    with written_whole(place) as file:
        file.write("甲\n")
    with pytest.raises(UnicodeEncodeError), written_whole(place) as file:
        file.write("乙" * 100_000 + "\ud800")
    assert place.read_text(encoding="utf-8") == "甲\n"
    assert os.listdir(tmp_path) == [name]
    (tmp_path / "other").touch()
    assert place.stat().st_mode == (tmp_path / "other").stat().st_mode


# ------------------------------------------------------------------ a disk that is full


def by_run(out: Path, corpus: Path) -> None:
    run(corpus, out, Options(workers=1, formats=("csv", "xlsx")))


def by_export(out: Path, corpus: Path) -> None:
    with Store.open(out, write=True) as store:
        write(store, out, Selection(), ("xlsx",))


def by_review(out: Path, corpus: Path) -> None:
    with Store.open(out) as store:
        write_review(out / "t.xlsx", store.rows(next(iter(store.articles())).key))


def by_series(out: Path, corpus: Path) -> None:
    write_series([], out, workbook=True)


@pytest.mark.parametrize("door", [by_run, by_export, by_review, by_series])
def test_a_workbook_that_does_not_fit_is_one_line(
    out: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch, door: Callable[[Path, Path], None]
) -> None:
    """XlsxWriter says so in its own way; what stood there before stands there still."""
    workbook = pytest.importorskip("xlsxwriter.workbook")
    names = ("indicators.xlsx", "t.xlsx", "series.xlsx")
    for name in names:
        (out / name).write_text("before")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workbook.ZipFile, "write", full)
    with pytest.raises(ZhibiaoError, match="No space left") as raised:
        door(out, corpus)
    assert "\n" not in str(raised.value)
    assert [(out / name).read_text() for name in names] == ["before"] * 3
    assert not list(out.glob(".*.tmp"))
