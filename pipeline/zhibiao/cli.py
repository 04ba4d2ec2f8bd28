"""The command `zhibiao`; the only file that prints."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhibiao import __version__
from zhibiao.model import COLUMNS, Article, Result, Row, UnreadableArticle, ZhibiaoError

OK, SOME_FAILED, UNUSABLE = 0, 1, 2
EXAMPLES = """examples:
  zhibiao run                                   corpus/ → extracted/
  zhibiao run news/ -o table/                   another folder
  zhibiao extract page.txt --published 2025-11-16
  cat page.txt | zhibiao extract - --format csv > page.csv
  zhibiao explain page.txt                      each numeral: its row, or why it is none
  zhibiao evaluate extracted/indicators.csv tests/gold/corpus.jsonl

exit codes: 0 all well, 1 some articles failed (see articles.csv), 2 the command could not be carried out
"""


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(
        prog="zhibiao",
        description="指标：中文新闻 → 指标表。Chinese news in, a structured indicator table out.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"zhibiao {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="extract every article of a corpus into CSV tables")
    run.add_argument("corpus", nargs="?", default="corpus", type=Path, help="a folder or a file (default: corpus)")
    run.add_argument(
        "-o", "--output", default="extracted", type=Path, metavar="DIR", help="where the tables go (default: extracted)"
    )

    extract = commands.add_parser("extract", help="print one article's table")
    explain = commands.add_parser("explain", help="print what became of each numeral of an article, and why")
    for command in (extract, explain):
        command.add_argument("file", help="a file, or - for standard input")
        command.add_argument("--published", type=day, metavar="DATE", help="publication date, 2025-11-16")
    for command in (run, extract):
        command.add_argument(
            "--unit",
            action="append",
            default=[],
            metavar="UNIT",
            help="give values in this unit where it fits: 公顷, 亿元 (repeatable)",
        )
    extract.add_argument("--format", choices=("table", "csv", "json"), default="table")
    explain.add_argument("row", nargs="?", help="only this row: its id, or its number in the table")

    evaluate = commands.add_parser("evaluate", help="score a table against annotated rows")
    evaluate.add_argument("table", type=Path)
    evaluate.add_argument("gold", nargs="+", type=Path)
    evaluate.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N wrong rows")
    return top


def day(text: str) -> dt.date:
    """A date of the command line."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2025-11-16") from None


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; answers the exit code."""
    options = parser().parse_args(argv)
    try:
        return int(COMMANDS[options.command](options))
    except ZhibiaoError as error:
        print(f"zhibiao: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        print("zhibiao: interrupted; nothing was replaced", file=sys.stderr)
        return 130


# ------------------------------------------------------------------ run


def run(options: argparse.Namespace) -> int:
    """zhibiao run"""
    from zhibiao import batch

    bar = Bar(sys.stderr.isatty())
    summary = batch.run(options.corpus, options.output, bar.step, options.unit)
    bar.close()
    if not summary.articles:
        raise UnreadableArticle(f"{options.corpus}: no article found; put .txt, .md, .json or .jsonl files there")
    print(f"{summary.articles} 篇文章，{summary.rows} 行指标，{summary.errors} 个错误，用时 {summary.seconds:.1f} 秒")
    print(f"{summary.articles} articles, {summary.rows} rows, {summary.errors} errors in {summary.seconds:.1f} s")
    print(f"  {summary.output / 'indicators.csv'}  指标表 the indicator table")
    print(f"  {summary.output / 'mentions.csv'}    每个数字、时间、名称的去向 every numeral, time and name")
    print(f"  {summary.output / 'articles.csv'}    每篇文章的状态 one line per article")
    return SOME_FAILED if summary.errors else OK


class Bar:
    """A one-line counter on a terminal; silent elsewhere."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown

    def step(self, done: int, name: str) -> None:
        if self.shown:
            sys.stderr.write(f"\r\x1b[K{done} 篇 {name[-50:]}")
            sys.stderr.flush()

    def close(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")


# ------------------------------------------------------------------ extract and explain


def articles_of(options: argparse.Namespace) -> list[Article]:
    """The articles of a file or of standard input."""
    from dataclasses import replace

    from zhibiao.reading import decode, read

    if options.file == "-":
        found = [Article("-", decode(sys.stdin.buffer.read(), "standard input"))]
    else:
        found = list(read(Path(options.file)))
    return [replace(a, published=options.published or a.published) for a in found]


def extract(options: argparse.Namespace) -> int:
    """zhibiao extract"""
    from zhibiao.extraction import extract_article
    from zhibiao.table import rows_csv

    rows = [row for article in articles_of(options) for row in extract_article(article).rows]
    if options.unit:
        from zhibiao.conversion import in_units

        rows = in_units(rows, options.unit)
    if options.format == "csv":
        rows_csv(sys.stdout, rows)
    elif options.format == "json":
        print(json.dumps([record(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        print(aligned(rows))
    return OK


def record(row: Row) -> dict[str, Any]:
    """A row for JSON: numbers as strings, so that nothing is rounded on the way."""
    return {name: jsonable(getattr(row, name)) for name in COLUMNS}


def jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, dt.date) else value


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


def shown(text: str) -> str:
    return text.replace("\n", "⏎")


SHOWN = ("subject", "indicator", "measure", "value", "unit", "qualifier", "basis", "period_start", "period_end", "text")


def aligned(rows: Sequence[Row]) -> str:
    """The rows as columns that line up on a terminal, wide characters counted as two."""
    table = [list(SHOWN)]
    for row in rows:
        value = "" if row.value is None else format(row.value, "f")
        if row.value_to is not None:
            value += ".." + format(row.value_to, "f")
        cells = [str(getattr(row, name) or "") if name != "value" else value for name in SHOWN]
        table.append([cut(shown(c), 26) for c in cells])
    widths = [max(width(line[k]) for line in table) for k in range(len(SHOWN))]
    return "\n".join(
        "  ".join(c + " " * (w - width(c)) for c, w in zip(line, widths, strict=True)).rstrip() for line in table
    )


def width(text: str) -> int:
    """Columns the text takes on a terminal (Unicode TR11)."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, columns: int) -> str:
    """The text, shortened to a number of columns."""
    while width(text) > columns:
        text = text[:-2] + "…"
    return text


def evaluate(options: argparse.Namespace) -> int:
    """zhibiao evaluate"""
    from zhibiao.evaluate import report

    print(report(options.table, options.gold, options.errors))
    return OK


COMMANDS = {"run": run, "extract": extract, "explain": explain, "evaluate": evaluate}

if __name__ == "__main__":
    sys.exit(main())
