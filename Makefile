# Two commands: `make demo` shows what Shutro does, `make check` runs all that CI runs.
PYTHON ?= python3
VENV ?= .venv
SERVE ?= 1
BIN := $(VENV)/bin
BASELINES ?= .venv-baselines
GOLD := corpus/test corpus/dev $(wildcard ../shared/gold ../shared/gold-news)
STORIES := src/shutro/examples stories/dev stories/test $(wildcard ../shared/seeds ../shared/gold-stories)
LABELLED := $(wildcard ../shared/data/clustering/giveme5w1h_news_cluster ../shared/data/clustering/og2021_titles)
PROBE := $(wildcard ../shared/data/time-probe.tsv)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo check format lint types language tests floors evaluation baselines bench torture model screens lock vendor soak clean

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
	$(BIN)/pytest -n auto --dist loadfile

floors: $(VENV)/.dev
	$(BIN)/python -m shutro.evaluate

# Writes docs/evaluation.md and the figures in docs/stories.md: every gold set that is here or lies beside the repository.
evaluation: $(BASELINES)/.installed
	$(BASELINES)/bin/shutro evaluate $(GOLD) --baselines $(addprefix --probe ,$(PROBE)) --write docs/evaluation.md
	$(BASELINES)/bin/shutro evaluate $(STORIES) --write docs/stories.md
	$(if $(LABELLED),$(BASELINES)/bin/shutro evaluate --layer stories $(LABELLED) --write docs/stories.md)

# The same without writing, on the part of the corpus that may be looked at.
baselines: $(BASELINES)/.installed
	$(BASELINES)/bin/shutro evaluate corpus/dev --baselines

# Six hours of stream in ten minutes, against outlets on loopback; SEED chooses what goes wrong.
soak: $(VENV)/.dev
	cd tests && ../$(BIN)/python soak.py --seed $(or $(SEED),1)

# In the environment of the other tools where that was made, so that their speed is measured, too.
bench: $(VENV)/.dev
	$(firstword $(wildcard $(BASELINES)/bin/python) $(BIN)/python) -m shutro.evaluate.bench

# 200 kills of processes that work on one library, then a search for what was lost; `make check` has 20 of them.
torture: $(VENV)/.dev
	$(BIN)/python tests/torture.py --kills 200

# DATA is a folder of openly licensed corpora (docs/names-model.md says which); prints the figures.
model: $(VENV)/.dev
	$(BIN)/python scripts/train_names.py $(DATA) corpus/train

# Needs chromium. The pictures in docs/screens; look at every one.
screens: $(VENV)/.dev
	$(BIN)/python scripts/screens.py

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs uv. Hashes pin every file; no address of a registry is written.
lock:
	uv pip compile pyproject.toml requirements-build.in --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml requirements-build.in --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-annotate --quiet -o requirements-dev.lock
	uv pip compile pyproject.toml requirements-build.in --group baselines --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-annotate --quiet -o requirements-baselines.lock

# Needs npm. Scripts, borders and fonts that pages ship, at the versions in scripts/vendor.py.
vendor:
	$(PYTHON) scripts/vendor.py

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

# Other tools; HeidelTime runs where Java does, elsewhere the page says that it did not.
$(BASELINES)/.installed: requirements-baselines.lock pyproject.toml
	test -x $(BASELINES)/bin/python || $(PYTHON) -m venv $(BASELINES)
	$(BASELINES)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-baselines.lock
	$(BASELINES)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) $(BASELINES) demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
