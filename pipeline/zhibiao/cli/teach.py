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

MOST = 20  # changed rows that are printed of one line


def teach(folder: Path, options: argparse.Namespace, who: str, when: str) -> int:
    """Print the proposals with their effects; with `--accept` write the named ones, one after the other."""
    teacher = Teacher(folder, options.corpus, options.least)
    if not options.accept:
        lectern = teacher.lectern()
        for lesson in lectern.lessons:
            say(lesson, lesson.line, teacher.trial(lesson.line.id).effect)
        for repeat in lectern.repeats:
            say_repeat(repeat)
        if not lectern.lessons:
            print(f"没有可教的：同样的修正要在 {options.least} 个句子里出现 nothing to teach yet")
        else:
            print("接受 accept with: --accept 编号 ID [--as 类型 TYPE]")
        return OK
    if options.key and len(options.accept) > 1:
        raise ZhibiaoError("--as 一次只用于一条 (--as goes with a single --accept)")
    for line in options.accept:
        lesson = teacher.lesson(line)
        effect = teacher.trial(line, options.key).effect
        say(lesson, under(lesson.line, options.key), effect)
        file = teacher.accept(line, options.key, who, when, effect.seal)
        print(f"已写入 written to {file}")
    print(f"重新抽取 extract again with: zhibiao run {teacher.corpus} -o {folder}")
    return OK


def say(lesson: Lesson, line: Line, effect: Effect) -> None:
    """A proposal, what speaks for it, and what it does."""
    print(f"{line.id}  {line_of(line).replace(chr(10), ' ')}")
    quoted = "；".join(dict.fromkeys(shown(d.sentence)[:40] for d in lesson.evidence[:3]))
    print(f"  {len(lesson.evidence)} 个决定 decisions：{quoted}")
    print(
        f"  效果 effect：{effect.articles} 篇重抽 articles read again；新增 gained {effect.count('gained')}，"
        f"减少 lost {effect.count('lost')}，改变 changed {effect.count('changed')}；"
        f"更合决定 agrees with {len(effect.learned)} 个 more decisions，违背 with {len(effect.harmed)} 个 fewer"
    )
    for change in effect.changes[:MOST]:
        cells = "，".join(f"{name} {was or '∅'} → {now or '∅'}" for name, (was, now) in change.cells.items())
        print(
            f"    {HOW[change.how]} {change.row.article} {shown(change.row.text)} {change.row.indicator} {cells}".rstrip()
        )
    if len(effect.changes) > MOST:
        print(f"    … 还有 {len(effect.changes) - MOST} 行 more rows; see all on the page")
    for failure in effect.failed:
        print(f"    {failure}")


HOW = {"gained": "+ ", "lost": "− ", "changed": "± "}


def say_repeat(repeat: Repeat) -> None:
    """A correction that repeats and that no line can say."""
    print(
        f"另有 also：{repeat.column} {repeat.before or '∅'} → {repeat.after or '∅'}，"
        f"{len(repeat.evidence)} 次，没有一行词典能教，要改规则 times: no line says that; it is work for the rules"
    )
