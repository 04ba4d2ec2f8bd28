"""How patterns end that hold at the end of a text."""

import pytest

from zhibiao.matching import AtEnd, compiled, everywhere
from zhibiao.matching.edges import endings


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
    assert AtEnd([compiled("增长$"), compiled("[0-9]位$")]).fitting(text) == may


def test_with_the_switch_off_every_pattern_may_hold() -> None:
    with everywhere():
        assert AtEnd([compiled("增长$"), compiled("[0-9]位$")]).fitting("长") == 0b11
