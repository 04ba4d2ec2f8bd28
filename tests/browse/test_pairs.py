"""The index of pairs finds what LIKE finds, in texts of any characters."""

import random
import sqlite3

from zhibiao.browse.pairs import TOKENIZER, paired, query

SIGNS = "出口总额增长厦门市5.2%，。“”ABCdef 9万亿元-—𬱖頔①Ａ％é①_\\*\"'"


def test_none_is_missed_against_like() -> None:
    chance = random.Random(2)
    texts = ["".join(chance.choices(SIGNS, k=chance.randrange(1, 30))) for _ in range(400)]
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)")
        database.execute(
            f"CREATE VIRTUAL TABLE search USING fts5(text, content='', tokenize='{TOKENIZER}', prefix='1')"
        )
        database.executemany("INSERT INTO texts VALUES (?, ?)", enumerate(texts))
        database.executemany(
            "INSERT INTO search (rowid, text) VALUES (?, ?)", ((n, paired(t)) for n, t in enumerate(texts))
        )
        asked = 0
        while asked < 1000:
            text = chance.choice(texts)
            start = chance.randrange(len(text))
            words = text[start : start + chance.randrange(1, 11)]
            if words != words.strip() or " " in words or not words:
                continue
            asked += 1
            pattern = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            like = {
                n for (n,) in database.execute("SELECT id FROM texts WHERE text LIKE ? ESCAPE '\\'", (f"%{pattern}%",))
            }
            found = {n for (n,) in database.execute("SELECT rowid FROM search WHERE search MATCH ?", (query(words),))}
            assert like <= found, words
            assert len(found) <= len(like) + 2, words  # two signs may share one of the private ones
