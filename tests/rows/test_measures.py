"""A reading that is not asked would not have held."""

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from zhibiao.clauses.cues import LISTS
from zhibiao.extraction import laid_out
from zhibiao.headings import with_headings
from zhibiao.reading import read
from zhibiao.rows.assemble import assemble
from zhibiao.rows.measures import READINGS, contenders, cues
from zhibiao.rows.scene import Scene
from zhibiao.rows.setting import setting
from zhibiao.rows.state import State
from zhibiao.text import mend

CORPUS = Path(__file__).parents[2] / "corpus"
CUES = [each.cue for each in READINGS if each.cue]


@given(st.lists(st.sampled_from([w for words in LISTS.values() for w in words] + list("的，8\n每")), max_size=6))
def test_a_cue_that_holds_fits(words: list[str]) -> None:
    text = "".join(words)
    for k, cue in enumerate(CUES):
        assert not cue.search(text) or cues().fitting(text) >> k & 1, (cue.pattern, text)


@pytest.mark.slow
def test_all_readings_that_hold_contend() -> None:
    held = 0

    def watch(scene: Scene, i: int, state: State, sofar: object) -> None:
        nonlocal held
        context = setting(scene, i).context
        frames = [frame for each in READINGS if (frame := each.reading(context))]
        assert [frame for frame, _ in contenders(context)][:-1] == frames
        held += len(frames)

    for article in read(CORPUS):
        text = mend(article)
        assemble(laid_out(with_headings(text, article.title)).page, None, watch=watch)
    assert held > 250
