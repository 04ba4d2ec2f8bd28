"""One page in every format gives the same rows, and every row's offsets slice the text that its format was read as."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Row
from zhibiao.reading import read

ROOT = Path(__file__).parents[2]
PAGES = {"ours": ROOT / "corpus/ftz-feature.txt", "seed": ROOT.parent / "shared/seed/seed.txt"}
MAKERS: dict[str, tuple[str, str, Callable[[SimpleNamespace, str, list[str]], bytes]]] = {
    "gb18030": ("", "page.txt", lambda make, text, lines: text.encode("gb18030")),
    "html": ("trafilatura", "page.html", lambda make, text, lines: make.web_page(lines)),
    "docx": ("docx", "page.docx", lambda make, text, lines: make.word_file(lines)),
    "pdf, two columns": (
        "pypdfium2",
        "page.pdf",
        lambda make, text, lines: make.pdf_file(lines, head="云江日报　特刊"),
    ),
    "pdf, one column": ("pypdfium2", "page.pdf", lambda make, text, lines: make.pdf_file(lines, columns=1, indent=20)),
    "pdf, two columns, indented": ("pypdfium2", "page.pdf", lambda make, text, lines: make.pdf_file(lines, indent=20)),
    "pdf, three columns": (
        "pypdfium2",
        "page.pdf",
        lambda make, text, lines: make.pdf_file(lines, columns=3, indent=20),
    ),
    "pdf, three columns, flush": ("pypdfium2", "page.pdf", lambda make, text, lines: make.pdf_file(lines, columns=3)),
    "pdf on its side": ("pypdfium2", "page.pdf", lambda make, text, lines: make.pdf_file(lines, indent=20, turn=90)),
    "pdf upside down": ("pypdfium2", "page.pdf", lambda make, text, lines: make.pdf_file(lines, indent=20, turn=180)),
}
# Not every format has a title, which speaks for an owner: the owners of two rows of 35 are close calls.
SAME = 0.94
# Without indents nothing tells a paragraph that ends with a full line from one that goes on: one row of 43 here.
FLOOR = {"pdf, three columns, flush": 0.91}


def rows_of(path: Path) -> Counter[tuple[object, ...]]:
    """The rows of a file, by everything that does not depend on the layout."""
    (article,) = read(path)
    rows = extract_article(article).rows
    assert all(article.original[row.start : row.end] == row.text for row in rows)
    return Counter(map(signature, rows))


def signature(row: Row) -> tuple[object, ...]:
    stated = (row.subject, row.indicator, row.measure, row.value, row.value_to, row.unit, row.qualifier, row.basis)
    return ("".join(row.text.split()), *stated, row.modality, row.period_start, row.period_end)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", MAKERS)
def test_same_rows(page: str, name: str, tmp_path: Path, make: SimpleNamespace) -> None:
    if not PAGES[page].exists():
        pytest.skip(f"{PAGES[page]} is not here")
    library, file, maker = MAKERS[name]
    if library:
        pytest.importorskip(library)
    text = PAGES[page].read_text("utf-8")
    plain = tmp_path / "plain.txt"
    plain.write_text(text, encoding="utf-8")
    made = tmp_path / file
    made.write_bytes(maker(make, text, [line.strip() for line in text.splitlines() if line.strip()]))
    expected, got = rows_of(plain), rows_of(made)
    assert sum((expected & got).values()) >= FLOOR.get(name, SAME) * sum(expected.values())
    assert sum(got.values()) <= 1.05 * sum(expected.values())
