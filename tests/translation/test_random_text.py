"""Whatever a catalogue says, a build goes on, and a page holds no more than its source."""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import SmallSite
from fuzzing import cases
from hypothesis import given
from hypothesis import strategies as st
from page_reader import article_of, dangers, links, unchecked

from talknotes.translation.inline_text import find_differences, inline_markdown
from talknotes.translation.labels import find_label_differences

# What Markdown, MyST, HTML, YAML, gettext, Python, LaTeX and terminals read as more than text.
PIECES = [
    *"[]()<>`*_!\\\"'{}&;:#|~$%^=-+. ", "\n", "](", "![", "**", "``", "```", "---\n", "::", "//",
    "слово", "word", "слово ", "я", "1. ", "- ", "> ", "(a)=\n", "[^1]", "[guide]", "[guide][]",
    "https://evil.example", "//evil.example", "<https://evil.example>", "<a@evil.example>",
    "javascript:attacked", "<javascript:attacked>", "data:text/html,a", "mailto:a@evil.example",
    "[x](https://evil.example)", "![x](https://evil.example/x.png)", "![x](pic.svg)",
    "&#106;", "&lt;", "&quot;", "&#12;", "&#0;", "&colon;", "&#10;", "&#xd800;", "&#x202e;",
    "<script>attacked</script>", "</script>", "<img src=x onerror=attacked>", "onclick=attacked",
    "<!--", "-->", "<![CDATA[", "]]>", "<?", "{#attacked .attacked}", "{{ 7*7 }}", "{% if %}",
    "{term}`", "{raw}`", "{abbr}`", "{sub}`x`", "{doc}`", "{eval-rst}`", "{include}`", "Word`",
    "<Word>`",
    "[guide](https://example.org/)", "{term}`слово <Word>`", "{term}`Word`", "{abbr}`x (y)`",
    "\0", "\x0c", "\x1b[2J", "\u2028", "\u202e", "\u200b", "\ufffe", "\x7f", "\U000e0041",
    "\u0301",
    "{number}", "{0.__class__}", "%(x)s", "%s", "\\write18{x}", "\\input{x}", "# noqa",
]  # fmt: skip
SOURCES = (
    "Words.",
    "Words to [guide](https://example.org/).",
    "Words of {term}`Word`.",
    "Words of {abbr}`A (b)` and {sub}`c`.",
    "Words and ![pic](pic.svg).",
    "Words of [guide].",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def foreign(tag: Tag) -> list[str]:
    """Return the addresses of other hosts that no source has."""
    return [
        address
        for _text, address in links(tag)
        if ":" in address.partition("/")[0] or address.startswith("//")
        if address != "https://example.org/"
    ]


@cases(400, 20_000)
@given(st.sampled_from(SOURCES), TEXTS)
def test_no_text_ends_its_check_and_what_is_let_through_leads_nowhere_else(
    source: str, text: str
) -> None:
    find_label_differences(source, text)
    if find_differences(source, text):
        return
    # Rendered by markdown-it alone, whose reading of links and HTML is that of the pages.
    references = {"references": {"GUIDE": {"href": "https://example.org/", "title": ""}}}
    html = inline_markdown().renderInline(text, references)
    page = BeautifulSoup(f"<p>{html}</p>", "html.parser")
    assert dangers(page, picture="pic.svg") + foreign(page) == []


PAGES = 40


# MyST 5.2 asks Sphinx in an old way where a link of no scheme leads nowhere.
@pytest.mark.filterwarnings("ignore:'myst_parser.sphinx_ext.myst_refs.MystReferenceResolver.app'")
@pytest.mark.parametrize("checked", [True, False], ids=["checked", "unchecked"])
@cases(6, 100)
@given(texts=st.lists(TEXTS, min_size=PAGES, max_size=PAGES))
def test_no_catalogue_ends_a_build_or_brings_danger_to_a_page(
    checked: bool, texts: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = SmallSite(Path(folder))
        site.write("docs/pic.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
        sources = [f"{SOURCES[n % len(SOURCES)]} {n}." for n in range(PAGES)]
        body = "\n\n".join(
            f"(label-{n})=\n## Heading {n}\n\n{source}\n\n"
            f"```{{image}} pic.svg\n:alt: Picture {n}\n```"
            for n, source in enumerate(sources)
        )
        words = "```{glossary}\nWord\n   One.\n```\n\n[guide]: https://example.org/\n"
        site.page("index", f"# Home\n\n{body}\n\n{words}")
        messages = dict(zip(sources, texts, strict=True))
        messages |= {f"Heading {n}": text for n, text in enumerate(texts)}
        messages |= {f"Picture {n}": text for n, text in enumerate(texts)}
        messages["Word"] = texts[0]
        site.catalogue("ru", "index", messages)
        with nullcontext() if checked else unchecked():
            site.build("ru")
        article = article_of(site, "index", "ru")
        assert dangers(article, picture="pic.svg") == []
        if checked:
            assert foreign(article) == []
