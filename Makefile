# Everything a newcomer or the build server needs; only python3 >= 3.11 must be there.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
PORT ?= 8000

# Counting covered lines slows the tests by half, so only the build server does it, or `make test COUNT=1`.
COUNT ?= $(CI)
COLLECT = $(if $(COUNT),--cov --cov-report=)
# Every branch of what reads captions and weighs evidence is tried.
WHOLE := catalog/caption/*,catalog/provenance/*,catalog/agencies/*
# What needs a browser, an empty environment or minutes has a target of its own.
APART := browser or wheel or gates or deep

.PHONY: help demo test browser format lint types contracts deptry migrations coverage docs wheel wheels faults gates \
	ci deep bench-parse bench-similar lock clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.runtime ## Build a catalog from the samples and serve it at http://127.0.0.1:8000/
	$(BIN)/catalog demo --port $(PORT)

test: $(VENV)/.dev ## Run the tests (without the browser's)
	$(BIN)/pytest -m "not ($(APART))" $(COLLECT)

browser: $(VENV)/.dev ## Run the tests that drive a real Chromium (Debian: apt install chromium)
	$(BIN)/pytest tests/browser -m browser

format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

deptry: $(VENV)/.dev
	$(BIN)/deptry --no-ansi .

migrations: $(VENV)/.dev
	home=$$(mktemp -d) && export CATALOG_HOME=$$home CATALOG_DATABASE_URL= && \
	$(BIN)/alembic upgrade head && $(BIN)/alembic check && rm -r "$$home"

# Judges what the last counted run of the tests wrote; counts anew where there is nothing to judge.
coverage: $(VENV)/.dev
	@test -f .coverage || $(MAKE) test COUNT=1
	@find . -maxdepth 1 -name '.coverage.*' -empty -delete # a worker's, who may not write files
	$(BIN)/coverage report
	$(BIN)/coverage report --fail-under=100 --include='$(WHOLE)'

docs: $(VENV)/.dev ## Build the documentation into docs/_build/html
	$(BIN)/sphinx-build -q -n -W --keep-going -b html docs docs/_build/html

wheel: $(VENV)/.dev ## Build the wheel and try it in an empty environment
	$(BIN)/pytest tests/install -m "wheel and not deep"

wheels: $(VENV)/.dev ## The same on every supported Python that this machine has
	$(BIN)/pytest tests/install -m wheel

faults: $(VENV)/.dev ## Plant a fault for each gate and see the gate fail
	$(BIN)/pytest tests/gates -m "gates and not deep"

gates: lint types contracts deptry migrations coverage docs faults wheel ## All gates, after `make test COUNT=1`

ci: COUNT = 1
ci: test gates browser ## What the build server runs

deep: export HYPOTHESIS_PROFILE = deep
deep: $(VENV)/.dev ## What takes long: many examples, every Python, accuracy, slow gates
	$(BIN)/pytest -m "not (browser or wheel or gates)"
	$(BIN)/pytest tests/install tests/gates -m "wheel or gates"

bench-parse: $(VENV)/.runtime ## Captions per second beside a general tagger, which gets an environment of its own
	$(BIN)/python -m benchmarks.parse --install

bench-similar: $(VENV)/.runtime ## The same picture found again beside ImageHash, which gets an environment of its own
	$(BIN)/python -m benchmarks.similar --install

lock: ## Resolve the lock files again (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --group build --group dev pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate benchmarks/peers/parse.in -o benchmarks/peers/parse.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate benchmarks/peers/similar.in -o benchmarks/peers/similar.txt

clean: ## Remove the environment and caches
	rm -rf $(VENV) .benchmarks .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage build dist docs/_build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Creditline needs Python 3.11 or newer; this is %d.%d. Set PYTHON=..." % sys.version_info[:2])'
	@rm -rf $(VENV)
ifdef UV
	uv venv --quiet --python $(PYTHON) $(VENV)
else
	$(PYTHON) -m venv $(VENV)
endif

ifdef UV
INSTALL := uv pip install --quiet --python $(BIN)/python
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.runtime
