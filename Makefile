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
TALKNOTES := $(RUN) -m talknotes
PYTEST := $(RUN) -m pytest
EXAMPLES := .venv-examples
AUDIT := build/audit
PEERS := build/bench/peers
# npm writes this file last.
LIGHTHOUSE := tests/lighthouse/node_modules/.package-lock.json
LOCKS = $(wildcard requirements.txt */requirements.txt tests/*/requirements.txt)
# The names that stand on the command line of make. Their values, with whatever characters are in them,
# reach Python by the environment; what merely happens to be in the environment does not count.
GIVEN = $(filter-out PYTHON VENV,$(foreach name,$(.VARIABLES),$(if $(filter command,$(origin $(name))),$(name))))
LANGUAGE_GIVEN = $(if $(filter command,$(origin LANGUAGE)),$(LANGUAGE))
NO_WAY := is there a way to PyPI? The report is above.

##@ Every day
## serve       serve all languages on one port (PORT=8000), rebuilt and reloaded on every change
## check       say what is wrong with the pages and the catalogues, with file and line, in seconds
## catalogues  bring the catalogues in locale/ up to date with the pages
##@ Write
## preview     show one page (LANGUAGE=ru PAGE=tools/index PORT=8000), following what you save
## talk        begin the page of a talk; asks for what is not given, such as TITLE="…"
## conference  begin the page of a conference, likewise
## tool        begin the entry of a tool in the glossary, likewise
## language    add a language with its catalogues, likewise
## rename      rename a page or a label, and all that refers to it (FROM=… TO=…)
## figures     draw the figures in docs/figures, in all languages, by the scripts in examples/figures
## weblate     print the components of a Weblate project as JSON (REPOSITORY=https://…)
##@ Build
## html        build the site in all its languages, or LANGUAGE=ru alone, into build/html (the default)
## epub        make an EPUB of each language into build/books
## pdf         make a PDF of each language into build/books (needs XeLaTeX and its fonts)
## zip         make an archive of each language, to read from disk, into build/books
##@ Test
## test        install what the tests need, Chromium and Hunspell included, and run them all
## test-quick  run the tests that build nothing and open no browser, in less than a minute
## test-books  install XeLaTeX and Java, make all books and check them as their readers' programs do
## test-lighthouse  install Lighthouse and measure every type of page with it (needs Node.js, npm)
## test-upstream  say which override of another project can go, after make lock UPGRADE=…
## fuzz        try the properties of pages and catalogues with 20,000 generated cases (SEED=1 again)
## linkcheck   ask whether the addresses that the pages link to still answer (needs the network)
## bench       compare the build with MkDocs Material and plain Sphinx (N="40 200" talks, ROUNDS=3)
##@ Keep up
## lock        write every requirements.txt from its short list; newer versions: UPGRADE=furo, or all
## audit       ask PyPI whether anything that is installed is known to be unsafe
## clean       throw away everything that was built, .venv and .venv-examples
## help        list these commands
.PHONY: $(shell sed -n 's/^## \([a-z-]*\) .*/\1/p' $(MAKEFILE_LIST))

# What `python -m talknotes` carries out under the same name, and what each is given.
serve check catalogues preview talk conference tool language rename weblate epub pdf zip linkcheck: \
  $(VENV)/.site
	@$(TALKNOTES) $@ $(OPTIONS)
OPTIONS :=
serve preview: OPTIONS = --port $(PORT)
# LANGUAGE counts only where it is given to make: gettext has a variable of that name as well.
preview: OPTIONS += --page '$(PAGE)' --language '$(LANGUAGE_GIVEN)'
talk conference tool language rename: OPTIONS = $(GIVEN)
weblate: OPTIONS = --repository "$(REPOSITORY)" --branch "$(BRANCH)"

html: $(VENV)/.site
	@$(TALKNOTES) build $(if $(LANGUAGE_GIVEN),--language "$(LANGUAGE_GIVEN)")

figures: $(EXAMPLES)/.made
	@$(EXAMPLES)/bin/python examples/figures/make.py

test: $(VENV)/.tests $(EXAMPLES)/.made html
	@$(RUN) tests/tools/chromium.py
	@$(RUN) tests/tools/spelling.py
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PYTEST) -n auto --dist loadscope --no-loadscope-reorder

test-quick: $(VENV)/.tests
	@$(PYTEST) -m "not builds and not whole_site and not browser and not upstream"

test-books: $(VENV)/.tests
	@$(RUN) tests/tools/typesetting.py
	@$(TALKNOTES) epub
	@$(TALKNOTES) pdf
	@$(TALKNOTES) build
	@$(PYTEST) tests/publishing/check_books.py

test-lighthouse: $(VENV)/.tests $(LIGHTHOUSE)
	@$(RUN) tests/tools/chromium.py
	@TALK_NOTES_ADDRESS=https://talks.example/ $(TALKNOTES) build --into build/lighthouse
	@$(PYTEST) tests/site/check_lighthouse.py

test-upstream: $(VENV)/.tests
	@$(PYTEST) -m upstream

fuzz: $(VENV)/.tests
	@seed="$(or $(SEED),$$RANDOM)"; echo "SEED=$$seed"; TALK_NOTES_FUZZ=1 $(PYTEST) \
	  --hypothesis-seed="$$seed" -p no:cacheprovider \
	  tests/translation/test_merging.py tests/translation/test_random_text.py \
	  tests/checks/test_one_truth.py tests/content/test_random_pages.py

bench: $(VENV)/.site $(PEERS)/.made
	@$(RUN) tests/bench $(N) --rounds $(ROUNDS) --mkdocs $(PEERS)/bin/mkdocs --into build/bench

lock: $(VENV)/.tests
	@$(RUN) tests/tools/locks.py --upgrade $(UPGRADE)

audit: $(AUDIT)/.made
	@$(AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip $(LOCKS:%=-r %)

clean:
	@rm -rf build $(VENV) $(EXAMPLES) tests/lighthouse/node_modules
	@find . -name __pycache__ -prune -exec rm -rf {} +

help:
	@sed -n -e 's/^##@ \(.*\)/\n\1/p' -e 's/^## /  make /p' $(MAKEFILE_LIST)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Talk Notes needs Python 3.11 or later; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Could not make $(VENV): install Python's venv (Debian: apt-get install python3-venv)" >&2; rm -rf $(VENV); exit 1; }

# What is installed into an environment: the environment, the mark that it is done, the list.
define INSTALLED
$(1)/$(2): $(3) | $(VENV)/bin/python
	@echo "Installing what $(4) …"
	@[ -x $(1)/bin/python ] || $(RUN) -m venv $(1)
	@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(3) || \
	  { echo "Could not install the packages of $(3): $(NO_WAY)" >&2; exit 1; }
	@touch $$@
endef
$(eval $(call INSTALLED,$(VENV),.site,requirements.txt,the site is built with))
$(eval $(call INSTALLED,$(VENV),.tests,tests/requirements.txt,the tests need))
$(VENV)/.tests: $(VENV)/.site
$(eval $(call INSTALLED,$(EXAMPLES),.made,examples/requirements.txt,the examples need))
$(eval $(call INSTALLED,$(AUDIT),.made,tests/audit/requirements.txt,the audit needs))
$(eval $(call INSTALLED,$(PEERS),.made,tests/bench/requirements.txt,this project is compared with))

$(LIGHTHOUSE): tests/lighthouse/package-lock.json | $(VENV)/bin/python
	@$(RUN) tests/tools/node.py
	@echo "Installing Lighthouse …"
	@npm ci --prefix tests/lighthouse --no-audit --no-fund --silent || \
	  { echo "Could not install Lighthouse: is there a way to npm's registry? The report is above." >&2; exit 1; }
	@touch $@
