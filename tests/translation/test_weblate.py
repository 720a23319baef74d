"""make weblate: each catalogue in one component, with the language its page is written in."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import PurePosixPath
from typing import Any

import pytest
from conftest import REPOSITORY, SmallSite
from running import make

from talknotes.common.project import Project
from talknotes.translation.inline_text import find_differences
from talknotes.translation.weblate import components

ADDRESS = "https://example.org/talk-notes.git"


def listed(project: Project) -> list[dict[str, Any]]:
    return components(project, repository=ADDRESS, branch="main", slug="talk-notes")


def matches(component: dict[str, Any], path: PurePosixPath) -> bool:
    """Return whether Weblate takes the file into the component."""
    mask = re.escape(component["filemask"]).replace(r"\*", "([^/]*)")
    found = re.fullmatch(mask, path.as_posix())
    return found is not None and re.search(component["language_regex"], found[1]) is not None


@pytest.fixture(scope="module")
def real() -> list[dict[str, Any]]:
    return listed(Project(REPOSITORY))


def test_each_catalogue_of_the_repository_is_in_one_component(real: list[dict[str, Any]]) -> None:
    catalogues = [path.relative_to(REPOSITORY) for path in REPOSITORY.glob("locale/*/*/**/*.po")]
    assert catalogues
    for path in catalogues:
        taken = [c["slug"] for c in real if matches(c, PurePosixPath(path))]
        assert len(taken) == 1, path


def test_no_page_is_offered_for_translation_into_its_own_language(
    real: list[dict[str, Any]],
) -> None:
    project = Project(REPOSITORY)
    codes = tuple(project.languages())
    pages = project.page_languages(codes)
    by_mask = {component["filemask"]: component for component in real}
    for docname, source in pages.items():
        component = by_mask[f"locale/*/LC_MESSAGES/{docname}.po"]
        assert component["source_language"] == source
        for code in codes:
            path = PurePosixPath(f"locale/{code}/LC_MESSAGES/{docname}.po")
            assert matches(component, path) == (code != source)
    assert {"en", "ru"} <= set(pages.values())


def test_labels_are_written_in_english_and_are_not_markdown(real: list[dict[str, Any]]) -> None:
    labels = {c["slug"]: c for c in real if c["name"].startswith("labels/")}
    assert set(labels) == {"talknotes", "sphinx", "figures"}
    assert {(c["source_language"], c["check_flags"]) for c in labels.values()} == {("en", "")}


def test_names_and_slugs_are_unique_and_what_weblate_accepts(real: list[dict[str, Any]]) -> None:
    for key in ("name", "slug", "filemask"):
        assert Counter(component[key] for component in real).most_common(1)[0][1] == 1
    for component in real:
        assert re.fullmatch(r"[-\w]{1,100}", component["slug"])
        assert len(component["name"]) <= 100


def test_one_clone_serves_all_components(real: list[dict[str, Any]]) -> None:
    first, *others = real
    assert (first["repo"], first["push"], first["branch"]) == (ADDRESS, ADDRESS, "main")
    assert {component["repo"] for component in others} == {f"weblate://talk-notes/{first['slug']}"}
    # Weblate refuses these where the repository is another component's.
    assert not [c for c in others if {"push", "branch", "push_branch"} & set(c)]


def test_a_third_language_is_offered_wherever_it_is_not_the_source(site: SmallSite) -> None:
    conf = (site.root / "conf.py").read_text(encoding="utf-8")
    german = '    "de": {"name": "Deutsch", "locale": "de_DE"},\n}'
    site.write("conf.py", conf.replace("}\nextensions", f"{german}\nextensions"))
    site.page("index", "# Home\n")
    site.page("seite", "---\nlanguage: de\n---\n\n# Seite\n")
    offered = {c["slug"]: c["language_regex"] for c in listed(site.project)}
    assert offered == {
        "sphinx": "^(ru|de)$", "talknotes": "^(ru|de)$", "index": "^(ru|de)$", "seite": "^(en|ru)$",
    }  # fmt: skip


def test_weblate_looks_for_the_references_that_the_build_wants_carried_over(
    real: list[dict[str, Any]],
) -> None:
    flags = next(c["check_flags"] for c in real if not c["name"].startswith("labels/"))
    found = re.fullmatch(r'md-text, placeholders:r"(.*)"', flags)
    assert found
    source = "See {term}`DVC` and {doc}`index`."
    assert re.findall(found[1], source) == ["{term}", "{doc}"]
    assert find_differences(source, "См. DVC.")


def test_make_weblate_prints_json_and_nothing_else() -> None:
    done = make("-s", "weblate", f"REPOSITORY={ADDRESS}")
    assert json.loads(done.stdout)[0]["repo"] == ADDRESS


def test_without_the_address_of_the_repository_one_sentence_says_so() -> None:
    done = make("-s", "weblate")
    assert done.returncode != 0
    assert "make weblate REPOSITORY=https://" in done.stderr
    assert done.stdout == ""
