"""What spares tries of a pattern spares no match: beginnings, runs of digits and guards hold for every match of it."""

from pathlib import Path

import pytest
import regex

from zhibiao import times
from zhibiao.matching import Together, longest
from zhibiao.matching.edges import ANY, LETTERS, beginnings, shortest_run
from zhibiao.matching.prefilter import guard, widest
from zhibiao.matching.scan import Scanner
from zhibiao.spans import figures, labels, quantities

EXAMPLES = (Path(__file__).parents[1] / "times/phrases.tsv").read_text("utf-8")
RULES = {f"{rule.name}": rule.pattern.pattern for rule in times.times.rules}
FORMS = {
    f"{reason}-{i}": labels.written(pattern)
    for _, reason, _, patterns in labels.groups()
    for i, pattern in enumerate(patterns)
}
TEXT = "\n".join(
    [
        EXAMPLES,
        *(example.text for rule in times.times.rules for example in rule.examples),
        "百城千企行动计划，数字城千家。“五个三百”工程，拨打13912345678，国发〔2024〕12号。以3比1战胜，现年45岁的他，10/31/1974。",
        "9月至10月，2019、2020和2021年，19490101，公元前221年，乙巳年，1985到89年9月，2021年第二周，20岁以上青年，98后新人",
    ]
)


@pytest.mark.parametrize("pattern", [*RULES.values(), *FORMS.values()], ids=[*RULES, *FORMS])
def test_every_match_is_let(pattern: str) -> None:
    """Wherever a match begins that is not inside of a run, the scanner comes by and the guard lets it."""
    places = dict(Scanner([(beginnings(pattern), pattern)], shortest=shortest_run).places(TEXT))
    for m in regex.compile(pattern, regex.V1).finditer(TEXT, overlapped=True):
        place = m.start()
        before, first = TEXT[place - 1 : place], TEXT[place]
        if m.end() == place or (before.isdigit() and first.isdigit()) or {before, first} <= LETTERS:
            continue
        assert place in places, m
        assert guard(pattern).lets(TEXT, place), m


@pytest.mark.parametrize(
    ("pattern", "want"),
    [
        ("[0-9]{4}年", "0年"),
        ("(?:今|去)年", "今年 去年"),
        ("(?<!第)x?y", "xy y*"),
        ("[0-9]{4}(?=、|和)", "0、 0和"),  # what must follow counts
        ("(?=[国春])(?:国庆|春节|中秋)", "国庆 春节"),  # and what is behind sees farther
        ("(?:(?=国)国)庆", "国庆"),
        ("一(?=[^，]{1,3}家)家", "一家"),
        ("一(?=说|$)", "一*"),
    ],
)
def test_beginnings(pattern: str, want: str) -> None:
    assert " ".join(sorted(beginnings(pattern))) == want


@pytest.mark.parametrize(
    ("pattern", "want"),
    [
        ("(?:19|20)[0-9]{2}年", 4),
        ("[0-9]{1,3}(?:年|[0-9]月)", 1),
        ("[一二]年|[0-9]{5,6}", 1),
        ("(?<!x)1[3-9][0-9]{9}", 11),
    ],
)
def test_shortest_run(pattern: str, want: int) -> None:
    assert shortest_run(pattern) == want
    scanner = Scanner([(beginnings(pattern), pattern)], shortest=shortest_run)
    digits = "1" * (want - 1)
    assert not digits or not list(scanner.places(digits))


@pytest.mark.parametrize(
    ("pattern", "near", "reach", "before"),
    [
        ("[0-9]{1,2}月(?:底|初)", "底初", 4, None),
        ("(?<=城)[千万]", None, 0, "城"),
        ("(?<=城|^)[千万]", None, 0, None),
        ("去年?(?=[^，]{2}来)", "来", 5, None),
        ("前?[0-9]+(?:个|天)", None, 0, None),  # no telling how far
        ("年(?:前|后)", "前后", 2, None),
    ],
)
def test_guard(pattern: str, near: str | None, reach: int, before: str | None) -> None:
    found = guard(pattern)
    assert (found.near and set(found.near.pattern[1:-1]), found.reach) == (near and set(near), reach)
    assert found.before == (None if before is None else frozenset(before))


@pytest.mark.parametrize(
    ("pattern", "want"),
    [("首[批个]", 2), ("(?<=，)[一二]是(?=说)", 2), ("[0-9]{1,3}(?:个?月|年)", 5), ("(?:一|二三){2}", 4)],
)
def test_widest(pattern: str, want: int) -> None:
    assert widest(pattern) == want


@pytest.mark.parametrize("pattern", FORMS.values(), ids=FORMS)
def test_the_longest_reading_is_the_longest(pattern: str) -> None:
    """The end is that of the longest reading, and where the quick one finds nothing there is none."""
    quick, slow = longest(pattern), regex.compile(pattern, regex.POSIX)
    for place in range(len(TEXT)):
        found, wanted = quick.match(TEXT, place), slow.match(TEXT, place)
        assert (found and found.span()) == (wanted and wanted.span())


def test_inside_of_a_run_nothing_begins() -> None:
    scanner = Scanner([(frozenset({"0年"}), "年"), (frozenset({"a" + ANY}), "a")])
    assert [place for place, _ in scanner.places("2025年，25年，a，ba，ab")] == [0, 6, 10, 15]


def test_together_is_each() -> None:
    matchers = [labels.matcher(), times.times.matcher, figures.matcher()]
    assert Together(matchers).places(TEXT) == [list(matcher.places(TEXT)) for matcher in matchers]


@pytest.mark.parametrize("gap", ["—", " 至 ", "（含）—", "、", "及", " 和 ", "（含）以上", "及以上、", "", "（含）"])
def test_what_joins_figures_begins_so(gap: str) -> None:
    assert quantities.may_join(gap + "5", 0, len(gap))


def test_times_farther_apart_are_never_one() -> None:
    assert max(widest(times.BETWEEN.pattern), widest(times.UNTIL.pattern)) <= times.FARTHEST


@pytest.mark.parametrize("before", ["每年", "每逢", "截至", "截止到", "自从", "从当地时间", "到", "至"])
def test_what_leads_a_time_ends_so(before: str) -> None:
    assert times.led().fitting(before[-2:])
