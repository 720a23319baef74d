"""Addresses of the repository: what names it, and how services lead to a file and to a line."""

from __future__ import annotations

from typing import Literal

import pytest

from talknotes.common.repository import Repository, parse_repository, read_repository

HOME = "https://github.com/ada/notes"
ON_READ_THE_DOCS = {"READTHEDOCS": "True", "READTHEDOCS_GIT_CLONE_URL": f"{HOME}.git"}
HASH = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/ada/notes",
        "https://github.com/ada/notes/",
        "https://github.com/ada/notes.git",
        "git@github.com:ada/notes.git",
        "github.com:ada/notes",
        "ssh://git@github.com/ada/notes.git",
        "ssh://git@github.com:22/ada/notes.git",
        "git://github.com/ada/notes.git",
        "https://token@github.com/ada/notes.git",
        "https://ada:s3cret@github.com/ada/notes.git",
        "https://x-access-token:s3cret@github.com/ada/notes.git",
    ],
)
def test_every_address_that_git_clones_from_names_the_same_page_without_a_password(
    address: str,
) -> None:
    assert parse_repository(address) == Repository(HOME, "github")


def test_a_branch_stands_after_the_address() -> None:
    found = parse_repository(f"{HOME}#work/of the day")
    assert found.edit_address("docs/a.md") == f"{HOME}/edit/work/of%20the%20day/docs/a.md"


FORMS = [
    ("https://github.com/a/b", "/edit/main/x.po", "/blob/main/x.po#L7"),
    ("https://gitlab.com/g/sub/b", "/-/edit/main/x.po", "/-/blob/main/x.po#L7"),
    ("https://gitlab.example.org/a/b", "/-/edit/main/x.po", "/-/blob/main/x.po#L7"),
    ("https://codeberg.org/a/b", "/_edit/main/x.po", "/src/branch/main/x.po#L7"),
    ("https://bitbucket.org/a/b", "/src/main/x.po?mode=edit&at=main", "/src/main/x.po#lines-7"),
    ("https://git.sr.ht/~a/b", "/tree/main/item/x.po", "/tree/main/item/x.po#L7"),
]


@pytest.mark.parametrize(("address", "edit", "line"), FORMS, ids=[form[0] for form in FORMS])
def test_each_service_has_its_own_form(address: str, edit: str, line: str) -> None:
    found = parse_repository(address)
    assert found.edit_address("x.po") == address + edit
    assert found.line_address("x.po", 7) == address + line


def test_a_host_of_ones_own_says_what_it_runs() -> None:
    found = parse_repository("gitea+https://git.example.org:3000/ada/notes.git#trunk")
    assert found == Repository("https://git.example.org:3000/ada/notes", "gitea", "trunk")


def test_markdown_is_shown_as_it_is_written_where_a_line_is_led_to() -> None:
    assert parse_repository(HOME).line_address("a.md", 3) == f"{HOME}/blob/main/a.md?plain=1#L3"


@pytest.mark.parametrize(
    ("setting", "report"),
    [
        ("ada/notes", "is no address of a repository"),
        ("/home/ada/notes", "is no address of a repository"),
        ("javascript://github.com/a/b", "is no address of a repository"),
        ("https://github.com", "is no address of a repository"),
        ("https://git.example.org/a/b", 'put what it runs before the address: "github+"'),
    ],
)
def test_what_names_no_repository_is_reported(setting: str, report: str) -> None:
    with pytest.raises(ValueError, match="address") as error:
        read_repository(setting, {})
    assert report in str(error.value)
    assert f'"{setting}"' in str(error.value)


@pytest.mark.parametrize(
    ("kind", "name", "ref", "kind_of_ref"),
    [
        ("branch", "trunk", "trunk", "branch"),
        ("tag", "v1", "v1", "tag"),
        # A pull request is shown at its commit: its name is a number.
        ("external", "17", HASH, "commit"),
    ],
)
def test_read_the_docs_names_what_it_builds(
    kind: str, name: str, ref: str, kind_of_ref: Literal["branch", "tag", "commit"]
) -> None:
    environ = {
        **ON_READ_THE_DOCS,
        "READTHEDOCS_VERSION_TYPE": kind,
        "READTHEDOCS_GIT_IDENTIFIER": name,
        "READTHEDOCS_GIT_COMMIT_HASH": HASH,
    }
    found = read_repository("", environ)
    assert found == Repository(HOME, "github", ref, kind_of_ref)
    # Only a branch can be edited, so of the others the file is shown.
    form = "edit" if kind == "branch" else "blob"
    assert found.edit_address("a.po") == f"{HOME}/{form}/{ref}/a.po"
    assert found.line_address("a.po", 2) == f"{HOME}/blob/{ref}/a.po#L2"


def test_the_setting_counts_more_than_the_environment() -> None:
    other = "https://codeberg.org/ada/notes"
    assert read_repository(other, ON_READ_THE_DOCS) == Repository(other, "gitea")


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"READTHEDOCS_GIT_CLONE_URL": HOME},
        {"READTHEDOCS": "True", "READTHEDOCS_GIT_CLONE_URL": "https://git.example.org/a/b"},
    ],
)
def test_without_a_repository_there_is_none(environ: dict[str, str]) -> None:
    assert read_repository("", environ) is None
