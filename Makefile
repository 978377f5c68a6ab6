# `make demo` and `make test` do all of their own set-up; a machine needs Python 3.11 or newer and nothing else.

VENV := .venv
READY := $(VENV)/.ready
BIN := $(VENV)/bin
TESTS ?=

.PHONY: help demo test lint setup clean
.DEFAULT_GOAL := help

help:
	@echo "make demo   see everything trueup does, on a PostgreSQL that is gone afterwards"
	@echo "make test   run the tests"
	@echo "make lint   ruff, mypy and the import contract"
	@echo "make clean  remove what the others made"

demo: $(READY)
	@$(BIN)/trueup demo

test: $(READY)
	@$(BIN)/pytest -n auto --dist worksteal -q $(TESTS)

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

setup: $(READY)

$(READY): pyproject.toml
	@python="$$(sh .ci/python)" && echo "Setting up $(VENV) with $$python …" && "$$python" -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist
