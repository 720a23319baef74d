"""The order of names, and the glossary from A to Z that follows it."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from bs4 import Tag
from conftest import SmallSite
from finished_site import Pages, glossary_of
from page_reader import article_of, links, texts

from talknotes.content.alphabet import alphabetical, letter_id, letter_of, without_accents

ENGLISH, RUSSIAN = "English", "Русский"


@pytest.mark.parametrize(
    ("own", "names"),
    [
        # A language has its own script first, and digits before all letters.
        (ENGLISH, "3D, pandas, Ray, граф, ёлка"),
        (RUSSIAN, "3D, граф, ёлка, pandas, Ray"),
        # ё stands beside е, й is a letter of its own.
        (RUSSIAN, "ёж, ежа, ель, ива, йод, кит"),
        # Accents, capitals and punctuation do not part names.
        (ENGLISH, "eMail, Émile, lodge, Łódź, zeta"),
        (ENGLISH, "t-SNE, tf.data, tf.image, TFRecord"),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(own: str, names: str) -> None:
    ordered = names.split(", ")
    for given in itertools.permutations(ordered):
        assert sorted(given, key=lambda name: alphabetical(name, own)) == ordered


def test_letters_are_compared_without_their_accents() -> None:
    assert without_accents("Łódź, Ёлкин, Йод") == "lodz, елкин, йод"


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Émile", "E"),
        ("__slots__", "S"),
        ("ёлка", "Е"),
        ("йод", "Й"),
        ("400x400", "0–9"),
        ("«Граф»", "Г"),
    ],
)
def test_a_name_stands_under_its_first_letter_or_with_the_digits(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_every_letter_has_an_id_of_its_own_in_ascii() -> None:
    letters = "ABCXYZАБВЕЙХШЩЫЭЮЯ"
    ids = [letter_id(letter) for letter in [*letters, "0–9"]]
    assert len(set(ids)) == len(letters) + 1
    assert all(one.isascii() and " " not in one for one in ids)
    assert (letter_id("A"), letter_id("Ш")) == ("letter-latin-a", "letter-cyrillic-sha")


# -- The page, in a small site --------------------------------------------------------------------

INDEX = """
# Front page

```{toctree}
tools
more
```

```{glossary-index}
```
"""
MESSAGES = {"graph": "граф", "network": "сеть", "tree": "ёлка", "Zebra": "Zebra"}


@pytest.fixture
def small(site: SmallSite) -> SmallSite:
    """Return a site with an index of four entries on two pages; one name is not translated."""
    site.page("index", INDEX)
    site.page(
        "tools",
        "# Tools\n\n```{glossary}\ngraph\nnetwork\n   Points.\n\ntree\n   No rings.\n```\n",
    )
    site.page("more", "# More\n\n```{glossary}\nZebra\n   An animal.\n\nlate\n   New.\n```\n")
    site.catalogue("ru", "tools", MESSAGES)
    site.catalogue("ru", "more", {"Zebra": "Zebra"})
    return site


def lines_of(site: SmallSite, language: str) -> list[str]:
    """Return letters and lines as the index shows them."""
    return texts(article_of(site, "index", language), ".letter :is(h2, li)")


def test_both_names_stand_side_by_side_and_every_name_is_listed(small: SmallSite) -> None:
    assert small.build("en") == ""
    assert lines_of(small, "en") == [
        "G", "graph · граф",
        "L", "late",
        "N", "network · see graph",
        "T", "tree · ёлка",
        "Z", "Zebra",
        "Г", "граф · see graph",
        "Е", "ёлка · see tree",
        "С", "сеть · see graph",
    ]  # fmt: skip
    assert small.build("ru") == ""
    assert lines_of(small, "ru") == [
        "Г", "граф · graph",
        "Е", "ёлка · tree",
        "С", "сеть · see граф",
        "G", "graph · see граф",
        "L", "late",
        "N", "network · see граф",
        "T", "tree · see ёлка",
        "Z", "Zebra",
    ]  # fmt: skip


def test_every_line_leads_to_its_entry_and_every_letter_to_its_heading(small: SmallSite) -> None:
    assert small.build("ru") == ""
    article = article_of(small, "index", "ru")
    ways = [link for part in article.select(".letter") for link in links(part)]
    assert ("сеть", "tools.html#term-graph") in ways
    assert ("network", "tools.html#term-graph") in ways
    letters = [links(part) for part in article.select(".letters")]
    assert letters[0][0] == ("Г", "#letter-cyrillic-ghe")
    assert [len(one) for one in letters] == [3, 5]  # a list for each script
    heads = [f"#{tag['id']}" for tag in article.select("h2.rubric")]
    assert heads == [address for one in letters for _text, address in one]
    # A name in another language says so.
    marked = {tag.get_text() for tag in article.select('.letter li [lang="en"]')}
    assert {"graph", "tree", "network", "late"} <= marked
    assert not {"граф", "ёлка", "Zebra"} & marked


def test_the_index_follows_entries_and_translations_of_other_pages(small: SmallSite) -> None:
    small.build("en")
    small.catalogue("ru", "tools", MESSAGES | {"graph": "сетка"})
    assert small.build("en") == ""
    assert "graph · сетка" in lines_of(small, "en")
    path = small.root / "docs" / "more.md"
    path.write_text(path.read_text(encoding="utf-8").replace("late", "Émile"), encoding="utf-8")
    small.build("en")
    assert lines_of(small, "en")[:2] == ["E", "Émile"]
    again = article_of(small, "index")
    small.build("en", parallel=2, fresh=True)
    assert article_of(small, "index") == again


# -- The real one ---------------------------------------------------------------------------------

PAGE = "tools/index-a-z.html"


def parts_of(pages: Pages, language: str) -> list[Tag]:
    return pages[language][PAGE].article.select(".letter")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_real_index_has_every_term_line_of_the_glossary(pages: Pages, language: str) -> None:
    glossary = glossary_of(pages[language])
    page = pages[language][PAGE]
    listed: dict[str, set[tuple[str, str]]] = {}
    for link in page.article.select(".letter li a"):
        name = " ".join(link.get_text().split())
        listed.setdefault(name, set()).add(page.target_of(str(link["href"])))
    assert len(glossary.terms) > 300
    lacking = [
        name
        for place, name in glossary.terms.items()
        if glossary.first[place] not in listed.get(name, set())
    ]
    assert lacking == []


@pytest.mark.parametrize(("language", "first"), [("en", "LATIN"), ("ru", "CYRILLIC")])
def test_the_real_index_begins_with_the_letters_of_its_language(
    pages: Pages, language: str, first: str
) -> None:
    heads = [part.select("h2")[0].get_text() for part in parts_of(pages, language)]
    scripts = [unicodedata.name(head[0]).split()[0] for head in heads]
    assert scripts[0] == first
    assert len(set(scripts)) == 2
    assert sorted(scripts, key=lambda script: script != first) == scripts
    for one in set(scripts):
        own = [head for head, script in zip(heads, scripts, strict=True) if script == one]
        assert own == sorted(own)


def test_the_page_of_tools_leads_to_the_index(pages: Pages) -> None:
    for group in pages.values():
        page = group["tools/index.html"]
        ways = [page.target_of(str(a["href"]))[0] for a in page.article.select("p > a.internal")]
        assert PAGE in ways
