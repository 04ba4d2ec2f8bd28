"""Style sheets: which are read, which rules hold, which elements their selectors pick out."""

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.reading import read
from zhibiao.reading.sheets import media, rules_of
from zhibiao.wording import spoken

pytest.importorskip("trafilatura")
lxml_html = pytest.importorskip("lxml.html")
pytest.importorskip("cssselect")

REST = "青川港今年前三季度完成集装箱吞吐量312万标箱，同比增长8.4%，新开航线5条，通达港口40个。"
LINE = "青石市出口额达<span class=old>360</span>368.5亿元。"
HIDE = ".old{display:none}"
UNREAD = "style sheets in other files not read, which may hide text: {}"


def written(folder: Path, head: str, line: str = LINE, name: str = "a.html") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    body = f"<article><p>{line}</p><p>{REST}</p></article>"
    file.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", "utf-8")
    return file


def article_of(file: Path) -> tuple[str, str]:
    """The first line of a page, and its notes."""
    (article,) = read(file)
    assert isinstance(article, Article)
    return article.original.splitlines()[0], spoken("；".join(article.notes), "en")


BESIDE = {
    # name: (what the page names, the file's place below the corpus)
    "in a folder": ("港口_files/main.css", "pages/港口_files/main.css"),
    "escaped": ("./%E6%B8%AF%E5%8F%A3_files/main%20(1).css", "pages/港口_files/main (1).css"),
    "with a query": ("main.css?v=3", "pages/main.css"),
    "saved with its query": ("main.css%3Fv=3", "pages/main.css?v=3"),
    "in another folder of the corpus": ("../css/main.css", "css/main.css"),
}


@pytest.mark.parametrize("name", BESIDE)
def test_a_sheet_beside_a_page_is_read(name: str, tmp_path: Path) -> None:
    address, place = BESIDE[name]
    sheet = tmp_path / place
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(HIDE, "utf-8")
    written(tmp_path, f"<link rel='StyleSheet' href=\"{address}\">", name="pages/a.html")
    line, noted = article_of(tmp_path)
    assert (line, noted) == ("青石市出口额达368.5亿元。", "hidden text left out: 1")


def test_a_sheet_that_a_sheet_names(tmp_path: Path) -> None:
    """Up to three in one another; one that names itself is no trap."""
    (tmp_path / "css").mkdir()
    (tmp_path / "css/a.css").write_text(
        "@charset 'utf-8'; @import url(\"b.css\") screen; @import 'p.css' print;", "utf-8"
    )
    (tmp_path / "css/b.css").write_text(f"@import 'b.css';{HIDE}", "utf-8")
    (tmp_path / "css/p.css").write_text("span{display:none} p{display:none}", "utf-8")
    line, noted = article_of(written(tmp_path, "<style>@import url(css/a.css);</style>"))
    assert line == "青石市出口额达368.5亿元。"
    assert noted == f"hidden text left out: 1；{UNREAD.format(1)}"


ELSEWHERE = {
    "on a host": "<link rel=stylesheet href='https://a.example/a.css'>",
    "on the same host as what names none": "<link rel=stylesheet href='//a.example/a.css'>",
    "from the root": "<link rel=stylesheet href='/a.css'>",
    "not there": "<link rel=stylesheet href='b.css'>",
    "a folder": "<link rel=stylesheet href='.'>",
    "outside the corpus": "<link rel=stylesheet href='../outside.css'>",
    "outside by its whole path": "<link rel=stylesheet href='{outside}'>",
    "outside by a link": "<link rel=stylesheet href='linked.css'>",
    "outside by an escape": "<link rel=stylesheet href='%2e%2e/outside.css'>",
    "too large": "<link rel=stylesheet href='large.css'>",
    "a name that no file has": "<link rel=stylesheet href='a%00.css'>",
    "no address": "<link rel=stylesheet>",
    "an address that is none": "<link rel=stylesheet href='http://['>",
    "of a page that lies elsewhere": "<base href='https://a.example/'><link rel=stylesheet href=a.css>",
    "named by a sheet": "<style>@import url('../outside.css');</style>",
}  # fmt: skip


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_sheet_that_is_not_read_is_noted(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside.css"
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for file in (outside, corpus / "a.css"):
        file.write_text(HIDE, "utf-8")
    (corpus / "large.css").write_text(HIDE + " " * 2_000_000, "utf-8")
    (corpus / "linked.css").symlink_to(outside)
    line, noted = article_of(written(corpus, ELSEWHERE[name].replace("{outside}", str(outside))))
    assert (line, noted) == ("青石市出口额达360368.5亿元。", UNREAD.format(1))


@pytest.mark.parametrize(
    "head",
    [
        "<link rel='alternate stylesheet' href=a.css>",
        "<link rel=stylesheet href=a.css media=print>",
        "<link rel=stylesheet href=a.css disabled>",
        "<link rel=icon href=a.css>",
        "<noscript><style>.old{display:none}</style></noscript>",
        "<noscript><link rel=stylesheet href=a.css></noscript>",
    ],
)
def test_a_sheet_that_the_page_does_not_show_is_none(head: str, tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(HIDE, "utf-8")
    assert article_of(written(tmp_path, head)) == ("青石市出口额达360368.5亿元。", "")


def zipped(page: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("a.html", page)
        packed.writestr("a.css", HIDE)
    return stream.getvalue()


def tarred(page: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as packed:
        info = tarfile.TarInfo("a.html")
        info.size = len(page)
        packed.addfile(info, io.BytesIO(page))
    return stream.getvalue()


@pytest.mark.parametrize(("name", "pack"), [("a.zip", zipped), ("a.tar.gz", tarred)])
def test_sheets_in_an_archive_are_noted(name: str, pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    page = written(tmp_path, "<link rel=stylesheet href=a.css>")
    (tmp_path / name).write_bytes(pack(page.read_bytes()))
    assert UNREAD.format(1) in article_of(tmp_path / name)[1]


def test_the_figure_is_the_one_that_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(HIDE, "utf-8")
    (article,) = read(written(tmp_path, "<link rel=stylesheet href=a.css>"))
    assert str(extract_article(article).rows[0].value) == "36850000000"


@pytest.mark.parametrize(
    ("queries", "holds"),
    [
        ("", True), ("all", True), ("screen", True), ("only screen", True), ("print", False), ("not print", True),
        ("not screen", False), ("print, screen", True), ("(min-width: 768px)", True), ("screen and (MIN-WIDTH:60em)", True),
        ("(max-width: 600px)", False), ("screen and (max-width:37.5em)", False), ("(min-width: 1920px)", False),
        ("(max-width: 1920px)", True), ("(hover)", None), ("(prefers-color-scheme: dark)", None), ("print, (hover)", None),
        ("(min-width: ..px)", None), ("print and (hover)", False), ("(400px <= width)", None),
    ],
)  # fmt: skip
def test_conditions_on_a_screen(queries: str, holds: bool | None) -> None:
    assert media(queries) is holds


RULES: dict[str, list[tuple[str, str, bool]]] = {
    ".a{color:red}": [(".a", "color:red", False)],
    "@media screen{.a{b:c}}": [(".a", "b:c", False)],
    "@media print{.a{b:c}} .d{e:f}": [(".d", "e:f", False)],
    "@media (hover){.a{b:c}}": [(".a", "b:c", True)],
    "@supports (display:grid){@media screen{.a{b:c}}}": [(".a", "b:c", False)],
    "@media screen{@media print{.a{b:c}} .d{e:f}}": [(".d", "e:f", False)],
    "@keyframes x{from{opacity:0}to{opacity:1}} .a{b:c}": [(".a", "b:c", False)],
    "@font-face{src:url(a)} @page{a:b} .a{b:c}": [(".a", "b:c", False)],
    "@charset 'x'; .a{b:c;d:e}": [(".a", "b:c;d:e", False)],
    ".a{b:c;.d{e:f}g:h}": [(".a", "b:c", False), (".a .d", "e:f", False), (".a", "g:h", False)],
    ".a, .b{.d, &.e > i{f:g}}": [(":is(.a, .b) .d, :is(.a, .b).e > i", "f:g", False)],
    ".a{.d, .e{f:g}}": [(".a :is(.d, .e)", "f:g", False)],
    ".a{.b{.d{f:g}}}": [(".a .b .d", "f:g", False)],
    "@x{@x{@media print{.a{b:c}}}} .d{e:f}": [(".d", "e:f", False)],
    ".a{@media screen{b:c}}": [(".a", "b:c", False)],
    ".a{@media print{b:c .d{e:f}}}": [],
    ".a{@media (hover){.d{b:c}}}": [(".a .d", "b:c", True)],
    "}}.a{b:c}": [(".a", "b:c", False)],
    ".a{b:c": [],
    ".a{}": [],
}


@pytest.mark.parametrize("sheet", RULES)
def test_rules_of_a_sheet(sheet: str) -> None:
    found = [(rule.selectors, rule.says.strip(";").strip(), rule.conditional) for rule in rules_of(sheet)]
    assert found == RULES[sheet]


OLD = "<i id=x class='old a' data-v='1-2' title='旧值'>360</i>"
SELECTORS = {
    # by what an element is
    "i": True, "I": True, ".old": True, "i.old.a": True, "#x": True, "i#x.old": True, "b": False, ".old.b": False, "#y": False,
    "[data-v]": True, "[title=旧值]": True, "[class~=old]": True, "[data-v|='1']": True, "[data-v^='1']": True, "[data-v$='2']": True,
    "[class*='ol']": True, "[class=old]": False, "[data-w]": False, "[data-v^='2']": False, "[data-v*='']": False,
    # by what it is not
    ".old:not(.b)": True, "i:not(.a)": False, "i:not(:hover)": True, ":is(b, .old)": True, ":where(#x)": True, ":is(b, q)": False,
    # by where it stands
    "p .old": True, "article p i": True, "div .old": False, "p > .old": True, "article > .old": False, "article > p > i": True,
    "em + .old": True, "em ~ .old": True, "b + .old": False, "q + .old": False, "q ~ .old": True, ".old + b": False,
    "p :nth-child(3)": True, "p :nth-child(2n+1).old": True, "i:nth-child(2)": False, "i:nth-of-type(1)": True, "i:nth-last-child(2)": True,
    "i:nth-child(-n+2)": False, "i:nth-child(n+2)": True, "i:first-child": False, "i:last-child": False, "i:first-of-type": True,
    "i:only-of-type": True, "i:nth-last-of-type(odd)": True, "p:first-child > i": True, "p:last-child > i": False,
    # states, parts before and after, other languages
    ".old:hover": False, ".old::before": False, ".old:before": False, "a:visited, .old": True, ".old:-moz-x": False,
}  # fmt: skip


@pytest.mark.parametrize("selector", SELECTORS)
def test_what_a_selector_picks_out(selector: str, tmp_path: Path) -> None:
    line = f"<q>青石市</q>出口<em>额达</em>{OLD}368.5<b>亿元</b>。"
    text, noted = article_of(written(tmp_path, f"<style>{selector}{{text-decoration:line-through}}</style>", line))
    assert ("360" not in text) is SELECTORS[selector]
    assert "not understood" not in noted


@pytest.mark.parametrize(
    "selector",
    [".old:has(b)", ".old:lang(zh)", ".old:nth-child(x)", ".old[title=a i]", "span:open-x", ".old[", ":not(.a, b)"],
)
def test_a_rule_that_cannot_be_followed_is_noted(selector: str, tmp_path: Path) -> None:
    head = f"<style>{selector}{{display:none}} {selector}{{color:red}}</style>"
    line, noted = article_of(written(tmp_path, head))
    assert (line, noted) == ("青石市出口额达360368.5亿元。", "style rules that hide text not understood: 1")


def test_of_a_list_the_others_are_followed(tmp_path: Path) -> None:
    line, noted = article_of(written(tmp_path, "<style>.x:::y, .old, p:has(b) {display:none}</style>"))
    assert line == "青石市出口额达368.5亿元。"
    assert "not understood: 2" in noted


@pytest.mark.parametrize(
    "selector", ["* * * * b", "div ~ div", "div ~ div + div p", "* ~ * ~ * > *", ".old" + " *" * 150]
)
def test_a_page_looks_at_each_element_a_bounded_number_of_times(selector: str) -> None:
    """By XPath these take the square of the page."""
    from zhibiao.reading.selecting import LOOKS, LOOKS_EACH, NotUnderstood, Page, parsed

    tree = lxml_html.fromstring("<div>" + "<div><p class=old>1<q>2</q></p></div>" * 3000 + "</div>")
    page = Page(tree)
    (found,) = parsed(selector)
    for _ in range(2):
        try:
            page.chosen(found.parsed_tree)
        except NotUnderstood:
            assert page.left < 0
    assert page.left >= -9100
    assert LOOKS + LOOKS_EACH * 9001 - page.left <= 8 * 9001 * 2 * selector.count(" ") + 10
