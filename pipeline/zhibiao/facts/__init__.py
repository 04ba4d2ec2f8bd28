"""Facts across articles: owners under one name, what several articles state of one thing, conflicts, series.

with Store.open(Path("extracted"), write=True) as store:
    update(store)                          # only what has changed since the last time
    write_tables(store, Path("extracted")) # facts.csv, aliases.csv, conflicts.csv

owners.py     whose a figure is: places by their codes, organisations by their whole names
aliases.py    short names, with the article or the entry that explains them
prints.py     a printed figure as an interval
claims.py     a row in words that all articles share
reprints.py   articles that count once
joining.py    claims of one block become facts
ledger.py     kept in the database, brought up to date
tables.py     as CSV files
"""

from zhibiao.facts.ledger import Updated, current, update
from zhibiao.facts.rulings import rule

__all__ = ["Updated", "current", "rule", "update"]
