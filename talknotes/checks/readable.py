"""Pages that no program can read, names that none can write: found before a command begins.

Sphinx ends with a traceback at some of them, and publishes what others lead to.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from talknotes.common.problems import Problem, unseen_characters
from talknotes.common.project import Project


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


def unreadable_files(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with the pages of *project* as files, and with names of catalogues."""
    for path in sorted(path for top in (project.docs, project.locale) for path in top.rglob("*")):
        shown = project.shown(path)
        if path.suffix not in (".md", ".po"):
            if path.is_symlink():  # a folder, or a file beside the pages: it would be published
                leads = "this is a link to elsewhere; put what it leads to in its place"
                yield Problem(shown, 1, leads)
        # What is no letter to Python stands in a name as half of a pair.
        elif "\n" in shown or unseen_characters(shown):
            yield Problem(shown, 1, "a name that cannot be typed; call the file otherwise")
        elif path.suffix == ".md" and (mistake := _mistake(path)):
            yield Problem(shown, *mistake)
