"""The same generated cases on every machine, the command in this process, and one browser for all tests of pages.

A longer random search is a matter of `--hypothesis-profile=search`.
"""

import contextlib
import gc
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import IO, Any

import pytest
from hypothesis import settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
settings.register_profile("same", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("search", deadline=None, max_examples=20_000)
settings.register_profile("few", derandomize=True, deadline=None, max_examples=20)
settings.load_profile("same")


@pytest.fixture(autouse=True, scope="session")
def language() -> Iterator[None]:
    """Commands speak English wherever the tests run; those of the other language say so."""
    before = {name: os.environ.pop(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES") if name in os.environ}
    os.environ["LC_ALL"] = "C.UTF-8"
    yield
    del os.environ["LC_ALL"]
    os.environ.update(before)


@pytest.fixture(autouse=True, scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands keep for the next one (`zhibiao.cache`) lies apart from the user's."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    os.environ.pop("XDG_CACHE_HOME")
    if before is not None:
        os.environ["XDG_CACHE_HOME"] = before


@contextlib.contextmanager
def standing_in(
    given: bytes | IO[bytes], cwd: Path | None, encoding: str
) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Files in the place of the standard streams, another folder at hand, and all of it as before in the end."""
    from zhibiao.lexicon import own
    from zhibiao.naming import recogniser

    streams, garbage = (sys.stdin, sys.stdout, sys.stderr), gc.get_threshold()
    with contextlib.ExitStack() as stack:
        if cwd:
            stack.enter_context(contextlib.chdir(cwd))
        source, said, complained = (
            stack.enter_context(tempfile.TemporaryFile("w+", encoding=encoding, newline="")) for _ in range(3)
        )
        if isinstance(given, bytes):
            source.buffer.write(given)
            source.seek(0)
        else:
            source = io.TextIOWrapper(given, encoding)
        sys.stdin, sys.stdout, sys.stderr = source, said, complained
        try:
            yield said, complained
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
            gc.set_threshold(*garbage)
            own.use(own.Own())
            recogniser.use("")


def carried_out(
    *words: object, given: str | bytes | IO[bytes] = "", cwd: Path | None = None, encoding: str = "utf-8"
) -> "CompletedProcess[str]":
    """Carry out `zhibiao WORDS` as the installed command does, without the second that a process takes to start.

    `given` is its standard input, `encoding` that of the console. The limit on the time of one article forks a process, which is left to
    `tests/test_limits.py`.
    """
    from zhibiao import cli
    from zhibiao.cli import commands

    arguments = [*map(str, words)]
    given = given.encode() if isinstance(given, str) else given
    with standing_in(given, cwd, encoding) as (said, complained), pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "within_time", lambda seconds, work: work())
        try:
            code = cli.main(arguments)
        except SystemExit as ended:  # argparse
            code = ended.code if isinstance(ended.code, int) else 1
        texts = []
        for file in (said, complained):
            file.flush()
            file.seek(0)
            texts.append(file.read())
    return CompletedProcess(arguments, code, *texts)


@pytest.fixture(scope="session")
def command() -> "Callable[..., CompletedProcess[str]]":
    """The command: `command("run", corpus, "-o", out)` answers what `subprocess.run` would."""
    return carried_out


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with driver.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()
