"""What users of Sphinx, MyST and editors of catalogues have reported does not happen here."""

from __future__ import annotations

import pytest
from conftest import SmallSite
from page_reader import article_of, page_of, reports, text_of

from talknotes.checks.allowances import read_allowances
from talknotes.checks.files import _plural_forms
from talknotes.checks.model import Knowledge, Text
from talknotes.checks.run import check_text
from talknotes.translation.inline_text import find_differences
from talknotes.translation.labels import find_label_differences
from talknotes.translation.po_reader import read_po


def reported(language: str, source: str | None, text: str) -> list[str]:
    one = Text("a.po", 7, language, text, source, "en" if source else "")
    allowed = read_allowances("", "a.po", 7)
    return [problem.message for problem in check_text(one, allowed, Knowledge())]


@pytest.mark.parametrize(
    ("source", "text"),
    [(r"Words \*args here.", r"Слова \*args и \*и другое\*."), (r"A \_b\_.", r"А \_б\_ и \_в\_.")],
)
def test_what_is_escaped_is_no_open_emphasis(source: str, text: str) -> None:
    assert [one for one in reported("ru", source, text) if "emphasis" in one] == []


@pytest.mark.parametrize("text", ["See the page [](maps.md) and more.", "See [](#a) now."])
def test_a_link_that_shows_a_title_leaves_no_two_spaces(text: str) -> None:
    assert reported("en", None, text) == []


FORMS = {
    "a flag without a blank": '#,fuzzy\nmsgid "a"\nmsgstr "б"\n',
    "a note without a blank": '#note\nmsgid "a"\nmsgstr "б"\n',
    "an earlier msgid without a blank": '#|msgid "c"\nmsgid "a"\nmsgstr "б"\n',
    "an obsolete entry without a blank": 'msgid "a"\nmsgstr "б"\n\n#~msgid "c"\n#~msgstr "д"\n',
    "octal escapes": 'msgid "a"\nmsgstr "\\320\\261"\n',
    "two strings on a line": 'msgid "" "a"\nmsgstr "б" ""\n',
}
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize("case", FORMS)
def test_a_form_that_msgfmt_takes_is_read(case: str) -> None:
    entries, problems = read_po(HEADER + FORMS[case], "a.po")
    assert problems == []
    live = [entry for entry in entries if entry.msgid and not entry.obsolete]
    assert [(entry.msgid, entry.msgstr) for entry in live] == [("a", "б")]


RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<10 || n%100>=20) ? 1 : 2);"
)


@pytest.mark.parametrize(
    "said",
    [
        RUSSIAN.replace("(n%100<10 || n%100>=20)", "(n%100<12 || n%100>14)"),
        RUSSIAN.rstrip(";"),
        RUSSIAN.replace(" ", ""),
    ],
)
def test_the_same_rule_of_plural_forms_in_other_words_is_no_mistake(said: str) -> None:
    assert _plural_forms(said) == _plural_forms(RUSSIAN) is not None


@pytest.mark.parametrize(
    "said",
    ["", "nplurals=3; plural=n;", "nplurals=2; plural=n != 1;", "nplurals=3; plural=1/0",
     "nplurals=3; plural=" + "(" * 99 + "n" + ")" * 99, "nplurals=x; plural=n", "plural=0"],
)  # fmt: skip
def test_another_rule_of_plural_forms_is_none_or_another(said: str) -> None:
    assert _plural_forms(said) != _plural_forms(RUSSIAN)


@pytest.mark.parametrize("said", ["", "nplurals=", "x", "nplurals=2", "nplurals=2; plural="])
def test_an_empty_rule_of_plural_forms_ends_no_build(site: SmallSite, said: str) -> None:
    site.page("index", "# Home\n")
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {said}\\n"\n'  # noqa: E501
    for name in ("talknotes", "index"):
        site.write(f"locale/ru/LC_MESSAGES/{name}.po", f'{header}\nmsgid "Home"\nmsgstr "Дом"\n')
    found = reports(site.build("ru"))
    assert not [one for one in found if "Plural-Forms" not in one]
    assert text_of(article_of(site, "index", "ru")).startswith("Дом")


GUIDE = "See [the guide](https://a.org)."
# A source, its translation, and whether that shows another address than it leads to.
LINKS = [
    (GUIDE, "См. [https://evil.example](https://a.org).", True),
    (GUIDE, "См. [evil.example](https://a.org).", True),
    (GUIDE, "См. [evil.example/a](https://a.org).", True),
    (GUIDE, "См. [www.evil.example](https://a.org).", True),
    (GUIDE, "См. [**evil.example**](https://a.org).", True),
    (GUIDE, "См. [a.org](https://a.org).", False),
    (GUIDE, "См. [руководство, ч. 2](https://a.org).", False),
    ("See [the guide](https://a.org/x).", "См. [https://a.org/](https://a.org/x).", False),
    ("See [b.org](https://a.org).", "См. [b.org](https://a.org).", False),
    ("See [Node.js docs](https://a.org).", "См. [документацию Node.js](https://a.org).", False),
]


@pytest.mark.parametrize(("source", "text", "is_other"), LINKS)
def test_a_translated_link_shows_words_or_its_own_address(
    source: str, text: str, is_other: bool
) -> None:
    found = find_differences(source, text)
    assert len(found) == is_other
    assert all("shows another address" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("source", "text", "same"),
    [
        ("A <b>x</b>", "А </b>x<b>", False),
        ("<a>x</a> <b>y</b>", "<a>x <b>y</a></b>", False),
        ("<a>x</a> <b>y</b>", "<b>y</b> <a>x</a>", True),
        ("x<br>y", "х<br>у", True),
    ],
)
def test_the_tags_of_a_label_keep_their_order(source: str, text: str, same: bool) -> None:
    assert (find_label_differences(source, text) == []) is same


@pytest.mark.parametrize(
    "text", ["Возьмите {term}`Kedro и `x`.", "Возьмите {term}Kedro` и `x`.", "`Kedro` и `x."]
)
def test_a_missing_backtick_is_reported_once_and_nothing_that_follows_from_it(text: str) -> None:
    source = "Use {term}`Kedro` and `x`."
    (sentence,) = [*find_differences(source, text), *reported("ru", source, text)]
    assert sentence == "a backtick is missing: the source has 4, the translation 3"


TABLE_AND_BREAK = """
# Home

Line one\\
Line two

(before)=
```{table} A caption
:name: named

| A |
|---|
| b |
```

```{list-table} A list
:name: listed

* - A
```
"""


def test_an_id_stands_once_and_a_line_break_is_kept_as_one(site: SmallSite) -> None:
    site.page("index", TABLE_AND_BREAK)
    site.catalogue("ru", "index", {"Line one\\\nLine two": "Строка раз\\\nСтрока два"})
    for language, texts in (("en", ("Line one", "Line two")), ("ru", ("Строка раз", "Строка два"))):
        assert site.build(language) == ""
        page = page_of(site, "index", language)
        ids = [str(tag["id"]) for tag in page.select("[id]")]
        assert len(ids) == len(set(ids))
        assert {"before", "named", "listed"} <= set(ids)
        paragraph = page.select_one("article p:has(br)")
        assert paragraph
        assert tuple(paragraph.stripped_strings) == texts
        description = page.select_one('meta[name="description"]')
        assert description
        assert description["content"] == " ".join(texts)
