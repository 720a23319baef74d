"""Whatever stands in a page's front matter, its fences, or the termbase: sentences, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from conftest import SmallSite
from fuzzing import cases
from hypothesis import given
from hypothesis import strategies as st
from page_reader import reports
from planted import BLOCKS, BODIES, FRONT, FRONTS, write_pages

from talknotes.checks.termbase import read_termbase
from talknotes.content.facts import PageContext, read_page_facts

CONTEXT = PageContext("docs/conf/a.md", "conf/a", ("en", "ru"), ("conf",))
YAML = st.text(
    st.sampled_from([*" \n\t-:?[]{}#&*!|>'\"%@`,.~=<_", *"aex019", "\x00", "\u2028", "\x85", "ы"]),
    max_size=60,
)
LINES = st.one_of(
    YAML,
    st.builds("{}: {}".format, st.sampled_from([*FRONT, "en", "ru", "term", "avoid"]), YAML),
    st.builds("- {}: {}".format, st.sampled_from(["en", "ru", "term", "avoid", "strict"]), YAML),
)
TEXTS = st.lists(LINES, max_size=6).map("\n".join)
SECONDS = 10


@cases(300, 10_000)
@given(text=TEXTS)
def test_no_front_matter_ends_its_reading(text: str) -> None:
    begun = time.process_time()
    _facts, problems = read_page_facts(f"---\n{text}\n---\n\n# Home\n", CONTEXT)
    assert all(one.line >= 1 and one.message for one in problems)
    assert time.process_time() - begun < SECONDS


@cases(300, 10_000)
@given(text=TEXTS)
def test_no_termbase_ends_its_reading(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = Path(tmp_path_factory.getbasetemp(), "termbase.yaml")
    path.write_text(text, encoding="utf-8")
    entries, problems = read_termbase(path, "locale/termbase.yaml", ["en", "ru"])
    assert all(one.line >= 1 and one.message for one in problems)
    for entry in entries:
        assert all(word.strip() for words in entry.renderings.values() for word in words)


@pytest.mark.filterwarnings("ignore:'myst_parser.sphinx_ext.myst_refs.MystReferenceResolver.app'")
@cases(3, 200)
@given(bodies=st.lists(BODIES, min_size=20, max_size=20), front=FRONTS, blocks=st.lists(BLOCKS))
def test_no_page_ends_a_build_and_each_mistake_has_its_place(
    tmp_path_factory: pytest.TempPathFactory,
    bodies: list[str],
    front: dict[str, str],
    blocks: list[str],
) -> None:
    site = SmallSite(tmp_path_factory.mktemp("pages"))
    write_pages(site, "\n\n".join(blocks), {**FRONT, front["key"]: front["value"]})
    for number, body in enumerate(bodies):
        site.page(f"page-{number}", f"# Page {number}\n\n{body}\n")
    for line in reports(site.build()):
        assert line.startswith(("docs/", "locale/", "  ")), line
