"""The phrase before a cue or a figure: what is measured, whose it is said to be, the verb before it."""

from __future__ import annotations

from collections.abc import Callable

from zhibiao.clauses.counted import counted_noun
from zhibiao.clauses.phrases import Phrase, opening_phrase, phrase_before
from zhibiao.rows.scene import Scene

# text|figure => phrase [owner] <verb before it
EXAMPLES = """
澄阳市出口额|3亿元 => 出口额 [澄阳市]
该工程全长|3公里 => 全长 [该工程]
全省平均降雨量|3毫米 => 平均降雨量 [全省]
沪深两市成交额|2万亿元 => 成交额 [沪深两市]
京津冀区域货运量|3万吨 => 货运量 [京津冀]
光伏企业出口额|3亿元 => 出口额 [光伏企业]
当地光伏企业出口额|3亿元 => 出口额 [当地光伏企业]
国家级企业一次性奖励|3万元 => 一次性奖励 [国家级企业]
“海桥276”轮总长|62米 => 总长 [“海桥276”轮]
商户信保累计赔付|3亿元 => 累计赔付 [商户信保]
归属于上市公司股东的净利润|3亿元 => 归属于上市公司股东的净利润
扣非后净利润为|3亿元 => 扣非后净利润
甲产品、乙产品销量|3万台 => 甲产品、乙产品销量
对东盟出口|3亿元 => 对东盟出口
跟投金额|3亿元 => 跟投金额
投资完成额|3亿元 => 投资完成额
主营业务（不含贸易）收入|3亿元 => 主营业务收入
已经累计完成投资|3亿元 => 投资 <完成
5家工厂、产值|3亿元 => 产值
3月2日电新开工项目|300个 => 新开工项目
首次突破|5万人 => -
"""


def shown(phrase: Phrase) -> str:
    owner = phrase.owner.text if phrase.owner else phrase.pronoun
    verb = f"<{phrase.verb}" if phrase.verb else ""
    return " ".join(filter(None, (phrase.text, f"[{owner}]" if owner else "", verb)))


def test_phrase_before_a_figure(text: str, want: str, scene: Callable[[str], Scene]) -> None:
    before, figure = text.split("|")
    tokens = scene(f"{before}{figure}。").tokens
    assert shown(phrase_before([t for t in tokens if t.end <= len(before)])) == want


def test_phrase_that_a_clause_opens_with(scene: Callable[[str], Scene]) -> None:
    told = {
        "核心物价指数7月份连续第二个月上涨": "核心物价指数",
        "这家公司的股价在三个交易日内上涨": "这家公司的股价",
        "经济低迷期间价格上涨": "",
        "货运量前三季度增长": "货运量",
    }
    assert {text: opening_phrase(scene(text).tokens).text for text in told} == told


def test_noun_that_a_figure_counts(scene: Callable[[str], Scene]) -> None:
    told = {
        "39个|专业市场。": "专业市场",
        "3个|项目入驻。": "项目",
        "5个|国家和地区的商人。": "国家和地区",
        "七起|被执行案件。": "被执行案件",
        "7座|可以全天候停靠货轮的码头。": "码头",
        "35项|精简为4项。": "",
        "3家|被要求限期整改。": "",
    }
    got = {}
    for text in told:
        figure, behind = text.split("|")
        got[text] = counted_noun([t for t in scene(figure + behind).tokens if t.start >= len(figure)])
    assert got == told
