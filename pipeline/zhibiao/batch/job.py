"""The whole job, readable at a glance."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zhibiao.batch.crew import BYTES_OF_CHARACTER, Crew
from zhibiao.batch.fingerprint import fingerprint
from zhibiao.batch.lock import locked
from zhibiao.batch.plan import is_stream, steps, waiting
from zhibiao.batch.steps import Finish, Settings, Step, Work
from zhibiao.batch.writer import Counts, Writer
from zhibiao.exports import Selection, current, write
from zhibiao.lexicon.own import read as read_own
from zhibiao.model import UnreadableArticle, ZhibiaoError
from zhibiao.naming import recogniser
from zhibiao.reading.scanning import own_fields
from zhibiao.spans.labels import check as check_labels
from zhibiao.store import Store
from zhibiao.wording import say
from zhibiao.words import engine

WORTH_A_WORKER = 100_000  # bytes: less is extracted sooner than another worker has loaded its dictionaries


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. `workers` 0 is one for each core; `fields` as `zhibiao.read` takes them; `ner` as
    `naming.recogniser.use` does."""

    workers: int = 0
    force: bool = False
    seconds: int = 120
    megabytes: int = 4096
    fields: Mapping[str, str] = field(default_factory=dict)
    selection: Selection = field(default_factory=Selection)
    formats: tuple[str, ...] = ("csv",)
    ner: str = ""
    replace: bool = True  # the articles of another corpus, when the output folder holds such


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands. `part` is the share of the bytes to read that has been handed out, 0 to 1."""

    counts: Counts
    part: float
    name: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, and what the folder holds now."""

    counts: Counts
    articles: int
    rows: int
    errors: int
    removed: int
    seconds: float
    output: Path
    files: tuple[Path, ...]
    exported: bool
    other_corpus: str = ""  # the corpus of the run before, when it was another one


class Meter:
    """Counts what is handed out, against what there is."""

    def __init__(self, total: int) -> None:
        self.total, self.finished, self.within, self.name = total, 0, 0, ""

    def passing(self, stream: Iterator[Step]) -> Iterator[Step]:
        """The same steps, counted."""
        for step in stream:
            if isinstance(step, Work):
                self.within += step.size * BYTES_OF_CHARACTER
                self.name = step.file
            elif isinstance(step, Finish):
                self.finished += step.size
                self.within = 0
            yield step

    @property
    def part(self) -> float:
        return min(1.0, (self.finished + self.within) / self.total) if self.total else 1.0


def run(
    corpus: Path,
    output: Path,
    options: Options = Options(),
    progress: Callable[[Progress], None] = lambda progress: None,
) -> Summary:
    """Bring the output folder up to date with the corpus; a bad article is recorded and the batch goes on.

    Only what is new or changed is extracted; when the rules, their data or the settings have changed, everything.
    Killed at any moment, the next run goes on from what was written.

    Raises `ZhibiaoError` when the corpus is missing, the output cannot be written or another run is writing to it.
    """
    started = time.monotonic()
    if options.ner:
        recogniser.use(options.ner)  # what cannot be loaded is said before anything is written
    settings = settings_of(corpus, options)
    mark = fingerprint(settings.fields, settings.ner, settings.own)
    if not is_stream(corpus) and not corpus.exists():  # before anything is made
        raise UnreadableArticle(say("{corpus}: no such file or folder", corpus=corpus))
    make(output)
    with locked(output), Store.open(output, write=True, durable=False) as store, Store.open(output) as reader:
        number = int(store.fact("run") or 0) + 1
        before = store.fact("corpus")
        if not options.replace and another(before, corpus) and store.totals()[0]:
            raise OtherCorpus(output, before)
        noted = json.dumps({"fields": options.fields, "ner": options.ner}, ensure_ascii=False)
        store.note(run=str(number), corpus=str(corpus.absolute()), fingerprint=mark, settings=noted, segmenter=engine())
        writer = Writer(store, mark, number)
        extract(corpus, reader, writer, settings, options, progress)
        store.present()
        stale = not current(store, output, options.selection, options.formats)
        files = write(store, output, options.selection, options.formats) if stale else ()
        store.present()
        articles, rows, errors, removed = store.totals()
        seconds = time.monotonic() - started
        other = before if another(before, corpus) else ""
        return Summary(writer.counts, articles, rows, errors, removed, seconds, output, files, stale, other)


def settings_of(corpus: Path, options: Options) -> Settings:
    """What the workers are told: the options, with the fields and the lexicon of the corpus. Raises `LexiconError`."""
    own = read_own(corpus)
    check_labels(own)
    fields = {**own_fields(corpus), **options.fields}
    return Settings(fields, options.seconds, options.megabytes, options.ner, own)


def extract(
    corpus: Path,
    reader: Store,
    writer: Writer,
    settings: Settings,
    options: Options,
    progress: Callable[[Progress], None],
) -> None:
    """Hand what is due to workers and write what comes back; what has come is written also when the run ends early."""
    due = waiting(corpus, reader, writer.fingerprint, options.force)
    meter = Meter(due.size)
    workers = min(options.workers or os.cpu_count() or 1, 1 + meter.total // WORTH_A_WORKER)
    crew = Crew(workers, settings, busy=due.few or due.size > 0, little=due.few)
    try:
        plan = meter.passing(steps(due.files, reader, writer.fingerprint, settings.fields, options.force))
        for outcome in crew.outcomes(plan):
            writer.take(outcome)
            progress(Progress(writer.counts, meter.part, meter.name))
    finally:
        crew.close()
        writer.flush()


class OtherCorpus(ZhibiaoError):
    """The output folder holds the articles of another corpus, and nobody has said that they may go."""

    def __init__(self, output: Path, before: str) -> None:
        super().__init__(
            say(
                "{output}: holds the tables of {before}; nothing was changed. Give another folder with -o, or -o {output} to replace them",
                output=output,
                before=before,
            )
        )


def another(before: str, corpus: Path) -> bool:
    """Whether the corpus of the run before was another one, however the two are spelled; False when there was none."""
    if not before or before == str(corpus.absolute()):
        return False
    return is_stream(corpus) or Path(before).resolve() != corpus.resolve()


def make(folder: Path) -> None:
    """Make the output folder. Raises `ZhibiaoError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ZhibiaoError(
            say(
                "{folder}: cannot be made: {strerror}; choose another folder with -o",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
