"""The pages for contributors name all that there is, so that they stay complete."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY
from running import make, would_run

from talknotes.checks import files
from talknotes.checks.allowances import read_allowances
from talknotes.checks.model import Knowledge
from talknotes.checks.run import RULE_NAMES, check_text
from talknotes.checks.texts import Catalogue, texts_of_catalogue
from talknotes.commands.begin.forms import FORMS
from talknotes.common.project import Project
from talknotes.translation import catalogues, labels
from talknotes.translation import inline_text as messages
from talknotes.translation.catalogues import read_catalogue

CONTRIBUTING = REPOSITORY / "docs" / "contributing"
PAGE = CONTRIBUTING / "how-the-site-works.md"
CONVENTIONS = (CONTRIBUTING / "conventions.md").read_text(encoding="utf-8")
WALK = (CONTRIBUTING / "translate.md").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """Return the blocks of code in *language* on *page*, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def test_how_the_site_works_has_a_paragraph_for_every_folder_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    folders = [path.parent.name for path in (REPOSITORY / "talknotes").glob("*/__init__.py")]
    assert len(folders) > 5
    assert [name for name in folders if f"- **{name}** " not in text] == []


# -- The conventions ------------------------------------------------------------------------------


def test_the_conventions_have_a_line_for_every_rule_and_for_no_other() -> None:
    assert sorted(re.findall(r"^\| `([a-z-]+)` \|", CONVENTIONS, re.MULTILINE)) == sorted(
        RULE_NAMES
    )


def sentences_of(path: Path) -> Iterator[list[str]]:
    """Yield what the module at *path* says is wrong, each as the texts between its placeholders.

    Such a sentence has words, and a semicolon, and after it what would be right.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inner.add(node.value)  # a docstring
    for node in ast.walk(tree):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        texts = [part.value for part in parts if isinstance(part, ast.Constant)]
        reported = [text for text in texts if isinstance(text, str)]
        if node not in inner and re.search(r"(^\w+|[a-z] .*); ", " … ".join(reported)):
            yield reported


@pytest.mark.parametrize("module", [files, catalogues, labels, messages])
def test_the_conventions_quote_every_sentence_about_files_and_markup(module: object) -> None:
    found = list(sentences_of(Path(str(getattr(module, "__file__", "")))))
    assert len(found) > 3
    assert [parts for parts in found if max(parts, key=len) not in CONVENTIONS] == []


def test_the_comments_that_the_conventions_show_are_read_as_they_are_meant() -> None:
    (in_catalogue,) = (one for one in blocks(CONVENTIONS, "po") if "allow" in one)
    (on_page,) = (one for one in blocks(CONVENTIONS, "text") if one.startswith("%"))
    for comment in (in_catalogue.splitlines()[0].lstrip("# "), on_page.strip().lstrip("% ")):
        allowed = read_allowances(comment, "a.po", 1)
        assert [*allowed.names] == [name for name in allowed.names if name in RULE_NAMES] != []
        assert all(allowed.names.values())


# -- Five minutes ---------------------------------------------------------------------------------


def reported_of(catalogue: Path, shown: str) -> list[str]:
    entries, problems = read_catalogue(catalogue, shown)
    assert entries is not None
    assert problems == []
    texts = texts_of_catalogue(Catalogue("ru", "a", shown, entries), "en")
    return [
        f"{one.path}:{one.line} {one.message}"
        for text, allowed in texts
        for one in check_text(text, allowed, Knowledge())
    ]


def test_the_five_minutes_can_be_followed_word_by_word(tmp_path: Path) -> None:
    entry, hyphen, dash = blocks(WALK, "po")[:3]
    served, reported = blocks(WALK, "text")[:2]
    shown = re.findall(r"shows (\S+)", served)
    assert all((REPOSITORY / path).is_file() for path in shown)
    text = (REPOSITORY / shown[1]).read_text(encoding="utf-8")
    line = int(re.findall(r"Its line is (\d+)", WALK)[0])
    assert "\n".join(text.splitlines()[line - 1 :]).startswith(entry.rstrip())

    copy = tmp_path / "a.po"
    last = entry.splitlines(keepends=True)[-1]
    copy.write_text(text.replace(last, hyphen), encoding="utf-8")
    assert reported_of(copy, shown[1]) == [reported.strip()]
    copy.write_text(text.replace(last, dash), encoding="utf-8")
    assert reported_of(copy, shown[1]) == []


def test_the_five_minutes_preview_a_page_that_there_is() -> None:
    ((language, page),) = re.findall(
        r"^make preview LANGUAGE=(\S+) PAGE=(\S+)$", WALK, re.MULTILINE
    )
    assert page in Project(REPOSITORY).docnames()
    assert f"/{language}/{page}.html" in blocks(WALK, "text")[0]
    targets = re.findall(r"^make (\w+)", "".join(blocks(WALK, "bash")), re.MULTILINE)
    assert len(targets) > 2
    assert set(targets) <= set(COMMANDS)


# -- The commands ---------------------------------------------------------------------------------

# In a block of code or between backticks, and not in a sentence: "make it", "make sure".
COMMAND = re.compile(r"(?:`|^)make ([a-z]+(?:-[a-z]+)*)([^`\n]*)", re.MULTILINE)
VARIABLE = re.compile(r"\b([A-Z][A-Z_]*)=")


COMMANDS = re.findall(r"^  make ([\w-]+) +\S", make("help").stdout, re.MULTILINE)


def takes(target: str, variable: str) -> bool:
    """Return whether make hands *variable* to what *target* runs, and that knows it."""
    handed = would_run(target, f"{variable}=probe-17")
    if target in FORMS:
        form = FORMS[target](Project(REPOSITORY))
        return f" {variable}" in handed and variable in {one.name for one in form.questions}
    return "probe-17" in handed or (target == "rename" and variable in ("FROM", "TO"))


def test_pages_name_all_commands_and_none_that_there_is_not() -> None:
    assert COMMANDS[:3] == ["serve", "check", "catalogues"]
    assert all(would_run(one) for one in COMMANDS)  # there is a recipe for each
    pages = [REPOSITORY / "README.md", *CONTRIBUTING.glob("*.md")]
    used = [
        (page.name, target, variable)
        for page in pages
        for target, rest in COMMAND.findall(page.read_text(encoding="utf-8"))
        for variable in VARIABLE.findall(rest) or [""]
    ]
    named = {target for _page, target, _variable in used}
    assert named == set(COMMANDS)
    given = {(target, variable) for _page, target, variable in used if variable}
    assert len(given) > 10
    assert [one for one in given if not takes(*one)] == []


# -- Who can change what --------------------------------------------------------------------------


def test_each_row_of_the_threat_model_names_tests_that_are_there() -> None:
    text = (REPOSITORY / "docs/contributing/threat-model.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| (?!Who \||---)", line)]
    there = {path.name for path in (REPOSITORY / "tests").rglob("test_*.py")}
    assert len(rows) > 5
    for row in rows:
        named = set(re.findall(r"test_\w+\.py", row))
        assert named, row
        assert named <= there, row
