# The commands of Talk Notes. `make help` lists them, from the lines that begin with "##"; "##@"
# begins a group.
#
# Needed on the machine: Python 3.11 or later with venv, make, git, and a way to PyPI.
# Everything else is installed into .venv, which can be thrown away at any time; what the examples
# need, into .venv-examples, so that the site depends on none of it. Only files whose hashes stand
# in requirements.txt, or in the file of that name in a folder below, are installed.

.DEFAULT_GOAL := html
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
PORT ?= 8000
# Of make bench: the talks a language, or several such numbers, and how often it measures.
N ?= 200
ROUNDS ?= 3
BRANCH ?= main
VENV := .venv
RUN := $(VENV)/bin/python
EXAMPLES := .venv-examples
AUDIT := build/audit
PEERS := build/bench/peers
# npm writes this file last.
LIGHTHOUSE := tests/lighthouse/node_modules/.package-lock.json
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes
LOCKS = $(wildcard requirements.txt */requirements.txt tests/*/requirements.txt)
# The names that stand on the command line of make. Their values, with whatever characters are in them,
# reach Python by the environment; what merely happens to be in the environment does not count.
GIVEN = $(filter-out PYTHON VENV PIP_INSTALL,$(foreach name,$(.VARIABLES),$(if $(filter command,$(origin $(name))),$(name))))
NO_PIP = { echo "Could not install the packages of $(1): is there a way to PyPI? The report is above." >&2; exit 1; }

##@ Every day

## serve       serve all languages on one port (PORT=8000), rebuilt and reloaded on every change
.PHONY: serve
serve: $(VENV)/.site
	@$(RUN) -m talknotes serve --port $(PORT)

## check       say what is wrong with the pages and the catalogues, with file and line, in seconds
.PHONY: check
check: $(VENV)/.site
	@$(RUN) -m talknotes check

## catalogues  bring the catalogues in locale/ up to date with the pages
.PHONY: catalogues
catalogues: $(VENV)/.site
	@$(RUN) -m talknotes catalogues

##@ Write

# LANGUAGE counts only where it is given to make: gettext has a variable of that name as well.
## preview     show one page (LANGUAGE=ru PAGE=tools/index PORT=8000), following what you save
.PHONY: preview
preview: $(VENV)/.site
	@$(RUN) -m talknotes preview --port $(PORT) --page '$(PAGE)' \
	  --language '$(if $(filter command,$(origin LANGUAGE)),$(LANGUAGE))'

## talk        begin the page of a talk; asks for what is not given, such as TITLE="…"
## conference  begin the page of a conference, likewise
## tool        begin the entry of a tool in the glossary, likewise
## language    add a language with its catalogues, likewise
.PHONY: talk conference tool language
talk conference tool language: $(VENV)/.site
	@$(RUN) -m talknotes $@ $(GIVEN)

## rename      rename a page or a label, and all that refers to it (FROM=… TO=…)
.PHONY: rename
rename: $(VENV)/.site
	@$(RUN) -m talknotes rename $(GIVEN)

## figures     draw the figures in docs/figures, in all languages, by the scripts in examples/figures
.PHONY: figures
figures: $(EXAMPLES)/.made
	@$(EXAMPLES)/bin/python examples/figures/make.py

## weblate     print the components of a Weblate project as JSON (REPOSITORY=https://…)
.PHONY: weblate
weblate: $(VENV)/.site
	@[ -n "$(REPOSITORY)" ] || { echo "Whose repository? make weblate REPOSITORY=https://…" >&2; exit 1; }
	@$(RUN) -m talknotes weblate --repository "$(REPOSITORY)" --branch "$(BRANCH)"

##@ Build

## html        build the site in all its languages, or LANGUAGE=ru alone, into build/html (the default)
.PHONY: html
html: $(VENV)/.site
	@$(RUN) -m talknotes build $(if $(filter command,$(origin LANGUAGE)),--language "$(LANGUAGE)")

## epub        make an EPUB of each language into build/books
.PHONY: epub
epub: $(VENV)/.site
	@$(RUN) -m talknotes epub

## pdf         make a PDF of each language into build/books (needs XeLaTeX and its fonts)
.PHONY: pdf
pdf: $(VENV)/.site
	@$(RUN) -m talknotes pdf

## zip         make an archive of each language, to read from disk, into build/books
.PHONY: zip
zip: $(VENV)/.site
	@$(RUN) -m talknotes zip

##@ Test

## test        install what the tests need, Chromium and Hunspell included, and run them all
.PHONY: test
test: $(VENV)/.tests $(EXAMPLES)/.made html
	@$(RUN) tests/tools/chromium.py
	@$(RUN) tests/tools/spelling.py
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports
	@$(RUN) -m pytest -n auto --dist loadscope

## test-quick  run the tests that build nothing and open no browser, in less than a minute
.PHONY: test-quick
test-quick: $(VENV)/.tests
	@$(RUN) -m pytest -m "not builds and not whole_site and not browser and not upstream"

## test-books  install XeLaTeX and Java, make all books and check them as their readers' programs do
.PHONY: test-books
test-books: $(VENV)/.tests
	@$(RUN) tests/tools/typesetting.py
	@$(RUN) -m talknotes epub
	@$(RUN) -m talknotes pdf
	@$(RUN) -m talknotes build
	@$(RUN) -m pytest tests/publishing/check_books.py

## test-lighthouse  install Lighthouse and measure every type of page with it (needs Node.js, npm)
.PHONY: test-lighthouse
test-lighthouse: $(VENV)/.tests $(LIGHTHOUSE)
	@$(RUN) tests/tools/chromium.py
	@TALK_NOTES_ADDRESS=https://talks.example/ $(RUN) -m talknotes build --into build/lighthouse
	@$(RUN) -m pytest tests/site/check_lighthouse.py

## test-upstream  say which override of another project can go, after make lock UPGRADE=…
.PHONY: test-upstream
test-upstream: $(VENV)/.tests
	@$(RUN) -m pytest -m upstream

## fuzz        try the properties of pages and catalogues with 20,000 generated cases (SEED=1 again)
.PHONY: fuzz
fuzz: $(VENV)/.tests
	@seed="$(or $(SEED),$$RANDOM)"; echo "SEED=$$seed"; TALK_NOTES_FUZZ=1 $(RUN) -m pytest \
	  --hypothesis-seed="$$seed" -p no:cacheprovider \
	  tests/translation/test_merging.py tests/translation/test_random_text.py \
	  tests/checks/test_one_truth.py tests/content/test_random_pages.py

## linkcheck   ask whether the addresses that the pages link to still answer (needs the network)
.PHONY: linkcheck
linkcheck: $(VENV)/.site
	@$(RUN) -m talknotes linkcheck

## bench       compare the build with MkDocs Material and plain Sphinx (N="40 200" talks, ROUNDS=3)
.PHONY: bench
bench: $(VENV)/.site $(PEERS)/.made
	@$(RUN) tests/bench $(N) --rounds $(ROUNDS) --mkdocs $(PEERS)/bin/mkdocs --into build/bench

##@ Keep up

## lock        write every requirements.txt from its short list; newer versions: UPGRADE=furo, or all
.PHONY: lock
lock: $(VENV)/.tests
	@$(RUN) tests/tools/locks.py --upgrade $(UPGRADE)

## audit       ask PyPI whether anything that is installed is known to be unsafe
.PHONY: audit
audit: $(AUDIT)/.made
	@$(AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip $(LOCKS:%=-r %)

## clean       throw away everything that was built, .venv and .venv-examples
.PHONY: clean
clean:
	@rm -rf build $(VENV) $(EXAMPLES) tests/lighthouse/node_modules
	@find . -name __pycache__ -prune -exec rm -rf {} +

## help        list these commands
.PHONY: help
help:
	@sed -n -e 's/^##@ \(.*\)/\n\1/p' -e 's/^## /  make /p' $(MAKEFILE_LIST)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Talk Notes needs Python 3.11 or later; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Could not make $(VENV): install Python's venv (Debian: apt-get install python3-venv)" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.site: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the site is built with …"
	@$(RUN) $(PIP_INSTALL) -r requirements.txt || $(call NO_PIP,requirements.txt)
	@touch $@

$(VENV)/.tests: tests/requirements.txt $(VENV)/.site
	@echo "Installing what the tests need …"
	@$(RUN) $(PIP_INSTALL) -r tests/requirements.txt || $(call NO_PIP,tests/requirements.txt)
	@touch $@

# What needs an environment of its own, and the folder that its list stands in.
define OWN
$(1)/.made: $(2)/requirements.txt | $(VENV)/bin/python
	@echo "Installing what $(3) …"
	@[ -x $(1)/bin/python ] || $(RUN) -m venv $(1)
	@$(1)/bin/python $(PIP_INSTALL) -r $(2)/requirements.txt || $$(call NO_PIP,$(2)/requirements.txt)
	@touch $$@
endef
$(eval $(call OWN,$(EXAMPLES),examples,the examples need))
$(eval $(call OWN,$(AUDIT),tests/audit,the audit needs))
$(eval $(call OWN,$(PEERS),tests/bench,this project is compared with))

$(LIGHTHOUSE): tests/lighthouse/package-lock.json | $(VENV)/bin/python
	@$(RUN) tests/tools/node.py
	@echo "Installing Lighthouse …"
	@npm ci --prefix tests/lighthouse --no-audit --no-fund --silent || \
	  { echo "Could not install Lighthouse: is there a way to npm's registry? The report is above." >&2; exit 1; }
	@touch $@
