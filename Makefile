# One door for people, hooks and CI. Everything runs in .venv, which is made from requirements.lock.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
NOTEBOOKS := find notebooks -name '*.ipynb' -not -path '*/.ipynb_checkpoints/*'
STRIP := $(BIN)/nbstripout --keep-id --extra-keys 'metadata.papermill cell.metadata.papermill'

CORPUS ?= data/articles
OUT ?= reports/sample
ARGS ?=

# The first of these that is new enough; name another with make PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && { echo "$$p"; break; }; done)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install report test check format lab dictionary lock clean distclean

help:  ## Show the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

install: $(STAMP)  ## Make .venv from requirements.lock (every target below does so by itself)

$(STAMP): requirements.lock pyproject.toml
	@if [ -z "$(PYTHON)" ] || ! "$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null; then \
		echo "presslens needs Python 3.11 or newer; found: $$("$(or $(PYTHON),python3)" --version 2>&1 || true)" >&2; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.11" >&2; \
		exit 1; \
	fi
	@echo "Installing into $(VENV); the first time this takes some minutes."
	@"$(BIN)/python" -c '$(NEW_ENOUGH)' 2>/dev/null || "$(PYTHON)" -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

report: $(STAMP)  ## Analyse the sample articles into reports/sample/index.html (CORPUS=, OUT=, ARGS=)
	@$(BIN)/presslens report "$(CORPUS)" --out "$(OUT)" $(ARGS)

test: $(STAMP)  ## Run the tests, on all cores (ARGS="-k quotes" for some of them)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n auto $(ARGS)

check: $(STAMP)  ## Check format, lint (notebooks too), types, and that notebooks have no outputs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(NOTEBOOKS) -exec $(STRIP) --verify {} +

format: $(STAMP)  ## Format the code, mend what lint can mend, strip outputs from notebooks
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	@$(NOTEBOOKS) -exec $(STRIP) {} +

lab: $(STAMP)  ## Open JupyterLab on notebooks/
	@$(BIN)/jupyter lab --LabApp.default_url=/lab/tree/notebooks $(ARGS)

dictionary: $(STAMP)  ## Write data/README.md from the schemas of the tables
	@$(BIN)/python -m presslens.tables.dictionary data/README.md

lock: $(STAMP)  ## Resolve pyproject.toml anew into requirements.lock (ARGS=--upgrade for newer versions)
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --python-version 3.11 \
		-o requirements.lock -q $(ARGS)
	@echo "requirements.lock written; bring the comment in environment.yml in step, then: make test"

clean:  ## Remove caches and the sample report
	@rm -rf reports/sample build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find src tests notebooks benchmarks training \( -name __pycache__ -o -name .ipynb_checkpoints \) \
		-type d -prune -exec rm -rf {} +

distclean: clean  ## Remove .venv as well
	@rm -rf $(VENV)
