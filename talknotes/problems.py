"""A mistake in a file, and how it is told to the person who can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: ``path`` relative to the project, ``line`` counted from 1, one sentence."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return ``path:line: message``, the form that editors and CI annotations read."""
        return f"{self.path}:{self.line}: {self.message}"

    @property
    def annotation(self) -> str:
        """The command by which GitHub Actions shows it on the changed line.

        https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
        """
        message = self.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return f"::error file={self.path},line={self.line}::{message}"

    @property
    def location(self) -> str:
        """Return ``path:line``, as Sphinx's ``logger.warning(location=…)`` takes it."""
        return f"{self.path}:{self.line}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "…"?`` with the nearest of *known*, else the list of them."""
    choices = sorted(known)
    near = difflib.get_close_matches(word, choices, n=1)
    if near:
        return f'; did you mean "{near[0]}"?'
    if not choices:
        return "; none is known yet"
    return "; known: " + ", ".join(choices)
