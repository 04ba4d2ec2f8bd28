"""Facts at scale: time, memory and what is found of what was planted, on articles whose rows are known.

python benchmarks/facts.py 50000              generate, join, add one article, join again
python benchmarks/facts.py 2000 --orders 3    the same tables for other orders of feeding, and after kills

Each story is one owner in one period: its indicators stated by one to four articles under the owner's various names,
rounded and cut off; some are reprinted, some revised, some contradicted. Nothing is extracted here: the rows are made
with the articles, so that only the joining is measured.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import hashlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from zhibiao.extraction import article_digest
from zhibiao.facts import update
from zhibiao.facts.tables import write_tables
from zhibiao.lexicon import lines
from zhibiao.limits import GARBAGE
from zhibiao.model import Article, Mention, Result, Row
from zhibiao.store import Store, record_of

INDICATORS = (
    ("社会消费品零售总额", "社零总额"), ("一般公共预算收入", "一般公共预算收入"), ("固定资产投资", "固定资产投资额"),
    ("出口总额", "出口额"), ("进口总额", "进口额"), ("规模以上工业增加值", "规上工业增加值"), ("税收收入", "税收"),
    ("房地产开发投资", "房地产开发投资额"), ("净利润", "净利润"), ("营业收入", "营收"), ("研究与试验发展经费", "研发投入"),
)  # fmt: skip
WORDS = "港口 设备 调研 生产 车间 会议 记者 企业 创新 服务 农户 科技 项目 桥梁 学校 运输 花卉 展会 航线 仓库 桃园 茶叶 电网 沙漠 湿地".split()
FIRST, SECOND, FORMS = (
    "安澜 宁江 北辰 华岳 东屿 云河 青禾 远洲 海晏 金穗".split(),
    "能源 重工 生物 电子 航运 化工 材料 食品".split(),
    "股份有限公司 集团有限公司".split(),
)
LETTERS = "甲乙丙丁戊己庚辛壬癸"
ROWS = 5  # of an article
ROUNDED, REVISED, CONTRADICTED, REPRINTED, FIRMS = 0.5, 0.03, 0.03, 0.15, 0.1


@dataclass(frozen=True)
class Planted:
    """An article with its rows, and what each row states: the fact and the kind of statement."""

    result: Result
    states: tuple[tuple[str, str], ...]


def stories(chance: random.Random) -> Iterator[tuple[tuple[str, ...], str, tuple[dt.date, dt.date]]]:
    """Owners with their names, the full name of a firm that an article explains, and periods, without end."""
    known = Counter(short for _, short, *_ in lines("places"))
    places = [
        (name, short)
        for name, short, code, level in lines("places")
        if code.isdigit() and level != "county" and known[short] == 1
    ]
    number = 0
    while True:
        number += 1
        year, month = chance.randrange(2005, 2026), chance.randrange(1, 13)
        period = dt.date(year, 1, 1), (dt.date(year, month, 28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
        if chance.random() < FIRMS:
            short = (
                chance.choice(FIRST)
                + chance.choice(SECOND)
                + chance.choice(WORDS)
                + "".join(LETTERS[int(d)] for d in str(number))
            )
            full = short + chance.choice(FORMS)
            yield (full, short), full, period
        else:
            yield chance.choice(places), "", period


def corpus(count: int, seed: int = 5) -> Iterator[Planted]:
    """So many articles."""
    chance, made, seen = random.Random(seed), 0, set()
    for names, full, period in stories(chance):
        if (names[0], period) in seen:
            continue
        seen.add((names[0], period))
        subjects = chance.sample(INDICATORS, ROWS)
        values = [Decimal(chance.randrange(100_001, 999_999)) * 10**7 for _ in subjects]
        for planted in told(names, full, period, subjects, values, made, chance):
            yield planted
            made += 1
            if made == count:
                return


def told(names, full, period, subjects, values, made, chance) -> Iterator[Planted]:  # type: ignore[no-untyped-def]
    """The articles of one story."""
    fate = chance.random()
    kind = "revised" if fate < REVISED else "contradicted" if fate < REVISED + CONTRADICTED else ""
    tellings = 2 if kind else chance.choices((1, 2, 3, 4), (60, 25, 10, 5))[0]
    first = None
    for n in range(tellings):
        stated = [v if n == 0 or not kind else v + v * 3 / 100 for v in values]
        days = 400 if n and kind == "revised" else 20 + n
        said = ("初步核算，" if n == 0 else "经修订，") if kind == "revised" else ""
        planted = written(
            f"b{made + n:07}", names[n % len(names)], full, period, subjects, stated, days, said, n, kind, chance
        )
        yield planted
        first = first or planted
    if chance.random() < REPRINTED and first:
        yield reprint(first, f"b{made + tellings:07}r")


def written(name, subject, full, period, subjects, values, days, said, n, kind, chance) -> Planted:  # type: ignore[no-untyped-def]
    """An article that states figures of one owner."""
    parts, rows, place = [], [], 0
    for (std, spelling), value in zip(subjects, values, strict=True):
        indicator = spelling if n % 2 else std
        number = value.scaleb(-8)
        if n and not kind and chance.random() < ROUNDED:
            number = number.quantize(Decimal(1), chance.choice(("ROUND_DOWN", "ROUND_HALF_UP")))
        text = f"{number.normalize():f}亿元"
        sentence = f"{said}{period[0].year}年1—{period[1].month}月，{subject}{indicator}{text}，消息由{name}发布。"
        at = place + sentence.index(text)
        rows.append((indicator, std, number.scaleb(8), text, at, sentence))
        parts.append(sentence)
        place += len(sentence)
    explained = f"{full}（以下简称“{subject}”）" if full and subject != full else ""
    body = "".join(parts) + explained + "，".join("".join(chance.choices(WORDS, k=3)) for _ in range(30)) + "。"
    article = Article(f"{name}.txt", body, "", period[1] + dt.timedelta(days))
    digest = article_digest(article)
    found = tuple(
        Row(
            f"{digest}-{at}-{at + len(text)}", article.id, published=article.published, subject=subject, indicator=indicator,
            measure="level", value=value, unit="元", dimension="money", period_start=period[0], period_end=period[1], indicator_std=std, text=text, start=at, end=at + len(text),
            sentence=sentence,
        )
        for indicator, std, value, text, at, sentence in rows
    )  # fmt: skip
    mentions = tuple(
        Mention(article.id, "entity", "ORG", t, body.index(t, place), body.index(t, place) + len(t), full)
        for t in ((full, subject) if explained else ())
    )
    fact = f"{full or subject[:2]}|{period[1]}"
    return Planted(Result(article, found, lambda: mentions), tuple((f"{fact}|{std}", kind) for _, std, *_ in rows))


def reprint(planted: Planted, name: str) -> Planted:
    """The same article once more, with a line at its end."""
    from dataclasses import replace

    old = planted.result
    article = replace(old.article, id=f"{name}.txt", original=old.article.original + "（来源：转载）")
    digest = article_digest(article)
    rows = tuple(replace(r, article=article.id, row=f"{digest}-{r.start}-{r.end}") for r in old.rows)
    return Planted(Result(article, rows, old.listing), tuple((fact, "reprint") for fact, _ in planted.states))


def feed(store: Store, articles: Iterable[Planted]) -> None:
    with store.writing():
        for planted in articles:
            store.put(record_of(planted.result, planted.result.article.id, 0), fingerprint="f", seen=1)


def judged(store: Store, articles: list[Planted]) -> dict[str, float]:
    """Join precision and recall over pairs of rows, and the share of facts with the right status."""
    fact_of = dict(store.ask("SELECT row, fact FROM joined_rows"))
    status = dict(store.ask("SELECT fact, status FROM joined"))
    truth: dict[str, list[tuple[str, str, str]]] = {}
    for planted in articles:
        for row, (fact, kind) in zip(planted.result.rows, planted.states, strict=True):
            truth.setdefault(fact, []).append((row.row, kind, planted.result.article.id))
    right = missed = agreeing = 0
    sizes: Counter[str] = Counter(fact_of.values())
    for members in truth.values():
        found = Counter(fact_of[row] for row, _, _ in members)
        pairs = len(members) * (len(members) - 1) // 2
        together = sum(n * (n - 1) // 2 for n in found.values())
        right, missed = right + together, missed + pairs - together
        kinds, own = {kind for _, kind, _ in members}, sum(kind != "reprint" for _, kind, _ in members)
        wanted = (
            "revised"
            if "revised" in kinds
            else "conflict"
            if "contradicted" in kinds
            else "agreed"
            if own > 1
            else "single"
        )
        agreeing += (own == 1 and len(kinds) == 1 and wanted != "single") or all(status[f] == wanted for f in found)
    wrong = sum(n * (n - 1) // 2 for n in sizes.values()) - right
    return {
        "precision": right / max(1, right + wrong),
        "recall": right / max(1, right + missed),
        "status": agreeing / len(truth),
    }


def main() -> None:
    """Generate, join, add one article, join again; print what it took."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("count", type=int)
    command.add_argument(
        "--orders", type=int, default=0, metavar="N", help="compare the tables of N other orders of feeding"
    )
    command.add_argument("--keep", type=Path, metavar="DIR", help="keep the output folder there")
    command.add_argument("--update", type=Path, help=argparse.SUPPRESS)  # what a killed process does
    options = command.parse_args()
    if options.update:
        with Store.open(options.update, write=True) as store:
            update(store)
        return
    articles = list(corpus(options.count + 1))
    last = articles.pop()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch) / "out"
        with Store.open(folder, write=True, durable=False) as store:
            feed(store, articles)
            rows = store.ask("SELECT count(*) FROM rows")[0][0]
            size = (folder / "zhibiao.sqlite").stat().st_size
            gc.set_threshold(GARBAGE)  # as the command does
            gc.freeze()  # the generator's articles are none of its business
            started, worked = time.monotonic(), time.process_time()
            done = update(store)
            print(
                f"{options.count:,} articles, {rows:,} rows, {sum(done.facts.values()):,} facts {done.facts}: "
                f"{time.monotonic() - started:.1f} s ({time.process_time() - worked:.1f} s of processor)"
            )
            print("found of what was planted:", {k: round(v, 5) for k, v in judged(store, articles).items()})
            feed(store, [last])
            started = time.monotonic()
            done = update(store)
            print(f"one article more: {done.blocks} blocks, {time.monotonic() - started:.3f} s")
            started = time.monotonic()
            write_tables(store, folder)
            print(f"tables: {time.monotonic() - started:.1f} s")
        grown = (folder / "zhibiao.sqlite").stat().st_size
        print(f"database {size / 1e6:.0f} MB before, {grown / 1e6:.0f} MB with facts")
        print(
            f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB, the generator's articles included"
        )
        wanted = digest(folder)
        for seed in range(options.orders):
            other = Path(scratch) / f"order{seed}"
            shuffled = random.Random(seed).sample([*articles, last], len(articles) + 1)
            fed_in_parts(other, shuffled, seed + 2)
            print(f"order {seed}: {'the same tables' if digest(other) == wanted else 'OTHER TABLES'}")


def fed_in_parts(folder: Path, articles: list[Planted], parts: int) -> None:
    """Feed in several parts, joining after each; each time a first attempt is killed on its way."""
    for k in range(parts):
        with Store.open(folder, write=True, durable=False) as store:
            feed(store, articles[k::parts])
        attempt = subprocess.Popen([sys.executable, __file__, "0", "--update", str(folder)])
        time.sleep(2 + k)
        attempt.send_signal(signal.SIGKILL)
        attempt.wait()
        with Store.open(folder, write=True, durable=False) as store:
            update(store)
    with Store.open(folder, write=True) as store:
        write_tables(store, folder)


def digest(folder: Path) -> str:
    """A digest of the tables of facts."""
    names = ("facts.csv", "aliases.csv", "conflicts.csv")
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in names)).hexdigest()


if __name__ == "__main__":
    main()
