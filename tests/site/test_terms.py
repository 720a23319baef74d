"""Terms: where a section names an entry of the glossary first, it links to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import SmallSite
from finished_site import DRAWN, NAMES, Entry, Glossary, Page, Pages, glossary_of, shown
from namings import Names, Naming, is_form_of
from sphinx.util.inventory import InventoryFile

# The pages that tell of tools and ideas: talks, the conferences' front pages, guides.
FOLDERS = ("europython-2020/", "pycon-de-2018/", "guides/")

# What reads like the name of an entry, or holds one, and means something else; and why.
NO_NAMES = {
    "en": {
        "schema": "an ordinary word; on the Russian pages it is always the library",
        "Python Data Visualisation": "the title of a talk elsewhere, quoted",
    },
    "ru": {
        "Python Data Visualisation": "the title of a talk elsewhere, quoted",
        "Визуализация данных на Python": "the same title, translated",
    },
}

# What is no sentence of the page: headings, code, formulas, what is drawn, marks and buttons.
ASIDE = ", ".join(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "code",
        "pre",
        ".math",
        ".headerlink",
        ".language-switch",
        ".untranslated",
    ]
    + [f".{style}" for style in DRAWN]
)
BLOCKS = ["p", "li", "dd", "dt", "td", "th", "figcaption"]
BREAK = "\N{BULLET}"  # no word, so that what stands on its two sides is no name
AROUND = 40


@dataclass
class Section:
    """What a section says, and at which place of its text it first links to each entry.

    ``own`` is ``text`` with `BREAK` in place of all that names nothing: code, links, drawn parts.
    """

    text: str = ""
    own: str = ""
    links: dict[Entry, int] = field(default_factory=dict)

    def add(self, text: str, *, own: bool) -> None:
        self.text += text
        self.own += text if own else BREAK * len(text)

    def around(self, naming: Naming[Entry | None]) -> str:
        """Return the words around *naming*, and the name in them between angle brackets."""
        before = self.text[max(naming.start - AROUND, 0) : naming.start]
        after = self.text[naming.end : naming.end + AROUND]
        return " ".join(f"{before}>{self.text[naming.start : naming.end]}<{after}".split())


def sections_of(page: Page, glossary: Glossary, titles: re.Pattern[str]) -> dict[str, Section]:
    """Return the sections of *page* by id; what stands before the first heading is one too.

    Headings below the second level begin no section. *titles* finds titles that are quoted.
    """
    aside = {id(tag) for tag in page.article.select(ASIDE)}
    found: dict[str, Section] = {}
    block = None
    for text in page.article.strings:
        around = list(text.parents)
        sections = [tag for tag in around if tag.name == "section"]
        if not sections:
            continue
        section = found.setdefault(str(sections[-2:][0]["id"]), Section())
        if (here := next((tag for tag in around if tag.name in BLOCKS), None)) is not block:
            block = here
            section.add(f" {BREAK} ", own=False)
        written = aside.isdisjoint(map(id, around))
        link = next((tag for tag in around if tag.name == "a"), None)
        if written and link is not None and "#term-" in str(link["href"]):
            entry = glossary.first[page.target_of(str(link["href"]))]
            section.links.setdefault(entry, len(section.text))
        section.add(text, own=written and link is None)
    for section in found.values():
        section.own = titles.sub(lambda title: BREAK * len(title.group()), section.own)
    return found


def unlinked(section: Section, names: Names[Entry | None]) -> Iterator[Naming[Entry | None]]:
    """Yield the first naming of each entry in *section* that comes before any link to it."""
    seen: set[Entry | None] = {None}
    for naming in names.named_in(section.own):
        if naming.entry not in seen and naming.start < section.links.get(naming.entry, naming.end):
            yield naming
        seen.add(naming.entry)


def names_of(pages: Pages, language: str) -> Names[Entry | None]:
    """Return the names of entries on pages of *language*: its own, and those of the source."""
    found: list[tuple[str, Entry | None]] = [(name, None) for name in NO_NAMES.get(language, ())]
    for one in ("en", language):
        glossary = glossary_of(pages[one])
        found += [(name, glossary.first[place]) for place, name in glossary.terms.items()]
    return Names(found)


def quoted_titles(pages: Pages) -> re.Pattern[str]:
    """Return what finds the title of a page, in any language, between quotation marks."""
    titles = {
        r"\s".join(map(re.escape, str(page.article.h1.find(string=True)).split()))
        for group in pages.values()
        for page in group.values()
        if page.name.startswith(FOLDERS)
    }
    return re.compile(rf"[“‘«„](?:{'|'.join(titles)})[”’»“]")


def problems_of(pages: Pages, language: str) -> list[str]:
    """Return what each page of *language* names without a link, and where."""
    glossary, names, titles = (
        glossary_of(pages[language]), names_of(pages, language), quoted_titles(pages)
    )  # fmt: skip
    return [
        f"{page}#{anchor}: {glossary.terms[naming.entry]}: … {section.around(naming)} …"
        for page in pages[language].values()
        if page.name.startswith(FOLDERS)
        for anchor, section in sections_of(page, glossary, titles).items()
        for naming in unlinked(section, names)
        if naming.entry
    ]


# -- What is a naming -----------------------------------------------------------------------------

NAMED = Names(
    [
        *((name, name) for name in ("C", "C++", "R", "Ray", "CI/CD", "tf.data", "GPU")),
        *((name, name) for name in ("data frame", "deep learning", "k-means", "кубит")),
        *((name, name) for name in ("перенос обучения", "система типов", "квантование")),
        ("Apache Spark", "Spark"),
        ("Spark", "Spark"),
        ("SageMaker", "SageMaker"),
        ("SageMaker Studio", "Studio"),
        ("перекрёстная проверка (кросс-валидация)", "cross-validation"),
    ]
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Spark and Apache\nSpark", ["Spark", "Spark"]),
        ("SageMaker's Studio is SageMaker Studio", ["SageMaker", "Studio"]),
        ("in C++, not in C, nor in C#", ["C++", "C"]),
        ("a spark, a ray, arrays, r and c", []),
        ("CI/CD with tf.data on GPUs", ["CI/CD", "tf.data", "GPU"]),
        ("Data frames for deep-learning frameworks", ["data frame", "deep learning"]),
        ("a k-means run; k means nothing", ["k-means", "k-means"]),
        ("После переноса обучения — перенос\nобучения", ["перенос обучения"] * 2),
        ("Системы типов, систему типов, систем типов", ["система типов"] * 3),
        ("кубиты и квантовые вычисления", ["кубит"]),
        ("перекрестной проверкой, то есть кросс-валидацией", ["cross-validation"] * 2),
        ("на GPU-сервере", ["GPU"]),
    ],
)
def test_a_name_is_found_in_its_forms_and_the_longest_counts(text: str, named: list[str]) -> None:
    assert [naming.entry for naming in NAMED.named_in(text)] == named


def test_a_naming_is_reported_with_its_place() -> None:
    text = "On Apache  Spark."
    assert [text[one.start : one.end] for one in NAMED.named_in(text)] == ["Apache  Spark"]


@pytest.mark.parametrize(
    ("word", "name", "so"),
    [
        ("Matrix", "matrix", True),
        ("matrix", "Matrix", False),
        ("матрицы", "Матрица", False),
        ("Матрицы", "матрица", True),
        ("свёрточной", "сверточная", True),
        ("выделены", "выделение", False),
    ],
)
def test_a_form_of_a_word_is_not_taken_for_another_word(word: str, name: str, so: bool) -> None:
    assert is_form_of(word, name) is so


# -- What the check finds -------------------------------------------------------------------------

TOOLS = """
# Tools

```{glossary}
Blue Graph
blue
   A tool.

graph
graph theory
   An idea.
```
"""
NOTES = """
# Graph

On a {term}`graph` and on graphs.

(details)=
## Graph

Code comes first: `graph`. See [graph](https://example.org/) and "Graph". {term}`Links <graph>` are
links to a graph.

### Blue

A Graph with a {term}`graph`; this can be read in the words around; **Blue Graph**.

## Both

{term}`blue` graph.
"""


def test_the_first_naming_without_a_link_is_reported_section_by_section(site: SmallSite) -> None:
    site.page("index", "# Front page\n\n```{toctree}\ntools\nguides/graph\n```\n")
    site.page("tools", TOOLS)
    site.page("guides/graph", NOTES)
    site.catalogue("ru", "tools", {"graph": "граф", "graph theory": "теория графов"})
    notes = {
        "Graph": "Сети",
        "On a {term}`graph` and on graphs.": "В графе есть {term}`граф <graph>`.",
    }
    site.catalogue("ru", "guides/graph", notes)
    assert site.build("en") == site.build("ru") == ""
    folder = site.root / "build" / "html"
    pages = {
        language: {
            name: Page(language, name, folder / language / name)
            for name in ("tools.html", "guides/graph.html")
        }
        for language in NAMES
    }
    details, both = problems_of(pages, "en")
    assert details.startswith("en/guides/graph.html#details: Blue Graph: … ")
    assert details.endswith("in the words around; >Blue Graph<. • …")
    assert both == "en/guides/graph.html#both: graph: … Both¶ • blue >graph<. • …"
    assert problems_of(pages, "ru")[0] == (
        "ru/guides/graph.html#graph: граф: … Сети¶ • В >графе< есть граф. • …"
    )


# -- The finished site ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", NAMES)
def test_a_section_links_to_an_entry_where_it_names_it_first(pages: Pages, language: str) -> None:
    problems = problems_of(pages, language)
    assert problems == [], shown(problems)


@pytest.mark.parametrize("language", NAMES)
def test_every_exception_is_still_needed(pages: Pages, language: str) -> None:
    texts = (
        page.article.get_text(" ")
        for page in pages[language].values()
        if page.name.startswith(FOLDERS)
    )
    text = " ".join(" ".join(texts).split())
    assert [name for name in NO_NAMES[language] if name not in text] == []


@pytest.mark.parametrize("language", NAMES)
def test_every_name_of_an_entry_leads_to_that_entry(
    pages: Pages, real_site: Path, language: str
) -> None:
    """References are resolved by the names of the source, whatever their capital letters."""
    inventory = InventoryFile.loads((real_site / language / "objects.inv").read_bytes(), uri="")
    glossary = glossary_of(pages[language])
    places: dict[str, set[Entry]] = {}
    for name, item in inventory.data["std:term"].items():
        page, _, anchor = item.uri.partition("#")
        places.setdefault(name.lower(), set()).add(glossary.first[page, anchor])
    names = glossary_of(pages["en"])
    found = {name: places.get(name.lower()) for name in names.terms.values()}
    assert len(found) > len(names.mentioned_in)
    assert found == {name: {names.first[place]} for place, name in names.terms.items()}
