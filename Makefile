# Two commands do everything a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types layers check wheel clean constraints fuzz

demo: $(STAMP)
	$(BIN)/newsarchive demo

test: $(STAMP)
	$(BIN)/python -m pytest -n 3 --dist worksteal

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing newsarchive and its pinned dependencies into $(VENV) (once, a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
# What pip does for all but editable packages: each command starts a third sooner, where Python may not write.
	@$(BIN)/python -m compileall -q src
	@touch $@

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports

check: lint types layers test

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache

# Slow on purpose: 500 real kills of a writing process (about two minutes).
.PHONY: kills-captures
kills-captures: $(STAMP)
	$(BIN)/python -m benchmarks.kill_writer 500
# 20,000 mutated pages and thirty hostile ones; a few minutes. The tests run a short share of it.
fuzz: $(STAMP)
	$(BIN)/python benchmarks/fuzz_parser.py --pages 20000

# Slow on purpose: a hundred upgrades of 100,000 rows killed on SQLite, and a hundred on PostgreSQL.
.PHONY: kills-upgrades
kills-upgrades: $(STAMP)
	$(BIN)/python -m benchmarks.killed_upgrades --kills 100 --rows 100000

# Copies of wire stories: precision and recall on the fixture articles; a hundred kills of the grouping.
.PHONY: copies kills-grouping
copies: $(STAMP)
	$(BIN)/python -m benchmarks.copies
kills-grouping: $(STAMP)
	$(BIN)/python -m benchmarks.killed_grouping --kills 100

# Speed and memory of a re-parse on the corpus of real pages (a minute); needs trafilatura and lxml_html_clean.
.PHONY: bench-reparse
bench-reparse: $(STAMP)
	$(BIN)/python -m benchmarks.reparse ../shared/corpus

# Slow on purpose: 500 real kills of an ingest of 500 pages (about twenty minutes).
.PHONY: kills-ingest
kills-ingest: $(STAMP)
	$(BIN)/python -m benchmarks.kill_ingest --kills 500

# Slow on purpose: 500 real kills of re-parses and imports, on SQLite and PostgreSQL (about half an hour).
.PHONY: kills-reparse
kills-reparse: $(STAMP)
	$(BIN)/python -m benchmarks.kill_reparse --kills 500

# Every bit of a small archive flipped, every cut made: verify --deep must find each (a few minutes).
.PHONY: flips
flips: $(STAMP)
	$(BIN)/python -m benchmarks.flips

# The plug pulled at 200 moments of a whole ingest; needs strace (Linux).
.PHONY: power-loss
power-loss: $(STAMP)
	$(BIN)/python -m benchmarks.power_loss_ingest --cuts 200

# What readers see and how long they wait beside a re-parse, an ingest and checkpoints (some minutes).
.PHONY: bench-readers
bench-readers: $(STAMP)
	$(BIN)/python -m benchmarks.readers
