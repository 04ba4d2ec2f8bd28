"""Damaged files of every format through the readers: each must end in articles or in a one-line failure.

    python benchmarks/fuzz_readers.py [COUNT] [SEED] [FORMAT…]      100000 inputs of all formats unless said otherwise

Whole files of each format are cut, spliced, and changed in bits, bytes and numbers; every article that comes out is
mended, and the map back to the original is checked. Prints what came of how many, and the first input of each kind of
fault (written to the working folder); exit code 1 when there was one.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from fuzz_words import TEXT, lean_word, packed_zip, rearranged, word
from fuzzing import Faults, Input, damaged, fuzz_with, main, marred

from zhibiao.reading import Failure
from zhibiao.reading.archives import ARCHIVES, members
from zhibiao.reading.records import Fields
from zhibiao.reading.scanning import archive_kind, articles_in
from zhibiao.reading.sources import Source
from zhibiao.script import simplified
from zhibiao.text import mend

RECORD = {"id": "a-1", "date": "2025-11-16", "title": "港口", "content": TEXT}
PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>港口</title><meta name=publishdate content=2025-11-16></head>"
    f"<body><article><h1>港口</h1><p>{TEXT}</p><table><tr><th>指标<th>值</tr><tr><td>出口<td>3</tr></table></article></body></html>"
)

# With what a page says of its looks: rules, styles, attributes that hide, strike out and raise.
LOOKS = (
    "<html><head><link rel=stylesheet href='b.css' media='screen and (min-width: 9em)'><style>@import url('c.css') print; "
    "p>b~.x+s:not(.y):nth-child(2n+1), [class*='go']:is(span, #a) {opacity:0} @supports (a:b){@media (max-width:9px){p{color:red}}} /* a */ .gone,#off{display:none!important} .b .tip>i{color:#fff} @media print{p{display:none}} "
    ".up{vertical-align:super} s,.old{text-decoration:line-through} .far{text-indent:-9999px} .h:hover{opacity:0}</style></head><body><article>"
    "<p>截至<time>11月</time>，出口额达<label>约</label><span class=gone>360</span>368.5<sup>①</sup>亿元，<b style='color:#fff'>9</b>面积12500m<sup>2</sup>，<del>5%</del>"
    "<span aria-hidden=true>1</span><span style='position:absolute;left:-9999px'>1</span>人。</p><div hidden>进口3亿元。</div>"
    "<ul class=b><li class=tip><i>20</i>5%</li></ul><table><tr><th class=gone>旧<th bgcolor=#c00><font color=white>值</font></tr>"
    "<tr><td style='visibility:hidden'>1<td>2<br>3<p>4</tr></table><math><msup><mi>m</mi><mn>2</mn></msup></math><ruby>字<rt>zi</rt></ruby>"
    "<figure><img src=a><figcaption>港口</figcaption></figure><template>7</template></article></body></html>"
)


def packed_tar(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def pdf() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.setFont("STSong-Light", 10)
    for k, line in enumerate(TEXT.splitlines() * 3):
        canvas.drawString(60 + 250 * (k % 2), 800 - 15 * k, line)
    canvas.setFillGray(1)
    canvas.rect(60, 600, 100, 30, fill=1, stroke=0)
    canvas.drawString(60, 500, "360")
    canvas.save()
    return stream.getvalue()


def parquet() -> bytes:
    return parquet_of({"content": [TEXT, TEXT], "date": ["2025-11-16", None]})


def parquet_of(columns: dict[str, Any], **options: Any) -> bytes:
    import pyarrow
    from pyarrow import parquet

    stream = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), stream, **options)
    return stream.getvalue()


def odd_parquet(chance: random.Random) -> bytes:
    """A whole file whose values are at the edges of their types: days beyond the calendar, texts that are no UTF-8."""
    import pyarrow as pa

    def whole(bits: int) -> int:
        return chance.choice(
            (0, 1, -1, 20000, 2932897, 2 ** (bits - 1) - 1, -(2 ** (bits - 1)), chance.getrandbits(bits - 1))
        )

    size = chance.choice((1, 2, 12))
    text = chance.choice((TEXT.encode(), chance.randbytes(6), TEXT.encode()[:20], b"", b"\x00" * 3))
    kinds = [
        pa.array([whole(32) for _ in range(size)], pa.date32()),
        pa.array([whole(62) for _ in range(size)], pa.timestamp(chance.choice(("ms", "us", "ns")))),
        pa.array(
            [whole(40) for _ in range(size)], pa.timestamp("ms", tz=chance.choice(("Asia/Shanghai", "UTC", "Mars/X")))
        ),
        pa.array([chance.choice((float("nan"), 1e308, -1.0, 1.7e9, None)) for _ in range(size)], pa.float64()),
        pa.array([whole(64) for _ in range(size)], pa.int64()),
        pa.array([chance.choice((None, True)) for _ in range(size)]),
        pa.array([[{"a": [whole(32)]}]] * size),
        pa.array([chance.randbytes(3) for _ in range(size)], pa.binary()),
    ]
    unchecked = pa.array([text] * size, pa.binary())
    content = chance.choice(
        (unchecked, pa.array([TEXT] * size), pa.Array.from_buffers(pa.string(), size, unchecked.buffers()))
    )
    try:
        return parquet_of({"content": content, "date": chance.choice(kinds), "id": chance.choice(kinds)})
    except pa.ArrowInvalid:  # one that Parquet itself cannot hold
        return parquet()


def odd_tar(chance: random.Random) -> bytes:
    """A whole archive whose headers are odd: names that are long, no UTF-8 or announced again and again, sizes, kinds."""
    blocks = b""
    for _ in range(chance.randint(1, 6)):
        name = chance.choice(
            (b"a.txt", b"b/" * 60 + b"c.txt", b"\xff\xfe.txt", "甲.txt".encode("gbk"), b"../x.txt", b"", b"x.jsonl")
        )
        info = tarfile.TarInfo(name.decode("utf-8", "surrogateescape"))
        info.type = chance.choice(
            (tarfile.REGTYPE, tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, b"S", b"Z")
        )
        data = chance.choice((TEXT.encode(), b"", json.dumps(RECORD).encode()))
        info.size = chance.choice((len(data), len(data), 0, 1 << 33)) if info.type == tarfile.REGTYPE else 0
        info.linkname = chance.choice(("", "a.txt", "/etc/passwd"))
        kind = chance.choice((tarfile.GNU_FORMAT, tarfile.PAX_FORMAT))
        if chance.random() < 0.3:
            info.pax_headers = {
                chance.choice(("path", "size", "mtime", "GNU.sparse.major")): chance.choice(("9" * 30, "x", "甲", ""))
            }
        header = info.tobuf(kind, "utf-8", "surrogateescape")
        again = tarfile.TarInfo("././@LongLink")
        again.type, again.size = chance.choice((b"L", b"K", b"x", b"g")), chance.choice((0, 10, 512))
        times = chance.choice((*(0,) * 24, *(1, 3, 10) * 5, 2000))
        chain = (again.tobuf(tarfile.GNU_FORMAT) + b"n" * 512 * (again.size > 0)) * times
        blocks += chain + header + data + b"\0" * (-len(data) % 512)
    return gzip.compress(blocks + b"\0" * chance.choice((0, 1024)), 1)


def odd_json(chance: random.Random) -> bytes:
    """A record with control characters and half characters anywhere: its text, its title, its id, its date."""
    record = {**RECORD, "source": "甲报", "author": "张三", "url": "http://a/2025/1/1/"}
    whole = {name: marred(str(value), chance) for name, value in record.items()}
    return json.dumps(whole, ensure_ascii=chance.random() < 0.7).encode("utf-8", "surrogatepass")


def odd_plain(text: str) -> Callable[[random.Random], bytes]:
    """A file of text with such characters in it, in an encoding that can hold them or not."""

    def made(chance: random.Random) -> bytes:
        encoding = chance.choice(("utf-8", "utf-8", "utf-16", "gb18030", "big5"))
        errors = "surrogatepass" if encoding.startswith("utf") else "ignore"
        return marred(text, chance).encode(encoding, errors)

    return made


# A format, its whole files, and its share of the inputs: what a library reads is slower.
SEEDS: dict[str, tuple[int, Callable[[], list[bytes]]]] = {
    "txt": (20, lambda: [TEXT.encode(e) for e in ("utf-8", "utf-8-sig", "gb18030", "utf-16")]),
    "md": (10, lambda: [("# 题\n\n" + TEXT).encode()]),
    "json": (12, lambda: [json.dumps(RECORD).encode(), json.dumps([RECORD] * 3, ensure_ascii=False).encode("gb18030")]),
    "jsonl": (12, lambda: [b"\n".join([json.dumps(RECORD, ensure_ascii=False).encode()] * 5)]),
    "csv": (12, lambda: [("标题,日期,正文\n" + f'港口,2025-11-16,"{TEXT}"\n' * 3).encode(e) for e in ("utf-8", "gbk")]),
    "zip": (8, lambda: [packed_zip({"a.txt": TEXT.encode(), "b/c.json": json.dumps(RECORD).encode()})]),
    "tar.gz": (8, lambda: [packed_tar({"a.txt": TEXT.encode(), "b/c.jsonl": json.dumps(RECORD).encode()})]),
    "txt.gz": (5, lambda: [gzip.compress(TEXT.encode())]),
    "html": (4, lambda: [PAGE.encode(), PAGE.replace("utf-8", "gbk").encode("gbk"), LOOKS.encode()]),
    "pdf": (4, lambda: [pdf()]),
    "docx": (3, lambda: [word(), *[lean_word()] * 9]),
    "parquet": (2, lambda: [parquet()]),
}


# Formats whose inputs are made anew each time, beside files that are damaged.
ODD: dict[str, Callable[[random.Random], bytes]] = {
    "parquet": odd_parquet,
    "tar.gz": odd_tar,
    "odd.json": odd_json,
    "odd.jsonl": odd_json,
    "odd.txt": odd_plain(TEXT),
    "odd.md": odd_plain("# 题\n\n" + TEXT),
    "odd.csv": odd_plain("标题,日期,正文\n" + f'港口,2025-11-16,"{TEXT}"\n' * 2),
    "odd.html": odd_plain(PAGE),
}
SHARES = {name: share for name, (share, _) in SEEDS.items()} | dict.fromkeys(
    [name for name in ODD if name not in SEEDS], 4
)


# Characters that formats, layout and figures turn on.
TELLING = (
    '\n\t |#<>&;{}[]",:。，、；.%-—()（）0123456789零〇一二两十百千万亿年月日元\u3000\u00a0\u200b\ufeff\u2028\x00𠀀é'
)


def damaged_inside(name: str, data: bytes, chance: random.Random) -> bytes:
    """A change that leaves the file whole: characters of a text, the contents of a packed file."""
    if name in ("zip", "docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = {info.filename: packed.read(info) for info in packed.infolist()}
        member = chance.choice([n for n in members if name == "zip" or n.startswith("word/")])
        if name == "docx" and chance.random() < 0.7:
            return packed_zip(members | {"word/document.xml": rearranged(members["word/document.xml"], chance)})
        return packed_zip(members | {member: damaged(members[member], TEXT.encode(), chance)})
    if name == "tar.gz":
        return packed_tar({"a.txt": damaged(TEXT.encode(), b"", chance), "b.jsonl": json.dumps(RECORD).encode()})
    if name == "txt.gz":
        return gzip.compress(damaged(TEXT.encode(), b"", chance), 1)
    if name in ("pdf", "parquet"):
        return damaged(data, b"", chance)
    text = list(
        data.decode("gb18030" if b"\xbc\xd7\xca\xd0" in data else "utf-16" if data[:2] == b"\xff\xfe" else "utf-8")
    )
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text) + 1)
        if chance.random() < 0.5:
            text[at:at] = chance.choice(TELLING) * chance.choice((1, 1, 2, 30))
        else:
            del text[at : at + chance.choice((1, 2, 20))]
    return "".join(text).encode("utf-8")


def fate(data: bytes, suffix: str) -> Counter[str]:
    """What came of one input. Raises what a reader did not handle."""
    source = Source(
        f"a.{suffix}", f"a.{suffix}", Path("a"), len(data), "." + suffix.split(".")[-1], lambda: io.BytesIO(data)
    )
    parts = members(source) if archive_kind(source.name) in ARCHIVES else [source]
    seen: Counter[str] = Counter()
    for part in parts:
        known = isinstance(part, Failure) or part.suffix in (".txt", ".json", ".jsonl")
        for item in (
            [part] if isinstance(part, Failure) else articles_in(part, Fields()) if known or part is source else []
        ):
            seen["failure" if isinstance(item, Failure) else "article"] += 1
            if isinstance(item, Failure):
                assert item.error.count("\n") == 0, "a failure is one line"
            else:
                text = mend(item)
                written = simplified(item.original)
                assert all(c == written[o] for c, o in zip(text.mended, text.origin, strict=False)), "the map is wrong"
    return seen


def inputs(count: int, seed: int, only: Sequence[str] = ()) -> Iterator[Input]:
    """Damaged and odd files of all formats, or of some."""
    chance = random.Random(seed)
    names = list(only or SHARES)
    seeds = {name: made() for name, (_, made) in SEEDS.items()}
    for name in set(names) & seeds.keys():
        for whole in seeds[name]:  # a reader that refuses what nobody has damaged would pass for one that is careful
            assert "failure" not in fate(whole, name), f"a whole file of {name} is refused"
    every = [data for whole in seeds.values() for data in whole]
    for _ in range(count):
        (name,) = chance.choices(names, [SHARES[name] for name in names])
        how = chance.random()
        if name not in seeds or (name in ODD and how < 0.4):
            yield name, ODD[name](chance)
            continue
        whole = chance.choice(seeds[name])
        if how < 0.7:
            yield name, damaged_inside(name, whole, chance)
        else:
            yield name, damaged(whole, chance.choice(every), chance)


def fuzz(count: int, seed: int = 1, only: Sequence[str] = ()) -> tuple[Counter[str], Faults]:
    """Counts of what came of the inputs, and the first input of each kind of fault."""
    return fuzz_with(inputs(count, seed, only), fate)


if __name__ == "__main__":
    sys.exit(main(fuzz))
