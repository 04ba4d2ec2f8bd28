"""Synthetic articles for measuring: our own sentences, varied. The same seed gives the same articles.

python benchmarks/synthetic.py 100000 /tmp/news.jsonl          one file, a record a line
python benchmarks/synthetic.py 100000 /tmp/news/ --files 50    fifty such files
python benchmarks/synthetic.py 1000 /tmp/news/ --txt           a text file for each article
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

PLACES = "青石市 临川县 白沙区 云江省 海丰港 南屏新区 东岭州 北渡镇 梅溪市 锦湖区 石门县 松洲市".split()
BODIES = "商务局 统计局 海关 发展改革委 交通运输局 农业农村局 文旅局 工业和信息化局 人力资源社会保障局".split()
SIZES = "进出口总额 社会消费品零售总额 固定资产投资 一般公共预算收入 规模以上工业增加值 网络零售额 税收收入 货物出口额".split()
COUNTS = [
    "新增城镇就业{n}万人",
    "接待游客{n}万人次",
    "完成集装箱吞吐量{n}万标箱",
    "粮食总产量达到{n}万吨",
    "开行班列{n}列",
    "新建充电桩{n}个",
]
TIMES = "前三季度 前8个月 今年以来 上半年 9月份 去年 2024年 “十四五”以来 截至9月底".split()
SENTENCES = (
    "{place}{body}发布，{time}，全{kind}{size}达{amount}亿元，同比{move}{rate}%。",
    "{time}，{place}{size}{amount}亿元，{move}{rate}%，增速比上年同期{turn}{point}个百分点。",
    "{place}{time}{count}，其中{part}占{share}%。",
    "据{body}介绍，{place}{count}，较上年同期{move}{rate}%。",
    "项目总投资约{amount}亿元，预计{year}年建成投产，达产后年产值可超过{big}亿元。",
    "{place}力争到{year}年{size}突破{big}亿元，年均增长{rate}%左右。",
    "第{ordinal}届{place}博览会在此举行，{count2}，达成意向成交额{amount}亿元。",
    "平均通关时间压缩至{hours}小时以内，每标箱综合成本下降{cost}元。",
    "当地一位负责人说，{time}的变化来自多年的积累，并非一日之功。",
    "{part}成为新的增长点，{time}产值{amount}亿元，是{past}年的{times}倍。",
    "近{tens}成受访企业表示，今后一个时期的订单保持稳定。",
)
PLAIN = (  # most sentences of the news state no figure
    "记者在{place}采访时看到，厂房里机器轰鸣，工人们正在赶制新一批订单。",
    "{body}有关负责人表示，下一步将继续优化营商环境，让企业办事更加方便。",
    "傍晚的{place}码头依然忙碌，货轮缓缓靠岸，吊机把货物稳稳放下。",
    "业内人士认为，{part}的发展离不开人才和技术，也离不开稳定的市场预期。",
    "不少村民在家门口找到了工作，日子一天比一天红火。",
    "{place}还将完善配套政策，推动{part}与服务业融合发展。",
    "与会者围绕如何培育新的增长点进行了讨论，并交流了各地的做法。",
)
PARTS = "民营企业 装备制造业 高新技术产品 数字服务贸易 县域商业 绿色能源 中小微企业 冷链物流".split()


def article(random_: random.Random, number: int) -> dict[str, str]:
    """One article of three to twelve sentences; a third of them have figures, as in the news."""
    place, day = random_.choice(PLACES), dt.date(2025, 10, 1) + dt.timedelta(days=random_.randrange(90))
    paragraphs = ["".join(sentence(random_, place) for _ in range(random_.randint(1, 4))) for _ in range(3)]
    title = f"{place}{random_.choice(SIZES)}稳步增长"
    return {"id": f"s{number:07}", "date": day.isoformat(), "title": title, "content": "\n".join(paragraphs)}


def sentence(random_: random.Random, place: str) -> str:
    def figure(low: float, high: float) -> str:
        return f"{random_.uniform(low, high):.{random_.randint(0, 2)}f}"

    def count() -> str:
        return random_.choice(COUNTS).format(n=figure(1, 900))

    return random_.choice(SENTENCES if random_.random() < 0.35 else PLAIN).format(
        place=place if random_.random() < 0.7 else random_.choice(PLACES),
        body=random_.choice(BODIES),
        kind=random_.choice("市县区省"),
        size=random_.choice(SIZES),
        time=random_.choice(TIMES),
        amount=figure(1, 9000),
        big=random_.randrange(100, 9000, 100),
        rate=figure(0.1, 40),
        move=random_.choice(["增长", "下降", "提高", "减少"]),
        turn=random_.choice(["加快", "回落", "提高"]),
        point=figure(0.1, 5),
        count=count(),
        count2=count(),
        part=random_.choice(PARTS),
        share=figure(1, 99),
        year=random_.randint(2026, 2035),
        past=random_.randint(2015, 2023),
        times=figure(1.1, 9),
        ordinal=random_.randint(2, 30),
        hours=random_.randint(2, 48),
        cost=random_.randint(20, 900),
        tens=random_.choice("三四五六七八九"),
    )


def articles(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many articles."""
    random_ = random.Random(seed)
    return (article(random_, k) for k in range(number))


def write(number: int, path: Path, files: int = 1, txt: bool = False, seed: int = 1) -> None:
    """Write the articles as JSON Lines (a file, or several in a folder) or as text files in folders of a thousand."""
    if txt:
        for k, record in enumerate(articles(number, seed)):
            folder = path / f"{k // 1000:04}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{record['date']}-{record['id']}.txt").write_text(record["content"], encoding="utf-8")
        return
    each = -(-number // files)
    stream = articles(number, seed)
    if files > 1:
        path.mkdir(parents=True, exist_ok=True)
    for k in range(files):
        with (path / f"part-{k:03}.jsonl" if files > 1 else path).open("w", encoding="utf-8") as file:
            for record in islice(stream, each):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("number", type=int)
    command.add_argument("path", type=Path)
    command.add_argument("--files", type=int, default=1)
    command.add_argument("--txt", action="store_true")
    command.add_argument("--seed", type=int, default=1)
    options = command.parse_args()
    write(options.number, options.path, options.files, options.txt, options.seed)


if __name__ == "__main__":
    main()
