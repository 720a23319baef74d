"""What pages may use: the one list of directives and roles, and of the kinds of pictures.

Whatever is not on it is refused where the page is read, so that no page brings in HTML, files of
the machine, things for the head of a page, scripts, or programs for LaTeX.
"""

from __future__ import annotations

from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from talknotes.common.problems import did_you_mean
from talknotes.translation.inline_text import ALLOWED_ROLES

_ADMONITIONS = frozenset({
    "admonition", "attention", "caution", "danger", "error", "hint", "important", "note",
    "seealso", "tip", "warning",
})  # fmt: skip
_OF_SPHINX = _ADMONITIONS | {
    "code", "code-block", "container", "deprecated", "epigraph", "figure", "glossary", "image",
    "list-table", "rubric", "table", "toctree", "versionadded", "versionchanged",
}  # fmt: skip
PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
# Those of this extension, which the modules that define them add.
_OF_OURS: set[str] = set()


def add_directive(app: Sphinx, name: str, directive: type[Directive]) -> None:
    """Register a *directive* of this extension, which pages may use."""
    app.add_directive(name, directive)
    _OF_OURS.add(name)


def directives() -> frozenset[str]:
    """Return the names of the directives that a page may use."""
    return _OF_SPHINX | _OF_OURS


def refused_directive(name: str) -> str:
    """Return what is wrong with using the directive *name*, empty for one that pages may use."""
    return _refused("directive", name, directives())


def refused_role(name: str) -> str:
    """Return what is wrong with using the role *name*, empty for one that pages may use."""
    return _refused("role", name, ALLOWED_ROLES)


def _refused(kind: str, name: str, allowed: frozenset[str]) -> str:
    if name in allowed:
        return ""
    return f'the {kind} "{name}" is not for pages{did_you_mean(name, allowed)}'
