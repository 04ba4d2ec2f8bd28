"""What the system and libraries say of an error, in Chinese: real errors, for a new release may word them otherwise."""

import json
import os
import sqlite3
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhibiao.wording import foreign, foreign_words, say, spoken


def asked(sql: str) -> Callable[[], Any]:
    return lambda: sqlite3.connect(":memory:").execute(sql)


RAISED: list[tuple[Callable[[], Any], str]] = [
    (lambda: Path("none").read_text(), "没有这个文件或目录"),
    (lambda: Path("/").read_text(), "是目录，不是文件"),
    (lambda: os.mkdir("/"), "已经存在"),
    (lambda: Path("/dev/null/x").write_text(""), "不是目录"),
    (lambda: Path("长" * 400).read_text(), "文件名太长"),
    (asked("SELECT foo"), "没有 foo 这一列"),
    (asked("SELECT foo(1)"), "没有 foo 这个函数"),
    (asked("SELECT 1 +"), "条件没有写完"),
    (asked("SELECT 1 FROM WHERE"), "“WHERE”附近写法不对"),
    (asked("SELECT 'x"), "“'x”附近写法不对"),
    (lambda: json.loads("{\n1}"), "第 2 行第 1 列写法不对"),
    (lambda: tomllib.loads("a = 1\nb = ]"), "第 2 行第 5 列写法不对"),
    (lambda: tomllib.loads("a"), "文件没有写完"),
    (lambda: b"ab\xff".decode(), "第 2 个字节起不是 utf-8 编码"),
    (lambda: zipfile.ZipFile(__file__), "不是 ZIP 文件"),
]
SAID = {
    "[Errno 111] Connection refused": "连接被拒绝",
    "Server disconnected without sending a response.": "对方断开了连接",
    "timed out": "超时",
    "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)": "对方的证书不可信",
    "<unknown>:3:21: no element found": "第 3 行第 21 列写法不对",
    "Premature end of data in tag urlset line 1, line 1, column 9 (<string>, line 1)": "第 1 行第 9 列写法不对",
    "database is locked": "数据库正被占用",
    "nobody has ever said so": "nobody has ever said so",
}


@pytest.mark.parametrize(("work", "chinese"), RAISED)
def test_of_an_error(work: Callable[[], Any], chinese: str) -> None:
    with pytest.raises(Exception) as raised:  # noqa: PT011
        work()
    assert spoken(foreign(raised.value), "zh") == chinese
    assert "Errno" not in spoken(foreign(raised.value), "en")


@pytest.mark.parametrize(("text", "chinese"), SAID.items())
def test_of_a_text(text: str, chinese: str) -> None:
    assert spoken(foreign(text), "zh") == chinese
    assert spoken(foreign(text), "en") == text.removeprefix("[Errno 111] ")


def test_within_a_message() -> None:
    told = say("{path}: cannot be read ({error})", path="a", error="No such file or directory")
    assert (spoken(told, "zh"), spoken(told, "en")) == (
        "a: 读不了（没有这个文件或目录）",
        "a: cannot be read (No such file or directory)",
    )


def test_every_form_can_be_filled_in() -> None:
    for pattern, chinese in foreign_words().items():
        assert chinese.count("\\") == pattern.groups, pattern.pattern
