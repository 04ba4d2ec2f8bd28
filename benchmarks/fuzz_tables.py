"""Damaged and garbled tables through `review import`: each must end in decisions and troubles, or in one line.

    python benchmarks/fuzz_tables.py [COUNT] [SEED] [FORMAT…]      100000 of xlsx, csv and garbled.csv unless said otherwise

A table of a small store goes out as a workbook and as CSV and comes back cut, spliced, changed in bytes, in the XML inside,
in single cells, and in its encoding. Of a file that went through a wrong encoding nothing may be used.
"""

from __future__ import annotations

import io
import random
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from fuzz_words import packed_zip
from fuzzing import UNTEXTUAL, Faults, Input, damaged, fuzz_with, main

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.review import incoming
from zhibiao.review.desk import Desk
from zhibiao.review.incoming import TableError, read
from zhibiao.review.merging import merge
from zhibiao.review.workbook import write
from zhibiao.store import Store, record_of

TEXT = "明川港今年前三季度完成货物吞吐量1.2亿吨，同比增长6.5%。其中集装箱吞吐量318万标箱，占全省总量的两成。"
STRINGS = "xl/sharedStrings.xml"
WHEN = "2025-11-24T09:00:00+08:00"
# A sheet that names line 99999999 is counted through to this one instead of through a million.
FEW_LINES = 1_000
# What a person or a program puts into a cell.
CELLS = (
    "", "接受", "corrected", "1e400", "1e30000000", "-1e-30000000", "NaN", "Infinity", "=1+1", "#REF!", "####", "9" * 5000,
    "2025-02-30", "0001-01-01", "9999-12-31", "45900", "1-8", "TRUE", "长" * 40_000, "?", "\ufffd", "亿元", "1,2,3", "+5%",
)  # fmt: skip
ENCODINGS = ("gb18030", "big5hkscs", "utf-16", "utf-8-sig", "utf-8")
WRONG = (
    ("utf-8", "gb18030"),
    ("utf-8", "latin-1"),
    ("gb18030", "latin-1"),
    ("utf-8", "cp1252"),
    ("gb18030", "big5hkscs"),
)


def filled(folder: Path) -> Path:
    """The output folder of one article."""
    with Store.open(folder, write=True) as store, store.writing():
        record = record_of(extract_article(Article("port.txt", TEXT, "明川港吞吐量增长")), "port.txt", 0)
        store.put(record, fingerprint="f", seen=1)
    return folder


def written(folder: Path, name: str) -> bytes:
    """The rows of a folder as a table."""
    path = folder / name
    with Store.open(folder) as store:
        write(path, (row for sheet in Desk(store, lambda: WHEN).sheets.values() for row in sheet.rows))
    return path.read_bytes()


SHARES = {"xlsx": 5, "csv": 4, "garbled.csv": 1}


def inputs(folder: Path, count: int, seed: int, only: Sequence[str] = ()) -> Iterator[Input]:
    """Tables that went through something."""
    chance = random.Random(seed)
    book, table = written(folder, "t.xlsx"), written(folder, "t.csv")
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    names = list(only or SHARES)
    for name in chance.choices(names, [SHARES[name] for name in names], k=count):
        if name == "xlsx":
            yield name, damaged_book(book, parts, chance)
        elif name == "csv":
            yield name, damaged_table(table, chance)
        else:
            yield name, garbled_table(table.decode("utf-8-sig"), chance)


def damaged_book(book: bytes, parts: dict[str, bytes], chance: random.Random) -> bytes:
    """A workbook with damage around it or inside."""
    how = chance.random()
    if how < 0.3:
        return damaged(book, parts["xl/worksheets/sheet1.xml"], chance)
    name = chance.choice(list(parts))
    if how < 0.4:
        return packed_zip({k: v for k, v in parts.items() if k != name})
    if how < 0.6:
        return packed_zip(parts | {name: damaged(parts[name], b"", chance)})
    if how < 0.8:
        return packed_zip(
            parts | {STRINGS: other_strings(parts[STRINGS].decode(), chance).encode("utf-8", "surrogatepass")}
        )
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for _ in range(chance.randint(1, 4)):
        old, new = chance.choice((("<v>", "<v>1e999"), (' r="2"', ' r="99999999"'), (' r="B2"', ' r="XFD2"'), ('t="s"', 't="d"'), ("<v>", "<f>1/0</f><v>"), ("<dimension ref=", '<dimension ref="A1:A1" x='), ("<row", '<row hidden="1"'), ("</v>", "99999999999999999999</v>")))  # fmt: skip
        sheet = sheet.replace(old, new, chance.choice((1, 3)))
    return packed_zip(parts | {"xl/worksheets/sheet1.xml": sheet.encode()})


def other_strings(strings: str, chance: random.Random) -> str:
    """The texts of a workbook with others in the place of some."""
    texts = re.findall("<t[^>]*>[^<]*</t>", strings)
    for old in chance.sample(texts, chance.randint(1, 4)):
        text = chance.choice((*CELLS, old[3:-4] + chance.choice(UNTEXTUAL), "_x0000_", "_xD800_", "&#x1F;"))
        strings = strings.replace(old, f'<t xml:space="preserve">{text.replace("<", "&lt;")}</t>', 1)
    return strings


def damaged_table(table: bytes, chance: random.Random) -> bytes:
    """A CSV table with damage in its bytes, or with other cells, in some encoding."""
    if chance.random() < 0.4:
        return damaged(table, b"", chance)
    lines = [line.split(",") for line in table.decode("utf-8-sig").splitlines()]
    for _ in range(chance.randint(1, 5)):
        line = chance.choice(lines)
        at = chance.randrange(len(line))
        line[at] = chance.choice((*CELLS, line[at] + chance.choice(UNTEXTUAL)))
    return "\r\n".join(",".join(line) for line in lines).encode(chance.choice(ENCODINGS), "replace")


def garbled_table(table: str, chance: random.Random) -> bytes:
    """A table that was written in one encoding, read in another and saved in UTF-8; with one sound edit of a cell."""
    head, _, rest = table.partition("\n")
    saved, opened = chance.choice(WRONG)
    lost = chance.choice(("replace", "ignore"))
    return (head + "\n" + rest.encode(saved).decode(opened, lost)).encode("utf-8")


def check(folder: Path, data: bytes, name: str) -> Counter[str]:
    """What came of one table. Raises what was not handled."""
    path = folder / f"in.{name.rpartition('.')[2]}"
    path.write_bytes(data)
    try:
        table = read(path)
        with Store.open(folder) as store:
            store.rehearse()
            merged = merge(Desk(store, lambda: WHEN), table, "李")
    except TableError as error:
        return Counter({"refused in one line" if "\n" not in str(error) else "REFUSED IN MORE LINES": 1})
    assert name != "garbled.csv" or not merged.changes, "a garbled cell was applied"
    return Counter({"merged": 1, "troubles": len(merged.troubles), "changes": len(merged.changes)})


def fuzz(count: int, seed: int = 1, only: Sequence[str] = ()) -> tuple[Counter[str], Faults]:
    """Counts of what came of the tables, and the first of each kind of fault."""
    incoming.MOST_LINES = FEW_LINES
    with tempfile.TemporaryDirectory() as made:
        folder = filled(Path(made) / "out")
        return fuzz_with(inputs(folder, count, seed, only), lambda data, name: check(folder, data, name))


if __name__ == "__main__":
    sys.exit(main(fuzz))
