"""What a reader skipped, guessed or could not read, in words: the column `notes` of articles.csv.

A reader counts constructs while it reads (`Notes.add`); what any text may hold (control characters, lost characters,
note marks inside figures) is looked for once, in `of_text`. Each kind is one entry below: a reader that learns to skip
something new adds one.
"""

from __future__ import annotations

import re
from collections import Counter

from zhibiao.layout import CONTROL
from zhibiao.text import note_marks

KINDS: dict[str, str] = {
    # how the bytes were read
    "encoding": "编码按内容猜为 {what} encoding guessed: {what}",
    "date": "日期读不懂 date unreadable: {what}",
    # characters
    "control": "控制字符 {n} 个未读（{what}）control characters left out: {n}",
    "lost": "丢失的字符 {n} 个（U+FFFD 等）characters lost before they came here: {n}",
    "private": "私用区字符 {n} 个，不知何字 private-use characters, unknown: {n}",
    "note_mark": "注码 {n} 个未读 note marks left out: {n}",
    "power": "上标 {n} 处读作乘方 superscripts read as powers: {n}",
    "symbol": "符号字体字符 {n} 个未读 characters of symbol fonts left out: {n}",
    "ruby": "注音 {n} 处未读 phonetic guides left out: {n}",
    # stretches of text
    "struck": "删除线文字 {n} 处未读 struck-through text left out: {n}",
    "deleted": "修订删去 {n} 处未读 tracked deletions left out: {n}",
    "inserted": "修订插入 {n} 处照读 tracked insertions read: {n}",
    "moved": "修订移动 {n} 处，只读新位置 moved text read where it went: {n}",
    "hidden": "隐藏文字 {n} 处未读 hidden text left out: {n}",
    "placeholder": "占位提示 {n} 处未读 placeholders left out: {n}",
    "comment": "批注 {n} 条未读 comments left out: {n}",
    "contents": "目录 {n} 行未读 lines of the table of contents left out: {n}",
    "tags": "正文含网页标记 {n} 个，照字面读 tags in the text, read as they stand: {n}",
    "outside": "正文以外的文字约 {n} 字未读 characters outside the article left out, about {n}",
    # things that are no text
    "picture": "图片 {n} 张未读 pictures not read: {n}",
    "chart": "图表 {n} 个未读 charts not read: {n}",
    "formula": "公式 {n} 个未读 formulas left out: {n}",
    "embedded": "嵌入对象 {n} 个未读 embedded objects not read: {n}",
    "media": "音视频或内嵌网页 {n} 个未读 media and frames not read: {n}",
    "header": "页眉页脚 {n} 个未读 headers and footers left out: {n}",
    "nested": "嵌套表格 {n} 个，排在外层表格之后 nested tables read behind the outer one: {n}",
    "numbering": "自动编号 {n} 段，编号未读 automatic numbers left out: {n}",
    "form": "表单域 {n} 个未读 form fields left out: {n}",
    # records
    "fields": "字段未用 fields not used: {what}",
    "cells": "多出表头的单元格 {n} 个未读 cells beyond the header left out: {n}",
    # pages of a PDF
    "vertical": "竖排文字 {n} 字未读 characters set vertically left out: {n}",
    "page": "第 {what} 页没有可用的文字层，未读 pages without a usable text layer, not read: {what}",
    "scanned": "第 {what} 页是图像，没有文字，未读 pages that are pictures, not read: {what}",
    "unshaped": "字体不在文件里的单字 {n} 个可能未读 single characters in fonts that are not in the file, maybe not read: {n}",
    "furniture": "页眉页码 {n} 行不作正文 running heads and page numbers set aside: {n}",
    "foreign": "没有汉字 no Chinese character",
}
CONTROLS = re.compile(f"[{CONTROL}]")
# What stands where a character was: the sign for it, half of one, a code that is none.
LOST = re.compile("[\ufffd\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
SHOWN = 6  # different characters or names that a note lists


class Notes:
    """Counts of what was noticed, in the order of `KINDS`."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.named: dict[str, list[str]] = {}

    def add(self, kind: str, n: int = 1, what: str = "") -> None:
        """Count a construct of a kind; `what` names it where the note says which."""
        if kind not in KINDS:
            raise KeyError(kind)
        if n > 0:
            self.counts[kind] += n
            names = self.named.setdefault(kind, [])
            if what and what not in names:
                names.append(what)

    def include(self, others: Notes) -> None:
        """Count what others have counted, too."""
        self.counts.update(others.counts)
        for kind, names in others.named.items():
            known = self.named.setdefault(kind, [])
            known += [name for name in names if name not in known]

    def lines(self) -> tuple[str, ...]:
        """A line for each kind that was counted."""
        return tuple(
            words.format(n=self.counts[kind], what=listed(self.named[kind]))
            for kind, words in KINDS.items()
            if self.counts[kind]
        )


def listed(names: list[str]) -> str:
    """Some names, and that there are more."""
    return "、".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")


def of_text(text: str) -> tuple[str, ...]:
    """The notes on what any text may hold, whatever its format."""
    notes = Notes()
    for m in CONTROLS.finditer(text):
        notes.add("control", what=f"U+{ord(m[0]):04X}")
    notes.add("lost", sum(1 for _ in LOST.finditer(text)))
    notes.add("private", sum(1 for _ in PRIVATE.finditer(text)))
    notes.add("note_mark", sum(1 for _ in note_marks(text)))
    return notes.lines()


def together(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """Notes in their order, each once."""
    return tuple(dict.fromkeys(note for group in groups for note in group))
