"""Figures of an article that do not agree are named; figures that may agree within their printing are not."""

import datetime as dt
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.extraction import extract_article
from zhibiao.model import Article, Row
from zhibiao.rows.checks import CHECKS, contradictions, interval, step, year_before

TEXTS = [
    # the trade total, the balance
    ("2024年，江苏省进出口总额1000亿元，出口额600亿元，进口额500亿元。", {"1000亿元": "进口加出口不等于进出口"}),
    ("2024年，江苏省进出口总额1000亿元，出口额600.4亿元，进口额399.6亿元。", {}),
    ("2024年，江苏省进出口总额1.1万亿元，出口额6000亿元，进口额4600亿元。", {}),
    ("2024年，江苏省出口额600亿元，进口额400亿元，贸易顺差300亿元。", {"300亿元": "出口减进口不等于差额"}),
    ("2024年，江苏省出口额600亿元，进口额400亿元，贸易顺差200亿元。", {}),
    # parts
    ("2024年，江苏省工业用电量300亿千瓦时，其中制造业用电量350亿千瓦时。", {"350亿千瓦时": "部分大于整体"}),
    ("2024年，江苏省工业用电量300亿千瓦时，其中制造业用电量超过250亿千瓦时。", {}),
    ("2024年，江苏省用电量300亿千瓦时，其中制造业用电量250亿千瓦时；发电量350亿千瓦时。", {}),
    # growth and multiples between two levels
    ("2023年，江苏省粮食产量3000万吨。2024年，江苏省粮食产量3300万吨，比上年增长20%。", {"20%": "增减与两期水平不符"}),
    ("2023年，江苏省粮食产量3000万吨。2024年，江苏省粮食产量3300万吨，比上年增长10%。", {}),
    ("2023年，江苏省粮食产量3000万吨。2024年，江苏省粮食产量3300万吨，比上年增加300万吨。", {}),
    (
        "2023年，江苏省地区生产总值12.8万亿元。2024年，江苏省地区生产总值13.7万亿元，比上年增长5.8%。",
        {},
    ),  # at constant prices
    ("江苏省造林面积从2020年的20万亩增至2024年的50万亩，增长3倍。", {"3倍": "增减与起止水平不符"}),
    ("江苏省造林面积从2020年的20万亩增至2024年的50万亩，增长1.5倍。", {}),
    # shares
    ("2024年，江苏省进出口总额1000亿元；民营企业进出口500亿元，占进出口总额的60%。", {"60%": "占比与部分和整体不符"}),
    ("2024年，江苏省进出口总额1000亿元；民营企业进出口500亿元，占进出口总额的50%。", {}),
    ("2024年，江苏省民营企业进出口占进出口总额的150%。", {"150%": "占比超过整体"}),
    # one thing, one value
    ("2024年，江苏省粮食产量3000万吨，棉花产量3万吨。江苏省粮食产量3500万吨。", {"3500万吨": "同项异值"}),
    ("2024年，江苏省粮食产量超过3000万吨。江苏省粮食产量达3012万吨。", {}),
    # facts of days to come
    ("江苏省2026年将建新粮库。粮食产量3000万吨。", {"3000万吨": "时期未到"}),
    ("江苏省2026年粮食产量3000万吨。", {}),  # planned, though no word says so
    ("江苏省力争2026年粮食产量达3000万吨。", {}),
]


@pytest.mark.parametrize(("text", "want"), TEXTS)
def test_article(text: str, want: dict[str, str]) -> None:
    rows = extract_article(Article("", text, published=dt.date(2025, 3, 1))).rows
    flagged = {row.text: row.checks for row in rows if row.checks}
    assert {t: flagged.get(t, "") for t in want} == want
    assert bool(flagged) == bool(want)


def test_every_code_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs/checks.md").read_text("utf-8")
    codes = {code for _, want in TEXTS for code in want.values()}
    assert len(codes) == len(CHECKS) + 4  # trade, growth and shares have two each; one for `one_thing_one_value`
    assert [code for code in codes if f"| `{code}` |" not in page] == []


def test_a_contradiction_lowers_confidence() -> None:
    texts = [f"2024年，江苏省进出口总额1000亿元，出口额600亿元，进口额{n}亿元。" for n in (400, 500)]
    sound, contradicted = (extract_article(Article("", text)).rows[0].confidence for text in texts)
    assert contradicted < sound


STEPS = [
    ("4718亿元", "471800000000", "100000000"),
    ("4.70万辆", "47000", "100"),
    ("1,200家", "1200", "1"),
    ("三成", "30", "3.0"),
    ("零增长", "0", "0.0"),
]


@pytest.mark.parametrize(("text", "value", "want"), STEPS)
def test_step(text: str, value: str, want: str) -> None:
    assert step(Row("r", "a", text=text, value=Decimal(value))) == Decimal(want)


QUALIFIERS = ("", "about", "nearly", "over", "under", "at_least", "at_most")


@given(st.integers(-(10**9), 10**9), st.sampled_from(QUALIFIERS))
def test_a_figure_lies_in_its_own_interval(number: int, qualifier: str) -> None:
    row = Row("r", "a", text=f"{abs(number)}家", value=Decimal(number), qualifier=qualifier)
    found = interval(row)
    assert found.low <= number <= found.high


def test_a_decline_of_so_much_or_more_has_no_lower_end() -> None:
    row = Row("r", "a", text="3天", value=Decimal(-3), qualifier="at_least")
    assert interval(row).low < -100
    assert interval(row).high == -2


def level(name: str, amount: Decimal, places: int, rounding: str) -> Row:
    """A row of so many 亿元, printed to so many places."""
    printed = amount.quantize(Decimal(1).scaleb(-places), rounding)
    day = dt.date(2024, 1, 1)
    return Row(
        *(name, "a"),
        **{"text": f"{printed}亿元", "value": printed * 10**8, "unit": "元", "indicator": name, "indicator_std": name},
        period_start=day,
        period_end=day,
    )


@given(
    st.decimals(1, 10**5, places=4),
    st.decimals(1, 10**5, places=4),
    st.lists(st.integers(0, 3), min_size=3, max_size=3),
    st.lists(st.sampled_from((ROUND_HALF_UP, ROUND_DOWN)), min_size=3, max_size=3),
)
def test_true_figures_never_contradict_however_they_are_printed(
    exports: Decimal, imports: Decimal, places: list[int], roundings: list[str]
) -> None:
    said = {"出口总额": exports, "进口总额": imports, "进出口总额": exports + imports}
    rows = [level(n, a, p, r) for (n, a), p, r in zip(said.items(), places, roundings, strict=True)]
    assert contradictions(rows) == {}


def test_a_year_before() -> None:
    assert year_before(dt.date(2025, 2, 28)) == dt.date(2024, 2, 29)
    assert year_before(dt.date(2024, 2, 29)) == dt.date(2023, 2, 28)
    assert year_before(dt.date(2025, 8, 31)) == dt.date(2024, 8, 31)
