# The project's commands. Each one first makes .venv from requirements.lock, if that is missing or out of date.
# Needs python3 (3.11 or newer) and git; nothing else has to be installed first.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed-from-lock
SAMPLE_CLASS := build/sample_class
SUBMISSIONS ?= $(SAMPLE_CLASS)
# Marks of a real class are kept apart from what `make clean` deletes.
OUTPUT ?= $(if $(subst $(SAMPLE_CLASS),,$(SUBMISSIONS)),graded,build/graded)
JOBS ?=
PYODIDE ?=
# A sandbox can write nothing, so what is read there is compiled before, and by the warm-up what that needs. All else is
# compiled by who imports it first, whatever the environment says: hundreds of processes import it again.
READ_IN_SANDBOXES := numpy matplotlib IPython PIL traitlets
unexport PYTHONDONTWRITEBYTECODE
QUICK := not sandbox and not slow and not browser and not whole_class

.PHONY: help setup grade test quick check lab site release bench lock clean
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
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q -j 2 -x /tests/ autograder solutions notebooks $(READ_IN_SANDBOXES:%=$(VENV)/lib/python3*/site-packages/%)
	@$(BIN)/python -c 'from autograder.inside.serve import warm_up; warm_up()'
	@touch $(STAMP)

grade: setup  ## grade SUBMISSIONS (default: the sample class) and print the gradebook
ifeq ($(SUBMISSIONS),$(SAMPLE_CLASS))
	@echo "==> Building the sample class from tests/submissions"
	@$(BIN)/python -m tests.builder tests/submissions $(SAMPLE_CLASS)
endif
	@echo "==> Grading $(SUBMISSIONS) into $(OUTPUT)"
	@$(BIN)/autograder grade --submissions "$(SUBMISSIONS)" --output "$(OUTPUT)" $(if $(JOBS),--jobs $(JOBS))

check: setup  ## style, types, who may import whom, and whether notebooks/ is what solutions/ releases
	@echo "==> Checking style, types, imports and the released notebooks"
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/autograder release --check

quick: check  ## the fast lane, under a minute: everything but sandboxes, browsers and whole classes
	@echo "==> Running the quick tests"
	@$(BIN)/python -m pytest -m "$(QUICK)"

test: check  ## everything: the quick lane, the audit of the checks, sandboxes, browsers, whole classes
	@echo "==> Checking docs/how_good_are_the_checks.md: its seal, and a sample of the audit"
	@$(BIN)/autograder audit --check
	@echo "==> Running the tests"
	@$(BIN)/python -m pytest -n 3  # on two cores: a third of the time is spent waiting, for time limits and browsers

lab: setup  ## open the student notebooks in JupyterLab
	@echo "==> Opening notebooks/backpropagation in JupyterLab; Ctrl-C ends it"
	@$(BIN)/jupyter lab --notebook-dir=notebooks/backpropagation

site: setup  ## make the browser edition in build/site; Pyodide from its CDN, or from PYODIDE, a folder or an address
	@echo "==> Building the browser edition"
	@$(BIN)/autograder site --to build/site $(if $(PYODIDE),--pyodide "$(PYODIDE)")

release: setup  ## make notebooks/ from solutions/
	@echo "==> Releasing solutions/ to notebooks/"
	@$(BIN)/autograder release

bench: setup  ## run the benchmarks; takes a while
	@echo "==> Benchmarking"
	@$(BIN)/python benchmarks/grading.py

lock:  ## make the locks anew, after a change of pyproject.toml
	@uv pip compile --quiet pyproject.toml --all-extras --generate-hashes --python-version 3.11 --no-emit-index-url --no-header -o requirements.lock
	@echo 'uv>=0.8,<1' | uv pip compile --quiet - --generate-hashes --no-emit-index-url --no-header -o requirements-uv.lock

clean:  ## delete what can be made again (.venv, build/, caches); never submissions or marks
	@echo "==> Deleting .venv, build/ and caches"
	@rm -rf $(VENV) build data/fashion_mnist/unpacked .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
