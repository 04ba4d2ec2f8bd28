"""Texts of odd characters, odd days and odd figures through the extraction: rows and mentions whose offsets are exact.

    python benchmarks/fuzz_texts.py [COUNT] [SEED]        100000 texts unless said otherwise

Pieces that dates, figures and datelines turn on are strung together, with control characters and half characters
between them, under days of publication at the ends of the calendar.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from fuzzing import UNTEXTUAL, Faults, Input, fuzz_with, main

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.store import record_of
from zhibiao.words import LOADING, cutter

PIECES = (
    "新华社 中新社北京 本报讯 1月 88日 31日 30日 2月 13月 0日 99月 2021年 9999年 0001年 0000年 10000年 公元前221年 民国1年 去年 "
    "上年同期 同期 今年以来 上月 下月 前三季度 下半年 上半年 第四季度 下周 上周 周三 昨日 明日 次日 电， 讯 截至 自 起 至 到 — 、 ， 。 近 未来 "
    "过去 年来 年 个月 天 世纪 99999 3 12345678901234567890 0 1 0.5 亿元 % 元 增长 下降 出口额 学年 十四五 十三五 春节 国庆假期 暑期 除夕 "
    "腊月二十三 正月十五 2021-22 2021—2022年 2021/1/88 88/88/88 2021-13-45 24时 25:61 1E5 1e999 百分之 分之 两 半 去 前 后 的 旬 上旬 下旬 "
    "月底 年底 年末 年初 五年 十年 世纪末 20世纪 90年代 21世纪初 闰二月 二十九 三十 日 月 其中 分别 同比 环比 占 （ ） “ ” | \n ㎡ ① ² ㎏ "
    "万万亿 十几 数十 上百 第 名 倍 成 折 GDP abc — - . : / 青川市 李某某 有限公司 ~~ ～～ [s] [/s] \u0336 □ ? \ufffd \ue003 跌至 涨至 报收 现报 每吨 "
    "每股 从 ≥ 约 超 不足 以上 之一 等 各 分别为 所 的 了 ； ： 比上年增减 单位：万元 RMB\u2009million 附注 项目 ( ) ⁻¹ · m³ /s 持平 ↑ + 个百分点 3:2 "
    "1死13伤 2金1银 3分27秒95 涨 跌 股份 指数 美元 港元 该公司 他 全市 预计 目标 年均 累计 占比 降至 由 甲厂、乙厂 《 》 \t \u3000\u3000 ## |---| 报告称 — — "
).split(" ")
DAYS = (
    None, dt.date(1, 1, 1), dt.date(1, 12, 31), dt.date(9999, 12, 31), dt.date(9999, 1, 1), dt.date(2024, 2, 29),
    dt.date(1900, 1, 1), dt.date(2025, 11, 16),
)  # fmt: skip


def strung(chance: random.Random, most: int) -> str:
    """Some pieces in a row, now and then a character that no text should hold among them."""
    return "".join(
        chance.choice(UNTEXTUAL) if chance.random() < 0.06 else chance.choice(PIECES)
        for _ in range(chance.randint(0, most))
    )


def inputs(count: int, seed: int) -> Iterator[Input]:
    """Texts with a title and a day of publication, as JSON."""
    chance = random.Random(seed)
    for _ in range(count):
        day = chance.choice(DAYS)
        record = [strung(chance, 30), strung(chance, 6), day.isoformat() if day else None]
        yield "text", json.dumps(record).encode()


def check(data: bytes, name: str) -> Counter[str]:
    """The rows of one text. Raises what was not handled."""
    text, title, day = json.loads(data)
    article = Article("a", text, title, dt.date.fromisoformat(day) if day else None)
    result = extract_article(article)
    for row in result.rows:
        assert text[row.start : row.end] == row.text, "the offsets of a row are wrong"
    for mention in result.mentions:
        assert text[mention.start : mention.end] == mention.text, "the offsets of a mention are wrong"
    record_of(result, "a.txt", 0)
    return Counter({"rows": len(result.rows)})


def fuzz(count: int, seed: int = 1, _: Sequence[str] = ()) -> tuple[Counter[str], Faults]:
    """Counts of what came of the texts, and the first of each kind of fault. Half of them are cut by the fast segmenter,
    where it is installed: a process loads it when it has much to cut."""
    texts = inputs(count, seed)
    first, faults = fuzz_with(islice(texts, count // 2), check)
    cutter().expect(LOADING + 1)
    second, more = fuzz_with(texts, check)
    return first + second, faults | more


if __name__ == "__main__":
    sys.exit(main(fuzz))
