"""Whether the work grows with the length of a text and no faster, whatever stands in it.

    python benchmarks/huge.py [LARGEST] [KIND…]        LARGEST bytes of UTF-8: 1000000 unless said otherwise

Texts of each kind, of 10 kB and ten times as much until LARGEST, are read and extracted (rows and mentions, portion by
portion, as a batch does) in a process of its own. Printed are processor microseconds a character and the peak memory;
exit code 1 when a character of a longer text takes more than twice as long as one of the text of 100 kB, or memory
passes 200 MB and ten times the file. A text of 10 kB shows what it costs to begin.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PARAGRAPH = (
    "青川市推进产业升级，走访了一批企业，倾听它们的意见。市商务局负责人介绍，今年以来，外贸保持增长，民营企业表现活跃。"
    "前三季度，全市出口额达312亿元，同比增长8.4%；其中机电产品97亿元，占31.1%。\n\n"
)
KINDS = {
    "prose": PARAGRAPH,
    "dense figures": "出口312万台，同比增长8.4%，其中外贸97万台，进口5亿元，下降3.1个百分点。\n\n",
    "no punctuation": "青川市出口额达三百一十二亿元同比增长百分之八",
    "digits": "31415926535",
    "Chinese digits": "三百一十二万五千",
    "ASCII": "abc def-ghi 12.5GB ",
    "table": "| 出口（亿元） | 312.5 | 8.4 | 青川市 |\n",
    "aligned table": "青川市    312.5    8.4\n",
    "short lines": "青川市出口312亿元\n",
    "brackets": "（",
    "nested brackets": "（青川市3家（",
    "quotes": "“青川",
    "commas": "，",
    "white space": " 　\n",
    "分别": "青川市、白石市分别增长3%、5%，",
    "one 分别": "青川市、白石市、分别3亿元、5亿元、",
    "dates": "2025年3月5日至2026年1月8日、",
    "dashes": "China—\n",
    "from-to": "从3亿元增至",
    "其中": "其中3亿元，",
    "names": "青川市白石县经济技术开发区管理委员会办公室",
    "one name": "中国",
    "dots": "阿·",
    "latin names": "Abcd平台、",
    "bracketed names": "中国（青川）自由贸易试验区青川片区、",
    "headings": "青川市绿色交易额超2000亿元记者从青川市了解到，青川市绿色交易额超2000亿元。",
}
READ = """
import sys, time
from zhibiao.extraction import extract_portions
from zhibiao.reading import read
from zhibiao.store import record_of_portions
for file in sys.argv[1:]:  # the first loads what every text needs
    (article,) = read(file)
    started = time.process_time()
    record = record_of_portions(extract_portions(article), "", 0)
    seconds = time.process_time() - started
peak = next(int(x.split()[1]) for x in open("/proc/self/status") if x.startswith("VmHWM")) / 1024
print(len(article.original), seconds, peak)
"""


def measured(unit: str, size: int, folder: Path) -> tuple[float, float]:
    """(microseconds a character, peak memory in MB) of a text of `size` bytes made of a unit."""
    small, file = folder / "small.txt", folder / "huge.txt"
    small.write_text(PARAGRAPH, encoding="utf-8")
    file.write_text(unit * (size // len(unit.encode())), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", READ, small, file], capture_output=True, text=True, check=True)
    characters, seconds, peak = map(float, done.stdout.split())
    return seconds / characters * 1e6, peak


def main() -> int:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    sizes = [size for size in (10_000, 100_000, 1_000_000, 10_000_000) if size <= largest]
    kept = True
    print(f"{'µs a character of':20}" + "".join(f"{size // 1000:>8} kB" for size in sizes) + "   peak MB of allowed")
    with tempfile.TemporaryDirectory() as folder:
        for kind in sys.argv[2:] or KINDS:
            cells = [measured(KINDS[kind], size, Path(folder)) for size in sizes]
            costs, peak, allowed = [cost for cost, _ in cells], cells[-1][1], 200 + 10 * sizes[-1] / 1e6
            flat = all(cost <= 2 * costs[1] for cost in costs[2:])
            kept &= flat and peak <= allowed
            said = "" if flat and peak <= allowed else "  !"
            print(f"{kind:20}" + "".join(f"{c:>11.1f}" for c in costs) + f"{peak:>10.0f} {allowed:>5.0f}{said}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
