from __future__ import annotations

import pytest

from talknotes.messages import ALLOWED_ROLES, find_differences

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
    pytest.param("Also { this } < that > those", "{ это } < то > те", id="signs of no meaning"),
    pytest.param("{{ x }} [a]{.b}", "[а]{.b} {{ x }}", id="what is no markup in the source"),
    pytest.param("one\ntwo", "раз\nдва", id="line break of the source"),
    pytest.param("x &lt;b&gt;", "х &lt;b&gt;", id="entities"),
    pytest.param("**bold** `code`", "*курсив*", id="emphasis is the translator's"),
]


@pytest.mark.parametrize(("source", "translation"), GOOD)
def test_a_faithful_translation_is_let_through(source: str, translation: str) -> None:
    assert find_differences(source, translation) == []


@pytest.mark.parametrize(
    "role", ["abbr", "command", "file", "guilabel", "kbd", "samp", "sub", "sup"]
)
def test_text_that_a_role_marks_up_is_the_translators(role: str) -> None:
    assert find_differences(f"Press {{{role}}}`Enter`.", f"{{{role}}}`Ввод` и всё.") == []


@pytest.mark.parametrize(
    "start", ["1. ", "1) ", "2024. ", "- ", "+ ", "* ", "# ", "> ", "% ", "    ", "---", "(a)="]
)
def test_a_translation_may_begin_as_a_block_would(start: str) -> None:
    assert find_differences("In short: yes.", f"{start}Короче: да.") == []


@pytest.mark.parametrize(
    "shown",
    [
        "`` {raw}`x` ``",
        "`{include}`",
        "`<script>alert(1)</script>`",
        "`[text](https://evil.example)`",
        "`![text](evil.png)`",
        r"\{raw\}\`x\`",
        r"\<b>",
    ],
)
def test_what_is_only_shown_does_no_harm(shown: str) -> None:
    assert find_differences("Shown.", f"Показано: {shown}.") == []


DIFFERENT = [
    pytest.param("{term}`Dask`", "Dask", ["{term}`Dask`", "missing"], id="role lost"),
    pytest.param("Dask", "{term}`Dask`", ["{term}`Dask`", "remove"], id="role added"),
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
    pytest.param("{kbd}`Enter`", "Ввод", ["{kbd}", "missing"], id="mark-up role lost"),
    pytest.param("[a](https://x.org)", "а", ["https://x.org", "missing"], id="link lost"),
    pytest.param("a", "[а](https://x.org)", ["https://x.org", "remove"], id="link added"),
    pytest.param("a", "<https://x.org>", ["https://x.org", "remove"], id="bare link added"),
    pytest.param(
        "[a](https://x.org)",
        "[а](https://evil.example)",
        ["https://evil.example", "https://x.org"],
        id="link led elsewhere",
    ),
    pytest.param(
        "[a](https://x.org)", "[а](https://x.org) [б](/y.md)", ["/y.md", "remove"], id="link more"
    ),
    pytest.param("![a](g.png)", "а", ["g.png", "missing"], id="image lost"),
    pytest.param("a", "![а](g.png)", ["g.png", "remove"], id="image added"),
    pytest.param("![a](g.png)", "![а](h.png)", ["h.png", "g.png"], id="image changed"),
    pytest.param("![a](g.png)", "[а](g.png)", ["image g.png", "missing"], id="image to link"),
]


@pytest.mark.parametrize(("source", "translation", "words"), DIFFERENT)
def test_what_is_lost_or_added_is_told(source: str, translation: str, words: list[str]) -> None:
    told = "\n".join(find_differences(source, translation)).lower()
    assert [word for word in words if word.lower() not in told] == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param("See [the docs][docs].", "См. документацию.", id="lost"),
        pytest.param("See [the docs][docs].", "См. [документацию][other].", id="led elsewhere"),
    ],
)
def test_links_by_reference_are_compared_too(source: str, translation: str) -> None:
    assert find_differences(source, translation) != []


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="https://evil.example">да</a>',
        '<iframe src="https://evil.example"></iframe>',
        '<meta http-equiv="refresh" content="0">',
        "<!-- note -->",
        "<?php ?>",
    ],
)
def test_html_that_the_source_does_not_have_is_refused(html: str) -> None:
    assert "HTML <" in "\n".join(find_differences("Plain words.", f"Слова {html}."))


@pytest.mark.parametrize(
    "markup",
    [
        "[да](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[да](data:text/html,x)",
        "[да]{.class #id}",
        "{{ cycler.__init__ }}",
    ],
)
def test_what_another_reader_would_take_for_markup_is_refused(markup: str) -> None:
    (told,) = find_differences("Plain words.", f"Слова {markup}.")
    assert "is not allowed in a translation" in told


@pytest.mark.parametrize("start", ["---\nmyst: {}\n---\n", "```{eval-rst}\n", "(a)=\n"])
def test_a_translation_cannot_bring_lines_of_its_own(start: str) -> None:
    assert "line breaks" in "\n".join(find_differences("Plain words.", f"{start}Слова."))


@pytest.mark.parametrize(
    "role", ["raw", "eval-rst", "include", "download", "code", "math", "std:term", "py:func"]
)
def test_a_role_that_is_not_on_the_list_is_refused(role: str) -> None:
    sentences = find_differences("Plain words.", f"Слова {{{role}}}`x`.")
    assert len(sentences) == 1
    assert f'role "{role}" is not allowed' in sentences[0]
    assert all(allowed in sentences[0] for allowed in ALLOWED_ROLES)


def test_a_role_of_the_source_cannot_be_led_elsewhere() -> None:
    source = "{download}`the data <data.csv>`"
    assert find_differences(source, "{download}`данные <../../secret>`") != []


def test_everything_that_is_wrong_is_told_at_once() -> None:
    told = find_differences(
        "{term}`A` [b](https://x.org)", "{raw}`x` <b> ![c](g.png) [b](https://evil.example)"
    )
    subjects = {sentence.split()[0] for sentence in told}
    assert subjects == {"role", "link", "image", "HTML"}
    assert "{term}`a`" in "\n".join(told).lower()
    assert '"raw"' in "\n".join(told)
