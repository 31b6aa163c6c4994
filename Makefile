# One command each. Everything lives in .venv and static/; nothing else on the machine is touched,
# but for `make test`, which as root on Debian installs the browsers that are missing.

PYTHON3 ?= python3
PYTHON := .venv/bin/python
ARGS ?=
JS_TESTS = $(abspath $(sort $(wildcard tests/js/*.test.js tests/js/*.test.mjs)))

# What Python has compiled is kept, whatever the machine's habit: a run of the tests starts it many times.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup run test fuzz mutants check bench trust notebooks screenshot lock sbom contract clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.setup ## Make .venv with everything in it, and build the front end. Needs only Python with venv.
	@$(PYTHON) hatch_build.py

# The stamp lives inside .venv, so that it goes where .venv goes.
.venv/.setup: pyproject.toml locks/dev.txt
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Antigradient needs Python 3.11 or newer: make setup PYTHON3=python3.12"; exit 1; }
	$(PYTHON3) -m venv .venv
	$(PYTHON) -m pip install --quiet --no-compile --require-hashes --requirement locks/dev.txt
	$(PYTHON) -m pip install --quiet --no-compile --no-deps --no-build-isolation --editable .
	@touch $@

# A bundle that cannot be built must not keep the API from running: the page says what is missing.
run: .venv/.setup ## Serve on http://127.0.0.1:8000/ (options: make run ARGS="--port 9000 --no-open").
	@$(PYTHON) hatch_build.py || true
	@$(PYTHON) -m antigradient $(ARGS)

test: setup ## Run all tests: Python, JavaScript, browser, packaging.
	@$(PYTHON) -m tests.browser_support
	$(if $(JS_TESTS),$(PYTHON) hatch_build.py node --test --test-reporter=spec $(JS_TESTS))
	$(PYTHON) -m pytest -n 2 $(ARGS)

# What it tries is new every time; a failure prints the line that repeats it. FUZZ=5 is a shorter run.
fuzz: setup ## Try many random inputs, where `make test` tries the same few.
	FUZZ=$(or $(FUZZ),20) $(PYTHON) -m pytest -m fuzz -n 2 $(ARGS)

mutants: setup ## Plant thirty faults, one at a time, in a copy of the tree: the tests have to see each.
	@$(PYTHON) -m scripts.mutants $(ARGS)

check: setup ## Lint and type-check Python and JavaScript.
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m bandit --quiet --recursive --configfile pyproject.toml antigradient app bench scripts hatch_build.py
	$(PYTHON) -m mypy
	$(PYTHON) hatch_build.py node node_modules/@biomejs/biome/bin/biome ci --error-on-warnings ..
	$(PYTHON) hatch_build.py node node_modules/typescript/bin/tsc --project tsconfig.json

bench: setup ## Measure against naive code and matplotlib.
	$(PYTHON) -m bench $(ARGS)

trust: setup ## Attack a server of its own, and print counts beside their limits.
	@$(PYTHON) -m bench.trust --strict $(ARGS)

# Needs nginx (on Debian nginx-light).
deploy-check: setup ## Hold deploy/ to its schemas, run it with nginx, and remake the figures of docs/deploy.md.
	$(PYTHON) -m pip install --quiet --no-compile --editable '.[dev,deploy]'
	$(PYTHON) -m pytest -n 0 tests/app/test_deploy.py
	$(PYTHON) -m bench.students --write $(ARGS)

notebooks: setup ## Try a run's output in JupyterLab, nbconvert, Jupyter Book and marimo (ARGS=folder keeps pictures).
	@$(PYTHON) -m scripts.notebooks $(ARGS)

screenshot: setup ## Remake the README's picture from the real page.
	@$(PYTHON) -m scripts.screenshots $(ARGS)

lock: setup ## Write locks/ anew after a change of pyproject.toml (newer versions: make lock ARGS=--upgrade).
	@$(PYTHON) -m pip install --quiet 'uv>=0.6'
	@$(PYTHON) -m scripts.lock $(ARGS)

sbom: setup ## Write sbom.json, what the image holds (CycloneDX), from its lock.
	@$(PYTHON) -m pip install --quiet 'cyclonedx-bom>=7'
	@$(PYTHON) -m cyclonedx_py requirements --output-reproducible --output-file sbom.json locks/run.txt

contract: ## Write static/shared/contract anew, what Python and JavaScript must both know, from the registries.
	@$(PYTHON) -m antigradient.contract

clean: ## Remove all that was built or installed here.
	rm -rf .venv build dist static/dist static/node_modules static/.build.lock tests/browser/engines/node_modules tests/browser/engines/.screenshots .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
