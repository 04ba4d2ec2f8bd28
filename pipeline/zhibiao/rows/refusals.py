"""Why a figure makes no row."""

from __future__ import annotations

from itertools import product, takewhile

from zhibiao.clauses.cues import DIVISIONS, DONE_IN, DURATION_HEAD, LISTS, either
from zhibiao.clauses.phrases import Phrase
from zhibiao.clauses.tokens import Token
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows.bare import bare_figure
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.scene import Scene
from zhibiao.spans.directions import MOVING
from zhibiao.words import tag_of


def rejected(context: Context, frame: Frame, indicator: str, phrase: Phrase, before: str) -> str:
    """Why the figure makes no row, or empty; `before` is its sentence up to it."""
    quantity, left = context.quantity, context.left
    if quantity.rule == "indefinite" and frame.measure == "level" and not HURT.match(context.right):
        return "indefinite"
    if quantity.dimension == "money" and quantity.value == 1 and EXCHANGED.match(context.right):
        return "base of a rate"  # 1美元|兑100卢布
    if frame.measure == "rank" and SET_FIRST.search(context.left):
        return "idiom"  # 把安全放在|第一位
    if quantity.unit == "层" and quantity.value_to is not None and FLOORS.match(context.right):
        return "name"
    if PER_STEP.search(left) or (left.endswith("每") and frame.measure == "level"):
        return "base of a rate"
    if (SOME.match(quantity.text) and quantity.unit) or quantity.text == "一点":
        return "indefinite"  # 少数几家, 几天时间
    if quantity.unit == "" and quantity.measure == "" and not bare_figure(context, frame, phrase, before):
        return "bare number"
    if (
        quantity.dimension == "time"
        and quantity.rule != "race"
        and frame.measure == "level"
        and not duration_result(context, frame, indicator, phrase, before)
    ):
        return "duration"
    return ""


HURT = compiled(f"{either('hurt')}(?=[，。；、）]|$)")  # 两名记者遇袭，|一人|死亡
SET_FIRST = compiled(either("set_somewhere") + "$")
AGED = compiled(either("aged") + "$")
FLOORS = compiled("[为是]")  # 1至8层|为裙楼
EXCHANGED = compiled("可?兑|对(?=[^，。；]{0,8}[0-9])|等于|＝|=")
SOME = compiled("[几幾](?![十百千万萬亿億])")
PER_STEP = compiled(f"每(?:{MOVING})(?:了)?$")  # 每减|一磅
SIZED = frozenset({"temperature", "length", "area", "volume", "power", "speed"})


def naming(scene: Scene, begin: int, i: int, frame: Frame, counted: str) -> str:
    """Why a figure only names a thing, or empty: 中亚|五国, 650℃|高效发电机组 at a clause's beginning."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    before = scene.tokens[i - 1] if i > begin else None
    beside = before is not None and before.end == scene.tokens[i].start
    if one_of(scene, i, frame):
        return "base of a rate"
    if quantity.unit == "岁" and before is not None and before.kind == "Q" and beside:
        return "age"  # 两名|15岁|少年
    if (
        quantity.unit == "岁"
        and frame.rule == "bare_level"
        and AGED.search(scene.text, max(0, quantity.start - 4), quantity.start)
    ):
        return "age"  # 今年刚满|1岁的艾艾
    if bounds_group(scene, i):
        return "name"
    if closes_list(scene, begin, i) or announced(scene, i, frame) or spoken_of(scene, i, frame):
        return "list"
    if quantity.text[0] == "二" and quantity.text[1:] == quantity.unit and quantity.unit not in TWO_OF:
        return "name"
    if sizes_thing(scene, i, frame):
        return "size"
    if quantity.unit == "元" and (before is None or before.kind in ("T", "PUNC")) and brand(scene, i, counted):
        return "name"
    if quantity.unit in DIVISIONS and before is not None and beside and placed(scene, before):
        return "name"
    first = before is None or before.kind == "T"
    sized = quantity.dimension in SIZED or quantity.unit == "度"
    if first and counted and frame.rule == "bare_level" and sized and not quantity.qualifier:
        return "size"
    return ""


def closes_list(scene: Scene, begin: int, i: int) -> bool:
    """Whether a count only closes the list of as many things before it: 甲、乙、丙三县, 张某和李某两名被告."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    counts = quantity.dimension == "count" or quantity.unit in DIVISIONS or quantity.unit == "地"
    if (
        not counts
        or quantity.unit in HAPPENED
        or not 2 <= quantity.value <= 30
        or quantity.value_to is not None
        or quantity.qualifier
    ):
        return False
    items, k = 1, i - 1
    while k >= begin and scene.kinds[k] in LISTING and scene.tokens[k].text not in ("共", "共计", "合计"):
        items += scene.kinds[k] in ("PAUSE", "C") or scene.text.startswith("》《", scene.tokens[k].start)
        k -= 1
    if k >= begin and scene.kinds[k] == "Q":
        return False  # 9名女性和|两名|女性
    return items > 1 and items == quantity.value and scene.kinds[i - 1] in ("N", "E", "L", "QUOTE", "CLOSE")


HAPPENED = frozenset(LISTS["happened_unit"])
LISTING = frozenset({"N", "E", "L", "QUOTE", "PAUSE", "C", "CLOSE", "OPEN", "F"})


def announced(scene: Scene, i: int, frame: Frame) -> bool:
    """Whether a count only announces what follows or means what was named: 以下四点, 两市|成交额1.9万亿元."""
    quantity, token = scene.tokens[i].span, scene.tokens[i]
    assert isinstance(quantity, Quantity)
    if ANNOUNCING.search(scene.text, max(0, token.start - 3), token.start):
        return True
    first = i == scene.begins[i] or scene.kinds[i - 1] == "T"
    few = len(quantity.text) == 2 and quantity.text[0] in "两三四五六七八九3456789" and quantity.text[1] in GROUPED
    following = scene.kinds[i + 1 : i + 2]
    first = first or scene.kinds[i - 1] in ("C", "ADV")  # 但|两省|考生
    return first and few and frame.rule == "bare_level" and following in (("N",), ("E",), ("V",), ("ADV",))


def spoken_of(scene: Scene, i: int, frame: Frame) -> bool:
    """Whether a count is of things that the text names beside it or has spoken of: 有两点：, 诈骗罪等四项罪名, 前三项,
    两家机构均, 表现最差的三个市场之一."""
    quantity, token = scene.tokens[i].span, scene.tokens[i]
    assert isinstance(quantity, Quantity)
    if quantity.dimension not in ("count", "other") or frame.measure != "level" or quantity.qualifier:
        return False
    right = scene.text[token.end : min(token.end + 14, scene.sentence.end)]
    if quantity.unit == "方面":
        return True
    if not SMALL_COUNT.fullmatch(quantity.text):
        near = max(0, token.start - 3)  # what THESE looks at; from the beginning it would be a square
        return FEW.fullmatch(quantity.text) is not None and THESE.search(scene.text, near, token.start) is not None
    if COVERING.search(scene.text, scene.tokens[scene.begins[i]].start, token.start):
        return False
    left = scene.text[max(scene.sentence.start, token.start - 10) : token.start]
    if KNOWN.search(left) or LISTED_BEHIND.match(right) or ONE_OF.match(right):
        return True
    first = not left or scene.kinds[i - 1] in ("T", "C", "PUNC", "OPEN")
    if quantity.unit == "人" and frame.rule == "bare_level":
        return not (COUNTS_PEOPLE.search(left) or BEFALLEN.match(right))
    return first and EACH_OF.match(right) is not None


COVERING = compiled(f"{either('covering')}[^，。；]{{2,40}}等$")  # 涵盖小说、诗歌等|六个门类 says how many
SMALL_COUNT = compiled("[两二三四五六七八九十][一-鿿]+")
FEW, THESE = compiled("[0-9]{1,2}[一-鿿]+"), compiled("(?:(?<![到在与将把])[这那]|此|该|上述)$")  # 这|6个|城市
ONE_OF = compiled("[^，。；、：]{0,10}之一")
KNOWN = compiled("(?:等|[这那前后头该此]|上述|最[^，。；的最]{1,6}的)$")
LISTED_BEHIND = compiled("[^，。；：、]{0,6}[：:]|[^，。；：、]{0,4}(?:共计|合计|相加)")
EACH_OF = compiled("[^，。；：、]{0,4}?(?:(?<![平日月年人户亩])均|皆|都)(?![匀价衡市值])")
# 两人 are those just named, unless they are counted or something befell them.
COUNTS_PEOPLE = compiled("[有致成共仅只达另中其超近约到救遣捕获出抓]$|其他|其余|另外|以及|[0-9]人?[、和]$")
BEFALLEN = compiled(f"(?:当场|不幸|因?[^，。；]{{0,4}})?(?:[死伤亡]|[重轻受]伤|{either('befallen')}|[被遭])")
TWO_OF = frozenset(LISTS["two_of"])

ANNOUNCING = compiled(either("announcing") + "$")
GROUPED = frozenset(DIVISIONS) | frozenset("地")


def sizes_thing(scene: Scene, i: int, frame: Frame) -> bool:
    """Whether a size says which sort of thing the next figure is of: 2.5平方毫米|导线1.8公里, 88毫米|高炮12门."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    if frame.rule != "bare_level" or quantity.qualifier:
        return False
    if kinds_sized(scene, i):
        return True
    if quantity.dimension not in SIZED or quantity.unit in EXTENTS:
        return False
    run = list(takewhile(lambda t: t.kind in ("N", "L"), scene.tokens[i + 1 : i + 5]))
    after = scene.tokens[i + 1 + len(run) : i + 2 + len(run)]
    named = bool(run) and not run[0].text[0].isascii() and run[0].start == scene.tokens[i].end
    return named and bool(after) and after[0].kind == "Q"


def kinds_sized(scene: Scene, i: int) -> bool:
    """Whether an exact size between what points or lists and a noun names the thing: 这台|16兆瓦|机组, 弹药、|152毫米|口径炮弹,
    ，|128GB| 版本售价."""
    quantity, before = scene.tokens[i].span, scene.tokens[i - 1] if i else None
    assert isinstance(quantity, Quantity)
    following = scene.tokens[i + 1] if i + 1 < scene.finishes[i] else None
    if quantity.unit not in GRADES or quantity.value_to is not None or following is None:
        return False
    if following.kind != "N":
        return following.kind in ("V", "ADV") and before is not None and POINTED.search(before.text) is not None
    pointed = before is not None and (before.kind in ("PAUSE", "R", "DE") or POINTED.search(before.text) is not None)
    opens = i == scene.begins[i] and quantity.unit in STORED
    return pointed or opens


STORED = frozenset({"GB", "TB", "吉字节", "太字节"})
GRADES = STORED | frozenset(LISTS["grade_unit"])
POINTED = compiled(f"(?:[首这该此那][台款座艘架枚门辆种型]?|{either('one_of_sort')})$")
EXTENTS = frozenset(LISTS["extent_unit"])


def brand(scene: Scene, i: int, counted: str) -> bool:
    """Whether a price opens a clause as the name of a thing: 三元|牛奶每盒涨价三元."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    written = quantity.text
    return (
        bool(counted)
        and len(written) == 2
        and written[0] in "一二三四五六七八九"
        and not scene.text.startswith(("的", "钱"), scene.tokens[i].end)
    )


def placed(scene: Scene, token: Token) -> bool:
    """Whether a word says of what place the divisions behind it are: 中亚|五国, 沿线|9市."""
    named = token.kind == "E" or (token.kind in ("L", "Q") and scene.text[token.end - 1] in DIVISIONS)
    return named or token.text in REGIONS


SIDES = ("".join(side) for side in product("东南西北中", "部方"))
CORNERS = ("".join(corner) for corner in product("东西", "南北"))
REGIONS = frozenset((*LISTS["region"], *SIDES, *CORNERS))


def bounds_group(scene: Scene, i: int) -> bool:
    """Whether a size only says which group of things another figure counts: 56人以上|大班额120个, 6000千瓦及以上|电厂."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    if quantity.end == scene.tokens[i].end:
        return False
    bound, following = scene.text[quantity.end : scene.tokens[i].end], scene.tokens[i + 1 : i + 7]
    if not BOUND.fullmatch(bound) or quantity.dimension == "money" or not following or following[0].kind != "N":
        return False
    before = scene.tokens[i - 1] if i else None
    if before is not None and (isinstance(before.span, Quantity) or before.text in ("多次", "数次")):
        return before.end == scene.tokens[i].start  # 10多次|5级以上地震
    run = takewhile(lambda t: t.kind not in ("PUNC", "PAUSE", "C"), following)
    return "及" in bound or any(t.kind == "Q" for t in run)


BOUND = compiled("(?:[(（]含[)）])?及?以[上下]")


def one_of(scene: Scene, i: int, frame: Frame) -> bool:
    """Whether one unit of a thing is what another figure of the clause is counted by: 一亩地|能挣130元, 一斤|一块二."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    measured = quantity.dimension in ("mass", "area", "length", "volume", "time") and quantity.value == 1
    if not measured or quantity.value_to is not None or quantity.qualifier:
        return False
    if frame.rule != "bare_level" and scene.tokens[max(i - 1, 0)].text != "平均":
        return False
    for token in scene.tokens[i + 1 :]:
        if token.kind in ("PUNC", "PAUSE", "C"):
            return False
        if isinstance(token.span, Quantity):
            return token.span.unit != quantity.unit
    return False


def duration_result(c: Context, frame: Frame, indicator: str, phrase: Phrase, before: str) -> bool:
    """Whether a span of time is a result: 总工期36个月, 运行时间…缩短至1小时, 火灾持续6天, 8分钟即可换乘, 压货三五天, 有期徒刑三年;
    自受理之日起5个工作日内; not 为期两天的会议, 5年来."""
    if frame.rule in ("to_level", "from_level") or DURATION_HEAD.search(indicator):
        return True
    if c.quantity.qualifier and LIMITED.search(c.left):
        return True
    if LASTED.search(c.left[: frame.head]) or (c.quantity.unit != "年" and c.left.endswith("历经")):
        return True
    if (c.quantity.qualifier == "at_most" or c.right[:1] == "内") and COUNTED_FROM.search(before):
        return True
    if lasting(c, frame, phrase):
        return True
    if c.quantity.unit != "年" and goes_on_for(c):
        return True
    if WITHIN.match(c.right):
        return False
    if PASSED.search(c.left) and c.right.startswith("了"):
        return True  # 失踪案已经|16天了
    if AHEAD.match(c.right):
        return True
    if SPENT.search(c.left) or DONE_IN.match(c.right) or LEAVE.match(c.right) or TERM.search(c.left):
        return True
    if c.quantity.unit != "年" and (DOING_IT.search(c.left) or c.left.endswith("经过")):
        return True
    ended = not c.right or c.right[0] in "，。；！？”"
    return phrase.bare and len(phrase.text) > 1 and ended and c.quantity.unit != "年"


def lasting(c: Context, frame: Frame, phrase: Phrase) -> bool:
    """Whether the words beside a span of time say that something takes or is given so long.

    法定婚假为|3天   放假调休，共|7天      at the end of its clause
    每天工作|8小时   先步行|50分钟        done so long, each day or once
    为期|150天      将在|9个工作日内完成  what is set for it
    """
    if (c.left.endswith("为期") and not EVENT.match(c.right)) or (
        c.quantity.qualifier == "at_most" and PROMISED.match(c.right)
    ):
        return True
    if c.right and c.right not in ("左右", "以上", "以内"):
        return False
    if frame.rule == "linked_level":
        held = HOLDS.search(c.left)
        going_on = c.quantity.qualifier in ("over", "nearly") and c.left.endswith(("已", "已经"))
        return going_on or (held is not None and bool(phrase.text or held[0].startswith(("共", "合"))))
    if EACH_DAY.search(c.left):
        return True
    alone = phrase.single and tag_of(phrase.text) == "v" and c.left.endswith(phrase.text)
    return alone and c.quantity.unit != "年" and not c.left.endswith(UNTO, 0, len(c.left) - len(phrase.text))


EVENT = compiled("的?[^，。；]{0,24}(?:[会展节赛]|论坛|访问)")  # 为期|两天的会议
UNTO = ("到", "至", "要")  # 从立项到|开工|不足40天; 要|熬|半个月
HOLDS = compiled("(?:为|[只仅]有|[仅约]为|共计?|合计|长达|[仅只])$")
PROMISED = compiled(f"(?:办[结完]|审[核结批]|缴[清纳]|{either('promised')})")
EACH_DAY = compiled("每(?:天|日|周|月|晚|学期)[^，。；0-9]{1,6}$")
LASTED = compiled(f"{either('lasted')}(?:大约)?$")
LASTING = compiled(f"{either('lasting')}[了达约近]*$")
KEPT_UP, NO_FARTHER = compiled("(?:维持|支撑)[了达约近]*$"), compiled("$|[，。；！？”、）)以]|左右|以上")


def goes_on_for(c: Context) -> bool:
    """Whether something goes on or rests for the span of time: 庭审持续|5个小时, 维持|90天|的储备; not 持续|两天|的会议."""
    if c.right.startswith("的"):
        return KEPT_UP.search(c.left) is not None
    return LASTING.search(c.left) is not None and NO_FARTHER.match(c.right) is not None


LIMITED = compiled(f"{either('term')}[^，。；0-9]{{0,4}}$")  # 期限一般|不超过180天
COUNTED_FROM = compiled(
    f"(?:[自从][^。；]{{1,20}}[日天时起后](?:起|算起|后)?|之日起|之日算起|[后之]起|{either('term_begins')}[^，。；]{{0,10}}后)[，,]?$"
)
PASSED = compiled("(?:已经?|都)$")
# What is done for so long: 等了|半小时, 喷射了|20分钟, 已经被困在汪洋中|48小时, 增加产假|九十日.
DOING_IT = compiled(
    f"[^，。；0-9]{{1,6}}[等候喷射找走跑飞开打学住坐站守谈聊坚持工作干活训练]了(?:整整|足足|将近|近|约|大约|超过|超)?$|(?:[产婚年病事]|护理|育儿|陪产)假$|(?:已经?|连续|一直)[^，。；0-9]{{2,10}}(?:中|里)?$|{either('missing')}(?:已经?)?$"
)
AHEAD = compiled(f"的?{either('how_far_ahead')}*(?:优势|差距|领先优势)")
SPENT = compiled("(?:" + either("spent") + "|经历|(?<![已曾历])经)(?:了|已|约|近|将近|足足|整整)*$")
# A sentence of prison, a leave: what the time is of stands behind it or in front, with words between.
LEAVE = compiled(f"的?(?:{either('leave')}|[^，。；0-9]{{0,8}}经验|{either('sentence_behind')})")
TERM = compiled(f"(?:{either('sentence_before')}|期限?(?:为|是|自)[^，。；]{{0,12}})(?:各|共|合并|最高|最低|为)*$")
WITHIN = compiled(f"(?:以)?[来间前后里]|期间|内(?!即|可|办[结理]|审[结核]|{either('within_done')})")
