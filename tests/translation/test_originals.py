"""From a translated page to the lines of its catalogue, and back to what the source says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import CONF, REPOSITORY, SmallSite
from page_reader import line_of_msgid, page_of, text_of

ADDRESS = "https://github.com/ada/notes"
PAGE = """
# Front page

A "first" sentence with {term}`Graph`.

- A second one
- A third one

| Head | Tail |
|---|---|
| Cell | Same |

```{glossary}
Graph
   Points and lines.
```

```{toctree}
other
```
"""
MESSAGES = {
    "Front page": "Титул",
    'A "first" sentence with {term}`Graph`.': "Первое предложение, {term}`граф <Graph>`.",
    "A second one": "Второе",
    "A third one": "",
    "Head": "Начало",
    "Tail": "Конец",
    "Cell": "Клетка",
    "Same": "Same",
    "Graph": "Граф",
    "Points and lines.": "Точки и линии.",
}
PATH = "locale/ru/LC_MESSAGES/index.po"


def fill(site: SmallSite, *, repository: str = "") -> Path:
    """Write a site whose front page is translated but for one item; return its catalogue."""
    conf = CONF.format(repository=str(REPOSITORY))
    site.write("conf.py", f"{conf}talknotes_repository = {repository!r}\n")
    site.page("index", PAGE)
    site.page("other", "# Other\n\nText.\n")
    site.catalogue("ru", "other", {"Other": "Другая", "Text.": "Текст."})
    return site.catalogue("ru", "index", MESSAGES)


def originals(site: SmallSite, docname: str = "index") -> dict[str, Any]:
    """Return what the script beside the page hands over."""
    path = site.root / "build" / "html" / "ru" / f"{docname}.originals.js"
    _name, _equals, content = path.read_text(encoding="utf-8").partition(" = ")
    found: dict[str, Any] = json.loads(content.rstrip(";\n"))
    return found


def line(site: SmallSite, msgid: str) -> int:
    """Return the line of *msgid* in the catalogue of the front page."""
    return line_of_msgid(site.root / PATH, msgid)


def shown_lines(site: SmallSite) -> dict[str, str]:
    """Return the text of every block of the Russian front page that bears a line, by its line."""
    page = page_of(site, "index", "ru")
    return {
        name[1:]: text_of(tag).rstrip("#¶")
        for tag in page.select("article [class]")
        for name in tag["class"]
        if re.fullmatch(r"l\d+", name)
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Return the site in both languages, without a repository. Only to be looked at."""
    site = SmallSite(tmp_path_factory.mktemp("originals"))
    fill(site)
    for language in ("en", "ru"):
        assert site.build(language) == ""
    return site


def test_every_translated_block_bears_the_line_of_its_entry(built: SmallSite) -> None:
    lines = {msgid: str(line(built, msgid)) for msgid, text in MESSAGES.items() if text}
    shown = shown_lines(built)
    assert set(shown) == set(lines.values()) == set(originals(built)["texts"])
    assert shown[lines["Cell"]] == "Клетка"
    assert shown[lines["Graph"]] == "Граф"


def test_an_original_is_what_the_source_shows_with_links_and_its_own_quotes(
    built: SmallSite,
) -> None:
    found = originals(built)
    assert found["texts"][str(line(built, 'A "first" sentence with {term}`Graph`.'))] == (
        'A “first” sentence with <a class="reference internal" href="#term-Graph">Graph</a>.'
    )
    assert (found["language"], found["path"]) == ("en", PATH)
    # What is the same in both languages has only its line, and nothing has an id.
    assert found["texts"][str(line(built, "Same"))] == ""
    assert " id=" not in "".join(found["texts"].values())


def test_originals_are_searched_for_and_neither_shown_nor_quoted(built: SmallSite) -> None:
    folder = built.root / "build" / "html" / "ru" / "_static" / "search"
    words, texts = (
        "".join(path.read_text(encoding="utf-8") for path in folder.glob(pieces))
        for pieces in ("words-*.js", "texts-*.js")
    )
    assert "second" not in built.html("index", "ru")
    assert "second" not in texts
    assert '"second":' in words
    assert "third" in texts  # what is shown on the page in its source language
    assert "not translated" not in texts


def test_a_page_in_its_source_language_has_none_of_this(built: SmallSite) -> None:
    page = page_of(built, "index")
    assert page.select(".originals-button, .untranslated, .translation-progress") == []
    assert not (built.root / "build" / "html" / "en" / "index.originals.js").exists()
    assert text_of(page.select(".edit-this-page code")[0]) == "docs/index.md"


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Return the site in both languages with a repository. Only to be looked at."""
    site = SmallSite(tmp_path_factory.mktemp("linked"))
    fill(site, repository=f"{ADDRESS}#trunk")
    assert site.build("en") == ""
    site.catalogue("ru", "talknotes", {"not translated": "не переведено"})
    site.build("ru")
    return site


def test_edit_leads_to_what_the_reader_would_change(linked: SmallSite) -> None:
    for language, path in (("en", "docs/index.md"), ("ru", PATH)):
        link = page_of(linked, "index", language).select(".edit-this-page a")[0]
        assert link["href"] == f"{ADDRESS}/edit/trunk/{path}"
    # A page that was made has nothing to edit.
    for name in ("404", "search"):
        assert page_of(linked, name, "ru").select(".edit-this-page, .originals-button") == []


def test_what_is_not_translated_says_so_and_leads_to_its_line(linked: SmallSite) -> None:
    (mark,) = page_of(linked, "index", "ru").select(".untranslated")
    assert (text_of(mark), mark["lang"]) == ("не переведено", "ru")
    assert mark["href"] == f"{ADDRESS}/blob/trunk/{PATH}#L{line(linked, 'A third one')}"
    assert mark.parent is not None
    assert mark.parent["lang"] == "en"


def test_a_page_says_how_much_of_it_is_translated(linked: SmallSite) -> None:
    notice = page_of(linked, "index", "ru").select(".translation-progress")[0]
    # 21 words, of which "A third one" is missing
    assert "85\N{NO-BREAK SPACE}% of this page is translated" in notice.get_text()
    place = f"{PATH}#L{line(linked, 'A third one')}"
    assert str(notice.select("a")[0]["href"]).endswith(place)
    assert page_of(linked, "other", "ru").select(".translation-progress") == []


def test_without_a_repository_the_mark_shows_path_and_line(built: SmallSite) -> None:
    code = page_of(built, "index", "ru").select(".untranslated code")[0]
    assert code.get_text() == f"{PATH}:{line(built, 'A third one')}"


def test_a_page_without_a_catalogue_says_that_it_is_not_translated(site: SmallSite) -> None:
    path = fill(site)
    path.unlink()
    assert site.build("ru") == ""
    page = page_of(site, "index", "ru")
    assert "not translated yet" in page.select(".translation-progress")[0].get_text()
    assert {text_of(mark) for mark in page.select(".untranslated")} == {"not translated"}
    assert text_of(page.select(".edit-this-page code")[0]) == "docs/index.md"


def test_a_picture_leads_to_the_line_of_its_text_and_shows_the_original(site: SmallSite) -> None:
    fill(site)
    site.write("docs/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    first, last = (f"```{{image}} a.svg\n:alt: {alt}\n```" for alt in ("A <b>picture</b>", "Open"))
    figure = "```{figure} a.svg\n:alt: Another\n\nCaption\n```"
    sentence = "A ![small one](a.svg) in a sentence."
    site.page("other", "\n\n".join(["# Other", first, figure, last, sentence]))
    messages = {
        "Other": "Другая",
        "A <b>picture</b>": "<b>Рисунок</b>",
        "Another": "Другой",
        "Caption": "Подпись",
        "Open": "",
        sentence: "Один ![маленький](a.svg) в предложении.",
    }
    catalogue = site.catalogue("ru", "other", messages)
    site.build("ru")
    page = page_of(site, "other", "ru")
    lines = {str(image["alt"]): image.get("class") for image in page.select("article img")}
    own = [f"l{line_of_msgid(catalogue, text)}" for text in ("A <b>picture</b>", "Another")]
    assert lines == {
        "<b>Рисунок</b>": [own[0]], "Другой": [own[1]], "Open": None, "маленький": None,
    }  # fmt: skip
    # Of the words of the page only "Open" is missing: a translated text of a picture is not.
    assert "91\N{NO-BREAK SPACE}%" in page.select(".translation-progress")[0].get_text()
    texts = originals(site, "other")["texts"]
    assert texts[own[0][1:]] == "A &lt;b&gt;picture&lt;/b&gt;"
    assert texts[own[1][1:]] == "Another"


def test_a_refused_translation_counts_as_missing_and_a_dead_link_is_reported_once(
    site: SmallSite,
) -> None:
    fill(site)
    site.page("other", "# Other\n\nText.\n\n{term}`Nothing`\n")
    messages = {"Text.": "<b>Текст.</b>", "{term}`Nothing`": "{term}`Nothing`"}
    site.catalogue("ru", "other", {"Other": "Другая", **messages})
    reported = site.build("ru")
    assert "HTML <b>" in reported
    # The original has the dead link too.
    assert reported.count("Nothing") == 1
    notice = page_of(site, "other", "ru").select(".translation-progress")
    assert "66\N{NO-BREAK SPACE}%" in notice[0].get_text()


def test_lines_follow_a_comment_that_moves_the_entries(site: SmallSite) -> None:
    path = fill(site)
    site.build("ru")
    folder = site.root / "build" / "html" / "ru"
    before = {page: page.stat().st_mtime_ns for page in folder.glob("*.html")}
    address = page_of(site, "index", "ru").select(".originals-button")[0]["data-script"]
    path.write_text("# A comment\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert site.build("ru") == ""
    lines = {str(line(site, msgid)) for msgid, text in MESSAGES.items() if text}
    assert set(shown_lines(site)) == lines == set(originals(site)["texts"])
    assert page_of(site, "index", "ru").select(".originals-button")[0]["data-script"] != address
    other = folder / "other.html"
    assert other.stat().st_mtime_ns == before[other]


def test_the_originals_of_a_page_go_with_it(site: SmallSite) -> None:
    path = fill(site)
    site.build("ru")
    script = site.root / "build" / "html" / "ru" / "index.originals.js"
    assert script.exists()
    path.unlink()
    site.build("ru")
    assert not script.exists()
    other = script.with_name("other.originals.js")
    assert other.exists()
    (site.root / "docs" / "other.md").unlink()
    site.build("ru")
    assert not other.exists()


def test_a_new_repository_writes_every_page_again(site: SmallSite) -> None:
    fill(site)
    site.build("ru")
    fill(site, repository=ADDRESS)
    site.build("ru")
    assert page_of(site, "other", "ru").select(f'.edit-this-page a[href^="{ADDRESS}"]')
    assert originals(site, "other")["lines"].startswith(ADDRESS)


def test_a_setting_that_names_no_repository_stops_the_build(site: SmallSite) -> None:
    fill(site, repository="ada/notes")
    with pytest.raises(SystemExit, match=r"conf\.py: talknotes_repository: .*is no address"):
        site.build("ru")
