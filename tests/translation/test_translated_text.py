"""Translated text, as an attacker and as an honest translator meet its check and its parser."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SmallSite
from page_reader import (
    article_of,
    dangers,
    line_of_msgid,
    links,
    page_of,
    reports,
    row,
    text_of,
    texts,
    unchecked,
)

# Every kind of place that a message comes from, and where the page shows it; NAME is the page's.
PLACES = {
    "Title": "h1",
    "Heading": "h2",
    "Paragraph.": "section > p",
    "Item": "ul p",
    "Cell": "td p",
    "NAME": "dt",
    "Definition.": "dd p",
}
PAGE = """
# Title

Paragraph.

(NAME-heading)=
## Heading

- Item

| Column |
|--------|
| Cell   |

```{glossary}
NAME
   Definition.
```
"""

SECRET = "the-secret-of-the-build-machine"  # noqa: S105 - what an attacker wants to see
FRONT_MATTER = """---
myst:
  enable_extensions: [substitution, attrs_inline, html_image]
  disable_syntax: []
  url_schemes: [javascript, data, file]
  substitutions: {x: attacked}
---
"""
ATTACKS = {
    "front-matter": FRONT_MATTER + "{{ 6 * 111 }} [слово](javascript:attacked)",
    "include": "```{include} ../secret.txt\n```",
    "include-by-colons": ":::{include} ../secret.txt\n:::",
    "literalinclude": "```{literalinclude} ../secret.txt\n```",
    "csv-table": "```{csv-table}\n:file: ../secret.txt\n```",
    "eval-rst": "```{eval-rst}\n.. raw:: html\n\n   <script>attacked</script>\n```",
    "raw": "```{raw} html\n<script>attacked</script>\n```",
    "role-raw": "{raw}`<script>attacked</script>`",
    "role-include": "{include}`../secret.txt`",
    "role-eval-rst": "{eval-rst}`.. include:: ../secret.txt`",
    "role-download": "{download}`../secret.txt`",
    "script": "<script>attacked</script>",
    "script-in-text": "Слово <script src=//evil.example></script> слово",
    "img-onerror": "<img src=x onerror=attacked>",
    "iframe": '<iframe src="https://evil.example"></iframe>',
    "meta-refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "svg": '<svg onload="attacked"></svg>',
    "javascript-link": "[слово](javascript:attacked)",
    "javascript-link-in-capitals": "[слово](JavaScript:attacked)",
    "javascript-autolink": "<javascript:attacked>",
    "data-link": "[слово](data:text/html;base64,AAAA)",
    "file-link": "[слово](file:///etc/passwd)",
    "added-link": "[слово](https://evil.example)",
    "link-to-a-file": "[слово](../secret.txt)",
    "added-autolink": "<https://evil.example>",
    "added-image": "![слово](https://evil.example/pixel.png)",
    "image-of-a-file": "![слово](../secret.txt)",
    "attributes": "Слово\n{#attacked .attacked}",
    "attributes-of-a-span": "[слово]{#attacked .attacked}",
    "label": "(attacked)=\nСлово",
    "substitution": "{{ 6 * 111 }} {{ x }}",
}
# What used to make something else of a sentence that begins with it.
OPENINGS = {
    "hash": "# слово", "hashes": "### слово", "asterisk": "* слово", "number": "1. слово",
    "year": "2024. слово", "parenthesis": "1) слово", "greater": "> слово", "hyphen": "- слово",
    "plus": "+ слово", "blocks": "+++ слово", "percent": "% слово", "dash": "— слово",
    "rule": "--- слово", "pipe": "| слово", "definition": "[1]: слово", "colon": ": слово",
    "tail": "слово::", "one-letter": "я",
}  # fmt: skip


Built = tuple[SmallSite, list[str]]


def build_with_pages(root: Path, translations: dict[str, str]) -> Built:
    """Build the Russian site with a page a name, each with its translation everywhere."""
    site = SmallSite(root)
    site.write("secret.txt", f"{SECRET}\n")
    site.page("index", "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n")
    for name, translation in translations.items():
        site.page(name, PAGE.replace("NAME", name))
        site.catalogue("ru", name, everywhere(name, translation))
    return site, reports(site.build("ru"))


def everywhere(name: str, translation: str) -> dict[str, str]:
    """Return the messages of the page *name*, each with the same *translation*."""
    return {msgid.replace("NAME", name): translation for msgid in PLACES}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site whose catalogues hold the attacks."""
    return build_with_pages(tmp_path_factory.mktemp("checked"), ATTACKS)


@pytest.fixture(scope="module")
def past_the_check(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site whose attacks are compared with nothing: the parser alone is left."""
    with unchecked():
        return build_with_pages(tmp_path_factory.mktemp("unchecked"), ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_reported_by_file_and_line_and_the_source_shown(
    checked: Built, attack: str
) -> None:
    site, reported = checked
    article = article_of(site, attack, "ru")
    shown = {msgid: texts(article, selector)[:1] for msgid, selector in PLACES.items()}
    assert shown == {msgid: [msgid.replace("NAME", attack)] for msgid in PLACES}
    catalogue = site.root / "locale" / "ru" / "LC_MESSAGES" / f"{attack}.po"
    for msgid in everywhere(attack, ""):
        place = f"locale/ru/LC_MESSAGES/{attack}.po:{line_of_msgid(catalogue, msgid)}: WARNING: "
        assert any(line.startswith(place) for line in reported), f"{msgid}: nothing reported"


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_parser_alone_lets_no_attack_through(past_the_check: Built, attack: str) -> None:
    page = page_of(past_the_check[0], attack, "ru")
    for icon in page.select(".furo-related-icon"):
        icon.decompose()
    parts = page.select("#furo-main-content, .sidebar-tree, .related-pages, .toc-tree")
    assert len(parts) == 4
    assert "Paragraph." not in text_of(parts[0]), "the unchecked catalogue was not even used"
    assert [danger for part in parts for danger in dangers(part)] == []
    assert [text for text in (SECRET, "666") for part in parts if text in part.get_text()] == []


def test_no_translation_publishes_a_file_of_the_machine(past_the_check: Built) -> None:
    site, _told = past_the_check
    published = [path for path in (site.root / "build" / "html").rglob("*") if path.is_file()]
    assert published
    assert not [path for path in published if SECRET.encode() in path.read_bytes()]


def test_the_text_of_an_image_stays_text(site: SmallSite) -> None:
    attacks = ['"><script>attacked</script>', "x\" onerror='attacked' x=\"", "<b>слово</b>"]
    site.write("docs/picture.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    pictures = [f"```{{image}} picture.svg\n:alt: Picture {n}\n```" for n in range(3)]
    site.page("index", "\n\n".join(["# Title", *pictures]))
    messages = {f"Picture {n}": attack for n, attack in enumerate(attacks)}
    catalogue = site.catalogue("ru", "index", messages)
    with unchecked():
        site.build("ru")
    images = article_of(site, "index", "ru").select("img")
    assert [image["alt"] for image in images] == attacks
    assert {tuple(sorted(image.attrs)) for image in images} == {("alt", "class", "loading", "src")}
    # The class is the line of its entry.
    lines = [[f"l{line_of_msgid(catalogue, msgid)}"] for msgid in messages]
    assert [image["class"] for image in images] == lines


def test_links_and_terms_may_come_in_another_order_with_words_of_their_own(site: SmallSite) -> None:
    linked = "See [the guide](https://example.org/guide) and {term}`Graph`."
    glossary = "```{glossary}\nGraph\ngraphs\n   Nodes and edges.\n```\n"
    site.page("index", f"# Home\n\n{linked}\n\nOn {{term}}`Graph`.\n\n{glossary}")
    messages = {
        linked: "О {term}`графах <Graph>` сказано в [руководстве](https://example.org/guide).",
        "On {term}`Graph`.": "О {term}`Graph`.",
        "Graph": "Граф",
    }
    site.catalogue("ru", "index", messages)
    assert site.build("ru") == ""
    assert links(article_of(site, "index", "ru")) == [
        ("графах", "#term-Graph"),
        ("руководстве", "https://example.org/guide"),
        ("Graph", "#term-Graph"),
    ]


def test_a_sentence_that_begins_like_a_block_is_shown_as_it_is(tmp_path: Path) -> None:
    site, reported = build_with_pages(tmp_path, OPENINGS)
    for opening, translation in OPENINGS.items():
        article = article_of(site, opening, "ru")
        shown = {msgid: texts(article, selector)[:1] for msgid, selector in PLACES.items()}
        # Three hyphens are set as a dash.
        assert shown == {msgid: [translation.replace("---", "—")] for msgid in PLACES}
    # Terms that read the same are the test's own, and rightly reported.
    assert [line for line in reported if "duplicate term" not in line] == []
    page = page_of(site, "number", "ru")
    assert texts(page, ".sidebar-tree .current-page a") == ["1. слово"]


def test_a_translation_of_blanks_is_none(site: SmallSite) -> None:
    site.page("index", "# Home\n\nHello.\n\n- Item\n")
    site.catalogue("ru", "index", {"Home": " ", "Hello.": "\n", "Item": " \n "})
    assert site.build("ru") == ""
    article = article_of(site, "index", "ru")
    assert texts(article, "h1, p") == ["Home", "Hello.", "Item"]
    assert article.select("p[lang=en]")


# The source, its translation, and whether that is shown.
REFERENCES = [
    ("Read [the guide][guide].", "Смотрите [руководство][guide].", "руководство"),
    ("Read [Guide][].", "Смотрите [Guide][].", "Guide"),
    ("Read [guide].", "Смотрите [guide].", "guide"),
    ("Read [the guide][Guide].", "Смотрите [руководство][guide].", "руководство"),
    ("See [the guide][guide].", "Смотрите [руководство][other].", None),
    ("See [a guide][guide].", "Смотрите руководство.", None),
    ("See [one guide][guide].", "Смотрите [руководство][guide], [другое][other].", None),
]


def test_a_reference_link_works_in_a_translation_and_leads_nowhere_else(site: SmallSite) -> None:
    definitions = "[guide]: https://example.org/guide\n[other]: https://example.org/other\n"
    sources = [source for source, _translated, _shown in REFERENCES]
    site.page("index", "\n\n".join(["# Home", *sources, definitions]))
    messages = {source: translated for source, translated, _shown in REFERENCES}
    catalogue = site.catalogue("ru", "index", messages)
    reported = reports(site.build("ru"))
    refused = [source for source, _translated, shown in REFERENCES if shown is None]
    places = [f"locale/ru/LC_MESSAGES/index.po:{line_of_msgid(catalogue, x)}:" for x in refused]
    assert all(any(line.startswith(place) for line in reported) for place in places)
    assert [line for line in reported if not line.startswith(tuple(places))] == []
    found = links(article_of(site, "index", "ru"))
    assert found == [
        (shown or source.partition("[")[2].partition("]")[0], "https://example.org/guide")
        for source, _translated, shown in REFERENCES
    ]


def test_a_link_to_a_section_shows_its_translated_heading(site: SmallSite) -> None:
    site.page("index", "# Home\n\n(there)=\n## Next\n\nSee [](#there), {ref}`there`.\n")
    site.catalogue("ru", "index", {"Next": "Дальше"})
    assert site.build("ru") == ""
    found = links(article_of(site, "index", "ru"))
    assert found == [("Дальше", "#there"), ("Дальше", "#there")]


@pytest.fixture
def conference(site: SmallSite) -> SmallSite:
    """Return a project with a talk, and a front page that leads to it."""
    listed = "```{toctree}\nconf/index\nconf/graphs\n```\n"
    site.page("index", f"# Home\n\nSee {{talk}}`graphs` and {{doc}}`conf/graphs`.\n\n{listed}")
    days = "dates: {first: 2020-07-23, last: 2020-07-23}"
    programme = "```{programme}\n:day: 1\n```\n"
    site.page("conf/index", f"---\nkind: conference\n{days}\n---\n\n# Conf\n\n{programme}")
    facts = 'kind: talk\nconference: conf\ndate: 2020-07-23\nstart: "10:00"'
    site.page("conf/graphs", f"---\n{facts}\n---\n\n# All about graphs\n")
    return site


@pytest.mark.parametrize(
    ("translated", "shown"),
    [
        ("", ("Всё о графах", "Всё о графах")),
        ("См. {talk}`graphs` и {doc}`conf/graphs`.", ("Всё о графах", "Всё о графах")),
        ("См. {talk}`доклад <graphs>`, {doc}`ещё раз <conf/graphs>`.", ("доклад", "ещё раз")),
    ],
    ids=["fallback", "translated", "with a text of its own"],
)
def test_a_link_to_a_talk_shows_its_title_in_the_readers_language_or_its_own_text(
    conference: SmallSite, translated: str, shown: tuple[str, str]
) -> None:
    source = "See {talk}`graphs` and {doc}`conf/graphs`."
    conference.catalogue("ru", "index", {"Home": "Дом", source: translated})
    conference.catalogue("ru", "conf/graphs", {"All about graphs": "Всё о графах"})
    assert conference.build("ru") == ""
    found = links(article_of(conference, "index", "ru"))
    assert found[:2] == [(text, "conf/graphs.html") for text in shown]


@pytest.mark.parametrize("fence", ["---\n", "----\n", "--- #\n", "---\x0b", "---\u2028"])
def test_settings_of_myst_in_a_page_have_no_effect_and_html_is_text(
    site: SmallSite, fence: str
) -> None:
    front = FRONT_MATTER.replace("---\n", fence)
    site.page(
        "index",
        front + "\n# Home\n\n{{ 6 * 111 }} <b>bold</b> [x](javascript:attacked)\n\n"
        "A <b onclick=attacked>word</b>.\n\n<script>attacked</script>\n",
    )
    site.build("en")
    article = article_of(site, "index")
    assert dangers(article) == []
    assert "666" not in article.get_text()
    assert not article.select("b")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_heading_that_links_to_a_file_is_reported_and_shown_as_text(
    site: SmallSite, language: str
) -> None:
    # Sphinx 9.0 crashes when it makes a table of contents of such a heading.
    site.write("docs/notes.txt", "Notes.")
    site.page("index", "# *[Text](notes.txt)*\n\n## {download}`notes.txt`\n")
    reported = reports(site.build(language))
    assert {one.partition(": WARNING")[0] for one in reported} == {
        "docs/index.md:1",
        "docs/index.md:3",
    }
    assert not article_of(site, "index", language).select("a[download]")


def test_rows_of_drawn_blocks_hold_no_markup_of_titles(conference: SmallSite) -> None:
    """A title is translated text too, and is copied to the sidebar, to programmes and headers."""
    conference.catalogue("ru", "conf/index", {"Conf": "<img src=x onerror=attacked> <b>Конф</b>"})
    with unchecked():
        conference.build("ru")
    page = page_of(conference, "conf/graphs", "ru")
    assert dangers(row(article_of(conference, "conf/graphs", "ru"), "Conference")) == []
    sidebar = page.select_one(".sidebar-tree")
    assert sidebar is not None
    assert "<b>Конф</b>" in text_of(sidebar)
    assert dangers(sidebar) == []
