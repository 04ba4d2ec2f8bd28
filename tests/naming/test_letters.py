"""Products by brand and model, whose numbers are no figures."""

from __future__ import annotations

import pytest

import zhibiao


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("iPhone 14 Pro Max 出货量占比10%、iPhone 13 出货量占比9%", ["iPhone 14 Pro Max", "iPhone 13"]),
        ("华为 nova 10 Pro 手机发布", ["华为 nova 10 Pro"]),
        ("小米 14 Ultra发布", ["小米 14 Ultra"]),
        ("三星Galaxy S23 Ultra上市", ["三星Galaxy S23 Ultra"]),
        ("苹果发布MacBook Air 15", ["MacBook Air 15"]),
        ("QTD 1200-3的抗拉强度", ["QTD 1200-3"]),
        ("华为Q1营收增长，特斯拉GPU订单增加", ["华为", "特斯拉"]),  # a quarter, a term
        ("PMI 49.3，GDP 14万亿元", []),
    ],
)
def test_models(text: str, names: list[str]) -> None:
    assert [e.text for e in zhibiao.entities(text)] == names


def test_a_number_with_a_unit_is_a_figure() -> None:
    rows = zhibiao.extract("上半年售出iPhone 14万台。")
    assert list(rows["value"]) == [140000]


def test_a_model_owns_its_figures() -> None:
    rows = zhibiao.extract("iPhone 14 出货量占比15.3%、iPhone 14 Pro 出货量占比9.2%。")
    assert list(rows["subject"]) == ["iPhone 14", "iPhone 14 Pro"]
