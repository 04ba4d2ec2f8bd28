"""zhibiao review gold and agreement: what decisions are good for beyond the table, annotated rows and how far people agree."""

from __future__ import annotations

import json
from pathlib import Path

from zhibiao.beside import written_whole
from zhibiao.cli.common import OK, SOME_FAILED, shown
from zhibiao.model import ZhibiaoError
from zhibiao.review.agreement import Agreement, agreements, differences
from zhibiao.review.gold import gold_lines
from zhibiao.store import Store
from zhibiao.wording import cell_word, say, tell, word


def write_gold(file: Path, folder: Path) -> int:
    """Write the decisions of a folder as annotated rows, one JSON object a line."""
    twins: list[str] = []
    with Store.open(folder) as store:
        lines, corpus = list(gold_lines(store, twins)), store.fact("corpus") or "CORPUS"
    try:
        with written_whole(file) as out:
            for line in lines:
                out.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n")
    except OSError as error:
        path = error.filename or file
        raise ZhibiaoError(say("{path}: cannot be written: {strerror}", path=path, strerror=error.strerror)) from error
    for article in twins:
        print(tell("{article}: left out, another article has the same name but for folder and ending", article=article))
    undecided = sum(line["optional"] for line in lines)
    n = len(lines) - undecided
    print(
        tell(
            "{file}: {n} annotated rows; {open} that nobody has decided on are optional", file=file, n=n, open=undecided
        )
    )
    if n:
        # The tables of this folder have the decisions in them and would be judged by themselves.
        score = f"zhibiao run {corpus} -o fresh; zhibiao evaluate fresh/indicators.csv {file}"
        print(tell("to score the rules: {score}", score=score))
    return SOME_FAILED if twins else OK


def tell_agreement(folder: Path) -> int:
    """Print how far reviewers agree, and the rows on which they do not."""
    with Store.open(folder) as store:
        found = agreements(store.history())
    if not found:
        print(tell("no row has two reviewers; the second one starts with: zhibiao review --alone --who NAME"))
    for agreement in found:
        print_agreement(agreement)
    return OK


def print_agreement(a: Agreement) -> None:
    """Two reviewers: shares, then a line for each row on which they differ."""
    who, kappa = " · ".join(a.who), "—" if a.kappa is None else f"{a.kappa:.2f}"
    same = f"{a.same / a.rows:.2f}"
    print(
        tell("{who}: {n} rows of both, same verdict {same}, kappa {kappa}", who=who, n=a.rows, same=same, kappa=kappa)
    )
    if a.kept:
        shares = {name: f"{n / a.kept:.2f}" for name, n in a.cells.items()}
        told = "  ".join(
            f"{words_of(name)} {shares[name]}" for name in sorted(shares, key=lambda name: name != "whole")
        )
        print("  " + tell("kept by both {n}: {told}", n=a.kept, told=told))
    for pair in a.differing:
        cells = [
            f"{word(column)} {cell_word(column, one) or '∅'} / {cell_word(column, other) or '∅'}"
            for column, (one, other) in differences(pair).items()
        ]
        told = "; ".join(cells) or " / ".join(word(decision.kind) for decision in pair)
        print(f"  {shown(pair[0].article)} {shown(pair[0].text)}: {told}")


def words_of(name: str) -> str:
    """What a share is called."""
    return word(f"agreement_{name}") if name in ("whole", "quantity") else word(name)
