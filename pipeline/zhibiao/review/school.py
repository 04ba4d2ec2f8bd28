"""The page on which decisions teach: proposals, their effects as JSON, and acceptance."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhibiao.decisions import Decision, DecisionError
from zhibiao.model import ZhibiaoError
from zhibiao.teaching.effect import Change
from zhibiao.teaching.lessons import Lesson, corrected
from zhibiao.teaching.lines import choices, readable, shown
from zhibiao.teaching.teacher import Teacher, under
from zhibiao.wording import say, spoken

QUOTED = 5  # decisions that a proposal quotes


class School:
    """What the page asks of a `Teacher`; every call may come from another thread."""

    def __init__(self, folder: Path, teacher: Teacher, clock: Callable[[], str]) -> None:
        self.folder, self.teacher, self.clock = folder, teacher, clock

    def page(self, language: str) -> dict[str, Any]:
        """The values of the page in a language; `trouble` says why there is nothing to show, or is empty."""
        try:
            lectern = self.teacher.lectern()
        except ZhibiaoError as error:
            return {"lessons": [], "repeats": [], "command": "", "trouble": spoken(str(error), language)}
        command = f"zhibiao run {self.teacher.corpus} -o {self.folder}"
        lessons = [lesson_of(lesson, language) for lesson in lectern.lessons]
        return {"lessons": lessons, "repeats": lectern.repeats, "command": command, "trouble": ""}

    def effect(self, given: dict[str, Any]) -> dict[str, Any]:
        """What a line does, under the chosen type or reason."""
        line, key = str(given["line"]), str(given.get("key", ""))
        trial = self.teacher.trial(line, key)
        made = trial.effect
        return {
            "toml": shown(trial.line),
            "articles": made.articles,
            **{how: made.count(how) for how in ("gained", "lost", "changed")},
            "learned": [quoted(d) for d in made.learned],
            "harmed": [quoted(d) for d in made.harmed],
            "failed": list(made.failed),
            "changes": [change_of(change) for change in made.changes],
            "seal": made.seal,
            "idle": made.idle,
        }

    def accept(self, given: dict[str, Any]) -> dict[str, Any]:
        """Write a line whose effect was seen."""
        line, key, seal = str(given["line"]), str(given.get("key", "")), str(given["seal"])
        file = self.teacher.accept(line, key, reviewer(given), self.clock(), seal, str(given["language"]))
        return {"file": str(file)}


def lesson_of(lesson: Lesson, language: str) -> dict[str, Any]:
    """A proposal for the page."""
    line = lesson.line
    return {
        "id": line.id,
        "kind": line.kind,
        "key": line.key,
        "word": readable(line, language),
        "toml": shown(under(line, "")),
        "choices": choices(line),
        "count": len(lesson.evidence),
        "evidence": [quoted(d) for d in lesson.evidence[:QUOTED]],
    }


def quoted(decision: Decision) -> dict[str, Any]:
    """A decision with its sentence cut at the figure, and what it changed."""
    before, figure, after = decision.sentence.partition("".join(decision.text.split()))
    changed = corrected(decision) if decision.kind == "corrected" else {}
    return {
        "kind": decision.kind,
        "who": decision.who,
        "when": decision.when[:10],
        "article": decision.article,
        "sentence": [before, figure, after],
        "changed": [[column, was, now] for column, (was, now) in changed.items()],
        "note": decision.note,
    }


def change_of(change: Change) -> dict[str, Any]:
    """A changed row for the page."""
    row = change.row
    cells = [[column, was, now] for column, (was, now) in change.cells.items()]
    told = {"how": change.how, "article": row.article, "subject": row.subject, "indicator": row.indicator}
    return {**told, "text": row.text, "sentence": row.sentence, "cells": cells}


def reviewer(given: dict[str, Any]) -> str:
    """Who decides; a decision without a name is refused."""
    who = str(given.get("who", "")).strip()
    if not who:
        raise DecisionError(say("who: give the reviewer's name"))
    return who[:60]
