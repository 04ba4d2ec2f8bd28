"""Articles and characters a second through `zhibiao.pipe`, all columns, beside `jieba.lcut` in the same run, one core.

python benchmarks/pipe.py [FOLDER]        default: ../shared/news, else corpus
"""

from __future__ import annotations

import sys
import time
from collections import deque
from pathlib import Path

import jieba

import zhibiao


def main() -> None:
    news = Path("../shared/news")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else news if news.is_dir() else Path("corpus")
    articles = list(zhibiao.read(folder))
    characters = sum(len(a.original) for a in articles)
    jieba.initialize()
    deque(zhibiao.pipe(articles[:3]), maxlen=0)
    ours, theirs = [], []
    for _ in range(3):
        start = time.perf_counter()
        deque(zhibiao.pipe(articles), maxlen=0)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        for article in articles:
            jieba.lcut(article.original)
        theirs.append(time.perf_counter() - start)
    print(f"{len(articles)} articles, {characters} characters of {folder}")
    print(f"zhibiao.pipe {characters / min(ours):>10,.0f} characters/s   {min(theirs) / min(ours):.2f} × jieba.lcut")


if __name__ == "__main__":
    main()
