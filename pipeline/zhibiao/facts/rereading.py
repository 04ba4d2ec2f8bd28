"""What the words around a figure say against the cells of its row, before rows of several articles are compared.

A row is read for its own article; there a period that is inherited wrongly does little harm. Across articles it joins what
differs or keeps apart what is one. Only what stands in a closed form right before the figure is read again, and nothing that
a reviewer has looked at.

1. 山东上半年GDP增速快于全国水平（5.5%） states China's growth, of what the clause compares; where the clause does not say of what
   (11个省份增速超过全国水平5.5%), of what most rows of the article are of. 南京…比全省增速（6.6%）低 states that of 江苏省.
2. What the national statistics office reports of nobody, or is taken for the owner of, is China's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import regex

from zhibiao.facts.claims import Claim, Setting, claim_of, twinned
from zhibiao.facts.owners import CN, NATION, SPACES, division, names_by_code, owner_of, owners, places_named
from zhibiao.rows.standard import standard

Cells = Mapping[str, str]
REVIEWED = ("accepted", "corrected")
COMPARED = regex.compile(
    r"(?:^|[，,；;。：:（(])(?P<what>[^，,；;。：:（(]*?)(?:快于|慢于|高于|低于|超过|好于|优于|跑赢|领先于?|不及|比)(?:同期)?"
    r"(?P<whole>全国|我国|全省|全市)(?:的?平均)?(?:水平|增速)(?P<bracket>[（(])?$"
)
ABOVE = {"全省": 2, "全市": 4}  # digits of the code of a division that its parts share
GROWTH = ("增速", "增幅", "涨幅", "增长率")  # behind which 高于全国水平5.5% is no difference, which would be in 百分点
MOSTLY = 2  # of so many rows with an official name at least one is of what the article is about


def claims_of(rows: Sequence[Mapping[str, str | None]], setting: Setting) -> list[Claim]:
    """The claims of an article's rows, each with its cells (`claims.READ` and `status`)."""
    title = setting.context.partition("\n")[0]
    return twinned([claim for cells in reread(rows, title) if (claim := claim_of(cells, setting))])


def reread(rows: Sequence[Mapping[str, str | None]], title: str) -> list[Cells]:
    """The cells of an article's rows, in its order, as the words around each figure correct them; `copy` numbers a sentence that the
    article has word for word again."""
    given: list[Cells] = [{name: str(cell) for name, cell in cells.items() if cell is not None} for cells in rows]
    passed: Counter[tuple[str, str]] = Counter()
    found = list(given)
    for n in sorted(range(len(given)), key=lambda k: int(given[k].get("start") or 0)):
        cells = given[n]
        sentence, text = cells.get("sentence", ""), cells.get("text", "")
        copy, number = divmod(passed[sentence, text], max(1, sentence.count(text)))
        passed[sentence, text] += 1
        if cells.get("status") not in REVIEWED:
            before = sentence[: nth(sentence, text, number)]
            cells = whole_level(cells, before, given)
            cells = reported(cells, title)
        found[n] = {**cells, "copy": str(copy) if copy and sentence.count(text) == 1 else ""}
    return found


def nth(sentence: str, text: str, n: int) -> int:
    """Where the n-th of some equal figures of a sentence stands, from 0; 0 when there is none."""
    at = -1
    for _ in range(n + 1):
        place = sentence.find(text, at + 1)
        if place < 0:
            break
        at = place
    return max(at, 0)


# ------------------------------------------------------------------ the level of the whole, to which a part is compared


def whole_level(cells: Cells, before: str, rows: Sequence[Cells]) -> Cells:
    """A figure that is the level of the whole country, province or prefecture, and not how far a part is from it."""
    m = COMPARED.search(before[-60:])
    if m is None or cells.get("unit") == "百分点":
        return cells
    whole = NATION if m["whole"] not in ABOVE else above(cells.get("subject", ""), ABOVE[m["whole"]])
    if not whole:
        return cells
    what = SPACES.sub("", m["what"])
    if not (m["bracket"] or what.endswith(GROWTH)):
        return cells
    for said in (cells.get("subject", ""), cells.get("period_text", "")):
        what = what.replace(SPACES.sub("", said), "") if said else what
    name = standard(division(what)[1]) or (topic(rows) if what.endswith(GROWTH) else "")
    name = name.replace("地区生产总值", "国内生产总值")
    basis = cells.get("basis", "")
    changed = {"subject": whole, "basis": "" if division(basis)[0] == CN else basis}
    if name:
        changed |= {"indicator": name.split(":")[0], "indicator_std": name}
    elif what.endswith(GROWTH):
        changed |= {"indicator": what, "indicator_std": ""}
    return {**cells, **changed}  # 增长5.6%，比全省增速（6.6%）低: of what was said before


def above(subject: str, digits: int) -> str:
    """The name of the province or prefecture in which a subject lies; empty for none."""
    code = owner_of(subject).code
    if not code.isdigit() or not code[digits:].strip("0"):
        return ""
    return names_by_code().get(code[:digits].ljust(6, "0"), "")


def topic(rows: Sequence[Cells]) -> str:
    """The official name that most rows of an article bear which have one; empty when none does in more than half of them."""
    names = Counter(name.split(":")[0] for cells in rows if (name := cells.get("indicator_std", "")))
    if not names:
        return ""
    (name, count), *_ = names.most_common(1)
    return name if count >= MOSTLY and count * 2 > names.total() else ""


# ------------------------------------------------------------------ who reports for the nation


def reported(cells: Cells, title: str) -> Cells:
    """An official figure of nobody that a national office reports, or of the office itself, as the nation's; not where sentence or title
    name a place."""
    subject, said = cells.get("subject", ""), cells.get("attribution", "")
    offices = owners()["reporting"]
    if not cells.get("indicator_std") or not (subject in offices or (not subject and said.endswith(offices))):
        return cells
    if (places_named(cells.get("sentence", "")) | places_named(title)) - {CN}:
        return cells
    return {**cells, "subject": NATION}
