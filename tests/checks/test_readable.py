from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SmallSite
from running import talknotes

from talknotes.checks.readable import unreadable_files

NO_FILES: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a link": lambda path: path.symlink_to("/etc/passwd"),
    "a link to nowhere": lambda path: path.symlink_to("/nowhere/at/all"),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("what", NO_FILES)
def test_a_page_that_is_no_file_of_its_own_is_reported(site: SmallSite, what: str) -> None:
    site.page("index", "# Home\n")
    NO_FILES[what](site.root / "docs/other.md")
    assert [str(one) for one in unreadable_files(site.project)] == [
        "docs/other.md:1: this is no file of its own; put the page itself in its place"
    ]


def test_a_page_in_another_encoding_is_reported_with_its_line(site: SmallSite) -> None:
    site.page("good", "# Привет\n")
    (site.root / "docs/index.md").write_bytes("# Home\n\nПривет\n".encode("cp1251"))
    assert [str(one) for one in unreadable_files(site.project)] == [
        "docs/index.md:3: not UTF-8; save the file in that encoding"
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"docs/a\xff.md", "docs/a\\udcff.md"),
        (b"docs/a\n::error::b.md", "docs/a\\u000a::error::b.md"),
        ("docs/\u202edm.md".encode(), "docs/\\u202edm.md"),
        (b"locale/ru/LC_MESSAGES/a\xff.po", "locale/ru/LC_MESSAGES/a\\udcff.po"),
    ],
)
def test_a_name_that_cannot_be_typed_is_shown_so_that_it_can_be_read(
    site: SmallSite, name: bytes, shown: str
) -> None:
    path = Path(os.fsdecode(os.fsencode(site.root) + b"/" + name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Page\n", encoding="utf-8")
    (report,) = unreadable_files(site.project)
    assert str(report) == f"{shown}:1: a name that cannot be typed; call the file otherwise"


@pytest.mark.parametrize("command", ["check", "build", "catalogues", "talk", "linkcheck"])
def test_a_command_begins_only_where_all_pages_can_be_read(site: SmallSite, command: str) -> None:
    (site.root / "docs").mkdir()
    (site.root / "docs/index.md").write_bytes("# Привет\n".encode("koi8-r"))
    done = talknotes(site.root, command)
    said = "docs/index.md:1: not UTF-8; save the file in that encoding\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, said, "")
    assert not (site.root / "build").exists()
