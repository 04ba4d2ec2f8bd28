"""zhibiao explain: what became of each numeral, and why."""

from __future__ import annotations

import argparse

from zhibiao.cli.common import OK, Commands, article_options, articles_of, shown
from zhibiao.model import Result


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("explain", help="print what became of each numeral of an article, and why")
    article_options(command)
    command.add_argument("row", nargs="?", help="only this row: its id, or its number in the table")
    command.set_defaults(carry_out=explain)


def explain(options: argparse.Namespace) -> int:
    """zhibiao explain"""
    from zhibiao.extraction import extract_article

    for article in articles_of(options):
        result = extract_article(article)
        for line in explained(result, options.row):
            print(line)
    return OK


def explained(result: Result, wanted: str | None) -> list[str]:
    """One entry for each numeral of the article, in order: its row, or the reason of its rejection."""
    rows = {row.row: (number, row) for number, row in enumerate(result.rows, 1)}
    why = dict(result.derivations)
    lines = [f"基准日 {result.anchor or '（无）'}（{result.anchor_source or '未知'}）"]
    for mention in result.mentions:
        if mention.kind == "quantity" and mention.row in rows:
            number, row = rows[mention.row]
            if wanted and wanted not in (row.row, str(number)):
                continue
            basis = f" ↔ {row.basis}" if row.basis else ""
            lines.append(
                f"{mention.start:>6} {shown(mention.text)} → 第{number}行 {row.subject or '—'}｜{row.indicator or '—'}｜{row.measure} "
                f"{mention.value} {row.qualifier}{basis}｜{row.period_start or '—'}..{row.period_end or '—'}｜{row.confidence:.2f}\n"
                f"       规则 {why.get(mention.start, row.rule)}"
            )
        elif mention.kind == "rejected" and not wanted:
            lines.append(f"{mention.start:>6} {shown(mention.text)} → 不成行：{mention.type}（规则 {mention.rule}）")
        elif mention.kind == "time" and not wanted:
            lines.append(
                f"{mention.start:>6} {shown(mention.text)} → 时间 {mention.value or '（不指具体日期）'}（规则 {mention.rule}）"
            )
    return lines
