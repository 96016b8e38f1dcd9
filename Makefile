# Heed: `make help` tells what can be made. On plain Debian with Python 3.11, git and make, each target sets up what it needs.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCALE := src/heed/ui/locale
COMPILE := PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= CUSTOM_COMPILE_COMMAND='make lock' \
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --build-deps-for editable \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options $(UPGRADE)

.PHONY: help
help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

.PHONY: demo
demo: .venv/ready ## start Heed with a demo estate, and tell its address
	$(BIN)/heed demo

.PHONY: test
test: check ## run the checks, then every test on SQLite, and on PostgreSQL all that a database has a part in
	sh tests/install-system tests
	tests/run

.PHONY: check
check: export HEED_SECRET_KEY = only-for-the-checks
check: install ## check style, types, complexity, layers, migrations, translations and the house rules
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/complexipy --plain
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings tests.settings
	$(BIN)/python -m heed.i18n check
	$(BIN)/djlint --quiet --lint src
	$(BIN)/python -m pytest -q tests/test_house_rules.py

.PHONY: install
install: .venv/ready-to-develop ## set up the virtual environment with all that development needs

.PHONY: messages
messages: install ## bring the translations up to date with the code, and compile them
	$(BIN)/python -m heed.i18n extract
	$(BIN)/python -m heed.i18n compile
	$(BIN)/python -m heed.i18n check

RUNS := 2000
.PHONY: lives
lives: install ## play RUNS random lives against the law (2,000 where nothing is said; the tests play 100)
	TEST_EXAMPLES=$(RUNS) tests/run sqlite tests/clockwork/test_lives.py

.PHONY: rules
rules: install ## list the rules, the tests that prove each, and the rules that none proves
	$(BIN)/python -m tests.rules

.PHONY: figures
figures: .venv/ready ## measure every figure of bench/ against its goal
	@short=0; for figure in $$($(BIN)/python -m bench | cut -d ' ' -f 1); do \
		$(BIN)/python -m bench $$figure || short=1; done; exit $$short

.PHONY: pictures
pictures: install ## draw the screenshots of the README and docs/pictures anew, from the demo
	sh tests/install-system tests
	$(BIN)/python -m tests.pictures

.PHONY: lock
lock: install ## write the lock files anew from pyproject.toml (UPGRADE=--upgrade takes newer versions)
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

# The environment: made once, and again whenever what it is made from is newer.
.venv/bin/python:
	@sh tests/install-system python $(PYTHON)
	$(PYTHON) -m venv .venv

.venv/ready: requirements.lock pyproject.toml $(wildcard $(LOCALE)/*/LC_MESSAGES/*.po) | .venv/bin/python
	@echo "Setting up Heed in .venv: a minute on the first time, nothing afterwards."
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@$(BIN)/python -m pip --quiet check
	$(BIN)/python -m heed.i18n compile
	@touch $@

.venv/ready-to-develop: requirements-dev.lock .venv/ready
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
