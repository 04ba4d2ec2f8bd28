"""What says that a sentence states facts alone lets every word through that makes a rule, a forecast or an aim."""

import pytest

from zhibiao.clauses.cues import FORECAST, GRANTED, LISTS, MODAL, NORM, TARGET


@pytest.mark.parametrize("cue", [FORECAST, NORM, TARGET, GRANTED])
def test_whatever_a_cue_finds_is_modal(cue: object) -> None:
    words = [word for name in ("forecast", "norm", "target") for word in LISTS[name]]
    said = [*words, "每户补贴300元", "给予一次性奖励", "最高奖10万元", "封顶5万元", "处以2万元罚款", "按补贴标准发放"]
    found = [word for word in said if cue.search(f"今年{word}新增")]  # type: ignore[attr-defined]
    assert found
    assert all(MODAL.search(f"今年{word}新增") for word in found)


def test_most_sentences_are_none() -> None:
    assert not MODAL.search("2025年前三季度，全市出口额达12.5亿元，同比增长6%。")
