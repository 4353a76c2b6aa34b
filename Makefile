# Two commands: `make demo` shows what Shutro does, `make check` runs all that CI runs.
PYTHON ?= python3
VENV ?= .venv
SERVE ?= 1
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo check format lint types language tests floors bench model lock fonts clean

demo: $(VENV)/.installed
	$(BIN)/shutro demo $(if $(filter 0,$(SERVE)),--no-serve,--serve)

check: lint types language tests floors

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

language: $(VENV)/.dev
	$(BIN)/shutro check-language

tests: $(VENV)/.dev
	$(BIN)/pytest

floors: $(VENV)/.dev
	$(BIN)/python -m shutro.evaluate

bench: $(VENV)/.dev
	$(BIN)/python -m shutro.evaluate.bench

# DATA is a folder of openly licensed corpora (docs/names-model.md says which); prints the figures.
model: $(VENV)/.dev
	$(BIN)/python scripts/train_names.py $(DATA) corpus/train

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs uv. Hashes pin every file; no address of a registry is written.
lock:
	uv pip compile pyproject.toml requirements-build.in --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml requirements-build.in --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-annotate --quiet -o requirements-dev.lock

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Shutro needs Python 3.11 or newer; set PYTHON=") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
