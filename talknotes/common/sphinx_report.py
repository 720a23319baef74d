"""Reads what Sphinx reports: which lines are mistakes, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from talknotes.common.problems import Problem

# A warning as Sphinx writes it: the path may lack its line; a type in brackets may come after it.
_WARNING = re.compile(
    r"(?P<path>[^\s:][^:]*\.\w+):(?P<line>\d*):?(?:<translated>:\d*:?)? "
    r"(?:WARNING|ERROR|CRITICAL): (?P<message>.*?)(?: \[[a-z_]+(?:\.\w+)?\])?"
)
# What Python says of a disk that is full, or that nobody may write to.
_UNWRITTEN = re.compile(r"\w*Error: \[Errno \d+\] (?P<reason>[^:]+)(?:: '(?P<path>.*)')?$")
# What the environment of a Sphinx whose report is read must say: no colours, each line at once.
PLAIN = {"NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}


def read_sphinx_report(
    report: Iterable[str], root: Path, *, crashed: bool = False
) -> tuple[list[Problem], list[str]]:
    """Return the lines of *report* that are problems with their places, and those that are not.

    Paths are relative to *root*. A line after a warning belongs to it, unless Sphinx crashed.
    """
    problems: list[Problem] = []
    rest: list[str] = []
    for line in report:
        found = _WARNING.fullmatch(line)
        if found:
            path = Path(found["path"])
            if path.is_relative_to(root):
                path = path.relative_to(root)
            problems.append(Problem(path.as_posix(), int(found["line"] or 1), found["message"]))
        elif problems and not crashed and not _is_warning(line):
            last = problems.pop()
            problems.append(Problem(last.path, last.line, f"{last.message}\n{line}"))
        else:
            rest.append(line)
    return problems, rest


def _is_warning(line: str) -> bool:
    return line.startswith(("WARNING: ", "ERROR: ", "CRITICAL: "))


def crash_in_short(report: list[str]) -> list[str]:
    """Return *report* without what only Sphinx's own developers want to read of a crash."""
    unwritten = [found for found in map(_UNWRITTEN.search, report) if found]
    if unwritten:
        path = unwritten[-1]["path"] or ""
        return [f"Cannot read or write {path}: {unwritten[-1]['reason']}".replace(" :", ":")]
    if "Traceback" not in report or "Versions" not in report:
        return report
    start = report.index("Versions")
    saved = [line for line in report if line.startswith("The full traceback")]
    after = report.index(saved[0]) if saved else len(report)
    return [*report[:start], report[after - 1].strip(), *report[after : after + 2]]
