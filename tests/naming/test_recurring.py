"""Names by recurrence alone: often enough, opening clauses, followed by this and that."""

from __future__ import annotations

import pytest

from zhibiao.naming.recurring import recurring
from zhibiao.spans.marks import mark
from zhibiao.words import cut

TWICE = "铠屿去年亏损。铠屿今年盈利。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TWICE + "截至目前，铠屿持有两家工厂。", {"铠屿": "ORG"}),
        (TWICE, {}),  # twice is too seldom
        ("去年铠屿亏损。今年铠屿盈利。明年铠屿扩产。", {}),  # opens no clause
        ("铠屿片区很大。铠屿片区很新。铠屿片区开放。铠屿，很远。", {"铠屿片区": ""}),
        ("“铠屿”很好。“铠屿”又好。有了‘铠屿，大家都说好。", {}),  # a quoted word opens no clause
        ("出口增长。出口很多。出口下降，出口回升。", {}),  # a common word
        ("澄泉保上线六年。目前，澄泉保通过审核。澄泉保已经盈利。", {"澄泉保": "ORG"}),  # a guess of the segmenter's
        ("水滴保上线六年。目前，水滴保通过审核。水滴保已经盈利。", {"水滴保": "ORG"}),  # a known word and one character
        (
            "水滴保上线六年。水滴很小。水滴很多。水滴保通过审核。水滴保已经盈利。",
            {},
        ),  # the word stands by itself as often
        ("保障房竣工。保障房已经分配。目前，保障房在建。", {}),  # a noun behind a noun is what it is
        ("澄阳建材市场。一个铠屿，两个铠屿，该铠屿，铠屿。铠屿在这里。", {}),  # what articles count is a common noun
    ],
)
def test_recurring(text: str, found: dict[str, str]) -> None:
    got = {name: kind for name, (kind, _) in recurring(text, [cut(text, mark(text))]).items()}
    if "" in found.values():  # the beginning of a longer name is no name by itself
        assert "铠屿" not in got
    else:
        assert got == found
