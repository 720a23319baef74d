"""Pages that no program can read, names that none can write: found before a command begins.

Sphinx ends with a traceback at some of them, and publishes what others lead to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from talknotes.common.problems import Problem
from talknotes.common.project import Project
from talknotes.translation.inline_text import unseen_characters


def _mistake(path: Path) -> tuple[int, str] | None:
    """Return the line, and what is wrong with the page at *path* as a file, if anything is."""
    if path.is_symlink() or not path.is_file():
        return 1, "this is no file of its own; put the page itself in its place"
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + content[: error.start].count(b"\n")
        return line, "not UTF-8; save the file in that encoding"
    return None


def _links_in(project: Project) -> Iterator[Problem]:
    """Yield folders, and files beside the pages, that stand elsewhere: they would be published."""
    for top in (project.docs, project.locale):
        for folder, folders, files in os.walk(top):
            for name in (*folders, *(one for one in files if not one.endswith((".md", ".po")))):
                path = Path(folder, name)
                if path.is_symlink():
                    shown = path.relative_to(project.root).as_posix()
                    told = "this is a link to elsewhere; put what it leads to in its place"
                    yield Problem(shown, 1, told)


def unreadable_files(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with the pages of *project* as files, and with the names of catalogues.

    What is wrong with a catalogue itself is told by
    `talknotes.translation.catalogues.read_catalogue`.
    """
    yield from _links_in(project)
    pages, catalogues = project.docs.rglob("*.md"), project.locale.rglob("*.po")
    for path in sorted([*pages, *catalogues]):
        shown = path.relative_to(project.root).as_posix()
        mistake = _mistake(path) if path.suffix == ".md" else None
        # What is no letter to Python stands in a name as half of a pair.
        if "\n" in shown or unseen_characters(shown):
            mistake = 1, "a name that cannot be typed; call the file otherwise"
        if mistake:
            yield Problem(shown, *mistake)
