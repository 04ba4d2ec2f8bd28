"""A figure in its clause: the words around it, the nouns beside it, the time that governs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zhibiao.clauses.borders import border
from zhibiao.clauses.counted import NAMING, counted_noun
from zhibiao.clauses.cues import CHANGE_VERB, COMPARE, LISTS, attribute, either, last
from zhibiao.clauses.phrases import Phrase, clip, phrase_before
from zhibiao.clauses.tokens import Token
from zhibiao.lexicon import prepositions
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.scene import Scene
from zhibiao.rows.timed import Timed, chosen
from zhibiao.spans import money
from zhibiao.spans.rates import EACH
from zhibiao.words import tag_of


class Setting(NamedTuple):
    """A figure in its clause: the clause's tokens begin..finish, where its left context begins, the context itself,
    and where what it is counted by was left out of it."""

    begin: int
    finish: int
    left_edge: int
    context: Context
    left_out: tuple[int, int] = (0, 0)

    def place(self, offset: int) -> int:
        """The offset into the text of an offset into the left context."""
        begin, end = self.left_out
        return self.left_edge + offset + (end - begin if offset > begin else 0)


def setting(scene: Scene, i: int) -> Setting:
    """The setting of the figure that is token i."""
    token, quantity = scene.tokens[i], scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    begin, finish = scene.begins[i], scene.finishes[i]
    left_edge = left_of(scene, begin, i)
    beside = quantity.unit == "倍" or quantity.measure == "change"  # 是2020年的|两倍, 与上月|持平
    beside = beside or likened(scene, begin, i)
    left_end = token.start if beside else strip_time(scene, begin, i, token.start)
    left = scene.text[left_edge : max(left_edge, left_end)]
    if quantity.dimension == "money" and left_end == token.start:
        left = without_currency(left)
    left_out = (0, 0)
    if quantity.dimension == "rate" and (each := EACH.search(left)):  # 螺纹钢价格跌至|每吨|3120元
        left_out = each.start(), each.start("between")
        left = left[: each.start()] + each["between"]
    right = scene.text[token.end : scene.tokens[finish - 1].end].lstrip(" ")
    if "每" in left and not left_out[0] and (each := EACH_TIME.search(left)):  # 提升至|每周|2500台
        left_out = each.span("each")
        left = left[: left_out[0]] + left[left_out[1] :]
    if "每" in left and (each := PER_HEAD.search(left)):  # 补助标准达到|每人每年|不低于700元
        left = left[: each.start()]
    context = Context(quantity, left.rstrip(" "), right, left_end < token.start, left_edge, scene.may_begin)
    return Setting(begin, finish, left_edge, context, left_out)


def likened(scene: Scene, begin: int, i: int) -> bool:
    """Whether a part is one of an earlier time's figure: 等于去年下半年的|66%, 约上年的|三分之二, 恢复至2019年同期的|95%; not
    低于9月的|2.2%, 升至2024年的|5%."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    part = quantity.measure == "share" or quantity.unit == "%"
    if not part or i - 2 < begin or scene.kinds[i - 1] != "DE" or scene.kinds[i - 2] != "T":
        return False
    first, time = scene.tokens[begin].start, scene.tokens[i - 2]
    whole = time.text.endswith(("同期", "同月", "全年")) and REACHED.search(scene.text, first, time.start) is not None
    return whole or LIKE.search(scene.text, first, time.start) is not None


REACHED = compiled("[至到]$")
LIKE = compiled("(?:等于|相当于|[仅只]有|仅为|约|不足|不到|接近|达到?)$")


def without_currency(left: str) -> str:
    """The words before an amount without the currency that is part of it, unless it is one of two in a rate of exchange.

    营业额约人民币   => 营业额约
    罚金港币         => 罚金
    1美元兑人民币    => 1美元兑人民币
    """
    name = next((name for name in money.names() if left.endswith(name)), "")
    rest = left.removesuffix(name)
    return left if rest.endswith(tuple(money.AGAINST)) else rest


EACH_TIME = compiled(
    "(?<=[至到达为约近过超出在有来是])(?P<each>每个?(?:[天日周月季年秒]|季度|小时|分钟))(?:约|近|超过?|逾|达|高达|可达)*$"
)
PER_HEAD = compiled("(?<=[\u4e00-\u9fff]{2})(?:每[人户家]每?[年月天日]?)$")


def left_of(scene: Scene, begin: int, i: int) -> int:
    """Offset where the left context of token i begins: its clause, or the figure before it in the clause."""
    if "Q" in scene.kinds[begin:i]:
        for k in range(i - 1, begin - 1, -1):
            if scene.kinds[k] == "Q" and not counting(scene, k) and not compared_with(scene, begin, k, i):
                return scene.tokens[k].end
    return scene.tokens[begin].start


def compared_with(scene: Scene, begin: int, k: int, i: int) -> bool:
    """Whether figure k only says how large that is which figure i is compared with: 较30天均值低|10%, 比全省增速（6.6%）低|
    1个百分点, 较批发电价41美元上浮|近2倍; not 比上年增长5%，低于|3%."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    if MARKED.search(scene.text, scene.tokens[begin].start, scene.tokens[i].start):
        return True  # 超警戒水位（98米）|1.63米
    if not (quantity.unit in RELATIVE or quantity.measure == "change"):
        return False
    between = scene.text[scene.tokens[k].end : scene.tokens[i].start]
    if not MOVED_BY.fullmatch(between):
        return False
    before = scene.text[scene.tokens[begin].start : scene.tokens[k].start]
    m = last(COMPARING, before)
    return m is not None and not m["rest"].endswith(ITSELF) and MOVED.search(m["rest"]) is None


MARKED = compiled(f"(?:超过?|高于|高出){either('water_mark')}{either('water_level')}?[（(][0-9.]+米[）)]$")
RELATIVE = frozenset({"%", "倍", "百分点", "基点"})
COMPARING = compiled(f"{COMPARE}(?P<rest>[^，。；0-9]{{0,24}})$")
MOVED = compiled(f"{CHANGE_VERB}[^一-鿿]*$")
ITSELF = LISTS["gradable"]
# What stands between the two: the rest of what is compared with, and which way it went.
MOVED_BY = compiled(rf"[）)]?[^，。；、0-9]{{0,8}}?(?:{CHANGE_VERB}|{either('more', 'less')})[出了约近超过达]*")


def counting(scene: Scene, k: int) -> bool:
    """Whether figure k is what the next one is counted by: 鸡蛋价格每|500克|5.32元, 开秤价|一斤|一块二."""
    figure, following = scene.tokens[k].span, scene.tokens[k + 1]
    assert isinstance(figure, Quantity)
    priced = isinstance(following.span, Quantity) and following.span.dimension == "money"
    one = figure.value == 1 and priced and scene.tokens[k].end == following.start
    return one or scene.text[scene.tokens[k].start - 1] == "每"


def strip_time(scene: Scene, begin: int, i: int, place: int) -> int:
    """Offset where the left context ends when a time before the figure is set aside: 至|2024年的|58亿元."""
    k = i - 1
    while k >= begin and scene.kinds[k] in ("T", "DE"):
        if scene.kinds[k] == "DE" and (k == begin or scene.kinds[k - 1] != "T"):
            return place
        place = scene.tokens[k].start
        k -= 1
    return place


def nouns(scene: Scene, i: int, spot: Setting, frame: Frame) -> tuple[Phrase, str]:
    """The noun phrase before the cue, and the noun that the figure counts."""
    before = clip(scene.tokens, spot.begin, i, spot.place(frame.head))
    while before and before[-1].kind == "Q" and before[-1].start >= spot.left_edge:  # 开秤价|一斤|一块二
        before.pop()
    phrase = before_mark(before, phrase_before(before))
    if phrase.text[-1:] in HOW_FAR and spot.context.left[frame.head :].startswith("达"):
        phrase = phrase._replace(text=phrase.text[:-1])  # 效率高|达
    if frame.measure == "level" and (own := done_to_one(scene, i)):
        return Phrase(phrase.first, own), ""
    if phrase.governed and frame.measure == "change" and circumstance(before, phrase):
        phrase = Phrase(phrase.first)  # 按可比口径|增长14.2%
    governed = spot.context.left.endswith("了") or "V" in scene.kinds[spot.begin : i]
    following = scene.tokens[i + 1] if i + 1 < spot.finish else None
    if following and following.kind == "V" and phrase.text and not phrase.bare and spot.context.quantity.unit in PEOPLE:
        return phrase, ""  # 各界代表约150人|参加闭幕式
    if following and following.text == "地" and spot.context.quantity.dimension == "area":
        return phrase, "地"  # 种了|42垧|地
    paid = spot.context.quantity.dimension == "money"
    beside = following and (aged(following) or (paid and following.text in money.names()))
    first = i + 2 if beside else behind_price(scene, i)  # 3名|12岁|儿童, 5亿元|人民币
    acting = spot.context.quantity.unit in ACTING
    counts = spot.context.quantity.dimension not in ("money", "rate", "percent")
    finish = predicate_left(scene, spot, i, first)
    noun = counted_noun(scene.tokens[first:finish], governed, acting, counts)
    if noun and KINDRED.search(noun):
        noun = shared_head(scene.tokens[first : spot.finish], noun)
    return phrase, "" if MARK.fullmatch(noun) else noun


MARK = compiled(
    f"(?:历史|心理|整数|阶段性?|年内|最|新|较|相对)*(?:[高低]点|[高低]位|新[高低]|[上下]方|之[多巨众]|{either('mark')})"
)


KINDRED = compiled("[级类型性式色]$")


def shared_head(tokens: Sequence[Token], noun: str) -> str:
    """What kind is counted with the head that the next count of its list names: 3家|5A级、21家4A级旅游景区 => 5A级旅游景区."""
    k = next((k for k, token in enumerate(tokens) if token.kind not in NAMING), len(tokens))
    near = tokens[k : k + 3]
    if len(near) < 3 or near[0].kind not in ("PAUSE", "C") or near[1].kind != "Q":
        return noun
    following = counted_noun(tokens[k + 2 :])
    kind = near[2].text
    alike = kind[-1] == noun[-1] and following.startswith(kind) and len(following) > len(kind) + 1
    return noun + following.removeprefix(kind) if alike else noun


def predicate_left(scene: Scene, spot: Setting, i: int, first: int) -> int:
    """The token that ends what a figure counts, where its clause still wants a predicate: behind a preposition a word
    that may be a verb is it, when no other follows: 与100所医院|合作, 将400头牛|抵押; not 用了3套|检测设备."""
    k = i
    while k > spot.begin and scene.kinds[k - 1] in ("N", "E", "R", "DE", "PAUSE", "C", "T", "F") and k > i - 8:
        if scene.tokens[k - 1].text in TAKING or verbal(scene.tokens[k - 1]):
            break
        k -= 1
    if k == spot.begin or scene.tokens[k - 1].text not in TAKING or "V" in scene.kinds[first : spot.finish]:
        return spot.finish
    after = spot.finish
    while after > first + 1 and verbal(scene.tokens[after - 1]):
        after -= 1
    return after if scene.kinds[after - 1] == "N" else spot.finish


def verbal(token: Token) -> bool:
    """Whether a noun may be a verb as well, and is not measured of somebody: 合作, 抵押; not 投资."""
    return token.kind == "N" and tag_of(token.text) in ("v", "vn") and not attribute(token.text)


# Prepositions behind whose noun a predicate follows.
TAKING = prepositions("taking")


def before_mark(before: Sequence[Token], phrase: Phrase) -> Phrase:
    """The phrase before the verb whose object only marks the level: 回购规模将达|历史峰值|116万亿元 => 回购规模."""
    if not phrase.text or not MARK.fullmatch(phrase.text):
        return phrase
    end = phrase.first
    while end and border(before[end - 1]) in ("light", "adverb", "particle", "time"):
        end -= 1
    return phrase_before(before[:end]) if 0 < end < phrase.first else phrase


HOW_FAR = frozenset("高多长远重")


def behind_price(scene: Scene, i: int) -> int:
    """The token behind figure i and the price that describes what it counts: 7部|市价2300元的|手机."""
    for k in (i + 1, i + 2):
        near = scene.tokens[k : k + 2]
        if len(near) == 2 and isinstance(near[0].span, Quantity) and near[0].span.dimension == "money":
            described = near[1].kind == "DE" and (k == i + 1 or scene.tokens[i + 1].text.endswith(("价", "值")))
            return k + 2 if described else i + 1
    return i + 1


def aged(token: Token) -> bool:
    """Whether a figure is an age: 12岁."""
    return isinstance(token.span, Quantity) and token.span.unit == "岁"


def done_to_one(scene: Scene, i: int) -> str:
    """What is done to one unit of a thing, with that unit: 一亩地|收了1200斤 => 一亩地收; or empty."""
    near = scene.kinds[max(i - 5, 0) : i]
    if "Q" not in near:
        return ""
    k = next(k for k in range(i - 1, -1, -1) if scene.kinds[k] in ("Q", "PUNC"))
    one = scene.tokens[k].span
    if not isinstance(one, Quantity) or one.value != 1 or one.dimension not in ("mass", "area"):
        return ""
    m = DOING.fullmatch(scene.text, scene.tokens[k].end, scene.tokens[i].start)
    return scene.tokens[k].text + m["verb"] if m else ""


DOING = compiled(f"(?:还|也|就|才|只|能|可|要|可以)*(?P<verb>{either('doing')})(?:了|到|上|出|得|约|近)*")
# Units of people, firms and vehicles.
ACTING = frozenset(LISTS["acting_unit"])


def circumstance(before: Sequence[Token], phrase: Phrase) -> bool:
    """Whether the preposition that governs a phrase makes it how, whence or why something moves, and not what: 按可比口径|增长,
    从底部|反弹, 因宏观调控而|下降; not 自东盟进口额|增长, 因棉价|上涨."""
    word = before[phrase.first - 1].text
    if word in FROM:
        return not attribute(phrase.text)
    return word in ACCORDING or (word in BECAUSE and any(t.text == "而" for t in before[phrase.first :]))


ACCORDING, FROM, BECAUSE = prepositions("manner"), prepositions("origin"), prepositions("reason")
PEOPLE = frozenset({"人", "人次", "户"})


def time_of(scene: Scene, spot: Setting, frame: Frame, i: int) -> Timed | None:
    """The time of its sentence that governs the figure of token i; what it is measured against gives none."""
    if not scene.times:
        return None
    begin, end = spot.left_edge + frame.against_at[0], spot.left_edge + frame.against_at[1]
    used = {t.start for t in scene.times if begin <= t.start < end}
    clause = scene.tokens[spot.begin].start, scene.tokens[spot.finish - 1].end
    return chosen(scene.times, clause, scene.tokens[i].start, used)
