from __future__ import annotations

import pytest

from talknotes.translation.inline_text import (
    ALLOWED_ROLES,
    find_differences,
)
from talknotes.translation.labels import find_label_differences, find_plural_differences

GOOD = [
    pytest.param("Plain words.", "Простые слова.", id="words"),
    pytest.param("See {term}`Dask`.", "См. {term}`Dask`.", id="the same role"),
    pytest.param("See {term}`Dask`.", "Про {term}`Даск <Dask>`.", id="a text of its own"),
    pytest.param("{term}`graph database`", "{term}`графовой базы <graph database>`", id="declined"),
    pytest.param("{term}`data frame`", "{term}`таблица <data  frame>`", id="one blank more"),
    pytest.param("{talk}`binder`", "{talk}`доклад о Binder <binder>`", id="a talk"),
    pytest.param("{doc}`/tools/index`", "{doc}`инструменты </tools/index>`", id="a page"),
    pytest.param("{ref}`own text <a-label>`", "{ref}`a-label`", id="text of the target"),
    pytest.param("{term}`A` and {term}`B`", "{term}`B` и {term}`A`", id="roles in another order"),
    pytest.param("{term}`A`, {term}`A`", "{term}`А <A>`, {term}`A`", id="a role twice"),
    pytest.param("[a](https://x.org/)", "[б](https://x.org/)", id="link"),
    pytest.param("[a](/x.md) [b](#y)", "[б](#y) [а](/x.md)", id="links in another order"),
    pytest.param("<https://x.org/>", "[х](https://x.org/)", id="a bare address gets a text"),
    pytest.param("![Graph](g.png)", "![Граф](g.png)", id="image"),
    pytest.param("one<br>two", "раз<br>два", id="HTML of the source"),
    pytest.param(
        "Also { this } < that > those", "{ это } < то > те", id="characters of no meaning"
    ),
    pytest.param("{{ x }} [a]{.b}", "[а]{.b} {{ x }}", id="what is no markup in the source"),
    pytest.param("one\ntwo", "раз\nдва", id="line break of the source"),
    pytest.param("x &lt;b&gt;", "х &lt;b&gt;", id="entities"),
    pytest.param("**bold** `code`", "*курсив*", id="emphasis is the translator's"),
]
GOOD += [
    pytest.param(f"Press {{{role}}}`Enter`.", f"{{{role}}}`Ввод` и всё.", id=role)
    for role in ("abbr", "command", "file", "guilabel", "kbd", "samp", "sub", "sup")
]
GOOD += [
    # A translation may begin as a block would.
    pytest.param("In short: yes.", f"{start}Короче: да.", id=start)
    for start in ("- ", "+ ", "* ", "# ", "> ", "% ", "1. ", "1) ", "2024. ", "    ", "---", "(a)=")
]
GOOD += [
    # What is only shown does no harm.
    pytest.param("Shown.", f"Показано: {shown}.", id=shown)
    for shown in (
        "`` {raw}`x` ``", "`{include}`", "`<script>alert(1)</script>`",
        "`[text](https://evil.example)`", "`![text](evil.png)`", r"\{raw}\`x\`", r"\<b>",
        "`&#12;`", "&amp;#12;", "&nbsp;", "&shy;", "наука\u200cо", "👩\u200d🔬",
    )
]  # fmt: skip


@pytest.mark.parametrize(("source", "translation"), GOOD)
def test_a_faithful_translation_is_let_through(source: str, translation: str) -> None:
    assert find_differences(source, translation) == []


# Beside those of checks/planted_mistakes.yaml.
DIFFERENT = [
    pytest.param("{term}`A` {term}`A`", "{term}`A`", ["{term}`A`", "missing"], id="one of two"),
    pytest.param("{term}`A`", "{term}`A`, {term}`A`", ["{term}`A`", "remove"], id="once more"),
    pytest.param(
        "{term}`Graph`", "{term}`Граф`", ["{term}`Граф`", "{term}`Graph`"], id="key translated"
    ),
    pytest.param(
        "{term}`x <A>`", "{term}`x <B>`", ["{term}`B`", "{term}`A`"], id="explicit target changed"
    ),
    pytest.param(
        "{term}`Dask`", "{talk}`Dask`", ["{talk}`Dask`", "{term}`Dask`"], id="another role"
    ),
    pytest.param(
        # Sphinx finds the entry in any case, and then warns without naming the catalogue.
        "{term}`Graph`",
        "{term}`граф <graph>`",
        ["{term}`graph`", "{term}`Graph`"],
        id="key in another case",
    ),
    pytest.param(
        "{doc}`/Index`", "{doc}`/index`", ["{doc}`/index`", "{doc}`/Index`"], id="another case"
    ),
    pytest.param(
        "{download}`the data <data.csv>`",
        "{download}`данные <../../secret>`",
        [],
        id="a role of the source led elsewhere",
    ),
    pytest.param("[docs][docs]", "документации", ["missing"], id="reference link lost"),
    pytest.param("[docs][docs]", "[документации][other]", [], id="reference link led elsewhere"),
    pytest.param("{kbd}`Enter`", "Ввод", ["{kbd}", "missing"], id="mark-up role lost"),
    pytest.param(
        "[a](https://x.org)", "[а](https://x.org) [б](/y.md)", ["/y.md", "remove"], id="link more"
    ),
    pytest.param("![a](g.png)", "а", ["g.png", "missing"], id="image lost"),
    pytest.param("![a](g.png)", "![а](h.png)", ["h.png", "g.png"], id="image changed"),
    pytest.param("![a](g.png)", "[а](g.png)", ["image g.png", "missing"], id="image to link"),
]
LINKED = "See [the guide](https://example.org/guide) and {term}`Word`."
DIFFERENT += [
    pytest.param(LINKED, translation, words, id=translation)
    for translation, words in (
        ("[О](https://evil.example) {term}`Word`.", ["https://evil.example"]),
        ("[О](https://example.org/guide/) {term}`Word`.", ["https://example.org/guide/"]),
        ("[О](//evil.example) {term}`Word`.", ["//evil.example"]),
        ("[О](&#106;avascript:attacked) {term}`Word`.", ["not allowed"]),
        ("О {term}`Word`.", ["https://example.org/guide", "missing"]),
        (
            "[О](https://example.org/guide), [а](https://example.org/guide) {term}`Word`.",
            ["remove"],
        ),
        ("[О](https://example.org/guide).", ["{term}`Word`", "missing"]),
        ("[О](https://example.org/guide) {term}`Word`, {kbd}`Ctrl`.", ["{kbd}"]),
    )
]


@pytest.mark.parametrize(("source", "translation", "words"), DIFFERENT)
def test_what_is_lost_or_added_is_reported(source: str, translation: str, words: list[str]) -> None:
    reported = "\n".join(find_differences(source, translation)).lower()
    assert reported
    assert [word for word in words if word.lower() not in reported] == []


REFUSED = {
    "HTML <": [
        "<script>alert(1)</script>", '<img src="x" onerror="alert(1)">',
        '<a href="https://evil.example">да</a>', '<iframe src="https://evil.example"></iframe>',
        '<meta http-equiv="refresh" content="0">', "<!-- note -->", "<?php ?>",
    ],
    "is not allowed in a translation": [
        "[да](javascript:alert(1))", "<javascript:alert(1)>", "[да](data:text/html,x)",
        "[да]{.class #id}", "{{ cycler.__init__ }}",
    ],
    "line breaks": ["---\nmyst: {}\n---\n", "```{eval-rst}\n", "(a)=\n"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "markup"), [(words, one) for words, markups in REFUSED.items() for one in markups]
)
def test_markup_that_the_source_does_not_have_is_refused(words: str, markup: str) -> None:
    assert words in "\n".join(find_differences("Plain words.", f"{markup} слова."))


@pytest.mark.parametrize(
    "role", ["raw", "eval-rst", "include", "download", "code", "math", "std:term", "py:func"]
)
def test_a_role_that_is_not_on_the_list_is_refused(role: str) -> None:
    sentences = find_differences("Plain words.", f"Слова {{{role}}}`x`.")
    assert len(sentences) == 1
    assert f'role "{role}" is not allowed' in sentences[0]
    assert all(allowed in sentences[0] for allowed in ALLOWED_ROLES)


def test_everything_that_is_wrong_is_reported_at_once() -> None:
    reported = find_differences(
        "{term}`A` [b](https://x.org)", "{raw}`x` <b> ![c](g.png) [b](https://evil.example)"
    )
    subjects = {sentence.split()[0] for sentence in reported}
    assert subjects == {"role", "link", "image", "HTML"}
    assert "{term}`a`" in "\n".join(reported).lower()
    assert '"raw"' in "\n".join(reported)


# -- What nobody types ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("\x00", id="NUL, which parts plural forms"),
        pytest.param("\x0c", id="form feed, which XML forbids"),
        pytest.param("\x1b", id="escape, which a terminal obeys"),
        pytest.param("\x7f", id="delete"),
        pytest.param("\x85", id="next line"),
        pytest.param("\u200b", id="a space without width"),
        pytest.param("\u202e", id="writing turned round"),
        pytest.param("\u2066", id="writing set apart"),
        pytest.param("\ufeff", id="byte order mark"),
        pytest.param("\ufffe", id="no character"),
        pytest.param("\U000e0041", id="a letter that only programs see"),
    ],
)
def test_a_character_that_nobody_sees_is_reported_by_its_number(character: str) -> None:
    for find in (find_differences, find_label_differences):
        (reported,) = find("Plain words.", f"Про{character}стые слова.")
        assert f"U+{ord(character):04X}" in reported
        assert character not in reported
        (reported,) = find(f"Plain{character} words.", "Простые слова.")
        assert "in the msgid" in reported


@pytest.mark.parametrize("entity", ["&#12;", "&#x202E;", "&#10;", "&NewLine;", "&#13;", "&#x200b;"])
@pytest.mark.parametrize("place", ["Слово {}.", "[слово {}](/a.md)", '[слово](/a.md "{}")'])
def test_such_a_character_is_reported_as_an_entity_too(entity: str, place: str) -> None:
    source = place.format("")
    (reported,) = find_differences(source, place.format(entity))
    assert "written as an entity" in reported


# Each of them kept a program busy for minutes, or ended it.
MONSTERS = {
    "nested brackets": "[" * 10_000 + "]" * 10_000,
    "images in images": "![" * 10_000 + "](x)" * 10_000,
    "backticks": "`" * 10_000,
    "emphasis in emphasis": "*_" * 10_000 + "x" + "_*" * 10_000,
    "substitutions": "{{" * 10_000,
    "autolinks": "<a:" * 10_000,
    "one long word": "ы" * 200_000,
    "ten thousand lines": "слово\n" * 10_000,
}


@pytest.mark.parametrize("monster", MONSTERS)
def test_a_translation_that_nobody_can_have_meant_is_refused_unread(monster: str) -> None:
    for find in (find_differences, find_label_differences):
        (reported,) = find("Plain words.", MONSTERS[monster])
        assert "far too long" in reported
        assert len(reported) < 200


def test_a_translation_may_be_much_longer_than_a_word_or_a_sentence() -> None:
    assert find_differences("GIL", "глобальная блокировка интерпретатора, " * 10) == []
    sentence = "Plain words in a sentence of some length. "
    assert find_differences(sentence * 20, sentence * 60) == []


def test_marks_that_stand_too_deep_in_one_another_are_refused() -> None:
    deep = "".join(f"*а{n} **б{n} " for n in range(9)) + "x" + "***" * 9
    (reported,) = find_differences("Plain words.", deep)
    assert "deep in one another" in reported
    assert find_differences("See [it](/a.md).", "***Важно*: [*это* место](/a.md)**.") == []


# -- Labels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param("Day {number}", "День {0.__class__}", id="an attribute of what is filled in"),
        pytest.param("Day {number}", "День {number!r}", id="a conversion"),
        pytest.param("Day {number}", "День {number:>999999999}", id="a format"),
        pytest.param("Day {number}", "День {nomer}", id="another name in braces"),
        pytest.param("Day {number}", "День {number", id="brace not closed"),
        pytest.param("Day {number}", "День {number} {", id="brace too many"),
        pytest.param("Day {number}", "День", id="braces lost"),
        pytest.param("Contents", "<script>", id="HTML"),
        pytest.param("Updated on %(date)s", "От %(data)s", id="another name after %"),
        pytest.param(
            "Updated on %(date)s", "Обновлено %(date)s, 100 %", id="a character of percent"
        ),
        pytest.param("Updated on %(date)s", "Обновлено %(date)n", id="another conversion"),
        pytest.param("%s (in module)", "(в модуле) %d", id="another conversion without a name"),
        pytest.param("Search", 'Поиск" onfocus="attacked', id="the end of an attribute"),
        pytest.param("Search", "Поиск <b", id="half a tag"),
    ],
)
def test_a_label_that_would_break_what_it_is_filled_into_is_refused(
    source: str, translation: str
) -> None:
    assert find_label_differences(source, translation) != []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Updated on %(date)s", "Обновлено %(date)s"),
        ("100 % of all", "100 % всего"),
        ("Toggle *menu* [x]", "Меню"),
        ('The "original"', 'Das "Original"'),
        ("On this page", "На «этой» странице"),
    ],
)
def test_a_faithful_label_is_let_through(source: str, translation: str) -> None:
    assert find_label_differences(source, translation) == []


@pytest.mark.parametrize(
    ("singular", "plural", "same"),
    [
        ("{number} talk", "{number} talks", True),
        ("found one page", "found ${resultCount} pages", True),
        ("Search", "<script>attacked</script>", False),
        ("Day {number}", "Day {number} {evil}", False),
        ("Updated on %(date)s", "Updated on %(evil)s", False),
        ("Search", "a\0b", False),
    ],
)
def test_the_plural_of_a_label_brings_nothing_in(singular: str, plural: str, same: bool) -> None:
    assert (find_plural_differences(singular, plural) == []) is same
