"""Run-in headings: where they end, and what is no heading. `|` stands where the heading ends."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao import headings as rules
from zhibiao.extraction import extract_article
from zhibiao.headings import with_headings
from zhibiao.model import Article
from zhibiao.text import mend_text

DIGEST = [
    "澜川港集装箱吞吐量突破千万标箱|今天（3月5日），澜川港集装箱吞吐量突破1000万标箱。港口新开航线6条。",
    "前两个月南岭省新能源装机增长12%|记者从南岭省能源局了解到，前两个月，南岭省新能源装机同比增长12%。",
    "第九届西南花卉博览会开幕|第九届西南花卉博览会昨天在澄阳开幕。博览会吸引320家企业参展。",
    "青岭铁路今日全线通车|为期三年的青岭铁路建设今天收官，青岭铁路全线通车运行，全长218公里。",
]
PLAIN = [
    "今年以来，澜川港加快建设，集装箱吞吐量稳步增长，航线不断加密。",
    "澜川市商务局负责人介绍，全市外贸企业超过3000家，外贸企业出口稳步增长。",
]


def headings(text: str, title: str = "") -> list[str]:
    mended = with_headings(mend_text(text), title)
    return [mended.mended[s.start : s.end] for s in mended.sentences if s.kind == "headline"]


def test_the_headings_of_a_digest_are_told_from_their_items() -> None:
    assert headings("".join(item.replace("|", "") for item in DIGEST)) == [item.partition("|")[0] for item in DIGEST]


@pytest.mark.parametrize("text", PLAIN)
def test_prose_has_no_headings(text: str) -> None:
    assert headings(text * 3) == []


def test_one_heading_makes_no_digest() -> None:
    assert headings(DIGEST[0].replace("|", "") + PLAIN[0] + PLAIN[1]) == []


def test_a_heading_of_the_title_is_known_by_it() -> None:
    title = "【基层见闻】南岭：茶山变了样 澄阳：小城有大港"
    text = "今天来看两地。南岭：茶山变了样在南岭，茶农增收两成。澄阳：小城有大港不久前，澄阳港开航。"
    assert headings(text, title) == ["南岭：茶山变了样", "澄阳：小城有大港"]


def test_an_item_takes_no_owner_from_the_item_before() -> None:
    text = "".join(item.replace("|", "") for item in DIGEST)
    rows = extract_article(Article("x", text, "国内快讯", dt.date(2026, 3, 5))).rows
    assert all("澜川" not in row.subject for row in rows if row.start > len(DIGEST[0]))
    assert {row.section for row in rows} == {"headline", "body"}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_what_cannot_settle_is_no_heading(data: st.DataObject) -> None:
    """The cheap test before a sentence is compared with what follows it passes over none that would be a heading."""
    word = st.text(alphabet="甲乙丙丁戊己，了今天由的（1 ", min_size=3, max_size=14)
    words = data.draw(st.lists(word, min_size=2, max_size=4))
    text = "".join(data.draw(st.lists(st.sampled_from([*words, "今天", "记者", "截至"]), min_size=2, max_size=9)))
    found = rules.boundary(text, 0, len(text), (), rules.IN_DIGEST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "may_settle", lambda *_: True)
        assert rules.boundary(text, 0, len(text), (), rules.IN_DIGEST) == found
