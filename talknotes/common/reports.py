"""What a build reports: problems as warnings of Sphinx, which ``-W`` makes errors.

A person gets each as a sentence with its place, our own commands as a line of JSON. Written for
Sphinx 9.0.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import WarningStreamHandler, getLogger
from sphinx.util.typing import ExtensionMetadata

from talknotes.common.problems import Problem

logger = getLogger(__name__)
_AS_JSON = "TALK_NOTES_JSON"
# What the environment of a Sphinx whose report is read must say: no colours, each line at once.
PLAIN = {"NO_COLOR": "1", "PYTHONUNBUFFERED": "1", _AS_JSON: "1"}
# What Python says of a disk that is full, or that nobody may write to.
_UNWRITTEN = re.compile(r"\w*Error: \[Errno \d+\] (?P<reason>[^:]+)(?:: '(?P<path>.*)')?$")


class Subtype(StrEnum):
    """What a warning is about; ``suppress_warnings`` knows it as ``talknotes.facts``."""

    BLOCKS = "blocks"
    CATALOGUE = "catalogue"
    FACTS = "facts"
    REFERENCES = "references"
    REFUSED = "refused"
    LABELS = "labels"
    CHARACTERS = "characters"
    TRANSLATION = "translation"


def warn(problem: Problem, subtype: Subtype) -> None:
    """Log *problem* as a warning of Sphinx."""
    logger.warning(
        problem.message, location=problem.location, type="talknotes", subtype=subtype.value
    )


def shown_path(env: BuildEnvironment, docname: str) -> str:
    """Return the path of the page *docname* from the project's folder, as messages show it."""
    return Path(env.doc2path(docname)).relative_to(env.config.talknotes_root).as_posix()


class _Placed(logging.Filter):
    """Gives every warning its place in the project's folder; the last filter of Sphinx's handler.

    Where our commands read the report, it writes the warning itself.
    """

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether Sphinx's handler is to write *record*."""
        where = str(getattr(record, "location", None) or "")
        path, _colon, line = where.rpartition(":")
        if not (line.isdecimal() or not line):
            path, line = where, ""
        if Path(path).is_relative_to(self._root):
            path = Path(path).relative_to(self._root).as_posix()
        record.location = f"{path}:{line or 1}" if path else ""
        if not path or _AS_JSON not in os.environ:
            return True
        message = logging.LogRecord.getMessage(record)
        print(json.dumps([path, int(line or 1), message]), file=sys.stderr)
        return False


def read_sphinx_report(report: Iterable[str]) -> tuple[list[Problem], list[str]]:
    """Return the lines of *report* that are problems with their places, and those that are not."""
    problems: list[Problem] = []
    rest: list[str] = []
    for line in report:
        try:
            problems.append(Problem(*json.loads(line)))
        except (ValueError, TypeError):
            rest.append(line)
    return problems, rest


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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the places before all that shows warnings."""
    app.config.show_warning_types = False
    for handler in logging.getLogger("sphinx").handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.addFilter(_Placed(Path(app.confdir)))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
