PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help run test shape suite servers deep bench pictures fix lock clean system

help: ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 10

# The lock's own text is the stamp: a new lock makes the environment again.
.venv/app: requirements/app.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/app.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/app

.venv/bench: .venv/dev requirements/bench.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

run: .venv/app ## make the sample, serve at 127.0.0.1:8000 and open the browser
	@$(BIN)/backcast demo --if-missing
	@$(BIN)/backcast serve --open

test: .venv/dev system ## every check, five minutes on two cores
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory -j 2 shape suite servers

# What uses one core runs beside the tests, which use two where they can.
shape:
	$(BIN)/mypy
	$(BIN)/lint-imports

# Files go out in the order of tests/conftest.py: long journeys first, so that both workers end together.
suite:
	$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder

servers:
	$(BIN)/python -m tests.servers.postgres

deep: .venv/bench system ## long faults, fuzz and hostile files
	$(BIN)/pytest -q -n 2 -m deep
	$(BIN)/python -m tests.servers.postgres --rest

bench: .venv/bench ## speed beside peers, in the same run
	for script in bench/*.py; do $(BIN)/python $$script || exit 1; done

pictures: .venv/dev system ## take the README's pictures again, from the sample
	$(BIN)/python docs/pictures/take.py

system:
	@SYSTEM=$(SYSTEM) bash tests/system.sh

fix: .venv/dev ## format and repair
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

UV = $(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --extra server
lock: .venv/dev ## pin again
	$(UV) --group build -o requirements/app.txt
	$(UV) --group dev -o requirements/dev.txt
	$(UV) --group bench -o requirements/bench.txt

clean: ## forget the environment
	rm -rf .venv
