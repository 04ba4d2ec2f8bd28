"""Browsing at scale: rows of benchmarks/facts.py's kind, multiplied, and the time of queries with all facets.

python benchmarks/browsing.py 1000000            rows; 1,000 queries of one to ten characters, compared with LIKE
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import tempfile
import time
from pathlib import Path

from zhibiao.browse.asking import MOST, Reader
from zhibiao.browse.index import FACETS, INDICES, ROWS, SCHEMA
from zhibiao.browse.pairs import paired
from zhibiao.browse.state import State
from zhibiao.lexicon import lines

TAILS = (
    "增长 下降 创新高 保持稳定 占全国的比重提高 好于预期 比上年同期多 由海关发布 记者从会上获悉 据统计局介绍".split()
)
UNITS = "元 美元 吨 家 人 辆 % 百分点 标箱 万千瓦".split()
SOURCES = tuple(f"{city}日报" for city in "青石 临川 白沙 云江 海丰 南屏 东岭 北渡 梅溪 锦湖".split())
STATUSES = ("single", "agreed", "revised", "conflict")


def made(path: Path, rows: int, seed: int = 9) -> list[str]:
    """A database of so many rows; answers some of its sentences."""
    chance = random.Random(seed)
    places = [line[0] for line in lines("places")]
    indicators = [line[0] for line in lines("indicators")]
    words = [w for line in lines("indicators") for w in line[0:1]] + TAILS
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA} BEGIN;")
    database.execute("CREATE TABLE made_of (value TEXT NOT NULL)")
    names: dict[str, int] = {}
    sample = []
    n = sentence = 0
    while n < rows:
        batch, texts, postings, new = [], [], [], []
        for _ in range(5_000):
            place, year = chance.choice(places), str(chance.randrange(2005, 2026))
            text = f"{year}年，{place}{'，'.join(chance.choices(words, k=4))}{chance.randrange(10**6) / 10}亿元，{chance.choice(TAILS)}。"
            sentence += 1
            texts.append((sentence, text))
            if chance.random() < 0.002:
                sample.append(text)
            for _ in range(chance.randrange(1, 4)):
                n += 1
                indicator = chance.choice(indicators)
                cells = dict.fromkeys(ROWS, "") | {
                    "subject": place, "subject_std": place, "indicator": indicator, "year": year, "unit": chance.choice(UNITS),
                    "source": chance.choice(SOURCES), "status": chance.choices(STATUSES, (90, 8, 1, 1))[0],
                    "period_end": f"{year}-12-31", "published": f"{year}-11-11", "value": str(n), "fact": str(n), "row": str(n),
                }  # fmt: skip
                batch.append(
                    (
                        n,
                        n // 5,
                        *(cells[c] for c in ROWS if c not in ("sentence", "confidence")),
                        sentence,
                        chance.random(),
                        n,
                    )
                )
                postings.append((2 * sentence, n))
                for name in {place, indicator}:
                    if name not in names:
                        names[name] = len(names)
                        new.append((names[name], name))
                    postings.append((2 * names[name] + 1, n))
        database.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * len(batch[0]))})", batch)
        database.executemany("INSERT OR IGNORE INTO sentences VALUES (?, ?)", texts)
        database.executemany("INSERT INTO names VALUES (?, ?)", new)
        documents = [(2 * i, paired(t)) for i, t in texts] + [(2 * i + 1, paired(t)) for i, t in new]
        database.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", documents)
        database.executemany("INSERT INTO stands_in VALUES (?, ?)", postings)
    for statement in INDICES:
        database.execute(statement)
    for facet in FACETS:
        database.execute(
            f"INSERT INTO counted SELECT ?, coalesce(\"{facet}\", ''), count(*) FROM rows GROUP BY 2", (facet,)
        )
    database.execute("INSERT INTO search (search) VALUES ('optimize')")
    database.execute("COMMIT")
    database.execute("ANALYZE")
    database.close()
    return sample


def main() -> None:
    """Make the database, ask, compare; print what it took."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("rows", type=int)
    command.add_argument("--queries", type=int, default=1000)
    command.add_argument(
        "--like", type=int, default=100, help="so many of them are compared with LIKE (0.3 s of processor each)"
    )
    options = command.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "browse.sqlite"
        started = time.process_time()
        sample = made(path, options.rows)
        print(f"made: {time.process_time() - started:.0f} s of processor, {os.path.getsize(path) / 1e6:.0f} MB")
        reader, chance = Reader(path), random.Random(1)
        times: list[tuple[float, float, str]] = []
        missed = more = compared = 0
        for k in range(options.queries):
            text = chance.choice(sample)
            length = chance.randrange(1, 11)
            start = chance.randrange(max(1, len(text) - length))
            words = text[start : start + length]
            facets = (
                {}
                if k % 3
                else {"unit": chance.choice(UNITS)}
                if k % 2
                else {"status": chance.choice(STATUSES), "year": "2020"}
            )
            started, worked = time.monotonic(), time.thread_time()
            found = reader.find(State(words, facets))
            times.append((time.monotonic() - started, time.thread_time() - worked, f"{words} {facets}"))
            if k < options.like:
                compared += 1
                if not found.cut:  # more than are counted: LIKE can find no more
                    number = like(reader, words, facets)
                    missed += number > found.total
                    more += number < found.total
        walls, works = sorted(t[0] for t in times), sorted(t[1] for t in times)
        for name, values in (("seconds", walls), ("seconds of processor", works)):
            print(
                f"{name}: median {values[len(values) // 2]:.3f}, 95 % {values[int(len(values) * 0.95)]:.3f}, longest {values[-1]:.3f}"
            )
        print("slowest:", [f"{t[1]:.2f} {t[2]}" for t in sorted(times, key=lambda t: -t[1])[:5]])
        print(f"of {compared} compared with LIKE {missed} found less, {more} more")


def like(reader: Reader, words: str, facets: dict[str, str]) -> int:
    """How many rows LIKE finds, up to one more than are counted."""
    where = "".join(f' AND r."{name}" = ?' for name in facets)
    sql = f"""SELECT count(*) FROM (SELECT 1 FROM rows r JOIN sentences s ON s.id = r.sentence
        WHERE (s.text LIKE ? OR r.subject LIKE ? OR r.indicator LIKE ?){where} LIMIT {MOST + 1})"""
    pattern = f"%{words.replace('%', '')}%"
    connection = sqlite3.connect(f"{reader.path.as_uri()}?mode=ro", uri=True)
    try:
        return int(connection.execute(sql, (pattern,) * 3 + tuple(facets.values())).fetchone()[0])
    finally:
        connection.close()


if __name__ == "__main__":
    main()
