# make run     set up and extract corpus/ into extracted/
# make test    set up and run all tests
# make lint    ruff, mypy, import-linter      make evaluate   score our own annotated corpus
# make fuzz    hours: 100000 inputs of each kind through readers, tables and texts, 20 kills; make growth  a table of growth
# make digests  keep the tables of the news as they are now (tests/test_same_tables.py)
# make first-sight PACK=04  what the tool gets of a pack of articles nobody has read
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: run test lint evaluate first-sight fuzz growth digests clean

run: $(STAMP)
	$(BIN)/zhibiao run corpus -o extracted

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check pipeline tests
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: $(STAMP)
	$(BIN)/zhibiao run corpus -o extracted
	$(BIN)/zhibiao evaluate extracted/indicators.csv tests/gold/corpus.jsonl

# Installing again is needed only when the requirements change: the package itself is installed editable.
$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "zhibiao needs Python 3.11 or newer: make PYTHON=python3.11 run")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.installed-dev: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

# Not in `make test`: every input that these ever find wrong becomes a test.
fuzz: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/fuzz_readers.py 100000 1
	$(BIN)/python benchmarks/fuzz_readers.py 100000 2 parquet
	$(BIN)/python benchmarks/fuzz_readers.py 100000 3 tar.gz
	$(BIN)/python benchmarks/fuzz_readers.py 100000 4 json jsonl txt
	$(BIN)/python benchmarks/fuzz_tables.py 100000
	$(BIN)/python benchmarks/fuzz_texts.py 100000
	$(BIN)/python benchmarks/killing.py 20

growth: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/growth.py

# When a change of the rules is meant to change rows of the news (tests/test_same_tables.py).
digests: $(VENV)/.installed-dev
	$(BIN)/python tests/test_same_tables.py

clean:
	rm -rf $(VENV) extracted/*.csv

# What the tool gets of a pack of articles that nobody has read, written down once (docs/first-sight.md).
first-sight: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/first_sight.py $(PACK)
