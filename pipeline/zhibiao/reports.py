"""Scores and errors of a table as lines of text: beside two controls, by rule, by article, beside another table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from zhibiao.evaluate import FIELDS, Judgement, Record, judge, load_gold, load_table, tally
from zhibiao.model import ZhibiaoError
from zhibiao.wording import padded, say, tell, word


def report(table: Path, gold: Sequence[Path], errors: int = 0, by: str = "", table_of_errors: bool = False) -> str:
    """The scores of a table beside two controls, as lines of text.

    `errors`: up to so many wrong rows before them; `by`: scores of each value of a column after them (`article`,
    `rule`, `measure`, `gold` for the file of annotations, or any other column of table or annotations);
    `table_of_errors`: which rule makes which errors.
    """
    annotated = load_gold(gold)
    judged = judge(load_table(table, annotated), annotated)
    wrong = [error_line(j) for j in judged if not j.ok.get("whole")]
    ours, nothing, bare = tally(judged), tally(judge({}, annotated)), tally(judge(bare_control(annotated), annotated))
    lines = [
        *wrong[:errors],
        headed("", 10, ((w("ours"), 7), (w("nothing"), 8), (w("bare"), 7)))
        + tell("   ({rows} rows, {gold} annotated)", rows=ours.rows, gold=ours.gold),
    ]
    lines += [f"{padded(w(f), 10)} {ours.f1(f):7.3f} {nothing.f1(f):8.3f} {bare.f1(f):7.3f}" for f in FIELDS]
    if table_of_errors:
        lines += ["", *errors_by_rule(judged)]
    if by:
        lines += ["", *scores_by(judged, by)]
    return "\n".join(lines)


CELLS = {
    "quantity": ("value", "value_to", "unit", "qualifier"),
    "change": ("measure", "basis"),
    "period": ("period_start", "period_end"),
    "indicator": ("indicator",),
    "subject": ("subject",),
}


def error_line(j: Judgement) -> str:
    """What is wrong with one row, got and wanted."""
    if j.row is None or j.gold is None:
        lone = j.row or j.gold or {}
        return f"{j.article} {lone.get('start')} {lone.get('text', '')!r}: {w(j.wrong[0])} {lone.get('indicator')}"
    begin, finish = j.gold["period"] or ("", "")
    wanted = {**j.gold, "period_start": begin, "period_end": finish}
    said = "; ".join(f"{w(f)}: {[j.row[c] for c in CELLS[f]]} ≠ {[wanted.get(c) for c in CELLS[f]]}" for f in j.wrong)
    return f"{j.article} {j.gold['start']} {j.gold['text']!r} [{j.row['rule']}] {said}"


def bare_control(gold: dict[str, list[Record]]) -> dict[str, list[Record]]:
    """A control: every annotated figure as a row without subject, indicator, period or qualifier."""
    empty = dict.fromkeys(
        ("value_to", "qualifier", "basis", "period_start", "period_end", "indicator", "subject", "rule"), ""
    )
    return {
        a: [
            {
                **empty,
                "measure": "level",
                "start": g["start"],
                "end": g["end"],
                "value": g["value"],
                "unit": g["unit"][0],
            }
            for g in rows
        ]
        for a, rows in gold.items()
    }


ERRORS = (*FIELDS[1:-1], "spurious")
ALL = "(all rules)"


def w(name: str) -> str:
    """What a score or a control is called."""
    return word(f"score {name}")


def headed(first: str, columns: int, others: Iterable[tuple[str, int]]) -> str:
    """The head of a table: its first column to the left, the others to the right, each with its width."""
    return " ".join((padded(first, columns), *(padded(name, wide, right=True) for name, wide in others)))


def errors_by_rule(judged: Sequence[Judgement]) -> list[str]:
    """A line for each rule, most errors first: its rows, the share wholly right, and its errors by field."""
    rows: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    errors: dict[str, Counter[str]] = defaultdict(Counter)
    for j in judged:
        for name in (ALL, j.get("rule")) if j.row else (ALL,):
            rows[name] += j.row is not None
            whole[name] += j.ok.get("whole", False)
            errors[name].update(j.wrong)
    lines = [headed(w("rule"), 28, ((word("rows"), 5), (w("whole"), 6), *((w(e), 9) for e in ERRORS)))]
    for name in sorted(rows, key=lambda n: (whole[n] - rows[n], n)):
        right = whole[name] / max(rows[name], 1)
        said = padded(w("all rules") if name == ALL else name, 28)
        lines.append(f"{said} {rows[name]:5} {right:6.3f} " + " ".join(f"{errors[name][e]:9}" for e in ERRORS))
    return [*lines, f"{padded(w('(missed)'), 28)} {errors[ALL]['missed']:5}"]


def scores_by(judged: Sequence[Judgement], column: str) -> list[str]:
    """The scores of each value of a column, the most frequent first."""
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for j in judged:
        groups[j.get(column)].append(j)
    if set(groups) <= {"(missed)"}:
        raise ZhibiaoError(say("--by {column}: neither the table nor the annotations have this column", column=column))
    lines = [headed(column, 28, ((word("rows"), 5), *((w(f), 9) for f in FIELDS)))]
    for name, some in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        scores = tally(some)
        said = padded(w(name) if name == "(missed)" else name, 28)
        lines.append(f"{said} {scores.rows:5} " + " ".join(f"{scores.f1(f):9.3f}" for f in FIELDS))
    return lines


def side_by_side(old: Path, new: Path, gold: Sequence[Path]) -> list[str]:
    """The scores of two tables, and how many annotated rows the new one mends and breaks, as lines of text."""
    annotated = load_gold(gold)
    before, after = (judge(load_table(path, annotated), annotated) for path in (old, new))
    one, other = tally(before), tally(after)
    right = [
        {(j.article, j.gold["start"]) for j in judged if j.gold and j.ok.get("whole")} for judged in (before, after)
    ]
    return [
        headed("", 10, ((w("old"), 7), (w("new"), 7))),
        *(f"{padded(w(f), 10)} {one.f1(f):7.3f} {other.f1(f):7.3f}" for f in FIELDS),
        tell("{mended} rows mended, {broken} broken", mended=len(right[1] - right[0]), broken=len(right[0] - right[1])),
    ]
