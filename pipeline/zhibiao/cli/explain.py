"""zhibiao explain: what became of each numeral, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.cli.common import Commands, Given, article_options, shown
from zhibiao.model import Mention, Result, Row, ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.extraction import Explained
    from zhibiao.rows.trace import Candidate, Trace

INDENT = " " * 7


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("explain", help="print what became of each numeral of an article, and why")
    article_options(command)
    command.add_argument("row", nargs="?", help="only this row: its id, or its number in the table")
    command.add_argument("--short", action="store_true", help="one or two lines a numeral: no clauses, no candidates")
    command.set_defaults(carry_out=explain, limited=True)


def explain(options: argparse.Namespace) -> int:
    """zhibiao explain"""
    from zhibiao.extraction import explained, extract_article

    given, found = Given(options), False
    for article in given:
        result = extract_article(article)
        if options.row and not any(options.row in names for names in named(result)):
            continue
        found = True
        if Path(options.file).is_dir() or article.id != Path(options.file).name:
            print(f"【{shown(article.id)}】")
        for line in lines(result, explained(article), options.row, options.short):
            print(line)
    code = given.code()
    if options.row and not found:
        raise ZhibiaoError(f"{options.file}: 没有第 {options.row} 行 (no such row: {options.row})")
    return code


def named(result: Result) -> Iterator[tuple[str, str]]:
    """What each row can be asked for by: its id and its number in the table."""
    return ((row.row, str(number)) for number, row in enumerate(result.rows, 1))


def lines(result: Result, told: Explained, wanted: str | None, short: bool = False) -> Iterator[str]:
    """One entry for each numeral of the article, in order: its row, or the reason of its rejection; unless `short`, with
    every choice."""
    traces = {} if short else told.traces
    rows = {row.row: (number, row) for number, row in enumerate(result.rows, 1)}
    yield f"基准日 {result.anchor or '（无）'}（{result.anchor_source or '未知'}）"
    for mention in result.mentions:
        number, row = rows.get(mention.row, (0, None))
        if wanted and (row is None or wanted not in (row.row, str(number))):
            continue
        place = f"{mention.start:>6} {shown(mention.text)} →"
        if row is not None:
            yield f"{place} 第{number}行 {stated(mention, row)}"
            yield f"{INDENT}规则 {shown(told.derivations.get(mention.start, row.rule))}"
        elif mention.kind == "rejected":
            yield f"{place} 不成行：{mention.type}（规则 {mention.rule}）"
        elif mention.kind == "time":
            yield f"{place} 时间 {mention.value or '（不指具体日期）'}（规则 {mention.rule}）"
        if mention.kind in ("quantity", "rejected") and mention.start in traces:
            yield from (INDENT + shown(line) for line in steps(traces[mention.start]))
        if row is not None:
            yield from (
                f"{INDENT}{name} {said}" for name, said in (("规范", row.indicator_std), ("核对", row.checks)) if said
            )


def stated(mention: Mention, row: Row) -> str:
    """The row in one line."""
    basis = f" ↔ {row.basis}" if row.basis else ""
    return (
        f"{row.subject or '—'}｜{row.indicator or '—'}｜{row.measure} {mention.value} {row.qualifier}{basis}｜"
        f"{row.period_start or '—'}..{row.period_end or '—'}｜{row.confidence:.2f}"
    )


def steps(trace: Trace) -> Iterator[str]:
    """How a figure was read: its clause with the part of each word, the frame, and the candidates of each choice."""
    from zhibiao.rows.trace import MEASURED_BY, OWNED_BY

    parts = (f"【{text}】" if k == trace.at else f"{text}/{kind}" for k, (text, kind) in enumerate(trace.tokens))
    yield "从句 " + " ".join(parts)
    yield f"框架 {trace.left or '—'}｜{trace.cue or '—'}｜【{trace.tokens[trace.at][0]}】｜{trace.right or '—'}"
    for name, found in (
        ("读法", trace.readings),
        ("指标", once(trace.indicators, MEASURED_BY)),
        ("主体", once(trace.subjects, OWNED_BY)),
        ("时间", trace.times),
    ):
        if found:
            yield f"{name} {choice(found)}"


def once(found: Iterable[Candidate], labels: Mapping[str, str]) -> list[Candidate]:
    """Each name with the first of the sources that propose it, under its label."""
    first: dict[str, Candidate] = {}
    for candidate in found:
        first.setdefault(candidate.text, replace(candidate, origin=labels[candidate.origin]))
    return [*first.values()]


def choice(found: Iterable[Candidate]) -> str:
    """The candidates in the order they are asked in: ✓ the one taken, × with the reason those passed over."""
    return "  ".join(
        f"×{c.text}（{'，'.join(filter(None, (c.origin, c.lost)))}）" if c.lost else f"✓{c.text}（{c.origin or '—'}）"
        for c in found
    )
