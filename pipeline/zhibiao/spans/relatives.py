"""Rules for times that count from the anchor or from the period in force, and for the clock."""

from __future__ import annotations

from typing import Any

from zhibiao.spans.calendar import DAYS, expr, times

# ------------------------------------------------------------------ relative to the anchor


@times.rule("(?P<day_text>" + "|".join(sorted(DAYS, key=len, reverse=True)) + ")(?!新闻网|头条|俄罗斯)")
def named_day(**given: Any) -> Any:
    """A day by its distance from the anchor.

    今天 => 2025-11-16..2025-11-16
    昨日 => 2025-11-15..2025-11-15
    """
    return expr("named_day")


@times.rule(
    "(?<!(?<!截)[至到])(?:当日|当天|同日|次日|翌日|同一天|第二天|(?<![周运流旋空])转天(?!数)|(?:此前|前|头)一[天日]|后一[天日])(?!起至)"
)
def day_in_force() -> Any:
    """The day of the period in force.

    当天   => 2025-11-16..2025-11-16
    前一天 => 2025-11-15..2025-11-15
    """
    return expr("day_in_force")


@times.rule(
    "(?P<which_text>上上|下下|上|本|这|下|当|今|呢|[前后](?=一))?(?:一)?个?(?P<week_text>(?:周|星期|礼拜)[一二三四五六日天](?![岁年期边个]|到[^周星礼上下本这])|周末|(?<=[上本这下当今呢前后]一?个?)(?:周|星期|礼拜)(?![岁年期边末一二三四五六日天]))"
)
def week(**given: Any) -> Any:
    """A week or a day of it; the week begins on Monday (GB/T 7408).

    上周     => 2025-11-03..2025-11-09
    下周五   => 2025-11-21..2025-11-21
    一周岁   => -
    """
    return expr("week")


@times.rule("(?:本|[上下这]一?个?|前一个?|当)季度?(?!节)")
def quarter_in_force(**given: Any) -> Any:
    """A quarter by its distance from the anchor's.

    上季度 => 2025-07-01..2025-09-30
    """
    return expr("quarter_rel")


@times.rule(
    "(?:(?<![最接靠附将])近|过去的?这?|最近的?这?|前(?!一[个周季年天日月星礼])|未来的?|今后|此后|接下来的?|之前的?|往后)"
    "(?:(?![几数]){n}{unit}(?:多|余)?|{half_unit})(?:来|间|内|里|以来|中)?(?![前后以半])"
)
def span_of(n: int | None, unit: str | None, half_unit: str | None) -> Any:
    """A span up to the anchor, or from it.

    近三年   => 2022-11-16..2025-11-16
    过去十年 => 2015-11-16..2025-11-16
    近半年   => 2025-05-16..2025-11-16
    近5公里  => -
    """
    return expr("span", n or 0, unit or half_unit, bool(half_unit))


@times.rule(
    "(?<![第0-9.百千几数])(?:这|短短|开[\u4e00-\u9fff]{0,3}|上线|成立|设立|运营|实施|试点|建设)?"
    "(?:{half_unit}|{n}[多余]?(?:个[多余]?月|(?<=[几数])月|年|天|周|个?世纪))[多余]?(?:以?来|间)(?!的人|自|访|临|到|不)"
)
def years_since(n: int | None, half_unit: str | None) -> Any:
    """As many years up to the anchor.

    5年来    => 2020-11-16..2025-11-16
    十年来   => 2015-11-16..2025-11-16
    半年来   => 2025-05-16..2025-11-16
    十多年来 => 2015-11-16..2025-11-16
    几十年来 => -
    5年      => -
    """
    return expr("since_n", n or 0, half_unit)


@times.rule(
    "(?:已|将|刚)?满{n}(?:周年|年|个月)(?![以的内])|(?:开通|运营|成立|设立|实施|试点|挂牌|上线|投运|建成){n}周年"
)
def anniversary(n: int) -> Any:
    """So many whole years up to the anchor: the day before was the last of the n-th year.

    满四年       => 2021-11-17..2025-11-16
    成立十周年   => 2015-11-17..2025-11-16
    满18周岁     => -
    """
    return expr("anniversary", n)


@times.rule("(?:{half_unit}|{n}(?:多|余|个多)?(?:{unit}{h}?|个{h2}月)(?:多|余)?)(?:之|以)?前(?![来往景沿进端后])")
def ago(n: int | None, unit: str | None, half_unit: str | None, h: bool = False, h2: bool = False) -> Any:
    """A point so long before the anchor.

    三年前   => 2022-11-16..2022-11-16
    3年半前  => 2022-05-16..2022-05-16
    半年前   => 2025-05-16..2025-05-16
    """
    return expr("ago", n or 0, half_unit or unit or "月", bool(h or h2 or half_unit))


@times.rule("(?:{half_unit}|{n}(?:多|余|个多)?(?:{unit}{h}?|个{h2}月)(?:多|余)?)(?:之|以)?后(?![续来台备方面])")
def later(n: int | None, unit: str | None, half_unit: str | None, h: bool = False, h2: bool = False) -> Any:
    """A point so long after the anchor.

    三天后     => 2025-11-19..2025-11-19
    一年半后   => 2027-05-16..2027-05-16
    两个半月后 => 2026-01-31..2026-01-31
    """
    return expr("later", n or 0, half_unit or unit or "月", bool(h or h2 or half_unit))


@times.rule("[上下](?![几数]){n}(?:个月|个?季度|周|个星期|个礼拜|年)(?!来|前|后)")
def whole_units(n: int) -> Any:
    """So many whole units before or after the anchor's own.

    上两个月 => 2025-09-01..2025-10-31
    下三周   => 2025-11-17..2025-12-07
    上几个月 => -
    """
    return expr("whole_units", n) if n > 1 else None


@times.rule("(?P<part_text>上半月|下半月|上半周|下半周|[上下]个半年)")
def half_in_force() -> Any:
    """A half of the anchor's month or week, or the half year before or after its own.

    上半月   => 2025-11-01..2025-11-15
    下半周   => 2025-11-13..2025-11-16
    上个半年 => 2025-01-01..2025-06-30
    """
    return expr("half")


@times.rule("连续?{n}(?P<streak_text>个?(?:月|季度|年|周|天|日|交易日))")
def streak(n: int, **given: Any) -> Any:
    """A streak is no period of its own."""
    return expr("streak", n)


@times.rule("(?:今明|去今)两年(?!多|来|前|后)")
def two_years() -> Any:
    """This year and the one beside it.

    今明两年 => 2025-01-01..2026-12-31
    前后两年 => -
    """
    return expr("two_years")


@times.rule("目前|当前|如今|现在|眼下|现阶段|迄今|至今(?![年天日晨晚早夜])")
def now() -> Any:
    """The anchor's day.

    目前 => 2025-11-16..2025-11-16
    """
    return expr("now")


@times.rule(
    "近日来?|日前|近期|这几(?:天|个月|周|日)|那几(?:天|年)|近来|最近|此前(?![一二两三四五六七八九十几数0-9])|不久前|前不久"
    "|当时|届时|历年来?|往年|常年|同时期|今后|未来(?![0-9一二三四五六七八九十几])|(?:开通|开业|运营|成立|投产|投用|封关)(?:初期|前|后)(?=[的，、])"
)
def indefinite() -> Any:
    """A time that names no days."""
    return expr("vague")


@times.rule(
    "(?<!临)近几?些?年来?(?![底末初终关])|这几?些?年来?(?=[，、])|连日来|一段时间以来|(?:几十|数十|几百)?多?年来|(?:几十|数十|上百|几百)年来|长期以来|一直以来|有史以来|今冬明春"
    "|(?:近|过去的?这?|最近的?这?|前|未来的?|今后|此后|接下来的?|往后)[几数]十?(?:个?(?:月|季度|星期|礼拜)|年|天|日|周)(?:来|间|内|里|以来|中)?"
    "|自?(?:成立|设立|创立|创办|建立|开馆|开园|开放|开通|开业|开行|开工|投运|投产|投用|上线|实施|施行|启动|运营|建成|推出|挂牌|立项|入汛|开学|开渔|开播)"
    "(?:运营|投运|使用|至今)?(?:以来|至今)"
)
def stretch() -> Any:
    """A stretch whose first day nobody says: figures in it have no period, and none is inherited across it.

    近年来   => stretch
    未来几周 => stretch
    上线以来 => stretch
    来年     => -
    """
    return expr("stretch")


@times.rule("(?:{y}的?)?(?:同期|同月|同时期|同季|同比期)(?!声)")
def same_period(y: Any) -> Any:
    """The period in force, or the same months of another year.

    去年同期   => 2024-01-01..2024-12-31
    2020年同期 => 2020-01-01..2020-12-31
    同期声     => -
    """
    return expr("same", y)


# ------------------------------------------------------------------ clock


DAYTIME = "(?:凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|晚间|深夜|夜间|午夜|今早|夜里|(?<=[日号天]|当)晚|[早晚](?=[0-9零一二三四五六七八九十]{1,3}[时点:：]))"
HOUR = "(?:[01]?[0-9]|2[0-4])"
MINUTE = "(?:(?:[0-5]?[0-9]|[一二三四五六七八九十]{1,3})分?|半|整|许)"
ZONE = "(?:北京时间|当地时间)?"


@times.rule(
    f"{ZONE}{DAYTIME}(?:的?(?:{HOUR}|[零一二两三四五六七八九十]{{1,3}})[时点:：](?:[一三]刻|{MINUTE})?)?(?:左右|许)?"
    "(?!报|会|高峰|餐|宴|稻|班|秋|熟|市)"
    f"|(?<![0-9.:]){HOUR}[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:]|[%％万亿])"
    f"|(?:北京时间|当地时间)?(?<![0-9.]){HOUR}时(?![代期间速长效尚刻而隔下段常候针期]|[0-9.]*[%％])(?:[0-5]?[0-9]分(?:[0-5]?[0-9]秒)?)?(?:许|左右|整)?"
    f"|(?<=[日天]){HOUR}点(?:[0-5]?[0-9]分)?"
    "|零时(?![代期间])|(?<=[日号晚])零点(?![零一二三四五六七八九十])|零点(?=起|整|至|到)"
)
def clock() -> Any:
    """A time of day.

    20时30分       => clock
    下午两点一刻   => clock
    北京时间15时17分 => clock
    零时           => clock
    零点五         => -
    """
    return expr("clock")
