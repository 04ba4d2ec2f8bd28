"""What a printed figure may stand for."""

from decimal import Decimal

import pytest

from zhibiao.facts.prints import Print, meet, print_of, step_of

STEPS = {
    "5.23万亿元": ("5230000000000", "10000000000"),
    "52283亿元": ("5228300000000", "100000000"),
    "1,234.5亿元": ("123450000000", "10000000"),
    "1亿千瓦时": ("100000000", "100000000"),
    "三千二百人": ("3200", "100"),
    "1万5千": ("15000", "1000"),
    "5.0%": ("5.0", "0.1"),
    "百分之五点二": ("5.2", "0.1"),
    "２３７家": ("237", "1"),
    "三分之一": ("0.333333333333", "0"),
}
MEETING = (
    ("5.23万亿元", "52283亿元"),  # rounded
    ("5.22万亿元", "52283亿元"),  # cut off
    ("14766.5亿元", "1.48万亿元"),
    ("14766.5亿元", "1.47万亿元"),
    ("10%", "10.0%"),
    ("1.5亿", "15000万"),
    ("over 5万亿元", "5.23万亿元"),
    ("over 1300万", "1390万"),
    ("nearly 5300亿元", "5234.1亿元"),
    ("about 500人", "488人"),
    ("at_least 100家", "783家"),
    ("at_most 18万元", "15万元"),
    ("under 10亿元", "9.6亿元"),
    ("over 5万亿元", "over 5.2万亿元"),
)
DIFFERING = (
    ("5.2%", "5.3%"),
    ("60465.3亿元", "60455.3亿元"),
    ("5.24万亿元", "52283亿元"),
    ("5.2%", "-5.2%"),
    ("over 5万亿元", "4.8万亿元"),
    ("over 1300万", "1420万"),
    ("nearly 5300亿元", "5412亿元"),
    ("at_most 18万元", "25万元"),
    ("about 500人", "700人"),
    ("about 0.03%", "about 0.01%"),
)


def read(text: str) -> Print:
    qualifier, _, figure = text.rpartition(" ")
    scales = {"万亿": 12, "亿": 8, "万": 4}
    scale = next((n for name, n in scales.items() if name in figure), 0)
    number = Decimal(figure.strip("%元人家万亿"))
    return print_of(number.scaleb(scale), None, figure, qualifier)


@pytest.mark.parametrize(("text", "value", "step"), [(text, *given) for text, given in STEPS.items()])
def test_the_last_printed_digit(text: str, value: str, step: str) -> None:
    assert step_of(Decimal(value), text) == Decimal(step)


@pytest.mark.parametrize(("one", "other"), MEETING)
def test_figures_that_meet(one: str, other: str) -> None:
    assert meet(read(one), read(other))
    assert meet(read(other), read(one))


@pytest.mark.parametrize(("one", "other"), DIFFERING)
def test_figures_that_differ(one: str, other: str) -> None:
    assert not meet(read(one), read(other))
    assert not meet(read(other), read(one))


def test_a_decline_is_read_by_its_size() -> None:
    over = print_of(Decimal("-5"), None, "5%", "over")
    assert meet(over, print_of(Decimal("-5.6"), None, "5.6%", ""))
    assert not meet(over, print_of(Decimal("-4.6"), None, "4.6%", ""))


def test_a_range_holds_what_lies_in_it() -> None:
    between = print_of(Decimal(10), Decimal(15), "10%—15%", "")
    assert meet(between, print_of(Decimal("12.5"), None, "12.5%", ""))
    assert not meet(between, print_of(Decimal("17.5"), None, "17.5%", ""))


def test_one_is_rounded_and_the_other_cut_off() -> None:
    assert meet(read("94675亿"), read("94676亿"))
    assert not meet(read("7.8万亿"), read("7.9万亿"))  # too coarse to be believed
    assert meet(read("7.8万亿"), read("7.9万亿"), loosely=True)  # nor a contradiction
    assert not meet(read("3210家"), read("3211家"), loosely=True)
