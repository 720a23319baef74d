"""The extension ``talknotes.translation`` on a project that knows no talks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import SmallSite
from running import Done, environment, talknotes

CONF = """
project = "Tea"
language = "en"
extensions = ["myst_parser", "talknotes.translation"]
html_theme = "{theme}"
myst_enable_extensions = ["colon_fence"]
talknotes_languages = {{
    "en": {{"name": "English", "locale": "en_GB"}},
    "ru": {{"name": "Русский", "locale": "ru_RU"}},
}}
"""
INDEX = """\
# Tea

Water for *green* tea must not boil, see {term}`Oolong`.

:::{note}
| Tea | Minutes |
|-----|---------|
| green | two |
:::

```{glossary}
Oolong
   Between green and black.
```

```{toctree}
samovar
```
"""
SAMOVAR = """\
---
language: ru
---

# Самовар

Воду в нём не кипятят дважды.
"""
TRANSLATIONS = {
    "Tea": "Чай",
    "Water for *green* tea must not boil, see {term}`Oolong`.": (
        "Вода для *зелёного* чая не должна кипеть, см. {term}`улун <Oolong>`."
    ),
    "Minutes": "Минуты",
    "green": "зелёный",
    "Oolong": "Улун",
    "Between green and black.": "<script>alert(1)</script>",
}
# What of the package the extension may bring along.
RUN = """
import sys
from sphinx.cmd.build import main
code = main(sys.argv[1:])
wings = {name.split(".")[1] for name in sys.modules if name.startswith("talknotes.")}
print("wings:", *sorted(wings))
sys.exit(code)
"""


def sphinx(root: Path, language: str) -> Done:
    """Build *language* of the project *root* in a process of its own."""
    command = [
        sys.executable, "-c", RUN, "-q", "-c", ".", "-D", f"language={language}",
        "-d", f"build/doctrees/{language}", "docs", f"build/html/{language}",
    ]  # fmt: skip
    variables = environment(NO_COLOR="1")
    return subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)


def project(root: Path, theme: str) -> Path:
    """Write a project of two pages, in two languages, into *root*."""
    site = SmallSite(root, keep=True)
    site.write("conf.py", CONF.format(theme=theme))
    site.page("index", INDEX)
    site.page("samovar", SAMOVAR)
    site.catalogue("ru", "index", TRANSLATIONS)
    return root


def build(root: Path, language: str) -> tuple[BeautifulSoup, str, str]:
    """Build *language*; return the front page, what was printed, what was warned of."""
    done = sphinx(root, language)
    assert done.returncode == 0, done.stderr
    return page(root, f"{language}/index"), done.stdout, done.stderr


def page(root: Path, name: str) -> BeautifulSoup:
    """Return the built page *name*, such as ``en/index``."""
    html = (root / "build" / "html" / f"{name}.html").read_text(encoding="utf-8")
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("theme", ["furo", "alabaster"])
def test_a_project_without_talks_is_translated_and_marked(tmp_path: Path, theme: str) -> None:
    root = project(tmp_path, theme)
    front, printed, warned = build(root, "ru")
    assert "wings: common translation" in printed
    text = front.get_text(" ")
    assert "Вода для" in text
    assert "зелёный" in text
    assert front.select('a[href="#term-Oolong"]')
    # What the wall refuses is reported with its place, and shown in the source.
    assert "locale/ru/LC_MESSAGES/index.po:20: WARNING: HTML <script>" in warned
    assert "Between green and black." in text
    assert not front.select("dd script")
    # A cell that is not translated bears its language, and says so.
    (cell,) = [tag for tag in front.select("td p") if "two" in tag.get_text()]
    assert cell["lang"] == "en"
    assert "not translated" in cell.get_text()
    assert len(front.select("dd .untranslated")) == 1
    originals = (root / "build/html/ru/index.originals.js").read_text(encoding="utf-8")
    assert "must not boil" in originals
    # The page in the other language keeps its own, and is marked where it stands beside English.
    assert not page(root, "ru/samovar").select(".untranslated")
    build(root, "en")
    assert page(root, "en/samovar").select('[lang="ru"] .untranslated')


def test_templates_get_the_languages_of_the_switch_and_the_progress(tmp_path: Path) -> None:
    root = project(tmp_path, "alabaster")
    SmallSite(root, keep=True).write(
        "templates/page.html",
        '{% extends "!page.html" %}{% block footer %}'
        '<script id="reported" type="application/json">'
        "{{ [talknotes_languages, talknotes_edit, talknotes_progress] | tojson }}</script>"
        "{% endblock %}",
    )
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('templates_path = ["templates"]\n')
    front, _printed, _warned = build(root, "ru")
    reported = front.select_one("#reported")
    assert reported is not None
    languages, edit, progress = json.loads(reported.get_text())
    assert [one["link"] for one in languages] == ["../en/index.html", "../ru/index.html"]
    assert edit["path"] == "locale/ru/LC_MESSAGES/index.po"
    assert progress["path"] == "locale/ru/LC_MESSAGES/index.po:20"


def test_an_unknown_language_is_one_sentence(tmp_path: Path) -> None:
    done = sphinx(project(tmp_path, "alabaster"), "de")
    assert done.returncode != 0
    reported = 'conf.py: talknotes_languages has no language "de"; known: en, ru'
    assert reported in done.stderr


def test_the_commands_for_catalogues_work_there_too(tmp_path: Path) -> None:
    root = project(tmp_path, "alabaster")
    done = talknotes(root, "catalogues")
    assert done.returncode == 0, done.stderr
    english = (root / "locale/en/LC_MESSAGES/samovar.po").read_text(encoding="utf-8")
    assert "Воду в нём не кипятят дважды." in english
    found = talknotes(root, "check")
    assert found.returncode == 1
    assert "HTML <script> is not allowed in a translation" in found.stdout + found.stderr
