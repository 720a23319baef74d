from __future__ import annotations

import pytest

from talknotes.translation.inline_text import ALLOWED_ROLES, TEXT_ROLES, find_differences
from talknotes.translation.labels import find_label_differences, find_plural_differences

GOOD = {
    "words": ("Plain words.", "Простые слова."),
    "the same role": ("See {term}`Dask`.", "См. {term}`Dask`."),
    "a text of its own": ("See {term}`Dask`.", "Про {term}`Даск <Dask>`."),
    "declined": ("{term}`graph database`", "{term}`графовой базы <graph database>`"),
    "one blank more": ("{term}`data frame`", "{term}`таблица <data  frame>`"),
    "a talk": ("{talk}`binder`", "{talk}`доклад о Binder <binder>`"),
    "a page": ("{doc}`/tools/index`", "{doc}`инструменты </tools/index>`"),
    "text of the target": ("{ref}`own text <a-label>`", "{ref}`a-label`"),
    "roles in another order": ("{term}`A` and {term}`B`", "{term}`B` и {term}`A`"),
    "a role twice": ("{term}`A`, {term}`A`", "{term}`А <A>`, {term}`A`"),
    "link": ("[a](https://x.org/)", "[б](https://x.org/)"),
    "links in another order": ("[a](/x.md) [b](#y)", "[б](#y) [а](/x.md)"),
    "a bare address gets a text": ("<https://x.org/>", "[х](https://x.org/)"),
    "image": ("![Graph](g.png)", "![Граф](g.png)"),
    "HTML of the source": ("one<br>two", "раз<br>два"),
    "characters of no meaning": ("Also { this } < that > those", "{ это } < то > те"),
    "what is no markup in the source": ("{{ x }} [a]{.b}", "[а]{.b} {{ x }}"),
    "line break of the source": ("one\ntwo", "раз\nдва"),
    "entities": ("x &lt;b&gt;", "х &lt;b&gt;"),
    "emphasis is the translator's": ("**bold** `code`", "*курсив*"),
}
GOOD |= {
    role: (f"Press {{{role}}}`Enter`.", f"{{{role}}}`Ввод` и всё.") for role in sorted(TEXT_ROLES)
}
# A translation may begin as a block would.
GOOD |= {
    start: ("In short: yes.", f"{start}Короче: да.")
    for start in ("- ", "+ ", "* ", "# ", "> ", "% ", "1. ", "1) ", "2024. ", "    ", "---", "(a)=")
}
# What is only shown does no harm.
GOOD |= {
    shown: ("Shown.", f"Показано: {shown}.")
    for shown in (
        "`` {raw}`x` ``", "`{include}`", "`<script>alert(1)</script>`",
        "`[text](https://evil.example)`", "`![text](evil.png)`", r"\{raw}\`x\`", r"\<b>",
        "`&#12;`", "&amp;#12;", "&nbsp;", "&shy;", "наука\u200cо", "👩\u200d🔬",
    )
}  # fmt: skip


@pytest.mark.parametrize(("source", "translation"), GOOD.values(), ids=GOOD)
def test_a_faithful_translation_is_let_through(source: str, translation: str) -> None:
    assert find_differences(source, translation) == []


LINKED = "See [the guide](https://example.org/guide) and {term}`Word`."
# Beside those of checks/planted_mistakes.yaml and test_translated_text.py.
DIFFERENT = {
    "one of two": ("{term}`A` {term}`A`", "{term}`A`", ["{term}`A`", "missing"]),
    "once more": ("{term}`A`", "{term}`A`, {term}`A`", ["{term}`A`", "remove"]),
    "another target": ("{term}`x <A>`", "{term}`x <B>`", ["{term}`B`", "{term}`A`"]),
    "another role": ("{term}`Dask`", "{talk}`Dask`", ["{talk}`Dask`", "{term}`Dask`"]),
    # Sphinx finds the entry in any case, and then warns without naming the catalogue.
    "key in another case": (
        "{term}`Graph`", "{term}`граф <graph>`", ["{term}`graph`", "{term}`Graph`"]
    ),
    "page in another case": (
        "{doc}`/Index`", "{doc}`/index`", ["{doc}`/index`", "{doc}`/Index`"]
    ),
    "a role of the source led elsewhere": (
        "{download}`the data <data.csv>`", "{download}`данные <../../secret>`", []
    ),
    "mark-up role lost": ("{kbd}`Enter`", "Ввод", ["{kbd}", "missing"]),
    "mark-up role more": (LINKED, LINKED.replace(".", ", {kbd}`Ctrl`."), ["{kbd}"]),
    "link more": ("[a](https://x.org)", "[а](https://x.org) [б](/y.md)", ["/y.md", "remove"]),
    "link twice": (LINKED, f"[О](https://example.org/guide), {LINKED}", ["remove"]),
    "link with a slash": (LINKED, LINKED.replace("guide)", "guide/)"), ["example.org/guide/"]),
    "link without a scheme": (LINKED, "[О](//evil.example) {term}`Word`.", ["//evil.example"]),
    "script in entities": (LINKED, "[О](&#106;avascript:attacked) {term}`Word`.", ["not allowed"]),
    "image lost": ("![a](g.png)", "а", ["g.png", "missing"]),
    "image changed": ("![a](g.png)", "![а](h.png)", ["h.png", "g.png"]),
    "image to link": ("![a](g.png)", "[а](g.png)", ["image g.png", "missing"]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "translation", "words"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_is_lost_or_added_is_reported(source: str, translation: str, words: list[str]) -> None:
    reported = "\n".join(find_differences(source, translation))
    assert reported
    assert [word for word in words if word not in reported] == []


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

UNSEEN = {
    "NUL, which parts plural forms": "\x00",
    "form feed, which XML forbids": "\x0c",
    "escape, which a terminal obeys": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "a space without width": "\u200b",
    "writing turned round": "\u202e",
    "writing set apart": "\u2066",
    "byte order mark": "\ufeff",
    "no character": "\ufffe",
    "a letter that only programs see": "\U000e0041",
}


@pytest.mark.parametrize("character", UNSEEN.values(), ids=UNSEEN)
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

BROKEN = {
    "an attribute of what is filled in": ("Day {number}", "День {0.__class__}"),
    "a conversion": ("Day {number}", "День {number!r}"),
    "a format": ("Day {number}", "День {number:>999999999}"),
    "another name in braces": ("Day {number}", "День {nomer}"),
    "brace not closed": ("Day {number}", "День {number"),
    "brace too many": ("Day {number}", "День {number} {"),
    "braces lost": ("Day {number}", "День"),
    "HTML": ("Contents", "<script>"),
    "another name after %": ("Updated on %(date)s", "От %(data)s"),
    "a character of percent": ("Updated on %(date)s", "Обновлено %(date)s, 100 %"),
    "another conversion": ("Updated on %(date)s", "Обновлено %(date)n"),
    "another conversion without a name": ("%s (in module)", "(в модуле) %d"),
    "the end of an attribute": ("Search", 'Поиск" onfocus="attacked'),
    "half a tag": ("Search", "Поиск <b"),
}


@pytest.mark.parametrize(("source", "translation"), BROKEN.values(), ids=BROKEN)
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
