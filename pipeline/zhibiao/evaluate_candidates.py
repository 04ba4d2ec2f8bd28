"""Was the right owner, the right noun, among what a figure could have taken, and was it taken?

For every source that proposes candidates: how often it proposed one, how often a right one, how often its was taken, and
rightly. Where no source proposes the right one, reach is lacking; where one does and another is taken, choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from zhibiao.evaluate import Judgement, Record, judge, same_indicator, same_owner
from zhibiao.extraction import explained
from zhibiao.model import Article, ZhibiaoError
from zhibiao.rows.indicator import sources as of_indicators
from zhibiao.rows.subject import sources as of_subjects
from zhibiao.rows.trace import Candidate, Trace
from zhibiao.table import cell
from zhibiao.weighing.weigh import Weighed, Weighing
from zhibiao.wording import language, padded, say, tell, word

# Sources besides those of the rules: what is only among those that are weighed, a row that takes its cell from another row
# or a table, and the empty cell.
WEIGHED, ELSEWHERE, NOBODY = "(weighed)", "(elsewhere)", "(none)"


@dataclass(frozen=True, slots=True)
class Question:
    """A cell that has candidates: whose a figure is, or what it measures."""

    column: str
    sources: tuple[str, ...]  # names, in the order they are asked in
    same: Callable[[str, str], bool]  # whether a name agrees with an accepted one
    keeps: Callable[[str, str], bool]  # whether a cell is that candidate, as far as later steps leave it
    candidates: Callable[[Trace], tuple[Candidate, ...]]
    weighed: Callable[[Weighing], Sequence[Weighed]]


QUESTIONS = (
    Question(
        "subject",
        tuple(source.__name__ for source in of_subjects.SOURCES),
        same_owner,
        lambda got, name: got == name,
        lambda trace: trace.subjects,
        lambda weighing: weighing.owners,
    ),
    Question(
        "indicator",
        tuple(source.__name__ for source in of_indicators.SOURCES),
        same_indicator,
        lambda got, noun: bool(got) and (noun in got or got in noun),  # later steps complete a noun
        lambda trace: trace.indicators,
        lambda weighing: weighing.nouns,
    ),
)


@dataclass(slots=True)
class Count:
    """How often a source proposed a candidate, and a right one; how often its was taken, and rightly."""

    proposed: int = 0
    right: int = 0
    taken: int = 0
    taken_right: int = 0

    def add(self, right: bool, taken: bool, taken_right: bool) -> None:
        self.proposed += 1
        self.right += right
        self.taken += taken
        self.taken_right += taken and taken_right


@dataclass(slots=True)
class Tally:
    """The counts of one question by source, and of all figures: how many had the right one among their candidates, how
    many took it."""

    sources: dict[str, Count] = field(default_factory=dict)
    figures: int = 0
    reached: int = 0
    chosen: int = 0

    def count(self, source: str) -> Count:
        return self.sources.setdefault(source, Count())


def tally(question: Question, figures: Iterable[tuple[Judgement, tuple[Candidate, ...]]]) -> Tally:
    """The counts of one question over annotated figures and their candidates."""
    found = Tally()
    for judged, candidates in figures:
        if judged.row is None or judged.gold is None:
            continue
        got, accepted = str(judged.row[question.column]), judged.gold[question.column]
        chosen = judged.ok[question.column]
        first = next(iter(candidates), None)
        kept = first is not None and question.keeps(got, first.text)
        reached = chosen
        for origin, texts in by_origin(candidates).items():
            right = any(question.same(text, name) for text in texts for name in accepted)
            taken = got in texts and not kept if origin == WEIGHED else kept and origin == candidates[0].origin
            found.count(origin).add(right, taken, chosen)
            reached = reached or right
        if got and not kept and not any(c.text == got for c in candidates if c.origin == WEIGHED):
            found.count(ELSEWHERE).add(chosen, True, chosen)
        nobody = any(question.same("", name) for name in accepted)
        found.count(NOBODY).add(nobody, not got, chosen)
        found.figures += 1
        found.reached += reached or nobody
        found.chosen += chosen
    return found


def by_origin(candidates: Sequence[Candidate]) -> dict[str, list[str]]:
    """The candidates of each source."""
    found: dict[str, list[str]] = {}
    for candidate in candidates:
        found.setdefault(candidate.origin, []).append(candidate.text)
    return found


def report(
    articles: Iterable[Article], table: Mapping[str, Sequence[Record]], gold: Mapping[str, list[Record]], where: str
) -> list[str]:
    """The candidates of the annotated figures of a table, as lines of text. `articles`: those that the table was made
    from, `where` what messages call the place they come from. Raises `ZhibiaoError` where they lack one, or have
    another text of it."""
    wanted = {article: marks for article, marks in gold.items() if table.get(article)}
    if not wanted:
        raise ZhibiaoError(say("evaluate: the table has none of the annotated articles"))
    figures: list[tuple[Judgement, Trace | None, Weighing | None]] = []
    read: set[str] = set()
    for article in articles:
        stem = PurePosixPath(article.id).stem
        if stem not in wanted or stem in read:
            continue
        read.add(stem)
        check_text(article, table[stem], where)
        told = explained(article)
        judged = judge({stem: list(table[stem])}, {stem: wanted[stem]})
        for j in judged:
            if j.row and j.gold:
                start = int(j.row["start"])
                figures.append((j, told.traces.get(start), told.weighings.get(start)))
    if missing := sorted(wanted.keys() - read):
        named = "、".join(missing[:5]) + "…" * (len(missing) > 5)
        raise ZhibiaoError(
            say(
                "{where}: {missing} annotated articles are missing, {named}; give the folder that the table was made from",
                where=where,
                missing=len(missing),
                named=named,
            )
        )
    lines: list[str] = []
    for question in QUESTIONS:
        asked = [(j, asked_of(question, trace, weighing)) for j, trace, weighing in figures]
        lines += [*lines_of(question, tally(question, asked)), ""]
    return lines[:-1]


def asked_of(question: Question, trace: Trace | None, weighing: Weighing | None) -> tuple[Candidate, ...]:
    """The candidates of a figure: those of the sources, then what is only weighed."""
    found = question.candidates(trace) if trace else ()
    proposed = {candidate.text for candidate in found}
    others = question.weighed(weighing) if weighing else ()
    return (*found, *(Candidate(o.name, WEIGHED) for o in others if o.name and o.name not in proposed))


def check_text(article: Article, rows: Sequence[Record], where: str) -> None:
    """Raises `ZhibiaoError` where an article is not the text that the rows were made from."""
    for row in rows:
        if cell(article.original[int(row["start"]) : int(row["end"])]) != row["text"]:
            raise ZhibiaoError(
                say(
                    "{where}: {id} is not the text that the table was made from: {text!r} does not stand at {start}; run zhibiao run again",
                    where=where,
                    id=article.id,
                    text=row["text"],
                    start=row["start"],
                )
            )


def lines_of(question: Question, found: Tally) -> list[str]:
    """The counts of one question as lines of text, sources in the order they are asked in."""
    n = max(found.figures, 1)
    heads = [word(f"score {name}") for name in ("source", "proposed", "right", "taken", "taken and right")]
    lines = [
        tell(
            "{column}: the right one among the candidates of {reached} of {figures} figures ({share}), "
            "taken for {chosen} ({part}); reach lacks {missing}, choice {passed}",
            column=question.column if language() == "en" else word(question.column),
            reached=found.reached,
            figures=found.figures,
            share=f"{found.reached / n:.3f}",
            chosen=found.chosen,
            part=f"{found.chosen / n:.3f}",
            missing=found.figures - found.reached,
            passed=found.reached - found.chosen,
        ),
        " ".join(
            (padded(heads[0], 20), *(padded(h, w, right=True) for h, w in zip(heads[1:], (9, 9, 9, 16), strict=True)))
        ),
    ]
    order = [name for name in (*question.sources, WEIGHED, ELSEWHERE, NOBODY) if name in found.sources]
    for name in order:
        c = found.sources[name]
        lines.append(f"{name:20} {c.proposed:9} {c.right:9} {c.taken:9} {c.taken_right:16}")
    return lines
