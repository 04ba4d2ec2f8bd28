"""Who only says what a sentence states: the stretch that owns no figure, and who speaks in it."""

from __future__ import annotations

from collections.abc import Callable

from zhibiao.clauses.sources import sources, speaker
from zhibiao.rows.scene import Scene

# text => the stretch | who speaks
EXAMPLES = """
据澄阳海关统计，出口增长5%。 => 据澄阳海关统计 | 澄阳海关
据澄阳商务部门周五公布的数据，出口增长5%。 => 据澄阳商务部门周五公布的数据 | 澄阳商务部门
澄阳市统计局局长赵一鸣介绍，出口增长5%。 => 澄阳市统计局局长赵一鸣介绍 | 澄阳市统计局局长赵一鸣
星禾研究院认为价格将上涨5%。 => 星禾研究院认为 | 星禾研究院
分析师李娜表示，目标价为30元。 => 分析师李娜表示 | 分析师李娜
星禾股份公告称，净利润增长5%。 => 星禾股份公告称 | 星禾股份
彭博社援引知情人士的话称，交易额为3亿美元。 => 彭博社援引知情人士的话称 | 彭博社
记者从澄阳市商务局获悉，出口增长5%。 => 记者从澄阳市商务局获悉 |
澄阳3月2日电（记者李四）新开工项目300个。 => 澄阳3月2日电（记者李四） |
本报讯（记者李四）出口增长5%。 => 本报讯（记者李四） |
据悉，出口增长5%。 => 据悉 |
出货量预计增长10%。 => -
澄阳市说明会举行了3场。 => -
"""


def test_source(text: str, want: str, scene: Callable[[str], Scene]) -> None:
    sentence = scene(text)
    found = [
        f"{text[sentence.tokens[s.first].start : sentence.tokens[s.after - 1].end]} | {speaker(text, sentence.tokens, s)}"
        for s in sources(text, sentence.tokens, sentence.begins)
    ]
    assert "；".join(found).strip() == want
