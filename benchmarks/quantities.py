"""Characters a second through `zhibiao.quantities`, beside `jieba.lcut` in the same run, on one core.

python benchmarks/quantities.py [FOLDER]        default: ../shared/news, else corpus
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

import zhibiao


def best(function: Callable[[str], object], texts: list[str], rounds: int = 5) -> float:
    """Seconds of the fastest round."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        for text in texts:
            function(text)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    news = Path("../shared/news")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else news if news.is_dir() else Path("corpus")
    texts = [article.original for article in zhibiao.read(folder)]
    characters = sum(map(len, texts))
    jieba.initialize()
    ours, theirs = best(zhibiao.quantities, texts), best(jieba.lcut, texts)
    print(f"{len(texts)} articles, {characters} characters of {folder}")
    print(f"zhibiao.quantities {characters / ours:>12,.0f} characters/s   {theirs / ours:.2f} × jieba.lcut")
    print(f"jieba.lcut         {characters / theirs:>12,.0f} characters/s")


if __name__ == "__main__":
    main()
