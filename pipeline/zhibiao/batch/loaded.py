"""Imported once by the process that workers are forked from (the run itself, or a server of forks): what every worker needs
is loaded when it begins."""

import gc
from importlib import import_module

from zhibiao.batch import worker
from zhibiao.cache import disk_cache
from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.store import record_of

record_of(extract_article(Article("", "本市今年前三季度出口额达12.5亿元，同比增长6%。", "本市要闻")), "", 0)
import_module("zhibiao.tables.cells")
disk_cache().write()
gc.collect()
gc.freeze()  # a collection in a worker does not copy the pages that all of them share

__all__ = ["worker"]
