"""A table of how the work of every reader, and on every constructed text, grows to a megabyte: `benchmarks/growth.md`.

    python benchmarks/growth.py [KIND…]        all kinds unless some are named

Each input of 10 kB, 100 kB and 1 MB is worked on in a process of its own that is ended after `LIMIT` seconds. Printed are
processor microseconds a byte; the last column says how much dearer a byte of 1 MB is than one of 100 kB: 1 is linear, 10 a
square. Exit code 1 when one is over `DEAREST`.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fuzz_readers import packed_tar, parquet_of
from fuzz_words import packed_zip
from huge import KINDS, PARAGRAPH

from zhibiao.extraction import extract_portions
from zhibiao.model import Article
from zhibiao.reading.archives import ARCHIVES, members
from zhibiao.reading.records import Fields
from zhibiao.reading.scanning import archive_kind, articles_in
from zhibiao.reading.sources import Failure, Source
from zhibiao.review.incoming import TableError, read
from zhibiao.store import record_of_portions

SIZES = (10_000, 100_000, 1_000_000)
LIMIT = 300  # seconds of processor time
DEAREST = 2.5
LEAST = 0.05  # seconds below which a time says nothing
RUNS = {
    "one Latin word": "a", "Latin capitals": "A", "letters and digits": "a1", "accents": "é", "Greek": "γ", "kana": "カ",
    "control characters": "\x16", "hyphens": "a-", "addresses": "a.b/", "at signs": "a@", "entities": "&amp;",
    "datelines": "新华社1月88日电，", "candidates": "青川市白石厂的出口额、进口额和产量分别达3亿元，", "market moves": "青川股份涨2%；白石科技跌1.5%，",
    "rates": "每吨500元至700元、", "small counts": "青川市有3家企业、", "pointed counts": "这6个城市、", "counts a line": "青川市有3家企业。\n\n", "struck pairs": "出口~~360~~368.5亿元，", "relative clauses": "青川市建成的生产的出口3亿元的",
    "growth of two header rows": "| 项目 | 2025年 | |\n| | 金额 | 比上年增减 |\n| 出口 | 1,056 | 5.6 |\n\n", "scales": "万亿", "percent": "%", "brackets of years": "（2025年）",
}  # fmt: skip
# What a page or a file of a format is filled with; № is another number each time: what repeats, readers may leave out.
FILLED = {
    "page of paragraphs": ("html", "<html><body><article>{}</article></body></html>", f"<p>第№期：{PARAGRAPH}</p>"),
    "page of table cells": ("html", "<html><body><p>甲市出口3亿元，同比增长5%。</p><table>{}</table></body></html>", "<tr><td>出口№<td>3.5<td>8%</tr>"),
    "page of authors": ("html", "<html><head>{}</head></html>", '<meta name="author" '),
    "page of open tags": ("html", "<html><body>{}", "<div><b>出口№亿元。</b></div><font>"),
    "page of sources": ("html", "<html><body><p>{}", "来源：<b>"),
    "page of captions": ("html", "<html><body>{}</body></html>", "<figure><img src=a><figcaption>出口№亿元</figcaption></figure>"),
    "page of style rules": ("html", "<html><head><style>{}</style></head><body><p>甲市出口3亿元，同比增长5%。</p></body></html>", ".a№ em {text-decoration: line-through}"),
    "page of hidden words": ("html", "<html><head><style>.b {display: none}</style></head><body><p>甲市出口3亿元{}</p></body></html>", "<span class='a b'>№</span>增<sup>2</sup>"),
    "page of hidden blocks": ("html", "<html><head><style>.c .b {display: none}</style></head><body class=c><p>甲市出口3亿元，同比增长5%。新增9家。</p>{}</body></html>", "<div><p class=b>№家</p></div>"),
    "page of white words": ("html", "<html><head><style>.b {color: #fff}</style></head><body><p>甲市出口3亿元{}</p></body></html>", "<span class='b'>№</span>增<font color=white>长</font>"),
    "page of nested words": ("html", "<html><body><p>甲市出口3亿元{}</p></body></html>", "<b style='color:#fff'>" * 40 + "№" + "</b>" * 40),
    "page of one class": ("html", "<html><head><style>{}</style></head><body>" + "<p><i class=b>3</i>" * 2000 + "</body></html>", ".a№ .b {display: none}"),
    "page of selectors": ("html", "<html><head><style>{}</style></head><body>" + "<p><i class=b>3</i>" * 2000 + "</body></html>", "p ~ p > .b:nth-child(2n+№) {display: none}"),
    "page of siblings": ("html", "<html><head><style>p ~ p ~ p > .b, * * * i {display: none}</style></head><body>{}</body></html>", "<p>甲市出口<i class=b>№</i>3亿元。</p>"),
    "page of broken cells": ("html", "<html><body><p>甲市出口3亿元，同比增长5%。</p><table>{}</table></body></html>", "<tr><td>出口№<br>额<td><p>3</p><p>4</p></tr>"),
    "page of control characters": ("html", "<html><body>{}</body></html>", "<p>甲市出口№亿元，\x16同比&#22;增长\x85。</p>"),
    "page of entities": ("html", "<html><body><p>{}</p></body></html>", "&#x51fa;&nbsp;"),
    "Markdown headings": ("md", "{}", "# 出口 \n"),
    "Markdown blanks": ("md", "# a{}b", " "),
    "Markdown of marks": ("md", "{}", "出口**№**亿元，[№](http://a/№)*家*`№`\\.5==№==_a_10~~15%，"),
    "JSON list": ("json", "[{}{{}}]", '{{"content": "出口3亿元"}},'),
    "JSON of brackets": ("json", "{}", "["),
    "JSON Lines": ("jsonl", "{}", '{{"content": "出口额达3亿元。"}}\n'),
    "CSV": ("csv", "content\n{}", "出口3亿元\n"),
    "CSV of quotes": ("csv", "content\n{}", '"'),
    "CSV of commas": ("csv", "content\n{}", ","),
    "text of tags": ("txt", "{}", "<del>№</del>出口<span style='display:none'>3</span>亿元<sup>①</sup>"),
    "text of tildes": ("txt", "{}", "出口~~№~~368.5亿元，有~~货物№套~~的[s]№[/s]，"),
    "text of struck characters": ("txt", "{}", "出口3\u03366\u0336№\u0336亿元"),
    "text of escapes": ("txt", "{}", "出口№&#22;3亿元&shy;"),
    "text in Big5": ("big5.txt", "{}", "青川市出口額達№億元，同比增長5%。\n"),
    "text in UTF-16": ("utf16.txt", "{}", PARAGRAPH),
    "text in GBK": ("gbk.txt", "{}", PARAGRAPH),
    "table for review, CSV": ("review.csv", "row,sentence\n{}", "a-1-2,出口3亿元\n"),
}  # fmt: skip


ENCODINGS = {"gbk.txt": "gbk", "big5.txt": "big5", "utf16.txt": "utf-16"}


def filled(kind: str, size: int) -> tuple[str, bytes]:
    """The name and the bytes of an input of a kind."""
    suffix, frame, unit = FILLED[kind]
    unit = unit.replace("{{", "{").replace("}}", "}")
    head, _, tail = frame.replace("{{}}", "\0").partition("{}")
    units = (unit.replace("№", str(k)) for k in range(max(1, size // len(unit.encode()))))
    whole = head + "".join(units) + tail.replace("\0", "{}")
    return f"a.{suffix}", whole.encode(ENCODINGS.get(suffix, "utf-8"))


def word_file(size: int) -> bytes:
    import docx

    document = docx.Document()
    for k in range(size // len(PARAGRAPH.encode())):
        document.add_paragraph(f"第{k}期：{PARAGRAPH.strip()}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_file(size: int) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream)
    line = PARAGRAPH[:40]
    for page in range(max(1, size // len(line.encode()) // 45)):
        canvas.setFont("STSong-Light", 10)
        for k in range(45):
            canvas.drawString(60, 780 - 16 * k, f"第{page * 45 + k}期，{line}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def sheet_file(size: int) -> bytes:
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["row", "sentence"])
        for k in range(size // 60):
            sheet.write_row(k + 1, 0, [f"a-{k}-2", f"出口{k}亿元，同比增长5%。"])
    return stream.getvalue()


# Files that a library makes, by the bytes of text in them.
MADE: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "DOCX": ("a.docx", word_file),
    "PDF": ("a.pdf", pdf_file),
    "Parquet": ("a.parquet", lambda size: parquet_of({"content": [PARAGRAPH] * (size // len(PARAGRAPH.encode()))})),
    "workbook for review": ("a.review.xlsx", sheet_file),
    "zip": ("a.zip", lambda size: packed_zip({f"{k}.txt": PARAGRAPH.encode() for k in range(size // len(PARAGRAPH.encode()))})),
    "tar.gz": ("a.tar.gz", lambda size: packed_tar({f"{k}.txt": PARAGRAPH.encode() for k in range(size // len(PARAGRAPH.encode()))})),
}  # fmt: skip


def reading(name: str, data: bytes) -> None:
    """Read everything in a file."""
    if ".review." in name:
        with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as file:
            file.write(data)
            file.flush()
            try:
                read(Path(file.name))
            except TableError:
                return
        return
    source = Source(name, name, Path(name), len(data), Path(name).suffix, lambda: io.BytesIO(data))
    parts = members(source) if archive_kind(name) in ARCHIVES else [source]
    for part in parts:
        for _ in [] if isinstance(part, Failure) else articles_in(part, Fields()):
            pass


def extracting(text: str) -> None:
    """The record of a text, as a batch makes it."""
    record_of_portions(extract_portions(Article("a", text)), "", 0)


def work_of(kind: str, size: int) -> Callable[[], None]:
    """What is to be timed."""
    if kind in FILLED or kind in MADE:
        name, data = filled(kind, size) if kind in FILLED else (MADE[kind][0], MADE[kind][1](size))
        reading(name, filled(kind, 2000)[1] if kind in FILLED else MADE[kind][1](2000))  # loads the libraries
        return lambda: reading(name, data)
    unit = (KINDS | RUNS)[kind]
    extracting(PARAGRAPH)
    return lambda: extracting(unit * (size // len(unit.encode())))


def seconds(kind: str, size: int) -> float:
    """Processor seconds of a kind of a size, in a process of its own; infinite when it did not come back."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        work = work_of(kind, size)
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        started = time.process_time()
        work()
        os.write(theirs, str(time.process_time() - started).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return float(told) if told else float("inf")


HEAD = ["| input | µs a byte: 10 kB | 100 kB | 1 MB | dearer |", "|---|---|---|---|---|"]
SAID = """# Growth to a megabyte

Written by `benchmarks/growth.py`: processor microseconds a byte, and how much dearer a byte of 1 MB is than one of 100 kB.
On two cores that other jobs share: differences below a factor of two say nothing.

"""
TABLE = Path(__file__).with_suffix(".md")


def line_of(kind: str) -> tuple[str, bool]:
    """The line of a kind in the table, and whether its work is linear."""
    took = [seconds(kind, size) for size in SIZES]
    costs = [s / size * 1e6 for s, size in zip(took, SIZES, strict=True)]
    dearer = costs[2] / costs[1] if costs[1] else 1.0
    bad = dearer > DEAREST and took[2] > LEAST * 10
    return f"| {kind} | {costs[0]:.2f} | {costs[1]:.2f} | {costs[2]:.2f} | {dearer:.1f}{' **!**' * bad} |", not bad


def main() -> int:
    """Measure kinds and put their lines into the table, in the place of those of an earlier run."""
    kinds = [*MADE, *FILLED, *KINDS, *RUNS]
    known = {line.split(" | ")[0][2:]: line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ")}
    kept = True
    for kind in sys.argv[1:] or kinds:
        known[kind], linear = line_of(kind)
        kept &= linear
        print(known[kind], flush=True)
        lines = [*HEAD, *(known[kind] for kind in kinds if kind in known)]
        TABLE.write_text(SAID + "\n".join(lines) + "\n", encoding="utf-8")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
