"""zhibiao.pipe, all columns, beside jieba.lcut and what else is installed, in one process, one core.

    python benchmarks/pipe.py                 ../shared/news where it stands, else corpus/
    python benchmarks/pipe.py FOLDER          any folder of articles
    python benchmarks/pipe.py --generated 500 so many articles of benchmarks/synthetic.py

Everything reads the same articles in turn, a few at a time, so that a busy machine slows all alike; the first pass
counts, over articles that nothing has read before; loading is done before. Times are processor seconds. Readers that
are very slow (`part`) read the first articles only. With `--cold`, whole processes of `zhibiao extract` as well.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba
import jieba.posseg

import zhibiao
from zhibiao import words
from zhibiao.extraction import extract_portions
from zhibiao.store import record_of_portions

NEWS = Path("../shared/news")
CORPUS = Path(__file__).parents[1] / "corpus"
TURN, PART = 6, 40  # articles at a time; articles for a slow reader
Texts = Sequence[zhibiao.Article]
Reader = Callable[[Texts], None]


def each(read: Callable[[str], object]) -> Reader:
    """A reader of articles that reads the text of each."""

    def reader(articles: Texts) -> None:
        for article in articles:
            result = read(article.original)
            if not isinstance(result, (list, dict, str)):
                deque(result, maxlen=0)  # type: ignore[call-overload]

    return reader


def rows(articles: Texts) -> None:
    deque(zhibiao.pipe(articles), maxlen=0)


def rows_and_mentions(articles: Texts) -> None:
    for result in zhibiao.pipe(articles):
        deque(result.mentions, maxlen=0)


def records(articles: Texts) -> None:
    """What a worker of `zhibiao run` makes of each article: rows and mentions, packed for the database."""
    for number, article in enumerate(articles):
        record_of_portions(extract_portions(article), article.id, number)


def readers() -> dict[str, tuple[Reader, bool]]:
    """Name → (reader, whether it is slow), loaded."""
    jieba.setLogLevel("WARNING")
    jieba.initialize()
    known: dict[str, tuple[Reader, bool]] = {
        "jieba.lcut": (each(jieba.lcut), False),
        "zhibiao.pipe": (rows, False),
        "zhibiao.pipe, mentions listed": (rows_and_mentions, False),
        "zhibiao run, its worker": (records, False),
        "zhibiao.quantities": (each(zhibiao.quantities), False),
        "jieba.posseg": (each(lambda text: jieba.posseg.cut(text)), True),
    }
    if installed("rjieba"):
        import rjieba

        known["rjieba.cut"] = (each(rjieba.cut), False)
    if installed("spacy"):
        from spacy.lang.zh import Chinese

        nlp = Chinese.from_config({"nlp": {"tokenizer": {"segmenter": "jieba"}}})
        nlp.add_pipe("sentencizer")
        known["spaCy zh, jieba, sentencizer"] = (each(nlp), False)
    if installed("jieba_next"):
        import jieba_next

        jieba_next.initialize()
        known["jieba_next.lcut"] = (each(jieba_next.lcut), False)
    if installed("jionlp"):
        import jionlp

        known["JioNLP, times"] = (each(jionlp.ner.extract_time), True)
        known["JioNLP, money"] = (each(jionlp.ner.extract_money), True)
        known["JioNLP, places"] = (each(jionlp.recognize_location), True)
    if installed("recognizers_suite"):
        known |= recognizers()
    return known


def recognizers() -> dict[str, tuple[Reader, bool]]:
    """Microsoft's Recognizers-Text for Chinese: its reader of times, and the seven of what zhibiao reads, too."""
    import recognizers_suite
    from recognizers_text import Culture

    culture = Culture.Chinese
    kinds = ("number", "ordinal", "percentage", "currency", "dimension", "temperature", "datetime")
    recognize = [getattr(recognizers_suite, f"recognize_{kind}") for kind in kinds]
    return {
        "Recognizers-Text, times": (each(lambda text: recognize[-1](text, culture)), True),
        "Recognizers-Text, all seven": (each(lambda text: [read(text, culture) for read in recognize]), True),
    }


def installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def race(known: dict[str, tuple[Reader, bool]], articles: Texts) -> dict[str, tuple[float, int]]:
    """Name → (processor seconds, characters read)."""
    spent = dict.fromkeys(known, (0.0, 0))
    for first in range(0, len(articles), TURN):
        turn = articles[first : first + TURN]
        size = sum(len(article.original) for article in turn)
        for name, (reader, slow) in known.items():
            if slow and first >= PART:
                continue
            start = time.process_time()
            reader(turn)
            seconds, characters = spent[name]
            spent[name] = seconds + time.process_time() - start, characters + size
    return spent


def table(spent: dict[str, tuple[float, int]]) -> str:
    """Characters a second, and as multiples of jieba.lcut, as Markdown."""
    speed = {name: characters / seconds for name, (seconds, characters) in spent.items()}
    lines = ["| reader | characters a second | × `jieba.lcut` |", "| --- | ---: | ---: |"]
    for name, one in sorted(speed.items(), key=lambda pair: -pair[1]):
        lines.append(f"| {name} | {one:,.0f} | {one / speed['jieba.lcut']:.2f} |")
    return "\n".join(lines)


def machine() -> str:
    """The processor, the cores, Python."""
    cpu = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")]
    return f"{names[0] if names else platform.processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def cold(article: zhibiao.Article) -> list[float]:
    """Seconds of whole processes of `zhibiao extract`, of a file that holds one article, the fastest first."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_text(article.original, "utf-8")
        took = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-m", "zhibiao.cli", "extract", str(file)], check=True, capture_output=True)
            took.append(time.perf_counter() - start)
    return sorted(took)


def chosen(options: argparse.Namespace) -> tuple[str, list[zhibiao.Article]]:
    """What is read, and its articles."""
    if options.generated:
        import synthetic

        with tempfile.TemporaryDirectory() as folder:
            synthetic.write(options.generated, Path(folder) / "generated.jsonl")
            return f"{options.generated} generated articles", list(zhibiao.read(folder))
    folder = options.folder or (NEWS if NEWS.is_dir() else CORPUS)
    return folder.name, list(zhibiao.read(folder))


def main() -> None:
    parser = argparse.ArgumentParser(description="zhibiao.pipe beside jieba.lcut and others")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--generated", type=int, default=0, metavar="N")
    parser.add_argument(
        "--engine",
        choices=("jieba", "rjieba"),
        default="rjieba" if words.fast() else "jieba",
        help="what cuts our words",
    )
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--steady", action="store_true", help="all read twice: what is kept of words and names tells")
    options = parser.parse_args()
    cutter = words.cutter()
    cutter.dictionary.read_all()
    cutter.ahead = 0 if options.engine == "rjieba" else sys.maxsize
    what, articles = chosen(options)
    known = readers()
    for reader, slow in known.values():
        if not slow:
            reader(list(zhibiao.read(CORPUS)))
    gc.freeze()  # what is loaded stays, as in a worker of `zhibiao run`
    print(f"{what}: {len(articles)} articles, {sum(len(a.original) for a in articles):,} characters")
    print(f"{machine()}; words by {cutter.engine.name}; load {os.getloadavg()[0]:.1f}\n")
    print(table(race(known, articles)))
    if options.steady:
        print(f"\nthe same articles again, load {os.getloadavg()[0]:.1f}\n")
        print(table(race({name: reader for name, reader in known.items() if not reader[1]}, articles)))
    if options.cold:
        took = cold(articles[0])
        print(
            f"\ncold `zhibiao extract FILE`, whole process: {took[0]:.2f} s at best, {took[len(took) // 2]:.2f} s median"
        )


if __name__ == "__main__":
    main()
