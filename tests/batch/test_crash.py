"""Killed, full, read-only or interrupted: the next run goes on, and the tables are those of a run left in peace.

`benchmarks/killing.py` does the same at length.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sysconfig
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from zhibiao import batch
from zhibiao.batch.writer import GROUP_OUTCOMES
from zhibiao.model import ZhibiaoError
from zhibiao.store import Store

Tables = Callable[[Path], Mapping[str, str]]
COMMAND = Path(sysconfig.get_path("scripts")) / "zhibiao"


def start(corpus: Path, out: Path, *more: str, limit: str = "") -> subprocess.Popen[str]:
    command = [str(COMMAND), "run", str(corpus), "-o", str(out), "--workers", "2", *more]
    if limit:
        command = ["sh", "-c", f'{limit}; exec "$@"', "sh", *command]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def opened(out: Path) -> bool:
    """Whether the run has begun to write its database."""
    return (out / "zhibiao.sqlite").is_file()


def stored(out: Path) -> bool:
    """Whether its database holds a first group of articles."""
    if opened(out):
        with contextlib.suppress(ZhibiaoError), Store.open(out) as store:
            return store.totals()[0] > 0
    return False


def exporting(out: Path) -> bool:
    """Whether it writes its tables."""
    return any(out.glob(".indicators.csv*"))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """More than one group of outcomes, three of each file."""
    folder = tmp_path / "news"
    folder.mkdir()
    for k in range(GROUP_OUTCOMES // 2):
        (folder / f"丙报{k:03}.txt").write_text(f"白沙县有{k + 1}个村。", encoding="utf-8")
    return folder


PEACE: dict[frozenset[str], Mapping[str, str]] = {}  # the tables of a run left in peace, by the files of the corpus


def begun(corpus: Path, out: Path, when: Callable[[Path], bool]) -> subprocess.Popen[str]:
    """A run that has come so far."""
    run = start(corpus, out)
    while run.poll() is None and not when(out):
        time.sleep(0.005)
    return run


def assert_taken_up(corpus: Path, out: Path, tables: Tables) -> None:
    """The next run finishes the work; its tables are those of a run left in peace."""
    batch.run(corpus, out, batch.Options(workers=2))
    files = frozenset(str(path.relative_to(corpus)) for path in corpus.rglob("*.*"))
    if files not in PEACE:
        peace = out.with_name("peace")
        batch.run(corpus, peace, batch.Options(workers=1))
        PEACE[files] = tables(peace)
    assert tables(out) == PEACE[files]
    assert not list(out.glob(".*"))


def test_killed_runs_are_taken_up(large: Path, tmp_path: Path, tables: Tables) -> None:
    out = tmp_path / "out"
    for moment in (opened, stored, exporting):
        run = begun(large, out, moment)
        run.kill()
        run.communicate()
    assert_taken_up(large, out, tables)


def test_interrupted_it_says_so_and_keeps_what_it_has(large: Path, tmp_path: Path, tables: Tables) -> None:
    out = tmp_path / "out"
    run = begun(large, out, stored)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate()
    assert run.returncode in (130, 0), said  # 0: it was faster than the signal
    if run.returncode:
        assert "run again to go on" in said
        assert said.count("\n") == 1
    assert_taken_up(large, out, tables)


def test_a_full_disk_is_one_line_and_the_next_run_goes_on(large: Path, tmp_path: Path, tables: Tables) -> None:
    """A limit on the size of files stands for the full disk: the system answers a write with an error in both."""
    out = tmp_path / "out"
    run = start(large, out, limit="trap '' XFSZ; ulimit -f 200")
    _, said = run.communicate()
    assert run.returncode == 2
    assert said.count("\n") == 1
    assert "free some space" in said
    assert_taken_up(large, out, tables)


def test_a_read_only_output_is_one_line(little: Path, tmp_path: Path, tables: Tables) -> None:
    """Root may write anywhere: it runs the command without that right."""
    out = tmp_path / "out"
    command = [str(COMMAND), "run", str(little), "-o", str(out)]
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("setpriv is not installed (util-linux), and root can write anywhere")
        command = [setpriv, "--bounding-set=-dac_override,-dac_read_search", *command]
    out.mkdir(mode=0o555)
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "make the folder writable" in run.stderr
    out.chmod(0o755)
    assert_taken_up(little, out, tables)
