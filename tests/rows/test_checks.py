"""Figures of an article that do not agree are named; figures that may agree within their printing are not."""

import datetime as dt

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article

TEXTS = [
    # trade: the total, the balance
    ("2024年，江苏省进出口总额1000亿元，出口额600亿元，进口额500亿元。", {"1000亿元": "进出口不等于进口加出口"}),
    ("2024年，江苏省进出口总额1000亿元，出口额600.4亿元，进口额399.6亿元。", {}),
    ("2024年，江苏省进出口总额1.1万亿元，出口额6000亿元，进口额4600亿元。", {}),
    # parts
    ("2024年，江苏省工业用电量300亿千瓦时，其中制造业用电量350亿千瓦时。", {"350亿千瓦时": "部分大于整体"}),
    ("2024年，江苏省工业用电量300亿千瓦时，其中制造业用电量超过250亿千瓦时。", {}),
]


@pytest.mark.parametrize(("text", "want"), TEXTS)
def test_article(text: str, want: dict[str, str]) -> None:
    rows = extract_article(Article("", text, published=dt.date(2025, 3, 1))).rows
    flagged = {row.text: row.checks for row in rows if row.checks}
    assert {t: flagged.get(t, "") for t in want} == want
    assert bool(flagged) == bool(want)


def test_a_contradiction_lowers_confidence() -> None:
    texts = [f"2024年，江苏省进出口总额1000亿元，出口额600亿元，进口额{n}亿元。" for n in (400, 500)]
    sound, contradicted = (extract_article(Article("", text)).rows[0].confidence for text in texts)
    assert contradicted < sound
