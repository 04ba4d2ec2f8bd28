"""What an article took is freed when its last row is made: nothing waits for the collector of cycles, which would cost
every article's words and names a round."""

import gc

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article

PLAIN = "云溪市前三季度出口额达12.5亿元，同比增长6%。全市进口3亿元。该公司去年营收2亿元，其中海外占三成。"
HEADED = "一、松湖集团\n公司前三季度营收12.5亿元。\n二、云溪市\n全市出口3亿元，比上年同期下降2%。\n"
TABLED = "主要指标\n\n| 指标 | 2024年 | 2025年 |\n| --- | --- | --- |\n| 出口额（亿元） | 3 | 4 |\n"


@pytest.mark.parametrize("text", [PLAIN, HEADED, TABLED])
def test_an_article_leaves_no_cycles(text: str) -> None:
    for _ in range(2):  # the first reading loads what all of them share
        gc.collect()
        result = extract_article(Article("a", text, "云溪市外贸增长6%"))
        assert result.rows
        assert result.mentions
        del result
        left = gc.collect()
    assert left == 0
