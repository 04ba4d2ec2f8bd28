"""Facts across articles: owners under one name, what several articles state of one thing, conflicts, series.

`update(store)` joins what has changed since the last time, `tables.write_tables` writes facts.csv, aliases.csv and
conflicts.csv, `asking.series_in` answers a series.

| file | holds |
|---|---|
| owners.py | whose a figure is: places by their codes, organisations by their whole names |
| aliases.py | short names, with the article or the entry that explains them |
| prints.py | a printed figure as an interval |
| claims.py | a row in words that all articles share |
| reprints.py | articles that count once |
| statements.py, objections.py, evidence.py, odds.py, restated.py | the same statement made again, although a cell of its row differs |
| joining.py | claims of one block become facts |
| kept.py, ledger.py | the tables in the database; brought up to date |
| rulings.py, conflicts.py | what a person has chosen; two figures side by side |
| series.py, asking.py, sheets.py, chart.py | an indicator over time; from where, as tables, drawn |
| tables.py | as CSV files |
"""

from zhibiao.facts.ledger import Updated, current, update
from zhibiao.facts.rulings import rule

__all__ = ["Updated", "current", "rule", "update"]
