"""Whatever stands in a file of the project ends as one sentence with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SmallSite
from page_reader import reports

from talknotes.checks.readable import unreadable_files
from talknotes.checks.termbase import read_termbase

TERMBASES = {
    "a day that there is not": ("- ru: x\n  en: y\n- en: 2020-02-31\n", 3),
    "a day": ("- en: 2020-02-28\n", 1),
    "a term that is no text": ("- term: 12\n", 1),
    "a term that is a list": ("- term: [a, b]\n", 1),
    "a term that is a mapping": ("- term: {a: b}\n", 1),
    "an empty term": ("- term:\n", 1),
    "an empty word": ('- en: ""\n', 1),
    "a number": ("- en: 12\n", 1),
    "a number beyond all": (f"- en: {'9' * 5000}\n", 1),
    "a key that is a list": ("- ? [a]\n  : b\n", 1),
    "a key that is a mapping": ("- {? {a: b} : c}\n", 1),
    "an object": ("- en: !!python/object:os.system x\n", 1),
    "bytes": ("- en: !!binary x\n", 1),
    "a set": ("- en: !!set {a, b}\n", 1),
    "a time": ("- en: 2020-01-01 25:61:61\n", 1),
    "a timestamp": ("- en: !!timestamp x\n", 1),
    "a value in itself": ("- &a [*a]\n", 1),
    "values that multiply": (
        "- en: &a [x, x]\n" + "".join(f"- &b{n} [*a, *a]\n" for n in range(30)), 2,
    ),
    "lists in lists": ("- en: " + "[" * 3000 + "]" * 3000 + "\n", 1),
    "a mapping": ("en: x\n", 1),
    "words to avoid in a language that there is not": ("- en: a\n  avoid: {xx: [y]}\n", 1),
    "a text": ("x\n", 1),
    "two documents": ("- en: x\n---\n- en: y\n", 2),
    "a character that YAML forbids": ("- en: x\n- en: \x07\n", 2),
    "a character that nobody sees": ('- en: "a\\u202eb"\n', 1),
    "a tab": ("- en:\n\t- x\n", 2),
    "far too much": ("- en: x\n" * 50_000, 1),
}  # fmt: skip


@pytest.mark.parametrize("case", TERMBASES)
def test_whatever_stands_in_the_termbase_is_reported_with_its_line(
    tmp_path: Path, case: str
) -> None:
    text, line = TERMBASES[case]
    path = tmp_path / "termbase.yaml"
    path.write_text(text, encoding="utf-8")
    _entries, problems = read_termbase(path, "locale/termbase.yaml", ["en", "ru"])
    assert problems
    assert problems[0].line == line
    assert all(len(one.message) < 200 for one in problems)


def test_a_termbase_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "termbase.yaml"
    path.write_bytes("- en: слово\n".encode("cp1251"))
    assert "UTF-8" in read_termbase(path, "t.yaml", ["en"])[1][0].message
    path.unlink()
    path.mkdir()
    assert "cannot be read" in read_termbase(path, "t.yaml", ["en"])[1][0].message


@pytest.mark.parametrize("folder", ["docs", "locale"])
def test_a_folder_or_a_picture_that_stands_elsewhere_is_reported(
    site: SmallSite, folder: str
) -> None:
    site.page("index", "# Home\n")
    (site.root / "elsewhere").mkdir()
    (site.root / "locale").mkdir()
    (site.root / folder / "sub").symlink_to(site.root / "elsewhere")
    (site.root / folder / "pic.svg").symlink_to("/etc/passwd")
    assert [str(one).partition(": ")[0] for one in unreadable_files(site.project)] == [
        f"{folder}/pic.svg:1", f"{folder}/sub:1",
    ]  # fmt: skip


def test_a_list_of_pages_that_comes_back_to_itself_by_a_pattern_is_reported(
    site: SmallSite,
) -> None:
    site.page("index", "# Home\n\n```{toctree}\nother\n```\n")
    site.page("other", "# Other\n\n```{toctree}\n:glob:\n*\n```\n")
    found = reports(site.build())
    assert [one for one in found if one.startswith("docs/other.md:3: ")], found
