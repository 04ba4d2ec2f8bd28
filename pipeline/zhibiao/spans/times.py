"""Times: dates and periods as written, unresolved.

Read in three steps, each general: `atoms` (2025年8月31日, 上半年, 近三年), `joined` (1—8月, 7月30日到8月2日),
`wrapped` (截至…, …末, …以来, 从…至今). A `TimeExpr` of the later steps holds those of the earlier ones in
its `parts`. Who owns a year that is not written is decided in `rows/periods.py`.
"""

from __future__ import annotations

from typing import Any

import regex

from zhibiao.firsts import Places
from zhibiao.lexicon import load
from zhibiao.model import TimeExpr
from zhibiao.rules import Part, Room, resolve
from zhibiao.spans.numerals import parse

CN = "[〇零○一二三四五六七八九]"
ERAS = load("eras")


def whole(written: str) -> int:
    """A whole number, Arabic or Chinese."""
    value = parse(written)
    return int(value[0]) if value else 0


def year(written: str) -> tuple[str, int] | str:
    """A year as ('abs', 2025), ('rel', -1) from the anchor, or ('ctx', 1) from the period in force."""
    word = written.removesuffix("度").removesuffix("年份")
    relative = {
        "今年": 0,
        "本年": 0,
        "去年": -1,
        "上年": -1,
        "上一年": -1,
        "前年": -2,
        "大前年": -3,
        "明年": 1,
        "来年": 1,
        "后年": 2,
        "今": 0,
        "大后年": 3,
        "这一年": 0,
    }
    if word in relative:
        return ("rel", relative[word])
    if word in ("当年", "同年", "全年", "年", "那一年", "那年"):
        return ("ctx", 0)
    if word in ("次年", "翌年", "第二年", "隔年"):
        return ("ctx", 1)
    number = whole(word.removesuffix("年"))
    return ("abs", number if number > 99 else 2000 + number if number < 70 else 1900 + number)


def month(written: str) -> tuple[str, int]:
    """A month as ('abs', 8), ('rel', -1) or ('ctx', 0)."""
    word = written.removesuffix("份")
    relative = {
        "本月": 0,
        "这个月": 0,
        "这月": 0,
        "上月": -1,
        "上个月": -1,
        "下月": 1,
        "下个月": 1,
        "上上个月": -2,
        "下下个月": 2,
        "前月": -2,
    }
    if word in relative:
        return ("rel", relative[word])
    if word in ("当月", "同月", "该月"):
        return ("ctx", 0)
    if word == "次月":
        return ("ctx", 1)
    return ("abs", whole(word.removesuffix("月")))


def day(written: str) -> int:
    return whole(written.rstrip("日号"))


N12 = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
N31 = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)"
COUNT = "(?:[0-9]{1,3}(?![0-9.])|[一二两三四五六七八九十百]{1,4}|几|数)"
PARTS = {
    "y": Part(
        rf"(?:(?:(?<![0-9])(?:1[89]|20|21)[0-9]{{2}}|[一二]{CN}{{3}})年(?!代)(?:度(?!假|过)|份)?|(?<![0-9])[0-9]{{2}}年(?={N12}月)|{CN}{{2}}年(?={N12}月)|(?:今|去|上|前|大前|明|来|后|大后|本|当|同|次|翌)年(?![轻纪龄终会号夜来])度?|上一年)",
        year,
    ),
    "m": Part(rf"(?:(?<![0-9.个]){N12}月(?!球|亮|饼)份?|(?:本|上上?个?|这个?|下下?个?|当|同|次)月份?)", month),
    "d": Part(
        rf"(?:{N31}(?:日(?!元|本|报(?!道|告|称)|均|益|子|夜|常|产|前|程|期|用|照)|号(?!线|楼|院|机|台|文|召|码|称|角|桥|门|公|汽|柴)))",
        day,
    ),
    "n": Part(COUNT, whole),
    "q": Part("(?:[1-4一二三四])", whole),
    "half": Part("[上下]半年", lambda w: 1 if w[0] == "上" else 2),
    "mm": Part(N12, whole),
    "dd": Part(N31, whole),
    "dash": Part(r"(?: ?(?:[-—–－~～〜∼至到]|——) ?)"),
    "unit": Part("(?:个工作日|个?世纪|年|个?季度|个?月|个?星期|个?礼拜|周|天|日|个?小时|个?钟头|分钟)"),
    "weekday": Part("(?:周|星期|礼拜)[一二三四五六日天末]"),
    "plan": Part("(?:十[一二三四五六]?五|[一二三四五六七八九]五)"),
    "longplan": Part("十[一二三四五六]五"),
}
# Most numerals are no times: what follows the number tells at one look.
NUMERIC = "零〇○一二两三四五六七八九十廿百几数"
GATE = regex.compile(
    rf"[{NUMERIC}]{{1,5}}[份第多余半个 ]{{0,3}}[年月日号天周季旬世时点分星礼钟工:：—–－~～〜∼至到/.-]|[一二三四五六七八九十]{{1,2}}[五大]"
)
times = Room("times", PARTS, gate=(frozenset(NUMERIC), GATE))


def expr(kind: str, *parts: Any) -> tuple[str, tuple[Any, ...]]:
    return kind, parts


# ------------------------------------------------------------------ days, months, years


@times.rule("{y}?{m}{d}")
def day_of_month(y: Any, m: Any, d: int) -> Any:
    """A day, its year written or not.

    2025年8月31日 => 2025-08-31..2025-08-31
    8月31日       => 2025-08-31..2025-08-31
    第8月球       => -
    """
    return expr("day", y, m, d)


@times.rule(
    r"(?<![0-9.])(?P<span>(?:19|20)[0-9]{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9]))(?![0-9.])|(?<![0-9])(?P<span>(?:19|20)[0-9]{2}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9]))(?![0-9.万亿元个家人吨])"
)
def written_date() -> Any:
    """A date in figures.

    2025-08-31 => 2025-08-31..2025-08-31
    2025-18-31 => -
    """
    return expr("figures")


@times.rule("{y}{m}|(?<!第)(?<![一二三四五六七八九十0-9个上下]){m}(?!初[一二三四五六七八九十])")
def month_of_year(y: Any, m: Any) -> Any:
    """A month.

    2025年8月 => 2025-08-01..2025-08-31
    10月份    => 2025-10-01..2025-10-31
    8个月     => -
    """
    return expr("month", y, m)


@times.rule("(?:{y}(?:{m})?)?(?<![0-9.第]){d}(?!电讯)")
def day_alone(y: Any, m: Any, d: int) -> Any:
    """A day of the month in force.

    31日 => 2025-10-31..2025-10-31
    31日元 => -
    """
    return expr("day", y, m, d)


@times.rule("{y}(?:全年)?(?!代)|(?<![数多])全年(?!龄)")
def whole_year(y: Any) -> Any:
    """A year.

    2024年   => 2024-01-01..2024-12-31
    去年     => 2024-01-01..2024-12-31
    去年轻人 => -
    """
    return expr("year", y or ("ctx", 0))


@times.rule("{y}?(?:的)?{half}|{y}?(?P<quarter_text>)第?{q}季度?(?!节)")
def part_of_year(y: Any, half: Any, q: Any) -> Any:
    """A half year or a quarter.

    今年上半年   => 2025-01-01..2025-06-30
    二季度       => 2025-04-01..2025-06-30
    四季如春     => -
    """
    if half:
        return expr("months", y, 6 * half - 5, 6 * half)
    return expr("months", y, 3 * q - 2, 3 * q) if q else None


@times.rule("{y}?(?:首|头|前|第)一?季度?(?=[，。、的末G国全我各]|[\u4e00-\u9fff]|$)(?<=季度?)(?<=首季|首季度)")
def first_quarter(y: Any) -> Any:
    """首季 is the first quarter.

    首季度 => 2025-01-01..2025-03-31
    季风   => -
    """
    return expr("months", y, 1, 3)


@times.rule("{y}?(?<!提)前{n}(?:个月|季度|个季度|月(?!来))")
def first_months(y: Any, n: int) -> Any:
    """Months from January to the n-th, or quarters, of the year in force.

    前10个月   => 2025-01-01..2025-10-31
    前三季度   => 2025-01-01..2025-09-30
    提前10个月 => -
    """
    return expr("first", y, n)


@times.rule("{y}?{mm}(?:月份?)?{dash}{mm2}月份?(?![0-9])")
def months_range(y: Any, mm: int, dash: str, mm2: int) -> Any:
    """Months from one to another of a year.

    今年1—8月   => 2025-01-01..2025-08-31
    1至10月份   => 2025-01-01..2025-10-31
    1—8个月     => -
    """
    return expr("months", y, mm, mm2) if mm < mm2 else None


@times.rule("{y}?{m}{dd}(?:日|号)?{dash}{dd2}[日号]")
def days_range(y: Any, m: Any, dd: int, dash: str, dd2: int) -> Any:
    """Days of one month.

    11月5日至10日 => 2025-11-05..2025-11-10
    """
    return expr("days", y, m, dd, dd2) if dd < dd2 else None


@times.rule(
    r"(?<![0-9])(?P<first>(?:19|20)[0-9]{2})(?:年)?{dash}(?P<last>(?:19|20)?[0-9]{2})(?:年度?|学年|财年)(?![0-9]*[月])"
)
def years_range(dash: str) -> Any:
    """Years from one to another.

    2020—2024年 => 2020-01-01..2024-12-31
    """
    return expr("years_written")


@times.rule(
    "{y}?{m}(?P<part_text>上旬|中旬|下旬|初(?![一二三四五六七八九十])|末|底|中(?![国旬央心型小])|上半月|下半月)"
)
def part_of_month(y: Any, m: Any) -> Any:
    """Ten-day parts and ends of a month.

    8月上旬 => 2025-08-01..2025-08-10
    8月底   => 2025-08-31..2025-08-31
    """
    return expr("month_part", y, m)


@times.rule(
    "(?P<part_text>本|上|下|这|当|上个|下个)(?:旬)|{y}(?P<p>初|年初|末|底|年底|年末|岁末|中(?![国旬央心型小]))|(?<![0-9一二三四五六七八九几数多今去前明当同每])(?P<p>年初|年底|年末|岁末|年中(?![国心央]))|(?:今|去|上|前|明|本)年(?P<p>年?初|年?末|年?底)|(?<=[去今明])(?P<p>年[底末初])"
)
def edge_of_year(y: Any) -> Any:
    """The beginning or end of a year, as a day.

    2024年末 => 2024-12-31..2024-12-31
    年底     => 2025-12-31..2025-12-31
    数年末   => -
    """
    return expr("year_edge", y or ("ctx", 0))


@times.rule(
    "{y}?(?:的)?(?P<season_text>[春夏秋冬](?:季|天)|入[春夏秋冬]|今[春夏秋冬]|去[冬秋夏春])(?!菜|收|粮|种|播|训)"
)
def season(y: Any) -> Any:
    """A season.

    2025年夏季 => 2025-06-01..2025-08-31
    """
    return expr("season", y)


@times.rule(
    "(?P<century_text>(?:上个?|本|[12][0-9]|二十一?|十九)世纪)(?P<decade_text>[一二三四五六七八九0-9]十?0?年代)?(?P<phase_text>初|末|中叶|中期)?"
)
def century(**given: Any) -> Any:
    """A century or its decade.

    上世纪90年代 => 1990-01-01..1999-12-31
    """
    return expr("century")


@times.rule(
    r'(?<![第零一二三四五六七八九十百千万亿0-9])(?:[“"]{plan}[”"]|{plan2}(?=期间|时期|以来|末|规划|计划|开局|收官)|{longplan}(?![十百千万亿点个家人名年月日天元％%多余项届岁]))'
    r"(?P<phase_text>期间|时期|以来|末|初|开局之年|开局|收官之年|收官|规划期|规划(?=目标|以来|期|[^，。]{0,2}五年))?"
)
def five_year_plan(plan: str | None, plan2: str | None, longplan: str | None, **given: Any) -> Any:
    """A five-year plan by its number. Without quotes or 期间, 十五 is a number.

    “十四五”期间 => 2021-01-01..2025-12-31
    十四五末     => 2025-12-31..2025-12-31
    十四五以来   => 2021-01-01..2025-11-16
    十五         => -
    """
    return expr("plan", plan or plan2 or longplan)


# ------------------------------------------------------------------ relative to the anchor


DAYS = {
    "今天": 0,
    "今日": 0,
    "今晨": 0,
    "今早": 0,
    "今晚": 0,
    "今夜": 0,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "昨夜": -1,
    "前天": -2,
    "前日": -2,
    "大前天": -3,
    "明天": 1,
    "明日": 1,
    "明晚": 1,
    "明早": 1,
    "后天": 2,
    "大后天": 3,
    "即日": 0,
    "今儿": 0,
    "昨儿": -1,
    "明儿": 1,
    "当晚": 0,
}


@times.rule("(?P<day_text>" + "|".join(sorted(DAYS, key=len, reverse=True)) + ")(?!新闻网|头条|俄罗斯)")
def named_day(**given: Any) -> Any:
    """A day by its distance from the anchor.

    今天 => 2025-11-16..2025-11-16
    昨日 => 2025-11-15..2025-11-15
    """
    return expr("named_day")


@times.rule("(?:当日|当天|同日|次日|翌日|同一天|第二天)(?!起至)")
def day_in_force() -> Any:
    """The day of the period in force.

    当天 => 2025-11-16..2025-11-16
    """
    return expr("day_in_force")


@times.rule(
    "(?P<which_text>上上|下下|上|本|这|下|当)?(?:一)?个?(?P<week_text>(?:周|星期|礼拜)[一二三四五六日天](?![岁年期边到个])|周末|(?<=[上本这下当]个?)(?:周|星期|礼拜)(?![岁年期边末一二三四五六日天]))"
)
def week(**given: Any) -> Any:
    """A week or a day of it; the week begins on Monday (GB/T 7408).

    上周     => 2025-11-03..2025-11-09
    下周五   => 2025-11-21..2025-11-21
    一周岁   => -
    """
    return expr("week")


@times.rule("(?P<which_text>本|上|下|上个|下个|这个|当)季度?(?!节)(?<=季度|季)")
def quarter_in_force(**given: Any) -> Any:
    """A quarter by its distance from the anchor's.

    上季度 => 2025-07-01..2025-09-30
    """
    return expr("quarter_rel")


@times.rule(
    "(?P<which_text>(?<!最接靠附将)近|过去的?这?|最近的?这?|前|未来的?|今后|此后|接下来的?|之前的?|往后|下){n}{unit}(?:多|余)?(?P<tail_text>来|间|内|里|以来|中)?(?![前后以半])"
)
def span_of(n: int, unit: str, **given: Any) -> Any:
    """A span up to the anchor, or from it.

    近三年   => 2022-11-17..2025-11-16
    过去十年 => 2015-11-17..2025-11-16
    近5公里  => -
    """
    return expr("span", n, unit)


@times.rule(
    "(?<![第0-9.百千])(?:这|短短|开[\u4e00-\u9fff]{0,3}|上线|成立|设立|运营|实施|试点|建设|{n2}多)?{n}(?P<unit_word>个?月|年|天|周|个?世纪)(?:多|余)?(?P<tail_text>以?来|间)(?!的人|自|访|临|到|不)"
)
def years_since(n: int, n2: Any = None, **given: Any) -> Any:
    """As many years up to the anchor.

    5年来    => 2020-11-17..2025-11-16
    十年来   => 2015-11-17..2025-11-16
    5年      => -
    """
    return expr("since_n", n)


@times.rule("{n}(?:多|余)?{unit}(?:多|余)?(?:之|以)?前(?![来往景沿进端后])")
def ago(n: int, unit: str) -> Any:
    """A point so long before the anchor.

    三年前 => 2022-11-16..2022-11-16
    """
    return expr("ago", n, unit)


@times.rule("{n}{unit}(?:之|以)?后(?![续来台备方面])")
def later(n: int, unit: str) -> Any:
    """A point so long after the anchor.

    三天后 => 2025-11-19..2025-11-19
    """
    return expr("later", n, unit)


@times.rule("(?:连续|持续|连){n}(?P<streak_text>个?(?:月|季度|年|周|天|日|交易日))")
def streak(n: int, **given: Any) -> Any:
    """A streak is no period of its own."""
    return expr("streak", n)


@times.rule("目前|当前|如今|现在|眼下|现阶段|迄今|至今(?![年天日晨晚早夜])")
def now() -> Any:
    """The anchor's day.

    目前 => 2025-11-16..2025-11-16
    """
    return expr("now")


@times.rule(
    "近日|日前|近期|这几(?:天|年|个月|周|日)|那几(?:天|年)|近来|最近|近年来?|近几年来?|近些年来?|此前(?![一二两三四五六七八九十几数0-9])|不久前|去年以来(?!$)^|前不久|连日来|一段时间以来|多年来|长期以来|历年|往年|常年|当时|届时|同时期|近日来|今后|未来(?![0-9一二三四五六七八九十几])|今冬明春|(?:开通|开业|运营|成立|投产|投用|封关)(?:初期|前|后)(?=[的，、])"
)
def indefinite() -> Any:
    """A time that names no days."""
    return expr("vague")


@times.rule("(?:(?:去|上|前)年)?(?:的)?(?:同期|同月|同时期|同季|同比期)(?!声)")
def same_period() -> Any:
    """The period in force, or the same months a year before.

    去年同期 => 2024-01-01..2024-12-31
    """
    return expr("same")


# ------------------------------------------------------------------ festivals and clock


FESTIVALS = sorted(
    [
        *ERAS["festival"],
        *ERAS["lunar"],
        "清明节",
        "清明",
        "除夕",
        "大年三十",
        "小年",
        "感恩节",
        "母亲节",
        "父亲节",
        "复活节",
    ],
    key=len,
    reverse=True,
)


@times.rule(
    '(?:{y})?(?:的)?[“"]?(?P<feast_text>'
    + "|".join(FESTIVALS)
    + ')[”"]?(?P<tail_text>假期|长假|小长假|黄金周|当天|当日|期间|假日|前夕)?(?!路|广场|街|村|镇|大街|档|口|小|奖|社|院|联)'
)
def festival(y: Any, **given: Any) -> Any:
    """A festival by its name.

    2025年国庆节 => 2025-10-01..2025-10-01
    春节         => 2025-01-29..2025-01-29
    """
    return expr("festival", y)


@times.rule("{y}?(?P<travel_text>春运|暑运|暑期|寒假|暑假|黄金周)(?:期间)?")
def travel_season(y: Any, **given: Any) -> Any:
    """Travel seasons: known by year from the lunar calendar (春运: 15 days before the New Year, 40 days)."""
    return expr("travel", y)


@times.rule(
    r"(?P<era_text>"
    + "|".join(sorted(ERAS["era"], key=len, reverse=True))
    + ")(?P<count_text>[0-9一二三四五六七八九十]+(?:多|余)?年)?以?来"
)
def era(**given: Any) -> Any:
    """Since the first day of an era.

    党的二十大以来 => 2022-10-16..2025-11-16
    """
    return expr("era")


@times.rule(
    r"(?:北京时间|当地时间)?(?:凌晨|清晨|早晨|早上|上午|中午|下午|午后|傍晚|晚上|晚间?|深夜|夜间|午夜|早|今早|夜里)(?:的)?(?:(?:[01]?[0-9]|2[0-4]|[一二两三四五六七八九十]{1,3})(?:[时点:：](?:(?:[0-5]?[0-9]|[一二三四五六七八九十]{1,3})分?|半|整|许)?))?(?:左右|许)?(?!报|会|高峰|餐|宴|稻|班|秋|熟|市)"
    r"|(?<![0-9.:])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:]|[%％万亿])"
    r"|(?<![0-9.])(?:[01]?[0-9]|2[0-4])时(?![代期间速长效尚刻而隔下段常候针期]|[0-9.]*[%％])(?:[0-5]?[0-9]分(?:[0-5]?[0-9]秒)?)?(?:许|左右|整)?"
    r"|(?<=[日天])(?:[01]?[0-9]|2[0-4])点(?:[0-5]?[0-9]分)?"
)
def clock() -> Any:
    """A time of day.

    20时30分 => clock
    """
    return expr("clock")


# ------------------------------------------------------------------ finding


def find(text: str, places: Places | None = None) -> list[TimeExpr]:
    """Every time expression of the text, without overlaps."""
    atoms = resolve(
        TimeExpr(start, end, text[start:end], rule.name, value[0], value[1])
        for start, end, rule, value in times.readings(text, places)
        if end > start
    )
    return wrapped(text, joined(text, atoms))


BETWEEN = regex.compile(r" ?(?:[-—–－~～〜∼至到]|——) ?")
RANGED = frozenset(
    {
        "day",
        "month",
        "year",
        "months",
        "figures",
        "month_part",
        "year_edge",
        "named_day",
        "week",
        "now",
        "quarter_rel",
        "season",
        "festival",
    }
)


def joined(text: str, atoms: list[TimeExpr]) -> list[TimeExpr]:
    """Two times with a dash or 至 between them are one range; 6月和7月 is one, too.

    2024年12月至2025年3月 => 2024-12-01..2025-03-31
    """
    done: list[TimeExpr] = []
    for atom in atoms:
        if done and done[-1].kind in RANGED and atom.kind in RANGED:
            gap = text[done[-1].end : atom.start]
            if BETWEEN.fullmatch(gap) or (gap in ("和", "、", "及") and atom.kind == done[-1].kind == "month"):
                first = done.pop()
                atom = TimeExpr(first.start, atom.end, text[first.start : atom.end], "range", "range", (first, atom))
        done.append(atom)
    return done


BEFORE = regex.compile(r"(?P<asof>截至|截止到?|截止至)$|(?P<since>自从?|从)$|(?P<until>到|至)$")
SINCE = regex.compile(r"(?P<gap>[^，。；、！？（）(),;0-9]{0,22}?)(?P<word>以来|至今|迄今|起至今|到现在|到目前)")
SINCE_NEAR = regex.compile(r"(?P<gap>)(?P<word>以来|至今|迄今)")
ASOF_TAIL = regex.compile(r"(?:为止|止|底|末)")


def wrapped(text: str, found: list[TimeExpr]) -> list[TimeExpr]:
    """Times with the words around them that turn them into an as-of day or an open span.

    截至2025年6月末   => 2025-06-30..2025-06-30
    从2014年开行至今  => 2014-01-01..2025-11-16
    今年以来          => 2025-01-01..2025-11-16
    """
    done: list[TimeExpr] = []
    covered = 0
    for inner in found:
        if inner.start < covered:
            continue
        outer = wrap(text, inner)
        covered = outer.end
        done.append(outer)
    return done


def wrap(text: str, inner: TimeExpr) -> TimeExpr:
    """One time with its prefix and suffix."""
    if inner.kind in ("clock", "vague", "streak", "since_n", "span", "era"):
        return inner
    before = BEFORE.search(text, max(0, inner.start - 4), inner.start)
    word = before.lastgroup if before else ""
    after = (SINCE if word == "since" else SINCE_NEAR).match(text, inner.end)
    if after and inner.kind != "now":
        start = before.start() if before and word == "since" else inner.start
        return TimeExpr(start, after.end(), text[start : after.end()], "since", "since", (inner,))
    if before and word == "asof":
        tail = ASOF_TAIL.match(text, inner.end)
        end = tail.end() if tail else inner.end
        return TimeExpr(before.start(), end, text[before.start() : end], "as_of", "asof", (inner,))
    if (
        before
        and word == "until"
        and inner.kind in ("year", "year_edge", "plan", "month_part")
        and not regex.search(r"[\u4e00-\u9fff]$", text[max(0, before.start() - 1) : before.start()])
    ):
        return TimeExpr(before.start(), inner.end, text[before.start() : inner.end], "until", "until", (inner,))
    return inner
