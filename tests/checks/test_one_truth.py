"""What makes the build fail makes the check fail, with the same words, whatever is wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import SmallSite
from fuzzing import cases
from hypothesis import Phase, example, given
from hypothesis import strategies as st
from page_reader import reports
from planted import BODIES, CATALOGUES, FRONT, FRONTS, plain_site, write_pages

from talknotes.checks.run import check_project

_WARNING = re.compile(r"(.*?): (?:WARNING|ERROR): (.*?)(?: \[\w+(?:\.\w+)?\])?", re.DOTALL)
_FOREIGN = re.compile(
    r"Traceback|Error\b|cross-reference|Duplicate|undefined|Unknown|Pygments|Lexing|toctree "
    r"contains|directive type|Directive '|not found"
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site in order, which is copied for each case."""
    site = SmallSite(tmp_path_factory.mktemp("plain"))
    plain_site(site)
    assert [str(one) for one in check_project(site.project).problems] == []
    return site.root


def built(site: SmallSite) -> set[str]:
    """Return what the builds of all languages say, without the form of Sphinx."""
    said = [line for language in ("en", "ru") for line in reports(site.build(language))]
    found = set()
    for line in said:
        warning = _WARNING.fullmatch(line)
        assert warning, line
        found.add(f"{warning[1]}: {warning[2]}")
    return found


# MyST 5.2 asks Sphinx in an old way where a link of no scheme leads to what is no page.
@pytest.mark.filterwarnings("ignore:'myst_parser.sphinx_ext.myst_refs.MystReferenceResolver.app'")
@given(body=BODIES, front=st.none() | FRONTS, catalogue=st.none() | CATALOGUES)
@example(body="", front=None, catalogue=("{term}`Kedro` и", "{term}`Kedro и"))
@example(body="```pyton\nx\n```\n\n```json\n{x\n```", front=None, catalogue=None)
@cases(3, 200, phases=(Phase.explicit, Phase.generate))
def test_the_check_says_all_that_the_build_says_and_in_its_words(
    plain: Path,
    tmp_path_factory: pytest.TempPathFactory,
    body: str,
    front: Mapping[str, str] | None,
    catalogue: tuple[str, str] | None,
) -> None:
    root = tmp_path_factory.mktemp("planted")
    shutil.copytree(plain, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    site = SmallSite(root, keep=True)
    facts = dict(FRONT)
    if front and front["drops"]:
        facts.pop(front["key"], None)
    elif front:
        facts[front["key"]] = front["value"]
    write_pages(site, body, facts)
    if catalogue:
        path = root / "locale/ru/LC_MESSAGES/index.po"
        path.write_text(path.read_text("utf-8").replace(*catalogue), encoding="utf-8")
    by_check = {str(one) for one in check_project(site.project).problems}
    by_build = built(site)
    assert by_build <= by_check
    assert not [one for one in by_check if _FOREIGN.search(one)]
    shutil.rmtree(root)
