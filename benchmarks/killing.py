"""Runs that are killed (kill -9) at random moments, each taken up by the next, against a run left in peace.

    python benchmarks/killing.py [KILLS] [ARTICLES]        default: 20 kills, 3000 articles

Every kill must meet a run at work: one that is too late is not counted. Prints `equal` when the sha256 of every table is
the same in the end, and fails otherwise.
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import synthetic

WORKERS = "2"


def start(corpus: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "zhibiao.cli", "run", str(corpus), "-o", str(out), "--workers", WORKERS]
    formats = ["--format", "xlsx", "--format", "parquet"]
    return subprocess.Popen([*command, *formats], stdout=subprocess.DEVNULL)


def hashes(folder: Path) -> dict[str, str]:
    """sha256 of every table."""
    tables = (f for f in sorted(folder.iterdir()) if f.suffix in (".csv", ".json", ".xlsx", ".parquet"))
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in tables}


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    moments = random.Random(20251124)
    with tempfile.TemporaryDirectory() as folder:
        corpus, peace, out = (Path(folder) / name for name in ("news", "peace", "out"))
        synthetic.write(number, corpus, files=10)
        began = time.monotonic()
        assert start(corpus, peace).wait() == 0
        whole = time.monotonic() - began
        print(f"{number} articles in peace: {whole:.1f} s", flush=True)
        killed = 0
        while killed < kills:
            run = start(corpus, out)
            moment = moments.uniform(0.2, whole * 0.4)
            try:
                run.wait(timeout=moment)
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                killed += 1
                print(f"kill {killed} after {moment:.1f} s", flush=True)
            else:  # all was done: begin again with an empty folder, the kills go on
                assert hashes(out) == hashes(peace), "the tables differ"
                for file in out.iterdir():
                    file.unlink()
                print("done and equal; again from nothing", flush=True)
        assert start(corpus, out).wait() == 0
        left = [f.name for f in out.glob(".*")]
        if hashes(out) != hashes(peace) or left:
            raise SystemExit(f"THE TABLES DIFFER or files were left: {left}")
        print(f"equal after {kills} kills: {', '.join(hashes(out))}")


if __name__ == "__main__":
    main()
