"""What the sources of owners and of indicators answer for the last figure of a text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import pytest

from zhibiao.page import Page
from zhibiao.rows.assemble import assemble
from zhibiao.rows.indicator.sources import BEHIND, candidates, choose
from zhibiao.rows.measures import read
from zhibiao.rows.scene import Scene
from zhibiao.rows.setting import nouns, setting
from zhibiao.rows.state import Case, Draft, State
from zhibiao.rows.subject.sources import owners
from zhibiao.spans.marks import mark
from zhibiao.text import mend_text
from zhibiao.title import Title

Answers = list[tuple[str, str]]
ANCHOR = dt.date(2026, 3, 5)


@pytest.fixture(scope="session")
def answers() -> Callable[[str], tuple[Answers, Answers]]:
    """(owners, indicators) of the last figure of `title｜paragraph/paragraph`: (words, source), in order of preference."""

    def asked(text: str) -> tuple[Answers, Answers]:
        title, _, body = text.rpartition("｜")
        mended, found = mend_text(body.replace("/", "\n")), [([], [])]  # type: list[tuple[Answers, Answers]]

        def watch(scene: Scene, i: int, state: State, sofar: Sequence[Draft]) -> None:
            spot = setting(scene, i)
            frame = read(spot.context)
            case = Case(scene, i, spot, frame, *nouns(scene, i, spot, frame), sofar, state.whose)
            counted = case._replace(counted=choose(case)[1] in BEHIND)
            found.append((list(owners(counted)), list(candidates(case))))

        page = Page(mended.mended, mended.sentences, mark(mended.mended))
        assemble(page, ANCHOR, lambda: Title(title).owner, watch)
        return found[-1]

    return asked


def examples(table: str) -> Iterator[tuple[str, str, str]]:
    """(text, source, words) of the lines `text => source words`."""
    for line in table.strip().splitlines():
        text, want = line.split(" => ")
        source, _, words = want.partition(" ")
        yield text, source, words


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with `text`, `source` and `words` reads the table EXAMPLES of its module."""
    if {"text", "source", "words"} <= set(metafunc.fixturenames):
        table = list(examples(metafunc.module.EXAMPLES))
        metafunc.parametrize(
            ("text", "source", "words"), table, ids=[f"{source}: {text[:12]}" for text, source, _ in table]
        )
