"""What is not looked for, because no word of it stands there, is not there."""

import hypothesis.strategies as st
from hypothesis import given

from zhibiao.clauses.cues import FORECAST, LISTS, NORM, TARGET
from zhibiao.rows.modality import MODAL

MODALS = [w for name in ("norm", "forecast", "target") for w in LISTS[name]]
AROUND = [*"据省局小名，的每3", "统计局", "行动", "限额以上"]


@given(st.lists(st.sampled_from(MODALS + AROUND), max_size=5).map("".join))
def test_no_modality_without_a_word_of_it(text: str) -> None:
    assert MODAL.search(text) or not any(p.search(text) for p in (NORM, FORECAST, TARGET))
