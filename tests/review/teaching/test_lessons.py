"""Decisions → proposed lines, as tables of examples; no corpus."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from zhibiao.decisions import Decision, cells_of
from zhibiao.lexicon.own import Own
from zhibiao.model import Row
from zhibiao.teaching.effect import agreement, compared, verdicts
from zhibiao.teaching.forms import forms, spot
from zhibiao.teaching.lessons import lessons, type_of, unlearned, untaught
from zhibiao.teaching.lines import Line

NUMBERS = iter(range(1, 100_000))


def row(text: str, sentence: str, **cells: Any) -> Row:
    start = cells.pop("start", 0)
    made: dict[str, Any] = {"article": "a", "value": Decimal(1), "text": text, "sentence": sentence, "start": start}
    end = start + len(text)
    return Row(**{**made, "row": f"x-{start}-{end}", "end": end, **cells})


def decided(kind: Any, text: str, sentence: str, asked: dict[str, str], **cells: Any) -> Decision:
    """A decision on a row of these cells that asks for others."""
    before = cells_of(row(text, sentence, **cells))
    after = {k: v for k, v in {**before, **asked}.items() if v}
    return Decision(
        "a", "x-0-1", kind, "李", "2025-11-24", {} if kind == "added" else before, after, number=next(NUMBERS)
    )


@pytest.mark.parametrize(
    ("kind", "text", "sentence", "cells", "asked", "line"),
    [
        # a unit that the text goes on with, one that it spells otherwise, one that nothing was read of
        ("corrected", "300柜", "装卸300柜次。", {"unit": "柜", "dimension": "count"}, {"unit": "柜次"}, Line("units", "柜次", "柜次", "count")),
        ("corrected", "3公袋", "出口3公袋。", {"unit": ""}, {"unit": "吨"}, Line("units", "吨", "公袋")),
        ("added", "约5箱时", "用时约5箱时。", {}, {"unit": "箱时", "dimension": "time"}, Line("units", "箱时", "箱时", "time")),
        ("added", "5吨", "出口5吨。", {}, {"unit": "吨"}, None),
        ("corrected", "5元", "每吨5元。", {"unit": "元"}, {"unit": "元/吨"}, None),
        # a spelling of an official name, with what narrows it; a name of its own; a phrase that was renamed
        ("corrected", "5亿元", "社零额5亿元。", {"indicator": "社零额"}, {"indicator_std": "社会消费品零售总额"}, Line("indicators", "社会消费品零售总额", "社零额")),
        ("corrected", "5亿元", "芯片外销额5亿元。", {"indicator": "芯片外销额"}, {"indicator_std": "出口总额:芯片"}, Line("indicators", "出口总额", "外销额")),
        ("corrected", "5亿元", "外销额5亿元。", {"indicator": "外销额"}, {"indicator_std": "出口总额:芯片"}, None),
        ("corrected", "5点", "云播指数5点。", {"indicator": "云播指数"}, {"indicator_std": "云播指数"}, Line("indicators", "云播指数", "")),
        ("corrected", "5亿元", "外销额5亿元。", {"indicator": "外销额"}, {"indicator": "出口总额"}, Line("indicators", "出口总额", "外销额")),
        ("corrected", "5亿元", "外贸出口总额5亿元。", {"indicator": "总额"}, {"indicator": "出口总额"}, None),
        # a name that the sentence has; one that it has not is the rules' work
        ("corrected", "5亿元", "禾通贷出5亿元。", {}, {"subject": "禾通"}, Line("names", "ORG", "禾通")),
        ("corrected", "5亿元", "云禾大桥投资5亿元。", {}, {"subject": "云禾大桥"}, Line("names", "FAC", "云禾大桥")),
        ("corrected", "5亿元", "它贷出5亿元。", {}, {"subject": "禾通"}, None),
        ("accepted", "5亿元", "禾通贷出5亿元。", {"subject": "禾通"}, {}, None),
    ],
)  # fmt: skip
def test_what_a_correction_teaches(
    kind: str, text: str, sentence: str, cells: dict[str, str], asked: dict[str, str], line: Line | None
) -> None:
    """Made in two sentences it proposes the line; in one, or in a reprint, none."""
    first = decided(kind, text, sentence, asked, **cells)
    second = decided(kind, text, "又，" + sentence, asked, **cells)
    found = lessons([first, second], [], Own())
    assert [lesson.line for lesson in found] == ([line] if line else [])
    assert all(lesson.evidence == (first, second) for lesson in found)
    assert lessons([first, replace(first, number=0)], [], Own()) == []


def test_a_line_that_the_user_has_is_not_proposed() -> None:
    said = [decided("corrected", "3柜", f"{k}装卸3柜次。", {"unit": "柜次"}, unit="柜") for k in "甲乙"]
    assert lessons(said, [], Own(units=(("柜次", ("柜次",), "count"),))) == []


@pytest.mark.parametrize(
    ("rejected", "others", "want"),
    [
        # the bare word; what follows, when other rows of the same text stand; nothing, when a person kept such a row
        ([("45度", "新开45度空间。"), ("45度", "又开45度空间站。")], [], "45度"),
        ([("45度", "新开45度空间。"), ("45度", "又开45度空间站。")], [("45度", "供电45度。", "")], "45度(?=空间)"),
        ([("45度", "新开45度。"), ("45度", "又开45度。")], [("45度", "供电45度。", "")], "(?<=开)45度"),
        ([("45度", "新开45度空间。"), ("45度", "又45度空间。")], [("45度", "建45度空间。", "accepted")], None),
        ([("45度", "新开45度空间。"), ("45度", "又45度空间。")], [("45度", "建45度空间。", "rejected")], "45度"),
        # the same shape with other numbers
        ([("3号", "建3号库。"), ("12号", "建12号库房。")], [("5号", "发5号电池。", "accepted")], "{n}号(?=库)"),
        ([("3号", "建3号库。"), ("2.5号", "用2.5号线。")], [], None),
        ([("A+", "获评A+。"), ("3号", "3号库。")], [], None),
    ],
)
def test_what_rejections_teach(
    rejected: list[tuple[str, str]], others: list[tuple[str, str, str]], want: str | None
) -> None:
    said = [decided("rejected", text, sentence, {}) for text, sentence in rejected]
    rows = [row(text, sentence, status=status) for text, sentence, status in others]
    found = lessons(said, rows, Own())
    assert [lesson.line.word for lesson in found] == ([want] if want else [])


def test_forms_stop_at_punctuation_and_ambiguity() -> None:
    assert spot("3家", "甲，3家店。乙3家。").after == ""
    assert spot("3\n家", "甲，3家店、乙。").after == "店"
    assert forms([spot("1.5家", "1.5家。"), spot("三家", "三家。")]) == []


def test_what_the_rules_follow_by_now_teaches_nothing() -> None:
    """A correction counts as far as the extraction still differs from it; a rejection while the row is still made."""
    said = [
        replace(
            decided("corrected", "3柜", f"{k}装卸3柜次。", {"unit": "柜次", "basis": "yoy"}, unit="柜"), row=f"{k}-0-2"
        )
        for k in "甲乙"
    ]
    as_before = {k: [row("3柜", f"{k}装卸3柜次。", unit="柜")] for k in "甲乙"}
    recut = {k: [row("3柜次", f"{k}装卸3柜次。", unit="柜次", basis="yoy")] for k in "甲乙"}
    assert len(lessons(unlearned(said, as_before), [], Own())) == 1
    assert unlearned(said, recut) == []
    half = unlearned(said, {k: [replace(r, basis="") for r in rows] for k, rows in recut.items()})
    assert lessons(half, [], Own()) == []
    assert [(r.column, r.before, r.after) for r in untaught(half, [])] == [("basis", "", "yoy")]
    rejected = [replace(decided("rejected", "3柜", f"{k}3柜。", {}), row=f"{k}-0-2") for k in "甲乙"]
    assert unlearned(rejected, as_before) == rejected
    assert unlearned(rejected, {"甲": [], "乙": []}) == []


def test_types_by_ending() -> None:
    assert [type_of(name) for name in ("乙丙县", "云禾集团", "云禾平台", "云禾")] == ["LOC", "ORG", "BRAND", "ORG"]


def test_two_extractions_compared() -> None:
    """Gained, lost, changed; a figure that is cut otherwise has changed; confidence is no change."""
    kept, lost = row("1家", "一", confidence=0.5), row("2家", "二", start=10)
    cut, whole = row("3柜", "三", start=20, unit="柜"), row("3柜次", "三", start=20, unit="柜次")
    gained = row("4家", "四", start=30)
    found = list(compared([kept, lost, cut], [replace(kept, confidence=0.9), whole, gained]))
    assert [(c.how, c.row.text, dict(c.cells)) for c in found] == [
        ("lost", "2家", {}),
        ("changed", "3柜次", {"text": ("3柜", "3柜次"), "unit": ("柜", "柜次")}),
        ("gained", "4家", {}),
    ]


def test_what_reviewers_say_to_an_effect() -> None:
    before, after = [row("3柜", "三", unit="柜")], [row("3柜次", "三", unit="柜次")]
    corrected = decided("corrected", "3柜", "三", {"unit": "柜次"}, unit="柜")
    accepted, rejected = (
        decided("accepted", "3柜", "三", {}, unit="柜"),
        decided("rejected", "3柜", "三", {}, unit="柜"),
    )
    assert verdicts([corrected, accepted, rejected], before, after) == ([corrected], [accepted])
    assert verdicts([corrected, accepted, rejected], before, []) == ([rejected], [corrected, accepted])
    renamed = decided("corrected", "3柜", "三", {"indicator": "出口总额"}, indicator="外销额")
    assert agreement(renamed, [row("3柜", "三", indicator="外销额", indicator_std="出口总额:芯片")])[0] == 1
