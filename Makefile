# The project's commands. Each one first makes .venv from requirements.lock, if that is missing or out of date.
# Needs python3 (3.11 or newer) and git; nothing else has to be installed first.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed-from-lock
SAMPLE_CLASS := build/sample_class
SUBMISSIONS ?= $(SAMPLE_CLASS)
OUTPUT ?= build/graded
JOBS ?=

.PHONY: help setup grade test lab release bench lock clean
help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/'

setup: $(STAMP)  ## make .venv from the lock

$(STAMP): requirements.lock requirements-uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.11"; exit 1; }
	@echo "==> Setting up $(VENV) from requirements.lock"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Python has no 'venv' here. On Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)

grade: setup  ## grade SUBMISSIONS (default: the sample class) and print the gradebook
ifeq ($(SUBMISSIONS),$(SAMPLE_CLASS))
	@echo "==> Building the sample class from tests/submissions"
	@$(BIN)/python -m tests.builder tests/submissions $(SAMPLE_CLASS)
endif
	@echo "==> Grading $(SUBMISSIONS) into $(OUTPUT)"
	@$(BIN)/autograder grade --submissions $(SUBMISSIONS) --output $(OUTPUT) $(if $(JOBS),--jobs $(JOBS))

test: setup  ## run the whole test suite, the linter and the type checker
	@echo "==> Checking style and types"
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	@echo "==> Checking that notebooks/ is what solutions/ releases"
	@$(BIN)/autograder release --check
	@echo "==> Scoring the checks, against docs/how_good_are_the_checks.md"
	@$(BIN)/autograder audit --check
	@echo "==> Running the tests"
	@$(BIN)/python -m pytest

lab: setup  ## open the student notebooks in JupyterLab
	@echo "==> Opening notebooks/backpropagation in JupyterLab; Ctrl-C ends it"
	@$(BIN)/jupyter lab --notebook-dir=notebooks/backpropagation

release: setup  ## make notebooks/ from solutions/
	@echo "==> Releasing solutions/ to notebooks/"
	@$(BIN)/autograder release

bench: setup  ## run the benchmarks; takes a while
	@echo "==> Benchmarking"
	@$(BIN)/python benchmarks/grading.py

lock:  ## make the locks anew, after a change of pyproject.toml
	@uv pip compile --quiet pyproject.toml --all-extras --generate-hashes --python-version 3.11 --no-emit-index-url --no-header -o requirements.lock
	@echo 'uv>=0.8,<1' | uv pip compile --quiet - --generate-hashes --no-emit-index-url --no-header -o requirements-uv.lock

clean:  ## delete everything that was generated here (.venv, build/, caches)
	@echo "==> Deleting .venv, build/ and caches"
	@rm -rf $(VENV) build data/fashion_mnist/unpacked .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
