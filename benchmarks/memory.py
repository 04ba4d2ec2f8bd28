"""Peak memory of reading, for large files of each kind, against the bound: 200 MB and ten times the file.

    python benchmarks/memory.py

Each file is made (up to 35 MB), read by `scan` in a process of its own, and its peak resident memory printed; a last line
reads and extracts an article of 1 MB.
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SENTENCE = "青川港前三季度集装箱吞吐量完成312万标箱，同比增长8.4%，其中外贸箱量为97万标箱。"
PARAGRAPH = SENTENCE * 20


def made(folder: Path) -> list[Path]:
    """One large file of each kind."""
    record = json.dumps({"content": PARAGRAPH, "date": "2025-11-16"}, ensure_ascii=False)
    many = 15_000
    files = {
        "long.txt": (PARAGRAPH + "\n\n").encode() * 2_400,
        "many.jsonl": (record + "\n").encode() * many,
        "many.json": ("[" + ",".join([record] * many) + "]").encode(),
        "many.csv": ("正文,日期\n" + f'"{PARAGRAPH}",2025-11-16\n' * many).encode("gb18030"),
        "many.jsonl.gz": gzip.compress((record + "\n").encode() * 6_000, 1),
        "page.html": f"<html><body><article>{f'<p>{PARAGRAPH}</p>' * 2_000}</article></body></html>".encode(),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        for k in range(many):
            packed.writestr(f"{k}.txt", PARAGRAPH)
    files["many.zip"] = stream.getvalue()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


READ = "import sys; from zhibiao.reading import scan; print(sum(1 for _ in scan(sys.argv[1])))"
EXTRACT = (
    "import sys; from zhibiao.reading import scan; from zhibiao.extraction import pipe\n"
    "print(sum(len(r.rows) for r in pipe(scan(sys.argv[1]))))"
)
# The high-water mark of this process alone; ru_maxrss begins with that of the process that started it.
PEAK = "\nprint(next(int(x.split()[1]) for x in open('/proc/self/status') if x.startswith('VmHWM')) // 1024)"


def measured(code: str, file: Path) -> tuple[int, int]:
    """(articles or rows, peak memory in MB) of a process that reads the file."""
    done = subprocess.run([sys.executable, "-c", code + PEAK, str(file)], capture_output=True, text=True, check=True)
    count, peak = map(int, done.stdout.split())
    return count, peak


def main() -> int:
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text((PARAGRAPH + "\n\n") * (1_000_000 // len((PARAGRAPH + "\n\n").encode())), encoding="utf-8")
        for code, files in ((READ, made(Path(folder))), (EXTRACT, [article])):
            for file in files:
                size = file.stat().st_size / 1e6
                count, peak = measured(code, file)
                kept &= peak <= 200 + 10 * size
                print(f"{file.name:16} {size:6.1f} MB  {count:6} {peak:5} MB of {200 + 10 * size:.0f}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
