"""A reading that is not asked would not have held."""

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from zhibiao.endings import Endings, endings
from zhibiao.extraction import laid_out
from zhibiao.headings import with_headings
from zhibiao.reading import read
from zhibiao.rows.assemble import assemble
from zhibiao.rows.cues import LISTS
from zhibiao.rows.measures import READINGS, contenders, cues
from zhibiao.rows.scene import Scene
from zhibiao.rows.setting import setting
from zhibiao.rows.state import State
from zhibiao.text import mend

CORPUS = Path(__file__).parents[2] / "corpus"
CUES = [each.cue for each in READINGS if each.cue]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("(?:增长|下降)了$", {"了长", "了降"}),
        ("(?:增长|下降)了?$", {"长增", "降下", "了长", "了降"}),
        ("涨$", {"涨*"}),
        ("(?:约|近)*$", {"**", "约*", "近*", "约约", "约近", "近约", "近近"}),
        ("第[0-9]+位$", {"位0"}),
        ("(?<!新)(?P<verb>增)(?=了)?$", {"增*"}),
    ],
)
def test_how_a_pattern_ends(pattern: str, found: set[str]) -> None:
    assert endings(pattern) == found


def test_a_pattern_that_goes_on_behind_is_refused() -> None:
    with pytest.raises(ValueError, match="must end with"):
        endings("增长")


@pytest.mark.parametrize(
    ("text", "may"),
    [("增长", 0b01), ("长", 0b00), ("", 0b00), ("排第12位", 0b10), ("第位", 0b00), ("增长\n", 0b11)],
)
def test_which_patterns_a_text_may_hold(text: str, may: int) -> None:
    assert Endings(["增长$", "[0-9]位$"]).fitting(text) == may


@given(st.lists(st.sampled_from([w for words in LISTS.values() for w in words] + list("的，8\n每")), max_size=6))
def test_a_cue_that_holds_fits(words: list[str]) -> None:
    text = "".join(words)
    for k, cue in enumerate(CUES):
        assert not cue.search(text) or cues().fitting(text) >> k & 1, (cue.pattern, text)


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
