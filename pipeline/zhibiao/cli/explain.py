"""zhibiao explain: what became of each numeral, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.cli.common import Commands, Given, article_options, place, shown
from zhibiao.model import Mention, Result, Row, ZhibiaoError
from zhibiao.wording import cell_word, label, language, say, spoken, tell, word

if TYPE_CHECKING:
    from zhibiao.extraction import Explained
    from zhibiao.rows.trace import Candidate, Trace
    from zhibiao.weighing.weigh import Weighing

INDENT = " " * 7
LIGHT = 0.02  # a candidate with less of a share is not shown


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("explain", help=tell("print what became of each numeral of an article, and why"))
    command.add_argument("file", type=place, metavar="FILE", help=tell("a file, or - for standard input"))
    article_options(command)
    command.add_argument(
        "row", nargs="?", metavar="ROW", help=tell("only this row: its number in the table of `extract`, or its id")
    )
    command.add_argument(
        "--short", action="store_true", help=tell("one or two lines a numeral: no clauses, no candidates")
    )
    command.set_defaults(carry_out=explain, limited=True)


def explain(options: argparse.Namespace) -> int:
    """zhibiao explain"""
    from zhibiao.extraction import explained, extract_article

    given, found, before = Given(options.file, options), False, 0
    for article in given:
        result = extract_article(article)
        numbers = {row.row: number for number, row in enumerate(result.rows, before + 1)}
        before += len(numbers)
        if options.row and options.row not in (*numbers, *map(str, numbers.values())):
            continue
        found = True
        if Path(options.file).is_dir() or article.id != Path(options.file).name:
            print(f"【{shown(article.id)}】")
        for line in lines(result, explained(article), numbers, options.row, options.short):
            print(line)
    code = given.code()
    if options.row and not found:
        raise ZhibiaoError(say("{file}: no such row: {row}", file=options.file, row=options.row))
    return code


def lines(
    result: Result, told: Explained, numbers: Mapping[str, int], wanted: str | None, short: bool = False
) -> Iterator[str]:
    """One entry for each numeral of the article, in order: its row, or the reason of its rejection; unless `short`, with
    every choice. `numbers`: the number of each row in the table of its file."""
    traces = {} if short else told.traces
    rows = {row.row: row for row in result.rows}
    yield tell("day to count from: {day} ({source})", day=result.anchor or "—", source=origin(result.anchor_source))
    for mention in result.mentions:
        row, number = rows.get(mention.row), numbers.get(mention.row, 0)
        if wanted and (row is None or wanted not in (row.row, str(number))):
            continue
        at = f"{mention.start:>6} {shown(mention.text)} →"
        if row is not None:
            yield f"{at} {tell('row {number}', number=number)} {stated(mention, row)}"
            yield f"{INDENT}{tell('rule')} {shown(told_in_language(told.derivations.get(mention.start, row.rule)))}"
        elif mention.kind == "rejected":
            yield f"{at} {tell('no row: {reason} (rule {rule})', reason=reason(mention.type), rule=mention.rule)}"
        elif mention.kind == "time":
            yield f"{at} {tell('time {value} (rule {rule})', value=mention.value or '—', rule=mention.rule)}"
        if mention.kind in ("quantity", "rejected") and mention.start in traces:
            yield from (INDENT + shown(line) for line in steps(traces[mention.start]))
        if row is not None and not short and mention.start in told.weighings:
            yield from (INDENT + shown(line) for line in weighed(told.weighings[mention.start]))
        if row is not None and row.indicator_std:
            yield f"{INDENT}{tell('official name')} {row.indicator_std}"
        if row is not None and row.checks:
            yield f"{INDENT}{tell('checks')} {label('；').join(label(code) for code in row.checks.split('；'))}"


def origin(source: str) -> str:
    """Where the day comes from."""
    parts = [spoken(part) for part in source.split("; ")]
    known = [part if word(f"from {part}") == f"from {part}" else word(f"from {part}") for part in parts]
    return "; ".join(known) if source else tell("unknown")


def reason(name: str) -> str:
    """Why a numeral made no row, with the name of the reason."""
    said = word(f"reason {name}")
    return name if said == f"reason {name}" or said == name else f"{name} {said}" if language() == "zh" else name


def told_in_language(derivation: str) -> str:
    """The line that says how a row came about."""
    rule, mark, taken = derivation.partition("；沿用 ")
    return f"{rule}{label(mark)}{label('、').join(map(taken_over, taken.split('、')))}" if mark else rule


def taken_over(part: str) -> str:
    """What a row took over from its surroundings: the column, and behind a colon the source of a subject."""
    from zhibiao.rows.trace import OWNED_BY

    column, _, source = part.partition(":")
    owned = {**OWNED_BY, "weighed": tell("weighed")}
    if language() == "en":
        return f"{column} ({source})" if source else column
    return f"{word(column)}（{owned.get(source, source)}）" if source else word(column)


def stated(mention: Mention, row: Row) -> str:
    """The row in one line."""
    basis = f" ↔ {cell_word('basis', row.basis)}" if row.basis else ""
    measure, qualifier = cell_word("measure", row.measure), cell_word("qualifier", row.qualifier)
    return (
        f"{row.subject or '—'}｜{row.indicator or '—'}｜{measure} {mention.value} {qualifier}{basis}｜"
        f"{row.period_start or '—'}..{row.period_end or '—'}｜{row.confidence:.2f}"
    )


def steps(trace: Trace) -> Iterator[str]:
    """How a figure was read: its clause with the part of each word, the frame, and the candidates of each choice."""
    from zhibiao.rows.trace import MEASURED_BY, OWNED_BY

    parts = (f"【{text}】" if k == trace.at else f"{text}/{kind}" for k, (text, kind) in enumerate(trace.tokens))
    yield f"{tell('clause')} {' '.join(parts)}"
    figure = trace.tokens[trace.at][0]
    yield f"{tell('frame')} {trace.left or '—'}｜{trace.cue or '—'}｜【{figure}】｜{trace.right or '—'}"
    for name, found in (
        (tell("readings"), trace.readings),
        (tell("indicator proposed"), once(trace.indicators, MEASURED_BY)),
        (tell("subject proposed"), once(trace.subjects, OWNED_BY)),
        (tell("time"), [replace(c, origin=label(c.origin)) for c in trace.times]),
    ):
        if found:
            yield f"{name} {choice(found)}"


def weighed(weighing: Weighing) -> Iterator[str]:
    """What was weighed for a row: the candidates with their shares, ✓ the heaviest; the lightest are left out."""
    for name, found in ((tell("indicator weighed"), weighing.nouns), (tell("subject weighed"), weighing.owners)):
        if found:
            worth = [c for k, c in enumerate(found) if not k or c.share >= LIGHT]
            told = (f"{'×' if k else '✓'}{c.name or tell('nobody')} {c.share:.2f}" for k, c in enumerate(worth))
            yield f"{name} {'  '.join(told)}"


def once(found: Iterable[Candidate], labels: Mapping[str, str]) -> list[Candidate]:
    """Each name with the first of the sources that propose it: under its label, in English under its name."""
    first: dict[str, Candidate] = {}
    for candidate in found:
        source = labels[candidate.origin] if language() == "zh" else candidate.origin
        first.setdefault(candidate.text, replace(candidate, origin=source))
    return [*first.values()]


def choice(found: Iterable[Candidate]) -> str:
    """The candidates in the order they are asked in: ✓ the one taken, × with the reason those passed over."""
    return "  ".join(
        f"×{c.text} ({', '.join(filter(None, (c.origin, label(c.lost))))})"
        if c.lost
        else f"✓{c.text} ({c.origin or '—'})"
        for c in found
    )
