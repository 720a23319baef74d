"""A page with every construct that pages may use: what is extracted is what is shown translated."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from conftest import REPOSITORY, SmallSite
from page_reader import article_of, page_of, text_of
from sphinx.util.nodes import _clean_extracted_message

from talknotes.common.project import Project
from talknotes.translation.extraction import templates_of_pages

PAGE = """\
# Alpha heading

Bravo paragraph with *Charlie emphasis*, `code`, {term}`Delta term`, [Echo link](https://e.org/)
and a footnote[^one].
Foxtrot goes on[^two], see [Golf text][guide].

Hotel one\\
India two

1. Juliet item
   - Kilo item

> Lima quotation

| Mike column | November column |
|-------------|-----------------|
| Oscar cell  | **Papa cell**   |

(own-label)=
## 2024. Quebec {term}`Romeo term <Delta term>`

:::{note}
Sierra note.

| Tango column |
|--------------|
| Uniform cell |
:::

::::{admonition} Victor title
Whiskey body.

:::{tip}
Xray within.
:::
::::

:::{versionadded} 1.0
Yankee version.
:::

```{figure} pic.svg
:alt: Zulu picture

Able caption

Baker legend
```

```{image} pic.svg
:alt: Cast picture
```

```{list-table} Dog table
* - Easy cell
  - Fox cell
```

```{rubric} George rubric
```

```{code-block} python
:caption: How caption

print("stays")
```

```{glossary}
Delta term
Item alias
   Jig definition.

   King second.
```

```{toctree}
:caption: Love caption

Mike title <other>
```

[guide]: https://example.org/
[^one]: Nan footnote.
[^two]: Oboe footnote.
"""
# Words of the page that are no text of it.
NAMES = {"python", "print", "stays", "code"}


def fill(site: SmallSite) -> None:
    """Write the page, and what it needs."""
    site.write("docs/pic.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    site.page("index", PAGE)
    site.page("other", "# Peter\n\nQueen.\n")


def gettext_messages(root: Path, out: Path) -> dict[str, set[str]]:
    """Return what Sphinx's gettext builder finds on every page of the project at *root*."""
    command = [
        sys.executable, "-m", "sphinx", "-q", "-E", "-b", "gettext", "-c", str(root),
        "-D", "talknotes_extract=1", "-d", str(out / "doctrees"), str(root / "docs"), str(out),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = {}
    for path in out.rglob("*.pot"):
        name = path.relative_to(out).with_suffix("").as_posix()
        found[name] = {entry.msgid for entry in polib.pofile(str(path))}
    return found


def test_the_messages_of_the_site_are_those_that_sphinx_extracts(tmp_path: Path) -> None:
    ours = templates_of_pages(Project(REPOSITORY))
    theirs = gettext_messages(REPOSITORY, tmp_path)
    assert len(ours) > 80
    for name, template in ours.items():
        # Sphinx takes the mark of a hard line break away; a translation needs it.
        found = {_clean_extracted_message(entry.msgid) for entry in template}
        assert found == theirs.get(name, set()), name


def marked(text: str) -> str:
    """Return the message *text* with its words replaced, its markup kept."""
    kept = re.compile(r"(\{\w+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|\]\[[^\]]*\]|\[\^\w+\]|\\\n)")
    parts = kept.split(text)
    return (
        "".join(part if n % 2 else re.sub(r"[A-Za-z]+", "жж", part) for n, part in enumerate(parts))
        .replace("{term}`Delta term`", "{term}`жж <Delta term>`")
        .replace("`Romeo term", "`жж")
    )


@pytest.fixture
def translated(site: SmallSite) -> SmallSite:
    """Return the site with every message of both pages translated into marks."""
    fill(site)
    for name, template in templates_of_pages(site.project).items():
        site.catalogue("ru", name, {one.msgid: marked(one.msgid) for one in template})
    return site


def test_no_word_of_the_source_is_left_where_everything_is_translated(
    translated: SmallSite,
) -> None:
    assert translated.build("ru") == ""
    article = article_of(translated, "index", "ru")
    for code in article.select("pre, code"):
        code.decompose()
    shown = " ".join([text_of(article), *(str(one["alt"]) for one in article.select("img"))])
    sources = set(re.findall(r"[A-Z][a-z]+", PAGE))
    assert sorted(set(re.findall(r"[A-Za-z]+", shown)) & sources - NAMES) == []
    assert page_of(translated, "index", "ru").select(".untranslated") == []
    # Footnotes, links by reference, line breaks, ids and keys are those of the source.
    assert len(article.select("a.footnote-reference")) == 2
    assert article.select('a[href="https://example.org/"]')
    assert article.select("br")
    assert article.select("#own-label")
    assert len(article.select('a[href="#term-Delta-term"]')) == 2


def test_without_translations_every_text_bears_its_language_and_its_mark(site: SmallSite) -> None:
    fill(site)
    assert site.build("ru") == ""
    article = page_of(site, "index", "ru").select_one("#furo-main-content")
    assert article is not None
    messages = [one.msgid for one in templates_of_pages(site.project)["index"]]
    pictures = {"Zulu picture", "Cast picture"}
    titles = {"Love caption", "Mike title"}
    assert len(article.select(".untranslated")) == len(set(messages) - pictures - titles)
    for mark in article.select(".untranslated"):
        assert mark["lang"] == "ru"
        assert mark.find_parent(lang="en") is not None
