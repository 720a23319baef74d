"""Says what Sphinx, docutils and MyST find wrong with a page in the form of the project.

What can be found before they do is found by `talknotes.reading` itself. Written for Sphinx 9.0,
docutils 0.22 and MyST-Parser 5.2.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from re import Match

from pygments.lexers import get_all_lexers
from sphinx.application import Sphinx

from talknotes.common.problems import did_you_mean

# Of a message and the pages there are, what is said; ``""`` where it is said by ourselves.
_Say = Callable[[Match[str], Iterable[str]], str]


def _no_lexer(found: Match[str], _pages: Iterable[str]) -> str:
    names = [alias for _name, aliases, *_rest in get_all_lexers() for alias in aliases]
    return f'no language of code is called "{found[1]}"{did_you_mean(found[1], names)}'


def _no_option(found: Match[str], _pages: Iterable[str]) -> str:
    unknown, known = (re.findall(r"'([\w-]+)'", found[n]) for n in (2, 3))
    hint = did_you_mean(unknown[0], known) if unknown else ""
    return f"{{{found[1]}}} has no option {', '.join(unknown)}{hint}"


_SAYINGS: tuple[tuple[str, _Say], ...] = (
    (
        r'Duplicate explicit target name: "(.*)"\.',
        lambda found, _: f'the label "{found[1]}" stands on this page already; call one otherwise',
    ),
    (r"Document headings start at H\d, not H1", lambda *_: ""),
    (
        r"Non-consecutive header level increase; H(\d) to H(\d)",
        lambda found, _: (
            f'a heading below "{"#" * int(found[1])} …" is "{"#" * (int(found[1]) + 1)} …", '
            f'not "{"#" * int(found[2])} …"'
        ),
    ),
    (r"duplicate label .*, other instance in .*", lambda *_: ""),
    (r"duplicate term description of .*, other instance in .*", lambda *_: ""),
    (
        r"document isn't included in any toctree",
        lambda *_: "no {toctree} names this page; name it in that of the page above it",
    ),
    (
        r"toctree contains reference to (?:nonexisting|excluded) document '(.*)'",
        lambda found, pages: (
            f'{{toctree}} names the page "{found[1]}", which there is not'
            f"{did_you_mean(found[1], pages)}"
        ),
    ),
    (r"circular toctree references detected, ignoring: .*", lambda *_: ""),
    (
        r"toctree contains reference to self '(.*)'",
        lambda found, _: f'{{toctree}} names its own page "{found[1]}"; remove that line',
    ),
    (
        r"Too many autonumbered footnote references: only \d+ corresponding footnotes? available\.",
        lambda *_: "a footnote has no text on this page; write it at the end: [^name]: …",
    ),
    (
        r"image file not readable: (.*)",
        lambda found, _: f'the picture "{found[1]}" cannot be read',
    ),
    (r"Pygments lexer name '(.*)' is not known", _no_lexer),
    (
        (
            r"Lexing literal_block (?s:.*) as \"(.*)\" resulted in an error at token: (.*)\. "
            r"Retrying in relaxed mode\."
        ),
        lambda found, _: (
            f"the block of code is no {found[1]} from {found[2]} on; mend it, or call it text"
        ),
    ),
    (r"'(.*)': Unknown option keys?: (.*) \(allowed: (.*)\)", _no_option),
    (
        r"Directive '(.*)': (\d+) argument\(s\) required, (\d+) supplied",
        lambda found, _: f"{{{found[1]}}} needs {found[2]} argument behind it; it has {found[3]}",
    ),
    (
        r"'(.*)': Has content, but none permitted",
        lambda found, _: f"{{{found[1]}}} holds nothing; remove what stands inside of it",
    ),
)
_TYPE = re.compile(r"(?P<message>.*?)(?P<type> \[[a-z_]+(?:\.\w+)?\])?", re.DOTALL)


class OurWords(logging.Filter):
    """Changes the words of warnings; lets none through that we say ourselves."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self._app = app

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether *record* is to be shown, with its message in our words."""
        if record.levelno < logging.WARNING:
            return True
        record.location = self._place(str(getattr(record, "location", None) or ""))
        said = str(record.msg) % record.args if record.args else str(record.msg)
        found = _TYPE.fullmatch(said)
        assert found
        for pattern, say in _SAYINGS:
            match = re.fullmatch(pattern, found["message"])
            if match:
                env = getattr(self._app, "env", None)
                ours = say(match, env.found_docs if env else ())
                record.msg, record.args = ours + (found["type"] or ""), ()
                return bool(ours)
        return True

    def _place(self, location: str) -> str:
        """Return *location* from the project's folder on, and with a line."""
        path, _colon, line = location.rpartition(":")
        if not (line.isdecimal() or not line):
            path, line = location, ""
        if path.startswith(f"{self._app.confdir}{os.sep}"):
            path = Path(path).relative_to(self._app.confdir).as_posix()
            return f"{path}:{line or 1}"
        return location


def setup(app: Sphinx) -> None:
    """Put our words before all that shows warnings."""
    for handler in logging.getLogger("sphinx").handlers:
        handler.addFilter(OurWords(app))
