"""Writes the same notes as a project of each peer: this one, MkDocs Material, and plain Sphinx.

Talks, conferences and the glossary are the same everywhere. What this project draws of them besides
(programmes, topics, speakers, "Mentioned in", pictures, feeds), the others do without.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
from content import TERMS, TERMS_PER_PAGE, Content, Talk, linked, russian

REPOSITORY = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "ru")
TRANSLATED = "ru"
CATALOGUES = Path("locale", TRANSLATED, "LC_MESSAGES")
# Of the repository, what stands for other content than these notes, or for none.
_LEFT_OUT = (".*", "build", "docs", "examples", "locale", "tests", "__pycache__")


def write(path: Path, text: str) -> None:
    """Write *text* to *path*, whose folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page_of(talk: Talk) -> str:
    """Return the address of a talk's page, without its ending."""
    return f"conf-{talk.conference}/talk-{talk.number}"


# -- This project -------------------------------------------------------------------------------

_TREE = "```{{toctree}}\n:hidden:\n\n{pages}\n```\n"
_INDEX = """---
language: en
---

# Notes

Notes of talks.

```{conferences}
```

"""
_CONFERENCE = """---
kind: conference
language: en
dates:
  first: {year}-07-20
  last: {year}-07-23
links:
  website: https://conf.example/{number}
---

# Conference {number}

Notes of a conference.

(conf-{number}-day-1)=
## Day 1

```{{programme}}
:day: 1
```

(conf-{number}-day-2)=
## Day 2

```{{programme}}
:day: 2
```

"""
_TALK = """---
kind: talk
conference: conf-{conference}
language: en
date: {date}
start: "{start}"
speakers:
  - Speaker Number{speaker}
topics: [python]
links:
  video: https://video.example/{number}
---

# {title}

{text}"""
_TOPICS = """---
language: en
---

# Topics

All talks by topic.

(topic-python)=
## Python

The language.

```{topic} python
```
"""
_SPEAKERS = """---
language: en
---

# Speakers

Who spoke.

```{speakers}
```
"""
_GLOSSARY = """---
language: en
---

# Tools of part {number}

The tools of a part.

````{{glossary}}
:sorted:

{entries}
````
"""


def _own_talk(talk: Talk) -> str:
    place = talk.number % 40
    half_hours = place % 20
    text = linked(talk.text, "{{term}}`{}`".format)
    for section in range(1, text.count("\n## ") + 1):
        text = re.sub(r"\n\n## ", f"\n\n(t{talk.number}-{section})=\n## ", text, count=1)
    return _TALK.format(
        conference=talk.conference,
        date=f"{2010 + talk.conference}-07-{20 + place // 20}",
        start=f"{8 + half_hours // 2:02}:{half_hours % 2 * 30:02}",
        speaker=talk.number % 97,
        number=talk.number,
        title=talk.title,
        text=text,
    )


def _own_pages(content: Content) -> dict[str, str]:
    """Return the pages by their paths."""
    conferences = range(len(content.conferences))
    parts = range(len(content.term_pages))
    chapters = [*(f"conf-{one}/index" for one in conferences), "tools/index", "topics", "speakers"]
    pages = {
        "index": _INDEX + _TREE.format(pages="\n".join(chapters)),
        "topics": _TOPICS,
        "speakers": _SPEAKERS,
        "tools/index": "---\nlanguage: en\n---\n\n# Tools\n\nAll tools.\n\n"
        + _TREE.format(pages="\n".join(f"page-{part}" for part in parts)),
    }
    for number, talks in enumerate(content.conferences):
        tree = _TREE.format(pages="\n".join(f"talk-{talk.number}" for talk in talks))
        text = _CONFERENCE.format(number=number, year=2010 + number)
        pages[f"conf-{number}/index"] = text + tree
    for number, terms in enumerate(content.term_pages):
        entries = "\n\n".join("\n   ".join([term, *content.explanations[term]]) for term in terms)
        pages[f"tools/page-{number}"] = _GLOSSARY.format(number=number, entries=entries)
    return pages | {page_of(talk): _own_talk(talk) for talk in content.talks}


def _fill(catalogue: Path) -> None:
    """Put Russian into every entry of *catalogue* that has none."""
    read = polib.pofile(str(catalogue), wrapwidth=79)
    for entry in read.untranslated_entries():
        entry.msgstr = russian(entry.msgid)
    read.save()


def write_own(root: Path, content: Content) -> None:
    """Write to *root* this project with *content*; its own command extracts the catalogues."""
    shutil.copytree(REPOSITORY, root, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    for docname, text in _own_pages(content).items():
        write(root / "docs" / f"{docname}.md", text)
    for path in (REPOSITORY / "locale").glob("*.yaml"):
        write(root / "locale" / path.name, path.read_text(encoding="utf-8"))
    # The labels of the site: catalogues that belong to no page.
    for path in (REPOSITORY / CATALOGUES).glob("*.po"):
        if not (REPOSITORY / "docs" / f"{path.stem}.md").exists():
            write(root / CATALOGUES / path.name, path.read_text(encoding="utf-8"))
    labels = [*(root / CATALOGUES).glob("*.po")]
    command = [sys.executable, "-m", "talknotes", "catalogues"]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
    for path in (root / CATALOGUES).rglob("*.po"):
        if path not in labels:
            _fill(path)


# -- MkDocs Material ----------------------------------------------------------------------------

_MKDOCS = """site_name: Notes
theme:
  name: material
  features: [navigation.prune]
plugins:
  search: {}
  i18n:
    docs_structure: suffix
    languages:
      - {locale: en, default: true, name: English, build: true}
      - {locale: ru, name: Русский, build: true}
markdown_extensions:
  [attr_list, tables, admonition, pymdownx.superfences, pymdownx.highlight, toc]
"""


def _slug(term: str) -> str:
    return term.lower().replace(" ", "-")


def _mkdocs_link(term: str) -> str:
    return f"[{term}](../tools/page-{TERMS.index(term) // TERMS_PER_PAGE}.md#{_slug(term)})"


def _mkdocs_pages(content: Content) -> dict[str, str]:
    """Return the English pages by their paths."""
    pages = {"index": "# Notes\n\nNotes of talks.\n"}
    for number, talks in enumerate(content.conferences):
        links = "\n".join(f"- [{talk.title}](talk-{talk.number}.md)" for talk in talks)
        pages[f"conf-{number}/index"] = f"# Conference {number}\n\n{links}\n"
    for number, terms in enumerate(content.term_pages):
        entries = "".join(
            f"\n## {term} {{ #{_slug(term)} }}\n\n{' '.join(content.explanations[term])}\n"
            for term in terms
        )
        pages[f"tools/page-{number}"] = f"# Tools of part {number}\n{entries}"
    for talk in content.talks:
        pages[page_of(talk)] = f"# {talk.title}\n\n{linked(talk.text, _mkdocs_link)}"
    return pages


def write_mkdocs(root: Path, content: Content) -> None:
    """Write to *root* a project of MkDocs Material: its catalogues are whole pages."""
    write(root / "mkdocs.yml", _MKDOCS)
    for language in LANGUAGES:
        only = f"INHERIT: mkdocs.yml\nplugins:\n  i18n:\n    build_only_locale: {language}\n"
        write(root / f"mkdocs-{language}.yml", only)
    for docname, text in _mkdocs_pages(content).items():
        write(root / "docs" / f"{docname}.en.md", text)
        write(root / "docs" / f"{docname}.{TRANSLATED}.md", russian(text))


# -- Plain Sphinx -------------------------------------------------------------------------------

_PLAIN = """import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
project = "Notes"
extensions = ["myst_parser", "sphinx_copybutton", "stand_in"]
locale_dirs = ["../locale"]
gettext_compact = False
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
"""
# It passes over the directives of this project, and so draws nothing of what they draw.
_STAND_IN = """from sphinx.util.docutils import SphinxDirective


class Nothing(SphinxDirective):
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"day": str}

    def run(self):
        return []


def setup(app):
    for name in ("conferences", "programme", "speakers", "topic"):
        app.add_directive(name, Nothing)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def write_plain(root: Path, own: Path) -> None:
    """Write to *root* the pages and catalogues of *own*, configured for the stack alone."""
    for folder in ("docs", "locale"):
        shutil.copytree(own / folder, root / folder)
    write(root / "conf.py", _PLAIN)
    write(root / "stand_in.py", _STAND_IN)
