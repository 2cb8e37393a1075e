# One way to do everything. 'make demo' and 'make test' need only make, Python 3.11+ with venv, and a network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= demo
JOBS ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONWARNINGS := ignore::DeprecationWarning
# Compiled once, each command starts a second sooner.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test test-all check bench docs lock clean
.DEFAULT_GOAL := help

help:  ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 20

$(VENV)/core: requirements/core.txt requirements/build.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/build.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/core.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/core requirements/dev.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/spark: $(VENV)/dev requirements/spark.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/spark.txt
	@touch $@

demo: $(VENV)/core  ## install, build the synthetic county, run the main job, serve it, say who may sign in
	$(BIN)/headway demo --dir $(DEMO)
	@# From a terminal the web app starts, until Ctrl+C; else it is made ready and says how to start it.
	@if [ -t 1 ]; then serve=--start; else serve=--no-start; fi; $(BIN)/headway serve --demo $$serve --county $(DEMO)/county

test: $(VENV)/dev test-tools  ## everything a change must pass (under 20 minutes on 2 cores)
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@# A file of tests stays with one worker, so that the counties it needs are made once; folders in their order.
	$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder -m "not slow"

test-all: $(VENV)/spark test-tools  ## and the deeper suites: hundreds of generated counties, the second engine
	bash tests/spark/install_java.sh
	$(BIN)/pytest -n $(JOBS)

.PHONY: test-tools
test-tools: $(VENV)/dev
	bash tests/functional/install_tools.sh

check: $(VENV)/dev  ## style, types and layers, in seconds
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev  ## ratios against named baselines, in one run
	$(BIN)/python -m benchmarks

docs: $(VENV)/dev  ## write the generated reference again
	$(BIN)/python -m docs.generate

lock: $(VENV)/dev  ## resolve the dependencies again, with hashes and without addresses
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --no-header --no-emit-index-url requirements/build.in -o requirements/build.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --no-header --no-emit-index-url pyproject.toml -o requirements/core.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --no-header --no-emit-index-url pyproject.toml requirements/dev.in -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --no-header --no-emit-index-url --extra postgres pyproject.toml -c requirements/core.txt -c requirements/dev.txt -o requirements/postgres.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --no-header --no-emit-index-url --extra spark pyproject.toml -c requirements/core.txt -o requirements/spark.txt

clean:  ## take away what was built (not the demo county)
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
