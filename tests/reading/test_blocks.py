"""The blocks that a page is framed with, in both languages, on the site and in books."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import Tag
from conftest import SmallSite
from page_reader import (
    article_of,
    label_catalogue,
    links,
    reports,
    reports_by_case,
    text_of,
    texts,
)

from talknotes.reading.blocks import shown_lines
from talknotes.translation.extraction import templates_of_pages

LABELS: dict[str, str | list[str]] = {
    "Added": "Добавлено",
    "About these notes": "Об этих заметках",
    "The numbers as a table": "Числа в таблице",
    "Our example": "Наш пример",
}
PAGE = """\
---
language: en
---

# A page

All of it.

:::{added}
It takes 5 GB more.

- First of all
:::

- A point

  :::{added}
  Not always.
  :::

```{example} page/sums.py
:part: sum
```

:::{numbers}
| Tool | Seconds |
|---|---|
| One | 8.5 |
:::

(page-impressions)=
## Impressions

:::{quotation}
Nobody "knows" what it is
:::

:::{about-notes}
Nobody wrote the time down.
:::
"""
TRANSLATED = {
    "It takes 5 GB more.": "Нужно ещё 5 ГБ.",
    "First of all": "Прежде всего",
    "Not always.": "Не всегда.",
    "Tool": "Инструмент",
    "8.5": "8,5",
    'Nobody "knows" what it is': 'Никто не "знает", что это',
    "Nobody wrote the time down.": "Времени нет.",
}
SUMS = """\
# needs: torch
\"\"\"Sums.\"\"\"

# [sum]
def total(numbers):
    # [inner]
    return sum(numbers)
    # [/inner]


# [/sum]
print(total([1, 2]))
"""
CONVENTIONS = "# Conventions\n\nSaid here.\n\n(conventions-added)=\n## Added\n\nWhat we add.\n"


def framed(site: SmallSite) -> SmallSite:
    """Return *site* with a page that has every block, in both languages."""
    site.page("index", "# Home\n\n```{toctree}\nnotes/page\nconventions\n```\n")
    site.page("notes/page", PAGE)
    site.page("conventions", CONVENTIONS)
    site.write("examples/page/sums.py", SUMS)
    site.catalogue("ru", "notes/page", TRANSLATED)
    label_catalogue(site, "talknotes", LABELS)
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Return the site with every block, built in both languages."""
    site = framed(SmallSite(tmp_path_factory.mktemp("framed")))
    assert site.build("en") == ""
    assert site.build("ru", parallel=2) == ""
    return site


def only(article: Tag, selector: str) -> Tag:
    (found,) = article.select(selector)
    return found


@pytest.mark.parametrize(
    ("language", "mark", "first"),
    [("en", "Added", "It takes 5 GB more."), ("ru", "Добавлено", "Нужно ещё 5 ГБ.")],
)
def test_what_we_add_stands_in_its_place_with_a_mark_that_is_explained(
    built: SmallSite, language: str, mark: str, first: str
) -> None:
    added, in_list = article_of(built, "notes/page", language).select(".added")
    assert links(added)[0] == (mark, "../conventions.html#conventions-added")
    assert texts(added, "p")[:2] == [mark, first]
    assert in_list.find_parent("li")


def test_without_the_page_that_explains_it_the_mark_is_no_link(site: SmallSite) -> None:
    site.page("index", "# Home\n\n:::{added}\nMore.\n:::\n")
    assert site.build() == ""
    added = only(article_of(site, "index"), ".added")
    assert links(added) == []
    assert texts(added, "p") == ["Added", "More."]


@pytest.mark.parametrize(
    ("language", "labels", "cells"),
    [
        ("en", ["The numbers as a table", "About these notes"], ["One", "8.5"]),
        ("ru", ["Числа в таблице", "Об этих заметках"], ["One", "8,5"]),
    ],
)
def test_numbers_and_what_is_about_the_notes_are_folded(
    built: SmallSite, language: str, labels: list[str], cells: list[str]
) -> None:
    article = article_of(built, "notes/page", language)
    assert texts(article, "details.fold > summary") == labels
    assert not article.select("details[open]")
    assert texts(only(article, "details.numbers"), "td") == cells


def test_what_is_about_the_notes_closes_the_page_and_not_its_last_section(
    built: SmallSite,
) -> None:
    fold = only(article_of(built, "notes/page"), "details.about-notes")
    assert fold.find_parent("section") == fold.find_parent("article").section  # type: ignore[union-attr]
    assert fold.find_next_sibling() is None


def test_a_quotation_stands_in_the_marks_of_its_language(built: SmallSite) -> None:
    quotation = only(article_of(built, "notes/page"), "blockquote.quotation")
    assert texts(quotation, "p") == ["“Nobody ‘knows’ what it is”"]
    assert not quotation.select("[lang]")


def test_below_a_translated_quotation_stands_the_original(built: SmallSite) -> None:
    quotation = only(article_of(built, "notes/page", "ru"), "blockquote.quotation")
    shown, original = quotation.select("p")
    assert text_of(shown) == "«Никто не „знает“, что это»"
    assert shown.get("lang") is None
    assert text_of(original) == "“Nobody ‘knows’ what it is”"
    assert original["lang"] == "en"


def test_a_quotation_without_translation_stands_once_in_its_own_language(
    site: SmallSite,
) -> None:
    framed(site).catalogue("ru", "notes/page", {})
    site.build("ru")
    quotation = only(article_of(site, "notes/page", "ru"), "blockquote.quotation")
    (shown,) = quotation.select("p")
    assert text_of(shown) == "“Nobody ‘knows’ what it is”"
    assert shown["lang"] == "en"


def test_a_russian_page_is_quoted_with_its_original_in_english(site: SmallSite) -> None:
    page = "---\nlanguage: ru\n---\n\n# Запись\n\n:::{quotation}\nчто это o_O\n:::\n"
    site.page("index", page)
    site.catalogue("en", "index", {"что это o_O": "what is this o_O"})
    assert site.build("en") == ""
    assert texts(article_of(site, "index", "en"), ".quotation p") == [
        "“what is this o_O”",
        "«что это o_O»",
    ]


# -- Examples -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "label"), [("en", "Our example"), ("ru", "Наш пример")])
def test_an_example_says_whose_it_is_and_shows_its_part_without_marks(
    built: SmallSite, language: str, label: str
) -> None:
    example = only(article_of(built, "notes/page", language), ".example")
    assert texts(example, ".example-file") == [f"{label}: examples/page/sums.py"]
    code = only(example, ".highlight-python pre")
    assert code.get_text() == "def total(numbers):\n    return sum(numbers)\n"


def test_an_example_leads_to_its_file_where_the_repository_is_known(site: SmallSite) -> None:
    framed(site).page(
        "index",
        "# Home\n\n```{toctree}\nnotes/page\nconventions\n```\n\n```{example} page/sums.py\n```\n",
    )
    conf = (site.root / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", conf + '\ntalknotes_repository = "https://github.com/ada/notes"\n')
    assert site.build() == ""
    address = "https://github.com/ada/notes/blob/main/examples/page/sums.py"
    for docname, end in (("notes/page", "#L5"), ("index", "")):
        found = links(only(article_of(site, docname), ".example-file"))
        assert found == [("examples/page/sums.py", address + end)]


def test_a_page_is_read_again_when_its_example_changes_or_comes(site: SmallSite) -> None:
    framed(site)
    path = site.root / "examples" / "page" / "sums.py"
    path.unlink()
    assert len(reports(site.build())) == 1
    site.write("examples/page/sums.py", SUMS)
    assert site.build() == ""
    assert "sum(numbers)" in only(article_of(site, "notes/page"), ".example pre").get_text()
    site.write("examples/page/sums.py", SUMS.replace("sum(numbers)", "len(numbers) * 2"))
    assert site.build() == ""
    assert "len(numbers)" in only(article_of(site, "notes/page"), ".example pre").get_text()


@pytest.mark.parametrize(
    ("text", "part", "shown"),
    [
        ("a = 1\n", "", "a = 1"),
        ("# needs: torch\n\na = 1\n\n", "", "a = 1"),
        ("# [one]\na = 1\n# [/one]\nb = 2\n", "", "a = 1\nb = 2"),
        ("if a:\n    # [one]\n    b = 2\n    # [/one]\n", "one", "b = 2"),
        ("-- [one]\nSELECT 1\n-- [/one]\n", "one", "SELECT 1"),
    ],
)
def test_the_marks_of_parts_are_not_shown(text: str, part: str, shown: str) -> None:
    found = shown_lines(text, part)
    assert not isinstance(found, str)
    assert found[0] == shown


# -- What is refused, beside what is in checks/planted_mistakes.yaml -------------------------------

REFUSED = {
    "an example that is a link": (
        "```{example} page/link.py\n```",
        '"page/link.py" is no path within examples/; write it as page/name.py',
    ),
    "an example that is too long": (
        "```{example} page/long.py\n```",
        "examples/page/long.py: 26 lines; a page shows at most 25: take a part of it",
    ),
    "an example that is no text": (
        "```{example} page/binary.py\n```",
        "examples/page/binary.py is not UTF-8; save the file in that encoding",
    ),
}


def test_what_is_wrong_is_reported_with_its_line_and_left_out(site: SmallSite) -> None:
    site.write("examples/page/long.py", "a = 1\n" * 26)
    (site.root / "examples/page/binary.py").write_bytes(b"\xff\xfe")
    (site.root / "examples/page/link.py").symlink_to("/etc/passwd")
    pages = {case: f"# Page\n\nText.\n\n{text}\n" for case, (text, _report) in REFUSED.items()}
    assert reports_by_case(site, pages) == {
        case: [f"5: WARNING: {report}"] for case, (_text, report) in REFUSED.items()
    }
    for number in range(len(REFUSED)):
        assert not article_of(site, f"case-{number}").select("blockquote, .added, .example")


# -- Translators and books ------------------------------------------------------------------------


def test_translators_get_all_sentences_in_blocks_and_no_labels_or_code(site: SmallSite) -> None:
    framed(site)
    messages = {entry.msgid for entry in templates_of_pages(site.project)["notes/page"]}
    assert set(TRANSLATED) <= messages
    assert messages == {*TRANSLATED, "A page", "All of it.", "A point", "Seconds", "One"} | {
        "Impressions"
    }


@pytest.mark.parametrize(("builder", "page"), [("epub", "notes/page.xhtml"), ("latex", "*.tex")])
def test_in_a_book_nothing_is_folded(built: SmallSite, builder: str, page: str) -> None:
    built.build("ru", builder=builder, out=builder)
    (path,) = Path(built.root, "build", builder, "ru").glob(page)
    text = path.read_text(encoding="utf-8")
    for word in (*LABELS.values(), "Времени нет.", "“Nobody ‘knows’ what it is”"):
        assert word in text
    assert "<details" not in text
    assert builder == "epub" or r"\begin{sphinxuseclass}{added}" in text
