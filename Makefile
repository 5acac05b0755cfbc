# `make run` plays the product on this machine; `make test` is everything CI checks.

# The first Python on the PATH that is new enough, or the plain one so that the check below can say what it is.
PYTHON ?= $(or $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done),python3)
IN_VENV = .venv/bin/python

.PHONY: help setup run reset test quick format gallery pictures package kill quarter any-files bench mutants lock

help:
	@echo 'make run      play it here: the bot, a Teams client in the browser, 300 children made up'
	@echo 'make run POLICY=west-sussex   the same by another of the procedures in policies/'
	@echo 'make reset    the same, starting afresh: forgets what was played'
	@echo 'make test     everything CI checks'
	@echo 'make test T=tests/bot/actions   only the tests there, on both databases'
	@echo 'make quick    lint, types and the tests that need neither a browser nor PostgreSQL: before each commit'
	@echo 'make format   put the code into its one format'
	@echo 'make setup    only the Python environment, .venv'
	@echo 'make package  the Teams app package, dist/permanence.zip'
	@echo 'make gallery  draw every card into docs/gallery'
	@echo 'make kill     kill -9 at every commit and at random, and see that nothing is lost'
	@echo 'make quarter  play ten more quarters of a council by script, on SQLite and PostgreSQL; takes half an hour'
	@echo 'make any-files   2,500 councils made up, their files in any split and order: no child in care is lost; takes eight minutes'
	@echo 'make bench    measure a press, a post, the rules engine, how commands start and what an import costs; writes docs/performance*.md'
	@echo 'make mutants  change the engine in 3,246 small ways and see which of them no test notices; takes hours'
	@echo 'make pictures play the story and keep its pictures in docs/pictures'

setup:
	@command -v $(PYTHON) >/dev/null || \
		{ echo 'No Python was found: install Python 3.11 or newer, or name one with make PYTHON=/path/to/python.'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This is Python %d.%d and 3.11 or newer is needed: install it, or name one with make PYTHON=/path/to/python." % sys.version_info[:2])'
	@$(PYTHON) -m tools.environment

run: setup  # POLICY=west-sussex plays another procedure, PORT=8123 another port
	@$(IN_VENV) -m tools.run

reset: setup
	@$(IN_VENV) -m tools.run --afresh

test: setup  # T=tests/bot/actions runs only what is there
	@$(IN_VENV) -m tools.check $(T)

quick: setup
	@$(IN_VENV) -m tools.check --quick

format: setup
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

gallery: setup
	@$(IN_VENV) -m tools.gallery

pictures: setup
	@$(IN_VENV) -m tools.check --pictures

package: setup
	@$(IN_VENV) -m tools.package

kill: setup
	@$(IN_VENV) -m bench.kill_campaign --rounds 5 --random 20

quarter: setup
	@$(IN_VENV) -m pytest -q -n 2 --dist loadgroup -m slow tests/quarter

any-files: setup
	@$(IN_VENV) -m pytest -q -m slow --hypothesis-show-statistics tests/any_files

bench: setup
	@$(IN_VENV) -m bench.turns --postgres
	@$(IN_VENV) -m bench.timeline
	@$(IN_VENV) -m bench.commands
	@$(IN_VENV) -m bench.imports --rounds 1 --england

mutants: setup
	@$(IN_VENV) -m mutmut run

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements.lock -o requirements-dev.lock
