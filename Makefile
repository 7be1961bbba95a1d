# One file sets up everything: a fresh machine needs Python 3.11 to 3.13 and make.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SETUP  := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --require-hashes -r

.PHONY: run test lint types lock clean

run: $(VENV)/.runs          ## set up and run the flagship's first act
	$(BIN)/hyosan run hyosan-high $(ARGS)

test: $(VENV)/.tests lint types   ## set up and check everything
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tests
	$(BIN)/mypy

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "Hyosan needs Python 3.11 to 3.13; $(PYTHON) is $$($(PYTHON) --version). Name another: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Setting up in $(VENV) (once)"
	$(SETUP) requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.tests: $(VENV)/.runs requirements-dev.lock
	$(SETUP) requirements-dev.lock
	touch $@

lock: $(VENV)/.tests              ## resolve the dependencies anew (needs uv from PyPI)
	$(BIN)/python -m pip install --quiet uv
	for set in "build requirements.lock" "dev requirements-dev.lock"; do set -- $$set; \
	  $(BIN)/uv pip compile pyproject.toml --group $$1 --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-annotate --upgrade \
	    --custom-compile-command "make lock" --output-file $$2; done

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
