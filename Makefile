# What can be done here: `make help`. Everything is set up when it is first needed.

SHELL = /bin/sh
.DEFAULT_GOAL = help
MAKEFLAGS += --no-print-directory
IN = .venv/bin

# VAR, PORT and SEED may stand in the environment or behind `make up`.
export VAR PORT SEED

.PHONY: help setup up test check bench faults mutants test-servers browser

help: ## Show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

up: setup ## Start the whole system with the demonstration county (PORT=8000 VAR=var SEED=county|empty)
	@exec $(IN)/dhr up

test: check browser ## Run every check and every test
	@$(IN)/pytest -n 2 --dist loadfile

check: setup ## Lint, types, imports and architecture
	$(IN)/ruff check .
	$(IN)/ruff format --check --quiet .
	$(IN)/mypy
	$(IN)/lint-imports --no-cache
	$(IN)/pytest -q tests/architecture

bench: setup ## Measure the numbers to hold, beside the limits of this machine
	@$(IN)/python -m tests.bench

faults: setup ## Kill, hang, fill and restore parts of the system, and try properties at random, for long (FAULTS_SEED=...)
	@FAULTS=long $(IN)/pytest tests/faults
	@HYPOTHESIS_PROFILE=long $(IN)/pytest -q $$(git grep -l 'from hypothesis import' -- '*/test_*.py')

mutants: setup ## Break each rule and see whether a test notices (SERVICE=cases MODULE=domain/imr FRESH=1)
	@$(IN)/python -m tests.mutants $(if $(SERVICE),--service $(SERVICE)) $(if $(MODULE),--module $(MODULE)) $(if $(FRESH),--fresh)

test-servers: setup ## Run the tests that need servers (TEST_SERVERS=containers: on a Docker engine)
	@$(IN)/pytest -m servers

setup: .venv/.ready ## Install uv, Python 3.13 and the Python packages

.venv/.ready: uv.lock pyproject.toml $(wildcard */pyproject.toml services/*/pyproject.toml) deploy/bootstrap.sh
	@sh deploy/bootstrap.sh
	@touch $@

browser: setup
	@$(IN)/python -m deploy.browser
