# Sourcebook: `make site` builds and checks the site, `make test` runs every test.
#
# Needs python3 (3.11 or newer) with its venv module, make and git. Everything else comes from
# requirements.lock into .venv/. No target reads the keyboard.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := site

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed.stamp
ADDRESS ?= 127.0.0.1:8000
UPGRADE ?=
PARTS ?=
BASE ?= HEAD^
WORKERS ?= 2

# Material announces the end of MkDocs 1 at every start; the decision is in CONTRIBUTING.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# Same commit, same bytes: the only clock of a build is the last commit's time.
ifndef SOURCE_DATE_EPOCH
COMMIT_TIME := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMIT_TIME),)
export SOURCE_DATE_EPOCH := $(COMMIT_TIME)
endif
endif

.PHONY: site serve check ids test lint audit walk picture chromium lock clean help

site: $(STAMP)  ## check the sources and build site/
	$(BIN)/sourcebook check
	$(BIN)/mkdocs build --strict
	@echo
	@echo "The site is in site/. Look at it with"
	@echo
	@echo "    $(PYTHON) -m http.server --directory site --bind 127.0.0.1 8000"
	@echo
	@echo "and http://127.0.0.1:8000/ in a browser, or write on it with: make serve"

serve: $(STAMP)  ## preview at http://127.0.0.1:8000/ and rebuild on every save
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

check: $(STAMP)  ## check the sources without building
	$(BIN)/sourcebook check

ids: $(STAMP)  ## give new pages and statements their ids (publishing does it, too)
	$(BIN)/sourcebook ids

# The tests of a file stay together, as their fixtures do; the order of files is kept, so that the
# long ones begin and the short ones fill what is left. (Groups across files, loadgroup, are lost
# with pytest 9 and xdist 3.8: pytest no longer reads the name that xdist gives a test.)
test: $(STAMP) lint chromium  ## linters, types, sources, and all tests with a real browser
	$(BIN)/sourcebook check
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

# Lighthouse comes from npm, if it is there; PARTS="--part axe" asks for less.
audit: $(STAMP) chromium  ## measure the reader’s site, its pictures in tests/artifacts/audit/
	PYTHONPATH=tests $(BIN)/python -m audit $(PARTS)

walk: $(STAMP) chromium  ## look at the pages of site/ that differ from BASE with a real browser
	PYTHONPATH=tests $(BIN)/python -m walking $(BASE)

picture: $(STAMP) chromium  ## make the README’s picture of the site anew
	PYTHONPATH=tests $(BIN)/python -m audit --picture docs/assets/screenshot.png

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Playwright's own browser is a download of 150 MB from a third place; the distribution's will do.
chromium:
	@for name in $${CHROMIUM:-} chromium chromium-browser google-chrome; do \
	  if command -v "$$name" >/dev/null; then exit 0; fi; \
	done; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then as_root=; \
	elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then as_root='sudo -n'; \
	else \
	  echo "The tests drive a real browser, and there is none here." >&2; \
	  echo "Install Chromium (on Debian: apt-get install chromium, as root), or name one:" >&2; \
	  echo "    make test CHROMIUM=/path/to/chromium" >&2; \
	  exit 1; \
	fi; \
	echo "Installing chromium from the distribution."; \
	$$as_root apt-get update </dev/null; \
	$$as_root env DEBIAN_FRONTEND=noninteractive \
	  apt-get install --yes --no-install-recommends chromium </dev/null

# pip reads the lock in hash mode and takes wheels only, so that no code of a dependency runs
# while it is installed. The project itself is built by hatchling, which is in the lock too.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer with its venv module" >&2; \
	  echo "(on Debian: apt-get install python3-venv), or: make PYTHON=python3.12" >&2; \
	  exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --no-deps --no-build-isolation -e .
	@touch $@

# Versions stay where they still fit; `make lock UPGRADE=--upgrade` takes the newest.
lock:  ## bring requirements.lock in line with pyproject.toml
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/python -m pip install uv
	.cache/lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header $(UPGRADE) -o requirements.lock

clean:  ## remove everything that these targets made
	rm -rf site .site-* .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/artifacts
	rm -rf $(VENV)

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)
