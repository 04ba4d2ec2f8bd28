"""Where the points of a series come from: the database of a folder, or a DataFrame of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from zhibiao.facts.aliases import Aliases
from zhibiao.facts.claims import READ, Claim, Setting
from zhibiao.facts.kept import check, chosen, claims_in, groups, sayings_in
from zhibiao.facts.reprints import Reprints
from zhibiao.facts.rereading import claims_of
from zhibiao.facts.restated import settled_all
from zhibiao.facts.series import Asked, Known, Point, points_of, series_of
from zhibiao.facts.statements import Saying, saying_of
from zhibiao.model import ZhibiaoError
from zhibiao.store import Store
from zhibiao.store.packing import digest_of
from zhibiao.wording import say

if TYPE_CHECKING:
    import pandas as pd

NEAREST = 8  # names that a message lists


def series_in(store: Store, asked: Asked) -> list[Point]:
    """The points of a series in a folder. Raises `ZhibiaoError`, naming what there is, when there is no such series."""
    check(store)
    labels = asked.labels
    slots = ", ".join("?" * len(labels))
    found = store.ask(
        f"SELECT DISTINCT block FROM joined WHERE subject_std = ? AND indicator IN ({slots}) AND modality = ?",
        *(asked.owner, *labels, asked.modality),
    )
    if not found:
        raise ZhibiaoError(nothing(asked, indicators_of(store, asked), subjects_of(store, asked)))
    blocks = [block for (block,) in found]
    claims: list[Claim] = []
    for k in range(0, len(blocks), 500):
        group = blocks[k : k + 500]
        claims += claims_in(store, f"c.block IN ({', '.join('?' * len(group))})", *group)
    if asked.as_of:
        claims = as_known(store, claims, set(blocks), asked.as_of)
    reprints = Reprints(store.text)
    known = points_of(claims, reprints.sources, frozenset(chosen(store)), asked.as_of, reprints.same_words)
    return series_of(of_series(known, asked), asked)


def as_known(store: Store, claims: Sequence[Claim], blocks: set[str], day: str) -> list[Claim]:
    """The claims of some blocks as they were on a day: what a later article has told of an earlier one is not yet known."""
    asked = sorted({c.figure for c in claims if c.figure})
    sayings = [saying for group in groups(asked) for _, saying in sayings_in(store, group)]
    several = {s.claim.figure for s in sayings}
    alone = [c for c in claims if c.figure not in several]
    return alone + [c for c in settled_all(s for s in sayings if s.claim.published <= day) if c.block in blocks]


def of_series(known: Iterable[Known], asked: Asked) -> list[Known]:
    """The points of the asked subject and indicator."""
    return [k for k in known if k.point.subject_std == asked.owner and k.point.indicator in asked.labels]


def indicators_of(store: Store, asked: Asked) -> list[str]:
    """Indicators of the subject that are written like the one asked for, those with the most facts first."""
    like = sorted(set(asked.indicator))
    found = store.ask(
        "SELECT indicator, count(*) FROM joined WHERE subject_std = ? AND indicator <> '' GROUP BY 1 ORDER BY 2 DESC, 1",
        asked.owner,
    )
    return sorted((name for name, _ in found), key=lambda name: -len(set(name) & set(like)))[:NEAREST]


def subjects_of(store: Store, asked: Asked) -> list[str]:
    """Subjects that hold the name asked for."""
    found = store.ask(
        "SELECT subject_std, count(*) FROM joined WHERE instr(subject_std, ?) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        *(asked.subject[:2], NEAREST),
    )
    return [name for name, _ in found]


def nothing(asked: Asked, indicators: Sequence[str], subjects: Sequence[str]) -> str:
    """What is said of a series that is not there."""
    if not indicators and not subjects:
        return say("{owner}: no such subject; `zhibiao browse` lists those that there are", owner=asked.owner)
    there = "、".join(indicators or subjects)
    if not indicators:
        return say("{owner}: no such subject; written alike: {there}", owner=asked.owner, there=there)
    return say(
        "{owner}: no such indicator: {indicator}; there are {there}",
        owner=asked.owner,
        indicator=asked.indicator,
        there=there,
    )


# ------------------------------------------------------------------ of a DataFrame


def series_of_frame(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The points of a series of rows in a DataFrame with the columns of the indicator table. Without the articles' texts
    only copies of the very same text count once."""
    import pandas as pd

    from zhibiao.facts.series import POINT_COLUMNS

    sayings = [s for s in sayings_of_frame(frame) if not asked.as_of or s.claim.published <= asked.as_of]
    claims = settled_all(sayings)
    texts = {claim.key: digest_of(claim.row) for claim in claims}

    def sources(keys: Sequence[int]) -> dict[int, int]:
        first: dict[str, int] = {}
        return {key: first.setdefault(texts[key], key) for key in keys}

    known = of_series(points_of(claims, sources, as_of=asked.as_of), asked)
    points = series_of(known, asked)
    return pd.DataFrame([[getattr(p, n) for n in POINT_COLUMNS] for p in points], columns=list(POINT_COLUMNS))


def sayings_of_frame(frame: pd.DataFrame) -> list[Saying]:
    """The claims of a DataFrame's rows with what is said around them. Raises `ZhibiaoError` for one without the columns of the indicator table."""
    if missing := [n for n in (*READ, "article", "published") if n not in frame.columns]:
        raise ZhibiaoError(say("no such columns: {missing}", missing=", ".join(missing)))
    articles: dict[tuple[str, str], list[dict[str, str | None]]] = {}
    for line in frame.to_dict("records"):
        cells = {str(name): written(value) for name, value in line.items()}
        # The tables of `zhibiao.extract` have no article's id; the rows say whose text they are of.
        articles.setdefault((cells["article"] or "", digest_of(cells["row"] or "")), []).append(cells)
    aliases = Aliases({}, ())
    found: list[Saying] = []
    for key, ((article, digest), rows) in enumerate(sorted(articles.items(), key=lambda item: item[0])):
        context = "\n".join(dict.fromkeys([rows[0].get("title") or "", *(cells["subject"] or "" for cells in rows)]))
        setting = Setting(key, article, rows[0]["published"] or "", digest, context, lambda n: aliases.of(n, {}))
        claims = claims_of(rows, setting)
        around = {cells["row"]: cells for cells in rows}
        found += [saying_of(claim, around[claim.row]) for claim in claims]
    return found


def written(value: Any) -> str | None:
    """A cell of a DataFrame as the database would hold it."""
    if value is None or value != value or value == "":
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat()[:10])
    return format(value, "f") if hasattr(value, "as_tuple") else str(value)
