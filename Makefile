# `make demo` shows what send does; `make test` is what CI runs. Both start from a
# fresh clone with nothing but Python 3.11 or newer, pip and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types docs bench clean
.DEFAULT_GOAL := demo

demo: .venv/.installed
	@db=$$($(BIN)/send demo) && $(BIN)/send --db "$$db" today

test: lint types
	@$(BIN)/pytest

lint: .venv/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/.dev
	@$(BIN)/mypy

docs: .venv/.dev
	@PYTHONPATH=. $(BIN)/cog -r README.md

bench: .venv/.dev
	@$(BIN)/python tests/benchmark.py

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/pip:
	@$(PYTHON) -m venv .venv

# Compiled at once, so that the first run is as quick as the rest.
.venv/.installed: .venv/bin/pip pyproject.toml constraints.txt
	@echo "Installing send into .venv" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@$(BIN)/python -m compileall -q send_cli
	@touch $@

.venv/.dev: .venv/.installed
	@echo "Installing the development tools into .venv" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
