"""What a store's decisions teach, from the proposals to the accepted line. Opens the store for each call: any thread's."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zhibiao.decisions import Decision
from zhibiao.lexicon import own
from zhibiao.model import Row
from zhibiao.store import Store
from zhibiao.teaching.lessons import LEAST, Lesson, Repeat, lessons, unlearned, untaught
from zhibiao.teaching.lines import Line, choices
from zhibiao.teaching.trial import Trial, TrialError, accept, corpus_of, lexicon, tried
from zhibiao.wording import say, spoken

PATIENCE = 5.0  # seconds that the page waits for a database that another program has locked


@dataclass(frozen=True, slots=True)
class Lectern:
    """What is there to learn: proposed lines, and corrections that repeat but that no line can say."""

    lessons: tuple[Lesson, ...]
    repeats: tuple[Repeat, ...]


class Teacher:
    """The lessons of an output folder. `corpus`: where its corpus is, if not where the last run found it."""

    def __init__(self, folder: Path, corpus: Path | None = None, least: int = LEAST) -> None:
        self.folder, self.given, self.least = folder, corpus, least
        self.trials: dict[tuple[str, str, int], Trial] = {}  # (line, chosen type or reason, revision of the store)
        self.one = threading.Lock()  # trials one at a time: each takes all cores

    @property
    def corpus(self) -> Path:
        """The corpus whose `zhibiao.toml` is taught. Raises `TrialError` when it is not there."""
        with Store.open(self.folder, patience=PATIENCE) as store:
            return corpus_of(store, self.given)

    def lectern(self) -> Lectern:
        """The lessons at this moment. Raises `ZhibiaoError` when the corpus or its `zhibiao.toml` cannot be read."""
        with Store.open(self.folder, patience=PATIENCE) as store:
            extracted: dict[str, Sequence[Row]] = defaultdict(list)
            reviewed: list[Row] = []
            for article in list(store.articles()):
                extracted[article.digest] = store.rows(article.key)
                reviewed += store.reviewed(article.key).rows
            ours = lexicon(corpus_of(store, self.given))[1]
            open_ones = unlearned(store.standing().values(), dict(extracted))
        own.use(ours)  # what the corpus has taught already is known, in this process, too
        found = lessons(open_ones, reviewed, ours, self.least)
        return Lectern(tuple(found), tuple(untaught(open_ones, found, self.least)))

    def lesson(self, line: str) -> Lesson:
        """The lesson of a line's id. Raises `TrialError` when there is none (any more)."""
        found = next((lesson for lesson in self.lectern().lessons if lesson.line.id == line), None)
        if found is None:
            raise TrialError(say("{line}: there is no such proposal any more; look again", line=line))
        return found

    def trial(self, line: str, key: str = "") -> Trial:
        """What a line does to the corpus, under the chosen type or reason. Raises `ZhibiaoError`."""
        lesson = self.lesson(line)
        with self.one, Store.open(self.folder, patience=PATIENCE) as store:
            revision = store.revision
            corpus = corpus_of(store, self.given)
            known = self.trials.get((line, key, revision))
            if known is None or lexicon(corpus)[0] != known.text:
                known = tried(store, corpus, under(lesson.line, key))
                self.trials = {place: trial for place, trial in self.trials.items() if place[2] == revision}
                self.trials[line, key, revision] = known
            return known

    def accept(self, line: str, key: str, who: str, when: str, seal: str, language: str = "") -> Path:
        """Write a line whose effect was seen: `seal` is that effect's, `language` that of the comment behind the line (the
        one in force). Answers the file. Raises `TrialError` when the effect is another by now, or none."""
        trial = self.trial(line, key)
        if trial.effect.seal != seal:
            raise TrialError(say("its effect is another by now; look at it again"))
        if trial.effect.idle:
            raise TrialError(say("{line}: changes no row; there is nothing to accept", line=line))
        evidence = self.lesson(line).evidence
        return accept(self.corpus, trial, spoken(comment(who, when, evidence), language))


def under(line: Line, key: str) -> Line:
    """The line under the chosen type or reason. Raises `TrialError` for one that there is not."""
    if key and key != line.key and key not in choices(line):
        raise TrialError(say("{key}: choose one of {line}", key=key, line=" ".join(choices(line))))
    return replace(line, key=key or line.key)


def comment(who: str, when: str, evidence: Sequence[Decision]) -> str:
    """What stands behind an accepted line: the day, who accepted it, how many decisions taught it."""
    return say("{day} {who}: {n} decisions", day=when[:10], who=who, n=len(evidence))
