"""What is weighed: which candidates there are, what may never be taken, what the rules are sure of."""

import datetime as dt
import math
from collections.abc import Sequence

import pytest

from zhibiao.extraction import explained, extract_article, read_article
from zhibiao.lexicon import lines
from zhibiao.model import Article
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft
from zhibiao.weighing import nouns, owners
from zhibiao.weighing.weigh import Scale, Weighed, leading, shared, unweighed, weighings

DAY = dt.date(2026, 3, 5)
TEXTS = (
    "据海桥市统计局统计，前两月海桥市进出口总值320亿元，同比增长8%，其中出口200亿元，增长9.5%。",
    "云禾科技、澄光电子分别实现营业收入3亿元和2亿元，净利润同比增长12%、下降3%。",
    "公众对于疼痛疾病的知晓率只有14.3%，慢性疼痛患者的就诊率不足60%，治疗费用约36亿元（约合5亿美元）。",
    "社员李二山贷了150万元。“今年亩产能到1200斤。”种粮大户郭长顺说。",
    "沪指收报3012.5点，跌0.3%；云河股份涨停，报23.1元。",
)


def weighed(text: str) -> list[tuple[str, str, str]]:
    """(figure, owner, noun) of each row."""
    return [(r.text, r.subject, r.indicator) for r in extract_article(Article("", text, published=DAY)).rows]


# text => figure owner noun, where the rules alone take somebody else or a shorter or a longer noun
EXAMPLES = """
公众对于疼痛疾病的知晓率只有14.3%，慢性疼痛患者的就诊率不足60%。 => 60% 慢性疼痛患者 就诊率
记者从海桥市统计局获悉，前两月进出口总值320亿元。 => 320亿元 - 进出口总值
"""


@pytest.mark.parametrize("line", EXAMPLES.strip().splitlines())
def test_the_heaviest_is_taken(line: str) -> None:
    text, want = line.split(" => ")
    figure, owner, noun = want.split()
    assert (figure, owner.removeprefix("-"), noun) in weighed(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("据海桥海关统计，前两月进出口总值320亿元。", "海桥海关"),
        ("海桥市商务局负责人表示，前两月出口320亿元。", "海桥市商务局负责人"),
        ("新华社报道，前两月进出口总值320亿元。", "新华社"),
        ("海桥晚报3月4日报道，前两月云河县出口32亿元。", "海桥晚报"),
    ],
)
def test_who_says_so_owns_nothing(text: str, name: str) -> None:
    assert name not in [owner for _, owner, _ in weighed(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_only_nouns_and_owners_change(text: str) -> None:
    article = Article("", text, published=DAY)
    proposed = [d for r in read_article(article, unweighed) for d in r.drafts]
    settled = [d for r in read_article(article) for d in r.drafts]
    free = {"indicator": "", "subject": "", "inherited": (), "shares": (1.0, 1.0)}
    assert [d._replace(**free) for d in settled] == [d._replace(**free) for d in proposed]
    assert all(0 < share <= 1 for d in settled for share in d.shares)


@pytest.mark.parametrize("text", TEXTS)
def test_shares_are_of_one_whole(text: str) -> None:
    kept: list[list[Weighed]] = []

    def keep(drafts: list[Draft], scenes: Sequence[Scene], title: str) -> list[Draft]:
        found = list(weighings(drafts, scenes, title))
        kept.extend(list(each) for w in found for each in (w.nouns, w.owners) if each)
        assert len(found) == len(drafts)
        return [w.draft for w in found]

    for _ in read_article(Article("", text, published=DAY), keep):
        pass
    for found in kept:
        assert math.isclose(sum(c.share for c in found), 1)
        assert [c.share for c in found] == sorted((c.share for c in found), reverse=True)
        assert len({c.name for c in found}) == len(found)


def test_what_the_rules_are_sure_of_stands() -> None:
    dealt = weighed("云禾科技、澄光电子分别实现营业收入3亿元和2亿元。")
    assert [owner for _, owner, _ in dealt] == ["云禾科技", "澄光电子"]
    told = weighed("“今年亩产能到1200斤。”种粮大户郭长顺说。")
    assert told[0][1] == "郭长顺"
    twins = weighed("慢性疼痛患者的治疗费用约36亿元（约合5亿美元）。")
    assert twins[0][1:] == twins[1][1:]
    official = weighed("归属于上市公司股东的净利润21.7亿元。")
    assert official[0][2] == "归属于上市公司股东的净利润"


@pytest.mark.parametrize("text", ["海桥市去年上半年增长3%。", "海桥市锐减3%。"])
def test_no_name_and_no_growth_alone_is_measured(text: str) -> None:
    assert weighed(text)[0][2] not in ("海桥市", "增长", "锐减")


def test_explain_tells_what_was_weighed() -> None:
    told = explained(Article("", TEXTS[2], published=DAY))
    rows = extract_article(Article("", TEXTS[2], published=DAY)).rows
    for row in rows:
        weighing = told.weighings[row.start]
        assert (weighing.draft.subject, weighing.draft.indicator) == (row.subject, row.indicator)
        for found, cell in ((weighing.owners, row.subject), (weighing.nouns, row.indicator)):
            assert not found or cell in [candidate.name for candidate in found]


@pytest.mark.parametrize("question", ["noun", "owner"])
def test_weights(question: str) -> None:
    """One piece of evidence a line, in order, each known once and of a weight that matters."""
    table = list(lines(f"{question}_weights"))
    evidence = [tuple(cells) for *cells, _ in table]
    assert len(evidence) == len(set(evidence)) > 1000
    assert evidence == sorted(evidence)
    assert all(0.05 <= abs(float(line[-1])) < 9 for line in table)
    assert len(Scale(question).given) == len(evidence)


def test_a_scale_remembers() -> None:
    scale = Scale("owner")
    aspect = (owners.called, "慢性疼痛患者")
    assert scale.total([aspect, aspect]) == 2 * scale.weigh(aspect)
    assert scale.known[aspect] == scale.weigh(aspect)
    assert Scale("noun").total([(nouns.called, "出口额", True)]) == Scale("noun").weigh((nouns.called, "出口额", True))


def test_shared_and_leading() -> None:
    found = shared([("甲", 1.0), ("乙", 1.0), ("", 3.0)])
    assert [c.name for c in found] == ["", "甲", "乙"]
    tagged = owners.Owner("甲", None, ("proposed",))
    others = [owners.Owner(name, None, ()) for name in "乙丙"]
    assert [o.name for o, _ in leading([tagged, *others], [-9.0, 0.0, -3.0])] == ["甲", "乙"]
