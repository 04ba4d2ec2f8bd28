"""Names that stand nowhere, and which part of a known name they can take the place of: used by `robust.py`.

python benchmarks/made_up.py      some made-up names of each kind
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from variants import Seen, Variant, edited, sentences

from zhibiao import words
from zhibiao.segmenter.dictionary import jieba_file

# Characters that names of the kind are made of; which two stand together is drawn.
LETTERS = {
    "place": "峪岚浔嵊砚溆埭汀苇泷崮堰芷澧桐柘榆槐枫柏梓沂涧渚洛坞塬坝峁岱岐鹿雁鹭鹤",
    "organisation": "铄骏瑾弘曜珩晟澜煜翊睿颢琮璟昱锐擎恺臻峻熠稷衡赫泓",
    "person": "煜晗璟翊砚澄珩瑾昀彤屹霖岚恺骁柯沅芮",
    "brand": "铄骏弘曜珩晟澜翊颢璟昱擎臻熠稷赫泓驰途辰",
    "short name": "铄骏弘曜珩晟澜翊颢璟昱擎臻熠稷赫泓驰途辰",
}
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
# Below the provinces: there are no others than those of the list.
PLACE = re.compile(r"(.{2,3}?)(?<![地全新片老主各])(?:市|县|区|镇|乡|村|州|旗)")
FIRM = re.compile(
    r"(.{2,4}?)(?:(?:科技|控股|实业|能源|证券|电子|汽车|生物|医药|建设|投资|电力|钢铁|化工|食品|物流|重工|药业|农业|新能源|文化|传媒|网络|技术|信息)*"
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|股份|银行|基金|证券|科技|大学|学院|医院|中学|药业|电器|汽车))"
)
MUNICIPALITIES = ("北京", "上海", "天津", "重庆", "中国", "全国")
NAMELIKE = ("nr", "ns", "nt", "nz", "x", "eng")  # tags of names, and of what is no word
EVERYDAY = 1000  # a word that the dictionary counts as often is one, whatever its tag
COMMON = re.compile(r".*[局部委院社厅会所署处府队组办厂校馆台网报司行店站港市闻篮足排协通车金]")
FOREIGN = re.compile(
    "(?:.*[克斯尔特拉德罗伊亚塔卡利莱尼逊姆雷布弗诺达索巴兰林]){2}"
)  # another kind of name: letters spell a sound


@cache
def places() -> frozenset[str]:
    """Names and short forms of the lexicon's places."""
    lines = resources.files("zhibiao.lexicon").joinpath("places.tsv").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split("\t")[:2] if word)


def of_words(name: str) -> bool:
    """Whether everyday words make up a string (上市 of 上市公司), as the segmenter's dictionary has it."""
    for word in words.cutter().cut(name):
        tag = words.tag_of(word)
        if len(word) > 1 and tag and (not tag.startswith(NAMELIKE) or words.frequency(word) > EVERYDAY):
            return True
    return False


@cache
def written() -> str:
    """All that the lexicon and the segmenter's dictionary hold."""
    files = [f for f in resources.files("zhibiao.lexicon").iterdir() if f.name.endswith((".toml", ".tsv", ".txt"))]
    return "\n".join([*(f.read_text("utf-8") for f in files), jieba_file("dict.txt").read_text("utf-8")])


def made_up(kind: str, old: str, rng: random.Random, known: Iterable[str]) -> str:
    """A name as long as `old` that stands in none of the texts; a person keeps the surname, by which others call him."""
    lead = old[:1] if kind == "person" else ""
    texts = list(known)
    while True:
        name = lead + "".join(rng.sample(LETTERS[kind], len(old) - len(lead)))
        if not any(name in text for text in texts):
            return name


def core(name: str, type_: str) -> tuple[str, str] | None:
    """What of a name can be another, and its kind: 海桥 of 海桥市, 甲钢 of 东山甲钢集团. None where nothing can."""
    if not re.fullmatch("[一-鿿]+", name):
        return None
    if type_ == "PER":
        return (name, "person") if len(name) in (2, 3) and name[0] in SURNAMES else None
    if type_ == "LOC":
        m = PLACE.fullmatch(name)
        return (m[1], "place") if m and m[1] not in MUNICIPALITIES and "族" not in m[1] else None
    if type_ not in ("ORG", "BRAND") or FOREIGN.match(name):
        return None
    ahead = max((p for p in places() if name.startswith(p)), key=len, default="")
    m = FIRM.fullmatch(name[len(ahead) :])
    if m:
        return (m[1], "organisation") if m[1] not in places() and not of_words(m[1]) else None
    bare = (
        2 <= len(name) <= 4
        and not ahead
        and not name.startswith(MUNICIPALITIES)
        and not COMMON.fullmatch(name)
        and not of_words(name)
    )
    return (name, "brand" if type_ == "BRAND" else "short name") if bare else None


def cores(seen: Seen) -> dict[str, tuple[str, str]]:
    """The parts of an article's names that can be others → (kind, what stands behind it in its name)."""
    found: dict[str, tuple[str, str]] = {}
    for m in seen.mentions:
        part = core(m.text, m.type) if m.kind == "entity" else None
        if part:
            found.setdefault(part[0], (part[1], m.text.partition(part[0])[2]))
    return found


def renamed(seen: Seen, old: str, new: str, change: str) -> Iterator[Variant]:
    """A name another wherever it stands; touched are the sentences that hold it and the rows that are its own."""
    text = seen.text
    edits = [(m.start(), m.end(), new) for m in re.finditer(re.escape(old), text)]
    near = [s for s in sentences(text) if old in text[s[0] : s[1]]]
    near += [(row.start, row.end) for row in seen.rows if old in row.subject]
    if edits and any(a <= start < b for a, b in near for start, _ in seen.figures):
        yield Variant(change, edited(len(text), edits), tuple(near), exchanged=((old, new),))


def main() -> None:
    rng = random.Random(0)
    for kind in LETTERS:
        print(kind, *(made_up(kind, "王明", rng, [written()]) for _ in range(10)))


if __name__ == "__main__":
    main()
