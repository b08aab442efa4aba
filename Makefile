# The first word of each "target: ## sentence" line is what `make help` shows.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

bin := .venv/bin
code := $(patsubst %/__init__.py,%,$(wildcard actions/__init__.py benchmarks/__init__.py heardback/__init__.py))

# Any Python that starts can run the setup; it then finds the one that is needed.
set_up = @for python in python3.10 python3 /usr/bin/python3 python; do \
	  if $$python -S -c '' 2>/dev/null; then exec $$python scripts/setup.py $(1); fi; \
	done; echo 'There is no Python here. Install Python 3.10 and try again.' >&2; exit 1

.PHONY: help chat serve setup setup-full env test bench bench-quick lint types format lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

chat: setup ## talk to Heardback in this terminal
	@$(bin)/heardback chat

serve: setup ## serve the web page and the chat channels
	@$(bin)/heardback serve

setup: env ## install what Heardback needs and train its reader, where that is not done yet
	@$(bin)/heardback train --if-needed

setup-full: ## make the second environment, .venv-full, with TensorFlow for comparisons
	$(call set_up,--full)

env:
	$(call set_up)

test: setup ## run all tests
	@$(bin)/pytest

bench: setup ## measure speed and reading, and compare with Rasa's defaults
	@$(bin)/python -m benchmarks

bench-quick: setup ## measure in about a minute what needs no second environment
	@$(bin)/python -m benchmarks --quick

lint: env types ## look for mistakes in code and YAML
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/yamllint --strict .

types: env
	@$(bin)/mypy $(code) scripts/setup.py

format: env ## put code into the project's form
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .

lock: env ## resolve the dependencies anew and write both lock files
	@scripts/lock.sh

clean: ## remove all that the targets above made
	rm -rf .venv .venv-full .setup.log .rasa models results build dist *.egg-info
	rm -rf .coverage htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
