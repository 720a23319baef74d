"""Pages written in English and in Russian stand side by side, and each is marked as what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import Tag
from conftest import SmallSite
from page_reader import article_of, links, page_of, reports, text_of, texts

# Every kind of place, with quotation marks in it, in English and in Russian.
PLACES = {
    "h1": ('The "title" page', 'Страница "заглавная"'),
    "section > p": (
        """A "plain" sentence, and it's "*stressed*, and `code`" too.""",
        'Предложение "простое", и "*с ударением*, и `code`" тоже.',
    ),
    "h2": ('A "heading" of its own', 'Заголовок "отдельный"'),
    "ul p": ('An "item"', 'Пункт "первый"'),
    "th p": ('A "column"', 'Столбец "один"'),
    "td p": ('A "cell"', 'Клетка "одна"'),
    ".admonition-title": ('A "remark"', 'Замечание "важное"'),
    ".admonition p + p": ('A "remarkable" sentence.', 'Предложение "замечательное".'),
    "dt": ('"Quoted" word', 'Слово "в кавычках"'),
    "dd p": ('A "definition".', 'Определение "точное".'),
}
PAGE = """
---
language: {}
---

# {}

{}

({}-part)=
## {}

- {}

| {} |
|----|
| {} |

:::{{admonition}} {}
{}
:::

```{{glossary}}
{}
   {}
```
"""


def page_in(language: str) -> str:
    """Return the page with all places, written in *language*."""
    title, sentence, *rest = (said[language == "ru"] for said in PLACES.values())
    return PAGE.format(language, title, sentence, language, *rest)


OWN_LANGUAGE = {"english": "en", "russian": "ru"}


def language_of(tag: Tag) -> str:
    """Return the language that a browser takes *tag* to be in."""
    for one in (tag, *tag.parents):
        if one.get("lang"):
            return str(one["lang"])
    raise AssertionError("the page has no language")


def deepest(tag: Tag) -> Tag:
    """Return what alone holds the text of *tag*: a mark may stand inside of it."""
    children = [child for child in tag.children if str(child).strip()]
    if len(children) == 1 and isinstance(children[0], Tag):
        return deepest(children[0])
    return tag


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Build both languages of a page in each, with no catalogue at all."""
    site = SmallSite(tmp_path_factory.mktemp("two"))
    site.page("index", "# Front page\n\n```{toctree}\nenglish\nrussian\n```\n")
    for docname, language in OWN_LANGUAGE.items():
        site.page(docname, page_in(language))
    assert [site.build(language) for language in ("en", "ru")] == ["", ""]
    return site


@pytest.mark.parametrize("docname", OWN_LANGUAGE)
def test_a_page_in_its_own_language_gets_no_marks(two: SmallSite, docname: str) -> None:
    page = page_of(two, docname, OWN_LANGUAGE[docname])
    assert page.select("html")[0]["lang"] == OWN_LANGUAGE[docname]
    assert article_of(two, docname, OWN_LANGUAGE[docname]).select("[lang]") == []


@pytest.mark.parametrize("docname", OWN_LANGUAGE)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_text_bears_the_language_that_it_is_in_and_its_quotation_marks(
    two: SmallSite, docname: str, language: str
) -> None:
    page = page_of(two, docname, language).select_one("#furo-main-content")
    assert page is not None
    for mark in page.select(".headerlink"):
        mark.decompose()
    opening, closing = "“”" if docname == "english" else "«»"
    for selector, said in PLACES.items():
        found = page.select(selector)
        assert {language_of(deepest(tag)) for tag in found} == {OWN_LANGUAGE[docname]}, selector
        quoted = said[docname == "russian"].split('"')[1]
        assert f"{opening}{quoted}{closing}" in text_of(found[0])


def test_quotation_marks_pair_around_markup(two: SmallSite) -> None:
    expected = {
        "english": "A “plain” sentence, and it’s “stressed, and code” too.",
        "russian": "Предложение «простое», и «с ударением, и code» тоже.",
    }
    for docname, sentence in expected.items():
        for language in ("en", "ru"):
            assert texts(article_of(two, docname, language), "section > p") == [sentence]


def test_what_is_translated_is_not_marked_and_the_rest_is(site: SmallSite) -> None:
    blocks = ["# Front page", 'A "first" one.', 'A "second" one.', "Python", "Hello."]
    site.page("index", "\n\n".join([*blocks, "## A section", "- An item"]))
    messages = {
        "Front page": "Титул",
        'A "first" one.': '"Первое" предложение.',
        "An item": "",
        # A name is the same in both languages: it is translated, though nothing changed.
        "Python": "Python",
        "Hello.": "Пока.",
        # A heading needs no label for its translation.
        "A section": "Раздел",
    }
    catalogue = site.catalogue("ru", "index", messages)
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace('msgid "Hello."', '#, fuzzy\nmsgid "Hello."'), "utf-8")
    assert site.build("ru") == ""
    article = article_of(site, "index", "ru")
    found = [(deepest(tag).get("lang"), text_of(tag)) for tag in article.select("h1, h2, p")]
    assert found == [
        (None, "Титул"), (None, "«Первое» предложение."), ("en", "A “second” one."),
        (None, "Python"), ("en", "Hello."), (None, "Раздел"), ("en", "An item"),
    ]  # fmt: skip


CONFERENCE = """
---
kind: conference
language: {}
dates: {{first: 2020-07-23, last: 2020-07-24}}
---

# {}

```{{programme}}
:day: 1
```

```{{toctree}}
:glob:

*
```
"""
TALK = """
---
kind: talk
conference: {}
language: {}
date: 2020-07-23
start: "{}"
speakers: [Ada Lovelace]
topics: [{}]
---

# {title}

({label})=
## {title}: {label}

{{term}}`Graph`
"""


# Titles in both languages, wherever a page shows the title of another.
@pytest.fixture(scope="module")
def titles(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Build a conference with a talk in each language, with no catalogue at all."""
    site = SmallSite(tmp_path_factory.mktemp("titles"))
    links = "{talk}`graphs`, {talk}`derevya`, {doc}`conf-ru/index`, {ref}`part`, {ref}`dom`."
    listed = "conf/index\nconf-ru/index\ntools\ntopics\nspeakers"
    site.page(
        "index",
        f"# Front page\n\n{links}\n\n```{{conferences}}\n```\n\n```{{toctree}}\n{listed}\n```\n",
    )
    site.page("conf/index", CONFERENCE.format("en", "Conference"))
    site.page("conf-ru/index", CONFERENCE.format("ru", "Конференция"))
    for docname, *facts, title, label in (
        ("conf/graphs", "conf", "en", "09:00", "graphs", "All about graphs", "part"),
        ("conf/derevya", "conf", "ru", "10:00", "trees", "Всё о деревьях", "dom"),
        ("conf-ru/lesa", "conf-ru", "ru", "11:00", "trees", "Про леса", "les"),
    ):
        site.page(docname, TALK.format(*facts, title=title, label=label))
    glossary = "Graph\n   Nodes and edges.\n\nДерево\n   Граф без циклов."
    site.page("tools", f"# Tools\n\n```{{glossary}}\n{glossary}\n```\n")
    site.page(
        "topics",
        "# Topics\n\n(on-graphs)=\n## Graphs\n\n```{topic} graphs\n```\n\n"
        "(on-trees)=\n## Trees\n\n```{topic} trees\n```\n",
    )
    site.page("speakers", "# Speakers\n\n```{speakers}\n```\n")
    assert [site.build(language) for language in ("en", "ru")] == ["", ""]
    return site


SHOWN_TITLES = [
    ("sidebar", "conf/graphs", ".sidebar-tree a", "Всё о деревьях", "ru"),
    ("sidebar", "conf/derevya", ".sidebar-tree a", "All about graphs", "en"),
    ("next", "conf/graphs", ".next-page .title", "Всё о деревьях", "ru"),
    ("previous", "conf/derevya", ".prev-page .title", "All about graphs", "en"),
    ("programme", "conf/index", ".programme a", "All about graphs", "en"),
    ("programme", "conf/index", ".programme a", "Всё о деревьях", "ru"),
    ("list of pages", "conf/index", ".toctree-wrapper a", "Всё о деревьях", "ru"),
    ("header", "conf-ru/lesa", ".talk-header a", "Конференция", "ru"),
    ("header", "conf/derevya", ".talk-header a", "Conference", "en"),
    ("topics of a talk", "conf/derevya", ".talk-header a", "Trees", "en"),
    ("tools of a talk", "conf/derevya", ".talk-foot a", "Graph", "en"),
    ("other conferences", "conf/derevya", ".talk-foot a", "Конференция", "ru"),
    ("mentioned in", "tools", ".mentioned-in a", "All about graphs", "en"),
    ("mentioned in", "tools", ".mentioned-in a", "Всё о деревьях", "ru"),
    ("topic", "topics", ".topic-talks a", "Про леса", "ru"),
    ("topic's conferences", "topics", ".topic-talks a", "Конференция", "ru"),
    ("speakers", "speakers", ".speakers a", "All about graphs", "en"),
    ("conferences", "index", ".conferences a", "Конференция", "ru"),
    ("talk link", "index", "section > p a", "Всё о деревьях", "ru"),
    ("doc link", "index", "section > p a", "Конференция", "ru"),
    ("ref link", "index", "section > p a", "Всё о деревьях: dom", "ru"),
]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_title_bears_its_language_wherever_it_is_shown(titles: SmallSite, language: str) -> None:
    wrong = []
    for where, docname, selector, title, own in SHOWN_TITLES:
        page = page_of(titles, docname, language)
        found = [tag for tag in page.select(selector) if text_of(tag) == title]
        if {language_of(deepest(tag)) for tag in found} != {own}:
            wrong.append(f"{where}: {title}")
    assert wrong == []


def test_headings_in_cyrillic_without_label_are_reported_in_either_build(site: SmallSite) -> None:
    headings = "## Раздел без метки\n\n### Подраздел и Python\n\n(with-label)=\n## Раздел с меткой"
    english = "## English heading\n\nТекст.\n"
    site.page("index", f"---\nlanguage: ru\n---\n\n# Титул\n\n{headings}\n\n{english}")
    site.catalogue("en", "index", {"Раздел без метки": "A section", "Подраздел и Python": "A part"})
    for language in ("en", "ru"):
        reported = reports(site.build(language))
        assert [line.partition(" has no label")[0] for line in reported] == [
            'docs/index.md:7: WARNING: the heading "Раздел без метки"',
            'docs/index.md:9: WARNING: the heading "Подраздел и Python"',
        ]


SECTIONS = {
    "english": [
        "# English", "## Example", "## Other", "### Example", "(labelled)=\n## With label",
        "## 1. First", "```{glossary}\nGraph\ngraphs\n   Nodes.\n```",
    ],
    "russian": [
        "---\nlanguage: ru\n---", "# По-русски", "(pervyj)=\n## Пример", "(vtoroj)=\n### Пример",
        "## Python", "## Python", "{term}`графы <Graph>`",
    ],
}  # fmt: skip
TRANSLATED_SECTIONS = {
    ("ru", "english"): {
        "English": "По-английски", "Example": "Пример", "Other": "Пример", "With label": "С меткой",
        "1. First": "1. Первое", "Graph": "Граф", "graphs": "графы",
    },
    ("en", "russian"): {
        "По-русски": "Russian", "Пример": "Python", "Python": "Example",
        "{term}`графы <Graph>`": "{term}`graphs <Graph>`",
    },
}  # fmt: skip


@pytest.mark.parametrize("translated", [False, True], ids=["fallback", "translated"])
def test_sections_have_the_same_ids_in_both_languages(site: SmallSite, translated: bool) -> None:
    site.page("index", "# Front page\n\n```{toctree}\nenglish\nrussian\n```\n")
    for name, blocks in SECTIONS.items():
        site.page(name, "\n\n".join(blocks))
    if translated:
        for (language, name), messages in TRANSLATED_SECTIONS.items():
            site.catalogue(language, name, messages)
    for language in ("en", "ru"):
        assert "term" not in site.build(language)
    for docname in SECTIONS:
        english, russian = (
            [str(tag["id"]) for tag in article_of(site, docname, language).select("section, dt")]
            for language in ("en", "ru")
        )
        assert len(english) == len(set(english)) > 4
        assert english == russian
    # A term leads to its entry from a page in the other language.
    if translated:
        for language, shown in (("ru", "графы"), ("en", "graphs")):
            found = links(article_of(site, "russian", language))
            assert found == [(shown, "english.html#term-Graph")]


# A page with everything that a translation is put into; its translation is as long as itself.
BIG_PAGE = "\n\n".join(
    f"## Part {n}\n\nSentence {n} on *this*, `that` and {{term}}`Graph`.\n\n- Item {n}"
    for n in range(20)
)
BIG_MESSAGES = {
    text: text[0].lower() + text[1:]
    for text in ("Big", *re.findall(r"^(?:## |- )?(.+)", BIG_PAGE, re.MULTILINE))
}


def pickle_size(root: Path, *, translated: bool, others: int) -> int:
    """Return the size of the stored tree of a page, in a site with so many others."""
    site = SmallSite(root / f"{'translated' if translated else 'plain'}-{others}")
    site.page("index", "# Front page\n\n```{toctree}\n:glob:\n\n*\n```\n")
    words = "```{glossary}\nGraph\n   Nodes.\n```\n"
    site.page("big", f"# Big\n\n{words}\n{BIG_PAGE}\n")
    for n in range(others):
        site.page(f"other-{n}", f"# Other {n}\n\n{'A sentence. ' * 20}\n")
    if translated:
        site.catalogue("ru", "big", BIG_MESSAGES)
    assert site.build("ru") == ""
    assert ("sentence 7" in site.html("big", "ru")) == translated
    return (site.root / "build" / "doctrees-html" / "ru" / "big.doctree").stat().st_size


def test_a_stored_page_holds_its_originals_and_does_not_grow_with_the_number_of_pages(
    tmp_path: Path,
) -> None:
    plain, few, many = (
        pickle_size(tmp_path, translated=translated, others=others)
        for translated, others in ((False, 1), (True, 2), (True, 22))
    )
    assert few < 2 * plain
    assert abs(many - few) < 100
