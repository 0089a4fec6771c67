# Needs Python >= 3.11 and make. `make demo` shows what Dragoman does, `make test` checks that it does it.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := demo.dragoman

.PHONY: demo test lint types check readme clean

demo: $(VENV)/installed
	@rm -f $(DEMO) $(DEMO)-shm $(DEMO)-wal
	$(BIN)/dragoman read examples --record $(DEMO)
	@echo
	$(BIN)/dragoman timeline --record $(DEMO)
	@echo
	@echo "Try next (add --help to any of them):"
	@echo "  export DRAGOMAN_RECORD=$(DEMO)"
	@echo "  $(BIN)/dragoman event EVENT        one event, with the words of every report of it (ids above, on the right)"
	@echo "  $(BIN)/dragoman disputes           where the reports disagree"
	@echo "  $(BIN)/dragoman who Witkoff        one person: names in three scripts, contacts, events"
	@echo "  $(BIN)/dragoman sources            who relays whom"
	@echo "  $(BIN)/dragoman timeline --as-of 2025-11-16 --lang ar"
	@echo "  $(BIN)/dragoman export claims > claims.jsonl"

test: $(VENV)/tested
	$(BIN)/python -m pytest

lint: $(VENV)/tested
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/tested
	$(BIN)/mypy

check: test lint types

readme: $(VENV)/installed
	$(BIN)/python docs/update_tour.py

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/tested: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) $(DEMO) $(DEMO)-shm $(DEMO)-wal .pytest_cache .mypy_cache .ruff_cache .hypothesis
