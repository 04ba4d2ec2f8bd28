"""Which stretches of a sentence can name an owner."""

import pytest

from zhibiao.extraction import laid_out
from zhibiao.model import Article
from zhibiao.rows.scene import Scene
from zhibiao.text import mend
from zhibiao.weighing.pieces import Pieces

# sentence => what of it can name an owner | what cannot
EXAMPLES = """
澄阳市新房价格下降3%。                    => 澄阳市 | 房价格
慢性疼痛患者的就诊率不足60%。             => 慢性疼痛患者 | 的就诊率
“云小巨人”企业户均投资3亿元。             => “云小巨人”企业 | 云小巨人”企业 小巨人”企业
据海桥市统计局统计，云河县出口3亿元。     => 云河县 | 海桥市统计局
记者从海桥海关获悉，前两月出口3亿元。     => - | 海桥海关
海桥市 云河县出口3亿元。                  => 海桥市 云河县 | 海桥市云河县
该项目投资3亿元。                         => 该项目
第二批医疗队接诊300人。                   => 第二批医疗队
“五大行”利润3亿元。                       => “五大行”
16个行业小类营业收入3亿元。               => 16个行业小类 | 16个
出口3亿元，不足3个城市下跌2%。            => - | 不足3个城市
累计出口3亿元。                           => - | 累计
"""


def names_of(text: str) -> set[str]:
    page = laid_out(mend(Article("", text))).page
    return {piece.text for piece in Pieces(Scene(page, 0)).names}


@pytest.mark.parametrize("line", EXAMPLES.strip().splitlines())
def test_names(line: str) -> None:
    text, want = line.split(" => ")
    can, _, cannot = want.partition(" | ")
    found = names_of(text.strip())
    assert {word for word in can.split() if word != "-"} <= found
    assert found.isdisjoint(cannot.split())


def test_a_piece_stands_where_its_tokens_do() -> None:
    page = laid_out(mend(Article("", "“云小巨人”企业（含分公司）在海桥市投资3亿元，增长5%；利润2亿元。"))).page
    here = Pieces(Scene(page, 0))
    for piece in here.all:
        words = here.scene.text[here.tokens[piece.first].start : here.tokens[piece.after - 1].end]
        assert piece.text.removeprefix("“").removeprefix("（") in (words.strip(), here.name(piece.first))
        assert 0 <= piece.first < piece.after <= len(here.tokens)
        assert piece.clause == here.clauses[piece.first]
    assert here.before("Q")[-1] == 3
    assert here.semicolons[-1] == 1


def test_a_blank_beside_latin_letters_parts_no_name() -> None:
    assert "理想 L7" in names_of("理想 L7 续航里程1315公里。")


# sentence => a name | what is left of it
TRIMMED = """
原因，是海江公司的产品，认购逾7倍。       => 是海江公司 | 海江公司
以云河旅行社为例，税额300元。             => 云河旅行社为例 | 云河旅行社
云河钻井只会让巨头获利3亿元。             => 云河钻井只会 | 云河钻井
云河县会展中心出口3亿元。                 => 云河县会展中心 | 云河县会展中心
"""


@pytest.mark.parametrize("line", TRIMMED.strip().splitlines())
def test_words_of_grammar_are_no_part_of_a_name(line: str) -> None:
    text, _, names = line.partition("=>")
    name, left = (part.strip() for part in names.split("|"))
    assert Pieces(Scene(laid_out(mend(Article("", text.strip()))).page, 0)).trimmed(name) == left
