"""A made-up corpus, extracted and reviewed: the same corrections in several articles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhibiao.batch import Options, run
from zhibiao.lexicon import own
from zhibiao.review.desk import Desk
from zhibiao.store import Store

TEXTS = {
    "a.txt": "明川港今年装卸300柜次，同比增长6%。全市社零额达50亿元。店里的45度空间新开。",
    "b.txt": "禾丰县今年装卸120柜次。全县社零额为8亿元。街上的45度空间关了2家。供电45度。",
    "c.txt": "甲州港去年装卸85柜次，社零额增长3%。",
    "d.jsonl": '{"id": "d1", "text": "今年禾通授信3亿元。"}\n{"id": "d2", "text": "另有一篇，吞吐量7万吨。"}\n',
    "e.txt": "去年禾通贷出5亿元，增长4%。",
}
SETTINGS = '# 自己的\n[names]\nORG = ["甲州港集团"]  # 不动\n'


def extracted(place: Path) -> Path:
    """The corpus below a place, run; answers the output folder."""
    corpus = place / "corpus"
    corpus.mkdir()
    for name, text in TEXTS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    (corpus / "zhibiao.toml").write_text(SETTINGS, encoding="utf-8")
    run(corpus, place / "extracted", Options(workers=1))
    return place / "extracted"


def review(folder: Path) -> None:
    """Correct every 柜次, the first 社零额 and the subject of the first 禾通; reject the figure of 45度空间."""
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: "2025-11-24T09:00:00+08:00")
        for key, sheet in list(desk.sheets.items()):
            for row in sheet.rows:
                changes: dict[str, str] = {}
                if row.unit == "柜":
                    changes = {"unit": "柜次"}
                elif row.indicator == "社零额" and row.unit == "元":
                    changes = {"indicator_std": "社会消费品零售总额"}
                elif "禾通" in row.sentence and row.unit == "元":
                    changes = {"subject": "禾通"}
                if changes:
                    desk.decide(key, row.row, "corrected", changes, "", "李")
                elif row.text == "45度" and "空间" in row.sentence:
                    desk.decide(key, row.row, "rejected", {}, "", "李")


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus and its output folder with the decisions, for all tests: take a copy."""
    place = tmp_path_factory.mktemp("reviewed")
    review(extracted(place))
    return place


@pytest.fixture
def folder(reviewed: Path, tmp_path: Path) -> Path:
    """The output folder of a copy."""
    place = shutil.copytree(reviewed, tmp_path / "teaching")
    with Store.open(place / "extracted", write=True) as store:
        store.note(corpus=str(place / "corpus"))
    return place / "extracted"


@pytest.fixture(autouse=True)
def nothing_of_the_user() -> Iterator[None]:
    """The lexicon of a test's corpus ends with the test."""
    yield
    own.use(own.Own())
