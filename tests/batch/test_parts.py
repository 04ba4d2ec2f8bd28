"""Tables brought up to date part by part: the bytes of a table written anew, whatever came before, and only what changed is
written."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from zhibiao.batch import Options, run
from zhibiao.exports import Selection, write
from zhibiao.exports.copying import copy_stretch
from zhibiao.exports.parts import PartedFile
from zhibiao.exports.select import TableRows
from zhibiao.exports.staging import Staging
from zhibiao.store import Span, Store

from .conftest import planted

Tables = Callable[[Path], Mapping[str, str]]
ONE = Options(workers=1)
WHEN = "2025-11-24T09:00:00+08:00"


@pytest.fixture(autouse=True, scope="module")
def short_parts() -> Iterator[None]:
    """Every third article begins a part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zhibiao.exports.parts.BELOW", "55")
        yield


@pytest.fixture(scope="module")
def parted(short_parts: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the corpus with its tables in short parts, for all tests: take a copy."""
    folder = tmp_path_factory.mktemp("parted")
    run(planted(folder / "news"), folder / "out", ONE)
    return folder / "out"


@pytest.fixture
def out(parted: Path, tmp_path: Path) -> Path:
    return shutil.copytree(parted, tmp_path / "out")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Span]:
    """The parts of the indicator table that are written and not copied."""
    spans: list[Span] = []
    within = TableRows.within

    def noting(rows: TableRows, span: Span) -> Iterator[object]:
        spans.append(span)
        return within(rows, span)

    monkeypatch.setattr(TableRows, "within", noting)
    return spans


def anew(out: Path, tables: Tables) -> Mapping[str, str]:
    """The tables of the same database written as a whole."""
    with Store.open(out) as store:
        write(store, out.with_name("anew"), Selection())
    return tables(out.with_name("anew"))


def record(k: int, text: str = "白沙县有3个镇、12个村。") -> str:
    return json.dumps({"id": f"n{k}", "date": "2025-10-20", "content": text}, ensure_ascii=False) + "\n"


def grown(corpus: Path) -> None:
    (corpus / "甲报/新.txt").write_text("白沙县新增就业3.4万人。", encoding="utf-8")


def shrunk(corpus: Path) -> None:
    (corpus / "甲报/2025-10-11.txt").unlink()


def changed(corpus: Path) -> None:
    (corpus / "2025-10-12.txt").write_text("=1+1\n白沙县有7个镇。\n甲，=乙", encoding="utf-8")


def mixed(corpus: Path) -> None:
    """Lines of a collection in another order, one twice, one more, two less."""
    lines = (corpus / "乙报.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (corpus / "乙报.jsonl").write_text(
        "".join([*lines[9:20], record(1), *lines[:8], lines[3], *lines[22:]]), encoding="utf-8"
    )


def appended(corpus: Path) -> None:
    with (corpus / "乙报.jsonl").open("a", encoding="utf-8") as file:
        file.write(record(2))


def broken(corpus: Path) -> None:
    (corpus / "坏.json").write_text("{", encoding="utf-8")


def renamed(corpus: Path) -> None:
    (corpus / "2025-10-10.txt").rename(corpus / "甲报/2025-10-10.txt")


STEPS = (grown, changed, mixed, shrunk, appended, broken, renamed)


@pytest.mark.parametrize("selection", [Selection(), Selection(excel=True, header="zh", where="value > 5")])
def test_the_bytes_are_those_of_tables_written_anew(
    corpus: Path, tmp_path: Path, tables: Tables, written: list[Span], selection: Selection
) -> None:
    out = tmp_path / "out"
    how = Options(workers=1, selection=selection)
    run(corpus, out, how)
    for step in STEPS:
        step(corpus)
        written.clear()
        assert run(corpus, out, how).exported
        few = len(written)
        with Store.open(out) as store:
            write(store, tmp_path / "anew", selection)
        assert tables(out) == tables(tmp_path / "anew"), step.__name__
        assert few < len(written) - few, step.__name__  # of all parts, which were written just now
    assert not list(out.glob("*edited*"))


def test_decisions_rewrite_their_parts(corpus: Path, tmp_path: Path, tables: Tables, written: list[Span]) -> None:
    """Those on an article that goes show at another with its text from then on."""
    out = tmp_path / "out"
    twin = corpus / "甲报/2025-10-16.txt"
    twin.write_bytes((corpus / "2025-10-12.txt").read_bytes())
    run(corpus, out, ONE)
    with Store.open(out, write=True) as store:
        keys = {a.id: a.key for a in store.articles()}
        first, second = store.rows(keys["2025-10-12.txt"])[:2]
        store.decide(keys["2025-10-12.txt"], first.row, "corrected", who="李", when=WHEN, changes={"value": "7"})
        number = store.decide(keys["2025-10-12.txt"], second.row, "rejected", who="李", when=WHEN)
    written.clear()
    run(corpus, out, ONE)
    assert 0 < len(written) < 4
    assert tables(out) == anew(out, tables)
    with Store.open(out, write=True) as store:
        store.undo(number, who="李", when=WHEN)
    (corpus / "2025-10-12.txt").unlink()
    before = (out / "indicators.csv").read_text(encoding="utf-8").count(",corrected,")
    run(corpus, out, ONE)
    assert tables(out) == anew(out, tables)
    assert (out / "indicators.csv").read_text(encoding="utf-8").count(",corrected,") == before == 1


def test_a_decision_during_the_first_export_is_not_lost(
    corpus: Path, tmp_path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    move = Staging.move

    def decided(staging: Staging) -> None:
        with Store.open(out, write=True) as store:
            key = next(store.articles()).key
            store.decide(key, store.rows(key)[0].row, "rejected", who="李", when=WHEN)
        move(staging)

    with monkeypatch.context() as patch:
        patch.setattr(Staging, "move", decided)
        run(corpus, out, ONE)
    assert ",rejected," not in (out / "indicators.csv").read_text(encoding="utf-8")
    assert run(corpus, out, ONE).exported
    assert ",rejected," in (out / "indicators.csv").read_text(encoding="utf-8")
    assert tables(out) == anew(out, tables)


def test_the_order_of_arrival_does_not_show(corpus: Path, out: Path, tmp_path: Path, tables: Tables) -> None:
    files = sorted(path for path in corpus.rglob("*") if path.is_file())
    slowly = tmp_path / "slowly"
    for file in reversed(files):
        place = slowly / file.relative_to(corpus)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
        run(slowly, tmp_path / "other", ONE)
    assert tables(tmp_path / "other") == tables(out)


def test_the_data_package_lists_the_parts(out: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    for resource in json.loads((out / "datapackage.json").read_text("utf-8"))["resources"]:
        with (out / resource["path"]).open("rb") as file:
            assert len(resource["parts"]) > 5
            for part in resource["parts"]:
                assert part["hash"] == f"sha256:{hashlib.sha256(file.read(part['bytes'])).hexdigest()}"
            assert not file.read()
    assert frictionless.Package(str(out / "datapackage.json")).validate().valid


# ------------------------------------------------------------------ other hands on the tables


def test_an_edit_that_hides_is_found(corpus: Path, tmp_path: Path, tables: Tables) -> None:
    """Of the same size and with the old time of change."""
    out = tmp_path / "out"
    run(corpus, out, ONE)
    table = out / "indicators.csv"
    about, data = table.stat(), table.read_bytes()
    table.write_bytes(data.replace("青石市".encode(), "黑石市".encode(), 1))
    os.utime(table, ns=(about.st_atime_ns, about.st_mtime_ns))
    grown(corpus)
    run(corpus, out, ONE)
    assert "黑石市" in (out / "indicators.edited-1.csv").read_text(encoding="utf-8")
    (out / "indicators.edited-1.csv").unlink()
    assert tables(out) == anew(out, tables)


def test_a_folder_that_was_copied_is_brought_up_to_date(
    corpus: Path, out: Path, tables: Tables, written: list[Span]
) -> None:
    """Its tables are other files with the same bytes: read once, not written anew, not kept aside."""
    for file in list(out.iterdir()):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    grown(corpus)
    written.clear()
    run(corpus, out, ONE)
    assert len(written) < 3
    assert tables(out) == anew(out, tables)
    assert not list(out.glob("*edited*"))


def test_a_table_that_was_removed_is_written(corpus: Path, out: Path, tables: Tables) -> None:
    (out / "mentions.csv").unlink()
    grown(corpus)
    run(corpus, out, ONE)
    assert tables(out) == anew(out, tables)


class Killed(BaseException):
    """What ends a run as a kill would."""


@pytest.mark.parametrize("moves", range(5))
def test_killed_between_the_moves(
    corpus: Path, out: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    """Twice, of other changes: no table is taken for an edit of somebody's, and none stays behind."""
    replace = os.replace
    for step in (grown, changed):
        step(corpus)
        left = [moves]

        def dying(source: Path, target: Path, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            replace(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", dying)
            if moves < 4:
                with pytest.raises(Killed):
                    run(corpus, out, ONE)
            else:
                patch.setattr(Staging, "note_parts", lambda staging: dying(out, out))
                with pytest.raises(Killed):
                    run(corpus, out, ONE)
    run(corpus, out, ONE)
    assert tables(out) == anew(out, tables)
    assert not list(out.glob("*edited*"))


# ------------------------------------------------------------------ copying


def refusing(number: int) -> Callable[..., int]:
    def copy(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    return copy


COPIERS: dict[str, Callable[..., int] | None] = {
    "the kernel": getattr(os, "copy_file_range", None),
    "no such call": None,
    "refused": refusing(errno.EXDEV),
    "not built in": refusing(errno.ENOSYS),
    "answers nothing": lambda *_: 0,
}


@pytest.fixture(params=COPIERS)
def copier(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ways in which the kernel copies, or does not."""
    copy = COPIERS[request.param]
    if copy is None:
        monkeypatch.delattr(os, "copy_file_range", raising=False)
    else:
        monkeypatch.setattr(os, "copy_file_range", copy, raising=False)


@pytest.mark.usefixtures("copier")
def test_a_stretch_is_copied_in_every_way(tmp_path: Path) -> None:
    data = bytes(range(256)) * 9000
    (tmp_path / "source").write_bytes(data)
    with (tmp_path / "source").open("rb") as source, (tmp_path / "target").open("wb") as target:
        target.write(b"head")
        target.flush()
        for start, size in ((5, 0), (0, 3), (1000, 2_000_000), (len(data) - 1, 1)):
            copy_stretch(source.fileno(), target.fileno(), start, size)
        target.write(b"foot")
        with pytest.raises(OSError, match="too early"), open(os.devnull, "wb") as nowhere:
            copy_stretch(source.fileno(), nowhere.fileno(), len(data) - 1, 2)
    assert (tmp_path / "target").read_bytes() == b"head" + data[:3] + data[1000:2_001_000] + data[-1:] + b"foot"


# `out` comes first: from Python 3.14 on, `shutil` copies a folder by the call that `copier` replaces.
def test_tables_are_the_same_however_they_are_copied(corpus: Path, out: Path, copier: None, tables: Tables) -> None:
    grown(corpus)
    run(corpus, out, ONE)
    assert tables(out) == anew(out, tables)


def test_other_errors_of_the_disk_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "copy_file_range", refusing(errno.ENOSPC), raising=False)
    (tmp_path / "source").write_bytes(b"12")
    with (tmp_path / "source").open("rb") as source, pytest.raises(OSError, match="space"):
        copy_stretch(source.fileno(), source.fileno(), 0, 2)


def test_parts_beside_each_other_are_copied_at_once(
    monkeypatch: pytest.MonkeyPatch, corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(corpus, out, ONE)
    grown(corpus)
    copies = []
    take = PartedFile.take

    def noting(file: PartedFile, parts: range) -> None:
        copies.append(len(parts))
        take(file, parts)

    monkeypatch.setattr(PartedFile, "take", noting)
    run(corpus, out, ONE)
    assert 3 <= len(copies) <= 9
    assert max(copies) > 1
