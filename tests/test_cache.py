"""What one process has worked out serves the next, and a file that is not to be trusted serves nobody."""

import marshal
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from zhibiao import cache

KEY = ("a", "b")
ANSWERS: dict[tuple[object, ...], object] = {KEY: ["plain", 1, {"nested": frozenset("xy")}]}


def written(place: Path) -> cache.DiskCache:
    made = cache.DiskCache(place)
    made.answers.update(ANSWERS)
    made.more = True
    made.write()
    return made


def answers(place: Path) -> dict[tuple[object, ...], object]:
    """What the next process has."""
    found = cache.DiskCache(place)
    return {key: found.known(key, lambda: "found anew") for key in found.index}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "zhibiao" / "one.tables"


def test_what_is_written_is_read(place: Path) -> None:
    written(place)
    assert answers(place) == ANSWERS
    assert [path.name for path in place.parent.iterdir()] == ["one.tables"]  # nothing half written is left
    assert place.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_when_nothing_is_new(place: Path) -> None:
    cache.DiskCache(place).write()
    assert not place.parent.exists()


def test_a_pure_function_is_asked_once(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    made = cache.DiskCache(place)
    monkeypatch.setattr(cache, "disk_cache", lambda: made)
    asked = []

    @cache.disk_cached
    def doubled(text: str) -> str:
        asked.append(text)
        return text * 2

    assert [doubled("ab"), doubled("ab"), doubled("c")] == ["abab", "abab", "cc"]
    assert asked == ["ab", "c"]


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "of another kind"])
def test_a_damaged_file_is_as_none_and_is_written_anew(place: Path, damage: str) -> None:
    written(place)
    whole = place.read_bytes()
    other = marshal.dumps([1, 2])
    place.write_bytes(
        {
            "cut": whole[:-5],
            "changed": whole[:-1] + bytes([whole[-1] ^ 1]),
            "empty": b"",
            "of another kind": sha256(other).digest() + other,
        }[damage]
    )
    assert answers(place) == {}
    written(place)
    assert answers(place) == ANSWERS


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are those of POSIX")
def test_what_others_could_have_written_is_not_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(place)
    place.chmod(0o620)
    assert answers(place) == {}
    place.chmod(0o600)
    monkeypatch.setattr(os, "geteuid", lambda: place.stat().st_uid + 1)
    assert answers(place) == {}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are those of POSIX")
def test_nothing_is_written_where_others_may_write(place: Path) -> None:
    place.parent.mkdir()
    place.parent.chmod(0o777)
    written(place)
    assert not place.exists()


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    written(tmp_path / "file" / "one.tables")


def test_few_files_of_other_installations_stay(place: Path) -> None:
    for n in range(cache.OTHERS + 3):
        written(place.with_name(f"{n}.tables"))
    assert len(list(place.parent.iterdir())) == cache.OTHERS + 1


def test_where_the_file_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("the convention of Linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache.cache_folder() == Path("/somewhere")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", "/home/a")
    assert cache.cache_folder() == Path("/home/a/.cache")


def test_the_command_reads_alike_with_and_without(tmp_path: Path) -> None:
    """The first run finds nothing, the second what the first has written, the third may not write."""
    article = tmp_path / "article.txt"
    article.write_text("2025年前三季度，云溪市出口額達12.5億元，同比增長6%，“十四五”以來年均增長5%。", "utf-8")
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    said = []
    for folder in (tmp_path / "cache", tmp_path / "cache", locked):
        command = [sys.executable, "-X", "utf8", "-m", "zhibiao.cli", "extract", str(article), "--format", "csv"]
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder)}
        said.append(subprocess.run(command, env=environment, capture_output=True, check=True, encoding="utf-8"))
    assert said[0].stdout.count("\n") > 2
    assert len({(run.stdout, run.stderr) for run in said}) == 1
    assert len(list((tmp_path / "cache" / "zhibiao").iterdir())) == 1
