"""zhibiao review teach: lines for `zhibiao.toml` that repeated corrections propose, with their effect on the corpus."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhibiao.cli.common import OK, shown
from zhibiao.model import ZhibiaoError
from zhibiao.teaching.effect import Effect
from zhibiao.teaching.lessons import Lesson, Repeat
from zhibiao.teaching.lines import Line
from zhibiao.teaching.lines import shown as line_of
from zhibiao.teaching.teacher import Teacher, under
from zhibiao.wording import cell_word, say, spoken, tell, word

MOST = 20  # changed rows that are printed of one line


def teach(folder: Path, options: argparse.Namespace, who: str, when: str) -> int:
    """Print the proposals with their effects; with `--accept` write the named ones, one after the other."""
    teacher = Teacher(folder, options.corpus, options.least)
    if not options.accept:
        return propose(teacher, options.least)
    if options.key and len(options.accept) > 1:
        raise ZhibiaoError(say("--as goes with a single --accept"))
    for line in options.accept:
        lesson = teacher.lesson(line)
        effect = teacher.trial(line, options.key).effect
        print_lesson(lesson, under(lesson.line, options.key), effect)
        file = teacher.accept(line, options.key, who, when, effect.seal)
        print(tell("written to {file}", file=file))
    print(tell("extract again with: zhibiao run {corpus} -o {folder}", corpus=teacher.corpus, folder=folder))
    return OK


def propose(teacher: Teacher, least: int) -> int:
    """Print the proposals that change anything, with their effects, and what no line can say."""
    lectern = teacher.lectern()
    proposed = 0
    for lesson in lectern.lessons:
        effect = teacher.trial(lesson.line.id).effect
        if not effect.idle:
            print_lesson(lesson, lesson.line, effect)
            proposed += 1
    for repeat in lectern.repeats:
        print_repeat(repeat)
    if idle := len(lectern.lessons) - proposed:
        print(tell("{n} more lines would change no row and are not proposed", n=idle))
    if proposed:
        print(tell("accept with: --accept ID [--as TYPE]"))
    elif not lectern.lessons:
        print(tell("nothing to teach yet: the same correction must be made in {least} sentences", least=least))
    return OK


def print_lesson(lesson: Lesson, line: Line, effect: Effect) -> None:
    """A proposal, what speaks for it, and what it does."""
    print(f"{line.id}  {line_of(line).replace(chr(10), ' ')}")
    quoted = "；".join(dict.fromkeys(shown(d.sentence)[:40] for d in lesson.evidence[:3]))
    print("  " + tell("{n} decisions: {quoted}", n=len(lesson.evidence), quoted=quoted))
    print(
        "  "
        + tell(
            "effect: {articles} articles read again; rows gained {gained}, lost {lost}, changed {changed}; "
            "agrees with {learned} decisions more, with {harmed} fewer",
            articles=effect.articles,
            gained=effect.count("gained"),
            lost=effect.count("lost"),
            changed=effect.count("changed"),
            learned=len(effect.learned),
            harmed=len(effect.harmed),
        )
    )
    for change in effect.changes[:MOST]:
        cells = "; ".join(
            f"{word(name)} {cell_word(name, was) or '∅'} → {cell_word(name, now) or '∅'}"
            for name, (was, now) in change.cells.items()
        )
        print(
            f"    {HOW[change.how]} {change.row.article} {shown(change.row.text)} {change.row.indicator} {cells}".rstrip()
        )
    if len(effect.changes) > MOST:
        print("    " + tell("… {n} rows more; see all on the page", n=len(effect.changes) - MOST))
    for failure in effect.failed:
        print(f"    {spoken(failure)}")


HOW = {"gained": "+ ", "lost": "− ", "changed": "± "}


def print_repeat(repeat: Repeat) -> None:
    """A correction that repeats and that no line can say."""
    print(
        tell(
            "also: {column} {before} → {after}, {n} times; no line says that, it is work for the rules",
            column=word(repeat.column),
            before=cell_word(repeat.column, repeat.before) or "∅",
            after=cell_word(repeat.column, repeat.after) or "∅",
            n=len(repeat.evidence),
        )
    )
