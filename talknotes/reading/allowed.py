"""What pages may use: the one list of directives and roles, and of the kinds of pictures.

Whatever is not on it is refused where the page is read, so that no page brings in HTML, files of
the machine, things for the head of a page, scripts, or programs for LaTeX. What is on it is used
as it can be: with its options, its argument, its content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from docutils.parsers.rst import Directive
from myst_parser.parsers.directives import is_option_line
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
# Those that are nothing without content.
_HOLD_SOMETHING = _ADMONITIONS | {"container", "epigraph", "list-table", "table"}
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


_OPTION = re.compile(r"\s*:(?P<name>[\w-]+):(?:\s+(?P<value>.*\S))?\s*")


def options_in(content: str) -> list[tuple[str, str | None]]:
    """Return the options at the top of a directive's *content*, one a line: names and values.

    The name of a line that is none is the line itself.
    """
    lines = takewhile(is_option_line, content.splitlines())
    found = ((line, _OPTION.fullmatch(line)) for line in lines)
    return [(one["name"], one["value"]) if one else (line.strip(), None) for line, one in found]


def misuses(
    name: str, directive: type[Directive], first_line: str, content: str
) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the use of a *directive*: which line of it, from 0, and what.

    Of line 0 is what it cannot do without. MyST says the same, but in its own words.
    """
    needs, spec = directive.required_arguments, directive.option_spec or {}
    options = options_in(content) if spec else []
    if needs and not first_line.strip():
        yield 0, f"{{{name}}} needs {needs} argument after it; it has 0"
    for option in set(getattr(directive, "required_options", ())) - {one for one, _ in options}:
        yield 0, f'{{{name}}} needs the option "{option}", such as :{option}: 1'
    for number, (option, value) in enumerate(options, start=1):
        if option not in spec:
            yield number, f"{{{name}}} has no option {option}{did_you_mean(option, spec)}"
            continue
        try:
            spec[option](value)  # type: ignore[arg-type]  # docutils gives None as well
        except (ValueError, TypeError):
            yield number, f'the option "{option}" of {{{name}}} cannot be "{value or ""}"'
    is_empty = not any(line.strip() for line in content.splitlines()[len(options) :])
    if not directive.has_content and not is_empty:
        yield len(options) + 1, f"{{{name}}} holds nothing; remove what stands inside of it"
    elif is_empty and name in _HOLD_SOMETHING and (needs or not first_line.strip()):
        yield 0, f"{{{name}}} is empty; write something in it, or remove it"
