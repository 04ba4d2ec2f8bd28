"""Names found sentence by sentence are those of the whole article at once, whichever sentence asks first."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhibiao
from zhibiao.model import Article, Entity
from zhibiao.naming import find, recurring
from zhibiao.page import Page
from zhibiao.spans.marks import mark
from zhibiao.text import mend
from zhibiao.words import cut

NEWS = Path(__file__).parents[2] / "shared" / "news"
CORPUS = Path(__file__).parents[1] / "corpus"

RELATED = (
    "龙泽新能源基地已经开工。龙泽项目年产值3亿元。",
    "云岭市昨天开会。会后，云岭增收2亿元。",
    "云岭增收2亿元。云岭市场很热。云岭市区很热。云岭市昨天开会。",
    "龙泽项目年产值3亿元。去龙泽，看龙泽。龙泽新能源基地已经开工。",
    "龙泽项目年产值3亿元。龙泽（二期）新能源基地已经开工。",
    "Huashang平台上线。新用户用上了Hua—shang，全年交易3亿元。",
    "中国（甘肃）自由贸易试验区兰州片区揭牌。兰州片区新增企业30家。",
    "兰州片区新增企业30家，（下同）。中国（甘肃）自由贸易试验区兰州片区揭牌。",
    "中国海洋装备工业协会（中海协）昨天开会。中海协的会员有300家。",
    "去年，云工联增收2亿元。云岭重工业联合会（以下简称“云工联”）昨天开会（完）。",
    "临湖乳业（688973）昨天发布公告。去年，临湖乳业增收2亿元。",
    "杭州恒岳智能装备股份有限公司扩产。恒岳智能的产值达3亿元。",
)


def page_of(article: Article) -> tuple[Page, list[Entity]]:
    """The article's page, nothing asked yet, and the names of the article read whole."""
    text = mend(article)
    marks = mark(text.mended)
    page = Page(text.mended, text.sentences, marks)
    asked = Page(text.mended, text.sentences, marks)
    repeated = recurring(text.mended, (asked.words(k) for k in sorted({*asked.headings, *asked.figured})))
    return page, find(text.mended, cut(text.mended, marks), marks, repeated)


def check(article: Article) -> None:
    page, whole = page_of(article)
    for k in reversed(range(len(page.sentences))):
        sentence = page.sentences[k]
        assert page.levels(k) == [e for e in whole if sentence.start <= e.start < sentence.end]


@pytest.mark.parametrize("text", RELATED)
def test_relations_between_sentences(text: str) -> None:
    check(Article("", text))


def test_names_of_the_corpus() -> None:
    for article in zhibiao.read(CORPUS):
        check(article)


@pytest.mark.skipif(not NEWS.is_dir(), reason="the shared news is not beside this project")
def test_names_of_news() -> None:
    for k, article in enumerate(zhibiao.read(NEWS)):
        if k % 3 == 0:
            check(article)
