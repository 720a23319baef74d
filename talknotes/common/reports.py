"""What a build reports: problems as warnings of Sphinx, which ``-W`` makes errors."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from talknotes.common.problems import Problem

logger = logging.getLogger(__name__)


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
