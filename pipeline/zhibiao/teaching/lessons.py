"""Decisions → proposed lines of `zhibiao.toml`, each with the decisions that speak for it. Pure.

A correction teaches when people made it in several sentences and a line of the lexicon can say it:

    unit 车 corrected to 车次 in …300车次…            units       "车次" = ["车次"]
    indicator_std of 社零额 set to 社会消费品零售总额    indicators  "社会消费品零售总额" = ["社零额"]
    subject corrected to 甲州港集团, which the text has  names       ORG = ["甲州港集团"]
    24小时 rejected in 24小时便利店                     labels.name words = ["24小时"], or a pattern

Corrections that repeat and that no line can say are told, too (`untaught`): they are work for the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from zhibiao.decisions import Decision, cells_of
from zhibiao.lexicon.own import Own
from zhibiao.lexicon.units import units
from zhibiao.model import Row
from zhibiao.naming.cues import suffix_of, suffixes
from zhibiao.store.packing import digest_of
from zhibiao.teaching.effect import COMPARED, row_at
from zhibiao.teaching.forms import Spot, best, shape, spot
from zhibiao.teaching.lines import Line, has

LEAST = 2  # sentences in which a correction was made
FIGURE = regex.compile(r"[约近超逾达]{0,2}[0-9０-９.．,，十百千万亿兆零〇一二两三四五六七八九半几数多余来]+")
REASON = "name"  # of a label, unless a person chooses another
TYPE = "ORG"  # of a name whose ending tells none


@dataclass(frozen=True, slots=True)
class Lesson:
    """A proposed line and its evidence, oldest decision first."""

    line: Line
    evidence: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A correction that repeats and that no line can say: `column` from `before` to `after`."""

    column: str
    before: str
    after: str
    evidence: tuple[Decision, ...]


def lessons(decisions: Sequence[Decision], rows: Iterable[Row], own: Own, least: int = LEAST) -> list[Lesson]:
    """The lines that these decisions propose, those with most evidence first; none that `own` has already.

    `decisions` as `unlearned` gives them, `rows` all rows as reviewed: what must not be taken for a label.
    """
    taught: dict[Line, list[Decision]] = defaultdict(list)
    for decision in decisions:
        for teach in TEACHERS:
            for line in teach(decision):
                taught[line].append(decision)
    found = [Lesson(line, tuple(said)) for line, said in taught.items()]
    found += of_rejections([d for d in decisions if d.kind == "rejected"], list(rows))
    kept = [lesson for lesson in found if repeats(lesson.evidence, least) and not has(own, lesson.line)]
    return sorted(kept, key=lambda lesson: -len(lesson.evidence))


def unlearned(standing: Iterable[Decision], extracted: Mapping[str, Sequence[Row]]) -> list[Decision]:
    """The decisions in force that the rules do not yet follow, oldest first, `before` as the rules have the row today.

    `extracted` are the rows as extracted by the digest of their text. Of a correction only the cells remain that a
    person changed and that the rules still have otherwise.
    """
    ordered = sorted(standing, key=lambda d: d.number)
    asked = (still_asked(decision, extracted.get(digest_of(decision.row))) for decision in ordered)
    return [decision for decision in asked if decision]


def still_asked(decision: Decision, rows: Sequence[Row] | None) -> Decision | None:
    """What a decision asks for that the rules do not do, given the extracted rows of its text; None for nothing."""
    row = row_at(decision, rows or ())
    if decision.kind == "rejected":
        return decision if row or rows is None else None
    if row is None:
        return decision if decision.kind in ("corrected", "added") else None
    now, want = cells_of(row), decision.after
    wrong = {c: now.get(c, "") for c in corrected(decision) if now.get(c, "") != want.get(c, "")}
    return replace(decision, before={**want, **wrong}) if wrong else None


def repeats(said: Iterable[Decision], least: int) -> bool:
    """Whether the decisions are of so many different sentences: a reprint is no second witness."""
    return len({d.sentence for d in said}) >= least


def untaught(decisions: Iterable[Decision], found: Iterable[Lesson], least: int = LEAST) -> list[Repeat]:
    """The corrections that repeat and that no lesson may mend, by column, most frequent first."""
    taught = [{d.number for d in lesson.evidence} for lesson in found]
    groups: dict[tuple[str, str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        changed = corrected(decision) if decision.kind == "corrected" else {}
        for column, (before, after) in changed.items():
            groups[column, before, after].append(decision)
    repeated = [Repeat(*key, tuple(said)) for key, said in groups.items() if repeats(said, least)]
    kept = [r for r in repeated if not any({d.number for d in r.evidence} <= numbers for numbers in taught)]
    return sorted(kept, key=lambda repeat: -len(repeat.evidence))


def corrected(decision: Decision) -> dict[str, tuple[str, str]]:
    """The cells that a correction changed, before and after; of an added row all of them."""
    names = [name for name in COMPARED if name != "text"] if decision.kind in ("corrected", "added") else []
    pairs = {name: (decision.before.get(name, ""), decision.after.get(name, "")) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


# ------------------------------------------------------------------ what one decision says


def of_unit(decision: Decision) -> Iterator[Line]:
    """A unit that the text spells as no unit of ours, or that is none of ours."""
    unit = decision.after.get("unit", "")
    if not unit or "/" in unit or "unit" not in corrected(decision):
        return
    surface = spelled(spot(decision.text, decision.sentence), unit)
    known = units()
    if surface and (surface not in known or known[surface].name != unit):
        new = unit not in {u.name for u in known.values()}
        yield Line("units", unit, surface, decision.after.get("dimension", "count") if new else "")


def spelled(at: Spot, unit: str) -> str:
    """How the text spells the unit behind the figure: the unit itself where it stands there, else the figure's rest."""
    whole = at.text + at.after
    m = FIGURE.match(whole)
    for place in [i for i in range(1, len(whole)) if whole.startswith(unit, i)]:
        if place <= len(at.text) and FIGURE.fullmatch(whole[:place]):
            return unit
    return at.text[m.end() :] if m else ""


def of_indicator(decision: Decision) -> Iterator[Line]:
    """A phrase that means an official name, or one that a person calls by a name that the sentence does not have."""
    changed = corrected(decision)
    phrase, official = decision.after.get("indicator", ""), decision.after.get("indicator_std", "")
    if official and phrase and "indicator_std" in changed:
        name, *rest = official.split(":")
        spelling = phrase
        for narrowing in rest:
            shorter = spelling.removeprefix(narrowing)
            spelling = shorter if shorter != spelling else spelling.removesuffix(narrowing)
        if len(spelling) >= 2 and len(phrase) - len(spelling) == sum(map(len, rest)):
            yield Line("indicators", name, "" if spelling == name else spelling)
    elif (
        decision.kind == "corrected"
        and "indicator" in changed
        and all(changed["indicator"])
        and phrase not in decision.sentence
    ):
        yield Line("indicators", phrase, changed["indicator"][0])


def of_subject(decision: Decision) -> Iterator[Line]:
    """A subject that the text has and that was not found."""
    name = decision.after.get("subject", "")
    written = decision.sentence + "\n" + decision.after.get("title", "")
    if "subject" in corrected(decision) and len(name) >= 2 and name in written:
        yield Line("names", type_of(name), name)


TEACHERS: tuple[Callable[[Decision], Iterator[Line]], ...] = (of_unit, of_indicator, of_subject)


def type_of(name: str) -> str:
    """The type of a name by its ending, as the finders of names have it."""
    return suffixes()[0].get(suffix_of(name), TYPE)


# ------------------------------------------------------------------ what rejections say together


def of_rejections(rejected: list[Decision], rows: list[Row]) -> Iterator[Lesson]:
    """Labels for figures that were rejected again and again: the same text, else the same shape with other numbers."""
    by_text: dict[str, list[Decision]] = defaultdict(list)
    by_shape: dict[str, list[Decision]] = defaultdict(list)
    for decision in rejected:
        by_text["".join(decision.text.split())].append(decision)
    for text, said in by_text.items():
        if repeats(said, 2):
            yield from labelled(said, rows)
        else:
            by_shape[shape(text)].extend(said)
    for said in by_shape.values():
        if len(said) > 1:
            yield from labelled(said, rows)


def labelled(said: list[Decision], rows: list[Row]) -> Iterator[Lesson]:
    """The label for these rejections, if one spares what was kept."""
    form = best([spot(d.text, d.sentence) for d in said], rows)
    if form:
        ordered = sorted(said, key=lambda d: d.number)
        yield Lesson(Line("labels", REASON, form.written, pattern=form.pattern), tuple(ordered))
