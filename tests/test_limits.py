"""The limit on time holds where Python itself is never asked: inside a pattern that does not come back."""

import os
import re
import signal
import subprocess
import sysconfig
import time
from pathlib import Path

import pytest

from zhibiao.limits import within_time

COMMAND = Path(sysconfig.get_path("scripts")) / "zhibiao"


@pytest.fixture(autouse=True)
def handlers() -> None:
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")


def endless() -> int:
    re.match("(a+)+$", "a" * 60 + "b")
    return 0


@pytest.mark.parametrize(
    ("work", "code"),
    [(endless, None), (lambda: 2, 2), (lambda: 1 // 0, 1), (lambda: os.kill(os.getpid(), signal.SIGKILL) or 0, 137)],
)
def test_what_comes_of_it(work: object, code: int | None, capfd: pytest.CaptureFixture[str]) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        assert within_time(1, work) == code  # type: ignore[arg-type]
    finally:
        for number, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
            signal.signal(number, handler)
    assert ("ZeroDivisionError" in capfd.readouterr().err) == (code == 1)


def test_the_command_says_so_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("从3亿元增至" * 60_000, encoding="utf-8")
    started = time.monotonic()
    done = subprocess.run(
        [COMMAND, "extract", file, "--time-limit", "1"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{file}: over 1 s" in done.stderr
    assert "over 1 s of processor time" in done.stderr
    assert done.stderr.count("\n") == 1
    assert time.monotonic() - started < 60


def test_what_fits_is_printed() -> None:
    done = subprocess.run(
        [COMMAND, "extract", "-", "--format", "csv"], input="甲市出口3亿元。".encode(), capture_output=True, check=True
    )
    assert done.stdout.decode().count("\n") == 2
