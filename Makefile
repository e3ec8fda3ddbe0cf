# Everything one does with Hamkke. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup run test check coverage mutants bench storm fuzz lock messages screenshots clean
PY := .venv/bin/python
WEIGHTY := law vault ledger jobs workflow
# Compiled modules are kept: without them each of the many processes compiles Django anew, for two seconds of a core.
export PYTHONDONTWRITEBYTECODE :=
LOCK := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup:  ## Install what is missing and write .env; safe to repeat
	@scripts/setup.sh

run: setup  ## Start everything: Redis, web, worker, clock. Ctrl-C stops it
	@exec $(PY) manage.py up

test:  ## Run every test, on SQLite and on PostgreSQL; make test ARGS="-k ledger"
	@scripts/setup.sh --dev
	@$(PY) scripts/test.py $(ARGS)

check:  ## Lint, import rules, types, migrations, deployment safety, translations, locks
	@scripts/setup.sh --dev
	@$(PY) scripts/check.py

coverage:  ## Which branches of the rooms that carry the weight their tests reach; fails below 95 % in one of them
	@scripts/setup.sh --dev
	@mkdir -p var
	@$(PY) -m coverage run -m pytest -q $(WEIGHTY:%=tests/litigation/%) tests/litigation/accounts/test_rights.py
	@$(PY) -m coverage report
	@for room in $(WEIGHTY); do $(PY) -m coverage report --fail-under=95 --format=total \
		--include="litigation/$$room/*" >/dev/null || { echo "litigation/$$room: below 95 %"; exit 1; }; done

mutants:  ## Which small faults in a room its tests do not notice; make mutants ARGS="law 200"
	@scripts/setup.sh --dev
	@$(PY) scripts/mutants.py $(ARGS)

fuzz:  ## Made-up requests of every role against the API and its description; make fuzz ARGS=200 for more of each
	@scripts/setup.sh --dev
	@$(PY) scripts/fuzz_api.py $(ARGS)

bench:  ## How fast papers are made, against others; make bench ARGS=annex_1k
	@scripts/setup.sh --dev
	@$(PY) scripts/bench.py $(ARGS)

storm:  ## Everything breaks while people register and a round is filed; make storm ARGS="--minutes 5 --plaintiffs 200"
	@scripts/setup.sh --dev
	@$(PY) scripts/storm.py $(ARGS)

lock:  ## Write the locks anew from the .in files; ARGS=--upgrade takes newer versions
	@scripts/setup.sh --dev
	@$(LOCK) requirements.in -o requirements.txt $(ARGS)
	@$(LOCK) requirements-dev.in -o requirements-dev.txt $(ARGS)
	@$(LOCK) bench/requirements.in -o bench/requirements.txt $(ARGS)

messages:  ## Collect the sentences to translate into locale/, then compile them
	@$(PY) scripts/messages.py update
	@scripts/setup.sh

screenshots:  ## Make the pictures of docs/screens/ anew
	@scripts/setup.sh --dev
	@$(PY) scripts/screenshots.py

clean:  ## Remove what can be made again; keeps .env and var/
	@rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete 2>/dev/null || true
