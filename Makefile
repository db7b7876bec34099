# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
# The commands of this project. Each sets up what it needs the first time (installer/setup.sh).

PYTHON := .venv/bin/python
# Not `--dist loadfile`: when Qt takes a worker down, that way of sharing waits for ever.
PYTEST := -n 2
TESTS  :=

.PHONY: help run test lint format bench pictures lock clean distclean

help:
	@echo "make run     opens wwdesk on a demo office (without a screen: plays the demo into out/demo)"
	@echo "make test    checks style, types and imports and runs all tests; TESTS=tests/forms for a part"
	@echo "make lint    only style, types and the direction of imports"
	@echo "make format  lets ruff mend what it can"
	@echo "make bench   measures: each figure beside its reference"
	@echo "make pictures  takes the pictures of README and manual anew"
	@echo "make lock    pins and hashes the Python packages anew"
	@echo "make clean   removes what was made, but not .venv; make distclean that too"

run:
	@installer/setup.sh run
	@installer/start.sh

# Style, types and imports are tests too (tests/house), so one summary says it all.
test:
	@installer/setup.sh test
	@$(PYTHON) -m pytest $(PYTEST) $(TESTS)

lint:
	@installer/setup.sh test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m basedpyright --level error
	.venv/bin/lint-imports

format:
	@installer/setup.sh test
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench:
	@installer/setup.sh test
	@$(PYTHON) -m bench

# The pictures of README and manual are those the demo takes, so that they show the window as it is.
PICTURES := 01-vergrendeld:vergrendeld 02-mensen:mensen 03-screenings:screenings 04-agenda:agenda 05-overleg:overleg \
	06-werkwijzen:werkwijzen 07-wachtlijst:wachtlijst 08-achterstallen:achterstallen 09-woningen:woningen \
	10-instellingen:instellingen 11-vandaag:vandaag 12-zoeken:zoeken 13-dossier-overzicht:dossier 14-dossier-traject:traject \
	22-screening-begin:screening 25-screening-nakijken:nakijken 26-profiel:profiel
pictures:
	@installer/setup.sh test
	rm -rf out/demo && .venv/bin/wwdesk demo --out out/demo
	mkdir -p docs/pictures
	for pair in $(PICTURES); do cp "out/demo/$${pair%%:*}.png" "docs/pictures/$${pair##*:}.png"; done

# Hashed requirements name no registry, where uv.lock and pylock.toml would (docs/decisions/010).
LOCK := UV_SYSTEM_CERTS=1 .venv/bin/uv --quiet pip compile --universal --generate-hashes --no-header --upgrade
lock:
	@installer/setup.sh test
	$(LOCK) pyproject.toml --group setup -o requirements.lock
	$(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	sed -n '/^uv==/,/^[^ ]*==/{/^uv==/p;/^    --hash/p}' requirements-dev.lock >installer/uv.lock.txt

clean:
	rm -rf out build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv .setup.lock
