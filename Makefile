# Two commands do everything: `make run` and `make test`. Each sets itself up in .venv/.
# Windows without make: see README.md for the same steps with `py -m`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test setup lint format lock workbooks templates docs benchmark clean

run: $(READY)  ## check, rate and report the shipped Register into out/
	$(BIN)/xlkpi run

test: $(READY)  ## all tests
	$(BIN)/pytest -n 2

setup: $(READY)  ## .venv/ with the command xlkpi and the development packages

$(READY): requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("xlkpi needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 setup") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

lint: $(READY)  ## everything pre-commit and CI check beside the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

format: $(READY)  ## what can be mended without thinking
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(READY)  ## lock the newest versions, with hashes and without registry addresses (needs uv)
	uv pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock

workbooks: $(READY)  ## make the shipped Registers again from the published figures
	$(BIN)/python workbooks/make_registers.py
	$(BIN)/python workbooks/make_scorecard.py

templates: $(READY)  ## make the shipped Word templates again
	$(BIN)/python docx_templates/make_templates.py

docs: $(READY)  ## make the generated pages again
	$(BIN)/xlkpi functions --markdown > docs/functions.md
	$(BIN)/xlkpi check --codes > docs/checks.md

benchmark: $(READY)  ## print ratios against named peers
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.functions
	$(BIN)/python -m benchmarks.edit
	$(BIN)/python -m benchmarks.read
	$(BIN)/python -m benchmarks.check
	$(BIN)/python -m benchmarks.recalc
	$(BIN)/python -m benchmarks.refresh
	$(BIN)/python -m benchmarks.libreoffice
	$(BIN)/python -m benchmarks.bind
	$(BIN)/python -m benchmarks.server
	$(BIN)/python -m benchmarks.papers

clean:  ## remove what the other targets made
	rm -rf $(VENV) out
