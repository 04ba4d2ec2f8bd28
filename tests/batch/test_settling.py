"""A file is known by its stamp, and no change is missed: not one within the clock's step, not one that hides its time."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from zhibiao.batch import Options, crew, plan, run
from zhibiao.batch.plan import COARSE, settled, stamp_of
from zhibiao.batch.status import standing
from zhibiao.store import UNKNOWN, Stamp, Store

Tables = Callable[[Path], Mapping[str, str]]
ONE = Options(workers=1)


def test_what_was_just_written_is_not_read_again(little: Path, tmp_path: Path) -> None:
    run(little, tmp_path / "out", ONE)
    again = run(little, tmp_path / "out", ONE)
    assert (again.counts.same, again.counts.bytes, standing(tmp_path / "out").due) == (0, 0, 0)


def rewritten(file: Path) -> None:
    file.write_text("白沙县有7个镇。", encoding="utf-8")


def rewritten_in_place(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.seek("白沙县有".encode().__len__())
        stream.write(b"8")


def replaced(file: Path) -> None:
    other = file.with_suffix(".new")
    other.write_text("白沙县有9个镇。", encoding="utf-8")
    other.rename(file)


@pytest.mark.parametrize("change", [rewritten, rewritten_in_place, replaced])
def test_a_change_that_hides_is_seen(little: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    """Of the same size, and the time of change set back."""
    file, out = little / "a.txt", tmp_path / "out"
    run(little, out, ONE)
    about = file.stat()
    change(file)
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (about.st_size, about.st_mtime_ns)
    assert run(little, out, ONE).counts.changed == 1


def test_changes_in_quick_succession_are_all_seen(little: Path, tmp_path: Path) -> None:
    """Somebody writes the file over and over, as fast as the clock goes, while runs read it: the last words count."""
    file, out, stop = little / "a.txt", tmp_path / "out", threading.Event()

    def write() -> None:
        k = 0
        while not stop.is_set():
            k += 1
            file.write_text(f"白沙县有{k % 9 + 1}个镇。", encoding="utf-8")
            time.sleep(0.001)
        file.write_text("白沙县有5个镇。", encoding="utf-8")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            run(little, out, ONE)
    finally:
        stop.set()
        writer.join()
    run(little, out, ONE)
    with Store.open(out) as store:
        (article,) = store.articles()
        assert store.text(article.key) == "白沙县有5个镇。"


def stamped(touched: int) -> Stamp:
    return Stamp(10, touched, touched, 7)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no time of any change")
@pytest.mark.parametrize(
    ("age", "grain", "known"),
    [
        (3 * COARSE, 1_000_000_000, True),
        (COARSE // 2, 1_000_000_000, False),  # a file system that counts seconds: written again it might look the same
        (COARSE // 2, 1, True),
        (-3 * COARSE, 1, False),  # by the clock of another machine
    ],
)
def test_how_long_a_file_is_distrusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, age: int, grain: int, known: bool
) -> None:
    now = 1_800_000_000_000_000_001
    monkeypatch.setattr(time, "time_ns", lambda: now)
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("nothing to wait for"))
    stamp = stamped((now - age) // grain * grain)
    assert settled(tmp_path, stamp) == (stamp if known else UNKNOWN)


def test_a_file_that_does_not_rest_is_read_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(plan, "stamp_of", lambda path: stamped(time.time_ns() // 1_000_000 * 1_000_000 + 1))
    assert settled(tmp_path, plan.stamp_of(tmp_path)) == UNKNOWN
    assert len(slept) == plan.TRIES
    assert max(slept) < 0.05
    assert stamp_of(tmp_path / "none") == settled(tmp_path, UNKNOWN) == UNKNOWN


# ------------------------------------------------------------------ more files than are kept at hand


def test_more_files_than_at_hand(corpus: Path, tmp_path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    run(corpus, tmp_path / "out", ONE)
    monkeypatch.setattr(plan, "AT_HAND", 3)
    assert run(corpus, tmp_path / "other", ONE).counts.new == 30
    assert tables(tmp_path / "other") == tables(tmp_path / "out")


# ------------------------------------------------------------------ one worker forked from the run itself


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_little_work_forks(little: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run starts no process that loads everything where it may fork, and one with nothing to read none at all."""
    methods: list[str] = []
    begin = crew.Worker.__init__

    def noting(worker: crew.Worker, settings: crew.Settings, method: str = crew.METHOD) -> None:
        methods.append(method)
        begin(worker, settings, method)

    monkeypatch.setattr(crew.Worker, "__init__", noting)
    monkeypatch.setattr(crew, "may_fork", lambda: True)
    run(little, tmp_path / "out", ONE)
    assert methods == ["fork"]
    run(little, tmp_path / "out", ONE)
    (little / "a.txt").unlink()
    run(little, tmp_path / "out", ONE)
    assert methods == ["fork"]
    monkeypatch.setattr(plan, "LITTLE", 0)
    (little / "b.txt").write_text("白沙县有3个镇。", encoding="utf-8")
    assert run(little, tmp_path / "out", ONE).counts.new == 1
    assert methods == ["fork"] * 2
    monkeypatch.setattr(crew, "may_fork", lambda: False)
    (little / "c.txt").write_text("白沙县有4个镇。", encoding="utf-8")
    assert run(little, tmp_path / "out", ONE).counts.new == 1
    assert methods == ["fork", "fork", crew.METHOD]
