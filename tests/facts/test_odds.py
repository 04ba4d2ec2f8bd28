"""What is weighed of two statements of two articles, and the table of its weights."""

import pytest

from zhibiao.facts.claims import Setting, claim_of
from zhibiao.facts.evidence import evidence
from zhibiao.facts.odds import features, odds, shared, weights
from zhibiao.facts.statements import Saying, likeness
from zhibiao.lexicon import lines


def saying(
    article: int, sentence: str, text: str, indicator: str, subject: str = "", day: str = "2024-07-01"
) -> Saying:
    """A count of an article."""
    cells = {
        "row": f"r{article}", "subject": subject, "indicator": indicator, "measure": "level", "value": "43", "unit": "家",
        "dimension": "count", "modality": "actual", "text": text, "sentence": sentence, "start": "9",
    }  # fmt: skip
    claim = claim_of(cells, Setting(article, f"a{article}", day, f"d{article}", ""))
    assert claim
    return Saying(claim, sentence)


FIRST = saying(1, "记者获悉，全市掌握深海采样技术的船厂已有43家。", "43家", "采样技术的船厂")
OTHERS = {
    # what another article says, and whether it is more likely one thing than the first example here
    "the same again": saying(2, "掌握深海采样技术的船厂已有43家。", "43家", "采样技术的船厂"),
    "another noun": saying(2, "掌握深海采样技术的船厂已有43家。", "43家", "茶园"),
    "weeks later": saying(2, "掌握深海采样技术的船厂已有43家。", "43家", "采样技术的船厂", day="2024-08-09"),
    "other words": saying(2, "今年新开的茶园旅店达43家，比去年增加。", "43家", "茶园旅店"),
}


def test_each_feature_has_its_weight() -> None:
    table = list(lines("statement_weights"))
    assert [name for name, _ in table] == sorted(weights())
    assert set(weights()) == set(features(FIRST, OTHERS["other words"], likeness(FIRST, OTHERS["other words"])))


def test_features_are_shares() -> None:
    for other in OTHERS.values():
        assert all(0 <= value <= 1 for value in features(FIRST, other, likeness(FIRST, other)).values())


@pytest.mark.parametrize("name", [name for name in OTHERS if name != "the same again"])
def test_what_speaks_less(name: str) -> None:
    again, other = OTHERS["the same again"], OTHERS[name]
    assert odds(FIRST, again, likeness(FIRST, again)) > odds(FIRST, other, likeness(FIRST, other))


def test_other_words_are_too_little() -> None:
    other = OTHERS["other words"]
    assert evidence(FIRST, other, likeness(FIRST, other)) == 0


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("罚款", "罚金", 0.5), ("价格:猪肉", "猪肉价格", 1), ("", "产值", 0), ("茶园", "船厂", 0)],
)
def test_characters_of_two_indicators(one: str, other: str, share: float) -> None:
    assert shared(one, other) == share
