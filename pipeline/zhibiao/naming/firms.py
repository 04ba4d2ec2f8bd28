"""Firms by the form that ends their registered names, whatever words they are made of: 甲州盈和国际物流有限公司."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.lexicon import load
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity, Word
from zhibiao.naming.context import is_title
from zhibiao.naming.suffixes import balanced
from zhibiao.naming.wordlists import words_of

FORMS = tuple(load("names")["firm_form"]["words"])
COMPANY = compiled(
    r"(?:(?<=^|[，,。；;、：:（(“”‘’》\s的了是在对由从向给与被让据及等]|记者|来自|获悉|走进|走访))"
    rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()·]{{2,22}}?{alternation(FORMS)}(?:[（(](?:特殊普通|普通|有限)合伙[）)])?)"
)


def companies(text: str) -> list[Entity]:
    """Registered company names, whatever words they are made of: 甲州盈和国际物流有限公司."""
    if not any(form in text for form in FORMS):
        return []
    firms = []
    for m in COMPANY.finditer(text):
        name = m["name"]
        for role in ROLE.finditer(m["name"]):
            if role.end() + LEAST <= len(m["name"]):
                name = m["name"][role.end() :].lstrip("为是系")
        firms.append(Entity(m.end("name") - len(name), m.end("name"), name, "company", "ORG", name))
    return firms


# What firms are to somebody, where no word of a firm's own name follows: 生产企业|甲州稀土有限公司, but 企业管理有限公司.
ROLE = compiled(alternation([*words_of("firm_role"), "某系", "某为", "某是"]) + "(?!管理|集团|咨询|服务|发展|公司)")
LEAST = 6  # characters of a firm's registered name that has lost what stood before it


def within_words(firms: Sequence[Entity], words: Sequence[Word]) -> list[Entity]:
    """The firms of `companies` without what may stand before them: the clause (罗文还|走进|甲州生态有限公司), who does
    something to them (罗文|系|甲州生态有限公司), what they are to somebody (子公司|甲州生态有限公司)."""
    if not firms:
        return []
    starts = {word.start: k for k, word in enumerate(words)}
    cut_down = []
    for e in firms:
        k, start = starts.get(e.start), e.start
        while k is not None and k < len(words) and words[k].end < e.end:
            if is_border(e, words[k]):
                start = words[k].end
            k += 1
        name = e.text[start - e.start :]
        if name in FORMS or not balanced(name):
            continue
        cut_down.append(e if start == e.start else Entity(start, e.end, name, e.rule, e.type, name))
    return cut_down


CLAUSAL = frozenset({"p", "d", "r", "uj", "ul", "uz"})
VISITS = words_of("visits")
FIRM_ROLES = words_of("firm_role")


def is_border(firm: Entity, word: Word) -> bool:
    """Whether the registered name of a firm begins only behind a word: a verb of what is done to firms, what it is to
    somebody, a title, a particle. Other verbs are of firms' names (远航国际货运有限公司)."""
    if word.text in VISITS or word.text in FIRM_ROLES:
        return True
    if is_title(word.text):
        return not firm.text.startswith(("事务所", "师事务所"), word.end - firm.start)
    if word.tag in CLAUSAL:
        return not word.text.startswith("某")
    return False
