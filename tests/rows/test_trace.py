"""A trace names the very choices that extraction makes."""

from pathlib import Path

import pytest

from zhibiao.clauses.cues import FALL_NOUNS, GROWTH_NOUNS
from zhibiao.cli import main
from zhibiao.extraction import explained, extract_article, read_article, spot
from zhibiao.model import Article
from zhibiao.reading import read
from zhibiao.rows.breakdown import part_of_whole
from zhibiao.rows.indicator import inherit
from zhibiao.rows.indicator import sources as indicators
from zhibiao.rows.subject import sources as subjects
from zhibiao.rows.trace import MEASURED_BY, OWNED_BY, Candidate
from zhibiao.weighing.weigh import unweighed

ROOT = Path(__file__).parents[2]
TEXT = "今年1—8月，江苏省出口额达4718亿元。全省39个专业市场参展。苏州市占全省的比重提升至12%。"


def taken(found: tuple[Candidate, ...]) -> str:
    return next((c.text for c in found if not c.lost), "")


def test_a_trace_shows_the_clause_and_the_losers() -> None:
    traces = explained(Article("", TEXT)).traces
    export, markets, share = (traces[at] for at in sorted(traces))
    assert [(t, kind) for t, kind in export.tokens] == [
        ("江苏省", "E"),
        ("出口额", "N"),
        ("达", "V"),
        ("4718亿元", "Q"),
    ]
    assert (export.left, export.cue, export.right) == ("江苏省出口额", "达", "")
    assert [(c.text, c.lost) for c in markets.indicators] == [("专业市场", ""), ("全省", "在后")]
    assert [(c.text, c.lost) for c in share.readings[:4]] == [
        ("share_of", ""),
        ("share_noun", "在后"),
        ("to_level", "在后"),
        ("linked_level", "提示词不在词首"),
    ]
    assert next((c.text, c.origin, c.lost) for c in share.subjects) == ("苏州市", "phrase_owner", "")


def test_every_source_has_a_label() -> None:
    left = (part_of_whole, inherit.given_before, inherit.said_of_group, inherit.moved_before, inherit.inherit_indicator)
    assert list(OWNED_BY) == [source.__name__ for source in (part_of_whole, *subjects.SOURCES)]
    assert list(MEASURED_BY) == [source.__name__ for source in (*indicators.SOURCES, *left)]
    for labels in (OWNED_BY, MEASURED_BY):
        assert len(set(labels.values())) == len(labels)


@pytest.mark.slow
def test_the_choices_are_those_of_the_rows() -> None:
    """As the rules propose them."""
    compared = 0
    for article in read(ROOT / "corpus"):
        traces = explained(article).traces
        dealt = {spot(r.text, d)[0]: d.dealt for r in read_article(article, unweighed) for d in r.drafts}
        for row in extract_article(article, unweighed).rows:
            trace = traces[row.start]
            if row.rule == "listed" or dealt[row.start]:
                continue  # these take all from the row before, or are named when the sentence is read to its end
            compared += 1
            assert row.rule == taken(trace.readings)
            assert taken(trace.subjects) == row.subject
            unknown = [c.text for c in trace.times if c.origin == "起日不明"]
            assert taken(trace.times) in ("", row.period_text, *unknown) or row.modality in ("norm", "target")
            noun = taken(trace.indicators)
            if noun in GROWTH_NOUNS | FALL_NOUNS | {"占", "占比", "比重"}:
                continue  # such a noun takes that of the figure before
            assert noun in ("", row.indicator) or row.indicator.startswith(noun) or noun.startswith(row.indicator)
    assert compared > 250


def test_explain_prints_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    assert main(["explain", "--lang", "zh", "--time-limit", "0", str(page), "3"]) == 0
    said = capsys.readouterr().out
    assert "从句 苏州市/E 占/V 全省/N 的/DE 比重/N 提升至/V 【12%】" in said
    assert "读法 ✓share_of (占全省的比重提升至)" in said
    assert "4718亿元" not in said
    assert main(["explain", "--time-limit", "0", "--lang", "zh", str(page), "--short"]) == 0
    assert "从句" not in capsys.readouterr().out
