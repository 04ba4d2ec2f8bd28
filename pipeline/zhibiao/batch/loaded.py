"""Imported once by the process that workers are forked from: what every worker needs is loaded when it begins."""

import gc

from zhibiao.batch import worker
from zhibiao.extraction import extract_article
from zhibiao.model import Article

extract_article(Article("", "本市今年前三季度出口额达12.5亿元，同比增长6%。", "本市要闻"))
gc.collect()
gc.freeze()  # a collection in a worker does not copy the pages that all of them share

__all__ = ["worker"]
