# make run     set up and extract corpus/ into extracted/; the last lines say what to type next
# make test    set up and run all tests: under five minutes on two cores
# make lint    ruff, mypy, import-linter      make evaluate   score our own annotated corpus
# make fuzz    hours: 100000 inputs of each kind through readers, tables and texts, 20 kills; make growth  a table of growth
# make check   in under a minute: lint, the rules' own examples, the snapshot of our tables
# make snapshot  write the tables of our own articles anew (tests/gold/snapshot); read its diff
# make first-sight PACK=04  what the tool gets of a pack of articles nobody has read
# make robust    whether rows stay as they were when an article says the same in other words (benchmarks/robust.md)
# make rules   what each rule and each group of the lexicon does: firings, and the scores without it (benchmarks/rules.md); an hour
# make calibrate  fit the weights of `confidence` anew, after rules have changed (docs/checks.md gets the table)
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: run test wheel lint check evaluate first-sight fuzz growth rules snapshot calibrate weights robust clean

run: $(STAMP)
	$(BIN)/zhibiao run corpus -o extracted
	@case "$${LC_ALL:-$${LC_MESSAGES:-$$LANG}}" in \
	zh*) printf '%s\n' '' '接下来：' \
	    '  . $(BIN)/activate     让这个终端认得 zhibiao 命令' \
	    '  zhibiao review            在浏览器中审核上面的表' \
	    '  zhibiao demo              用两篇短文走一遍各步' \
	    '  zhibiao --help            全部命令' ;; \
	*) printf '%s\n' '' 'next:' \
	    '  . $(BIN)/activate     so that this terminal knows the command zhibiao' \
	    '  zhibiao review            review the table above in a browser' \
	    '  zhibiao demo              two short articles through every step' \
	    '  zhibiao --help            all commands' ;; \
	esac

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check pipeline tests
	$(BIN)/mypy
	$(BIN)/lint-imports

# A wheel that `pipx install` takes, into dist/.
wheel: $(STAMP)
	$(BIN)/python -m pip wheel -qq --disable-pip-version-check --no-deps --wheel-dir dist .

evaluate: $(STAMP)
	$(BIN)/zhibiao run corpus -o extracted
	$(BIN)/zhibiao evaluate extracted/indicators.csv tests/gold/corpus.jsonl

# Installing again is needed only when the requirements change: the package itself is installed editable.
$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "zhibiao needs Python 3.11 or newer: make PYTHON=python3.11 run")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[full]'
	touch $@

$(VENV)/.installed-dev: $(STAMP)
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[dev]'
	touch $@

# Not in `make test`: every input that these ever find wrong becomes a test.
fuzz: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/fuzz_readers.py 100000 1
	$(BIN)/python benchmarks/fuzz_readers.py 100000 2 parquet
	$(BIN)/python benchmarks/fuzz_readers.py 100000 3 tar.gz
	$(BIN)/python benchmarks/fuzz_readers.py 100000 4 odd.json odd.jsonl odd.txt odd.md odd.csv odd.html
	$(BIN)/python benchmarks/fuzz_readers.py 100000 7 html
	$(BIN)/python benchmarks/fuzz_readers.py 100000 8 docx
	$(BIN)/python benchmarks/fuzz_readers.py 100000 9 pdf
	$(BIN)/python benchmarks/fuzz_tables.py 100000 5 xlsx
	$(BIN)/python benchmarks/fuzz_tables.py 100000 6 csv garbled.csv
	$(BIN)/python benchmarks/fuzz_texts.py 100000
	$(BIN)/python benchmarks/killing.py 20

growth: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/growth.py

# With FOLDER=news also how often each fires in the articles of a folder.
rules: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/rules.py $(if $(FOLDER),--folder $(FOLDER))

# What a change of the rules is likely to break, without what takes long: whole corpora, processes, pages, random search.
QUICK := tests/rows tests/tables tests/times tests/spans tests/naming tests/matching tests/test_snapshot.py
check: lint
	$(BIN)/python -m pytest $(QUICK) -m "not slow" --hypothesis-profile=few

# When a change of the rules is meant to change rows: the diff shows the cells, and is committed with the rules.
snapshot: $(VENV)/.installed-dev
	$(BIN)/python tests/test_snapshot.py

# Needs ../shared: the texts of the packs that were annotated blind. Changes the confidence of all rows: `make snapshot`.
calibrate: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/calibrate.py --write

# Needs ../shared. What speaks for whose a figure is and what it measures, fitted on all annotated articles; then `make
# calibrate` and `make snapshot`. With HELD="15c 16c" these packs have no part in the fit, and are reported alone.
weights: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/fit_weights.py --write $(if $(HELD),--held $(HELD))

# Needs ../shared: articles of the pool as they are, and annotated ones, each changed in one place. Minutes.
robust: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/robust.py

clean:
	rm -rf $(VENV) extracted/*.csv

# What the tool gets of a pack of articles that nobody has read, written down once (docs/first-sight.md).
first-sight: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/first_sight.py $(PACK)
