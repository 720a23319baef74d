from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY, SmallSite

from talknotes.checks.readable import unreadable_files


def folder(path: Path) -> None:
    path.mkdir()


def link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def link_to_nowhere(path: Path) -> None:
    path.symlink_to("/nowhere/at/all")


def pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("make", [folder, link, link_to_nowhere, pipe])
def test_a_page_that_is_no_file_of_its_own_is_reported(
    site: SmallSite, make: Callable[[Path], None]
) -> None:
    site.page("index", "# Home\n")
    make(site.root / "docs/other.md")
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
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "talknotes", command],
        cwd=site.root, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == "docs/index.md:1: not UTF-8; save the file in that encoding\n"
    assert done.stderr == ""
    assert not (site.root / "build").exists()
