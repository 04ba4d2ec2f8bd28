"""A small corpus of our own sentences, and a worker that misbehaves when an article asks for it."""

from __future__ import annotations

import hashlib
import importlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from zhibiao.batch import Options, run

CITIES = ("青石市", "临川市", "白沙县", "云江省", "南屏区", "海丰港")


def sentence(k: int) -> str:
    return f"{brief(k)}全市新增就业{k % 9 + 1}.4万人，其中高校毕业生{k % 5 + 1}00人，第{k + 1}届展会如期举行。"


def brief(k: int) -> str:
    return f"{CITIES[k % len(CITIES)]}今年前三季度进出口总额达{100 + k}.5亿元，同比增长{k % 17 + 1}.2%。"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Six text files in two folders and a collection of twenty-four records."""
    return planted(tmp_path / "news")


@pytest.fixture
def little(tmp_path: Path) -> Path:
    """One short article, written this moment."""
    folder = tmp_path / "little"
    folder.mkdir()
    (folder / "a.txt").write_text("白沙县有3个镇。", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the corpus extracted, for all tests: take a copy."""
    folder = tmp_path_factory.mktemp("finished")
    run(planted(folder / "news"), folder / "out", Options(workers=1))
    return folder / "out"


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    """An output folder with the corpus extracted."""
    return shutil.copytree(finished, tmp_path / "out")


def planted(folder: Path) -> Path:
    (folder / "甲报").mkdir(parents=True)
    for k in range(6):
        place = folder / ("甲报" if k % 2 else ".") / f"2025-10-{k + 10}.txt"
        place.write_text(sentence(k) + "\n" + sentence(k + 1), encoding="utf-8")
    records = [
        {"id": f"r{k:02}", "date": "2025-10-20", "title": f"简讯{k}", "content": brief(k)} for k in range(10, 34)
    ]
    write_records(folder / "乙报.jsonl", records)
    return folder


def write_records(path: Path, records: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


def tables_of(folder: Path) -> Mapping[str, str]:
    """The sha256 of every table of an output folder."""
    return {
        f.name: hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(folder.iterdir())
        if f.suffix in (".csv", ".json", ".xlsx", ".parquet")
    }


@pytest.fixture
def tables() -> Callable[[Path], Mapping[str, str]]:
    return tables_of


MISBEHAVING = """
import os, re, signal
from zhibiao.batch import worker
extract = worker.extract_portions
def misbehaving(article):
    if "不归" in article.original:
        re.match("(a+)+$", "a" * 60 + "b")        # never comes back, and never lets Python look at a signal
    if "暴毙" in article.original:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "鲸吞" in article.original:
        bytearray(3 << 30)
    if "一次" in article.original and not os.path.exists("DIED"):
        open("DIED", "w").close()
        os.kill(os.getpid(), signal.SIGKILL)       # as the system does when it is short of memory
    return extract(article)
def serve(pipe, settings):
    worker.extract_portions = misbehaving
    worker.serve(pipe, settings)
"""


@pytest.fixture
def misbehaving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that loop (不归), crash (暴毙), take memory (鲸吞) or die once (一次) on articles with these words."""
    (tmp_path / "misbehaving.py").write_text(MISBEHAVING.replace("DIED", str(tmp_path / "died")), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("zhibiao.batch.crew.SERVE", importlib.import_module("misbehaving").serve)
