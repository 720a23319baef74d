"""Says what Sphinx finds wrong with a page in the form of the project.

What a page itself shows is found by the rest of `talknotes.reading`, before Sphinx or MyST look at
it; they are silent about that. Here are those of Sphinx's warnings that carry what they are about.
Written for Sphinx 9.0 and MyST-Parser 5.2.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from typing import Any

from docutils import nodes
from pygments.lexers import get_all_lexers
from sphinx.application import Sphinx
from sphinx.highlighting import PygmentsBridge
from sphinx.locale import __

from talknotes.common.problems import did_you_mean
from talknotes.content.domain import domain_of

# What we say ourselves, and what only follows from that.
_SILENCED = ("myst.header", "myst.directive_option", "myst.directive_parse", "toc.circular",
             "toc.no_title")  # fmt: skip
# The loggers whose warnings are said in our words.
_LOGGERS = ("domains.std", "directives.other", "environment", "highlighting", "util.docutils")


def _no_page(arguments: tuple[Any, ...], pages: Collection[str]) -> str:
    (name,) = arguments
    if name in pages:  # Sphinx leaves out the one that it reads
        return f'{{toctree}} names its own page "{name}"; remove that line'
    return f'{{toctree}} names the page "{name}", which there is not{did_you_mean(name, pages)}'


def _code(arguments: tuple[Any, ...], _pages: Collection[str]) -> str:
    if len(arguments) == 1:
        names = [alias for _name, aliases, *_rest in get_all_lexers() for alias in aliases]
        return f'no language of code is called "{arguments[0]}"{did_you_mean(arguments[0], names)}'
    _source, language, token = arguments
    return f"the block of code is no {language} from {token} on; mend it, or call it text"


# What follows for a table of contents from a page that was moved without ``make rename``.
_OF_TOCTREES = ("toc.not_readable", "toc.not_included")
_SAYINGS: dict[str, Callable[[tuple[Any, ...], Collection[str]], str]] = {
    "toc.not_readable": _no_page,
    "toc.excluded": _no_page,
    "toc.duplicate_entry": lambda arguments, _pages: (
        f'{{toctree}} names the page "{arguments[0]}" twice; keep one of the lines'
    ),
    "toc.not_included": lambda *_: (
        "no {toctree} names this page; name it in that of the page above it"
    ),
    "misc.highlighting_failure": _code,
}


class _OurWords(logging.Filter):
    """Changes the words of warnings where they are made: after that their data is text.

    Loggers are of the process, so there is one filter; ``app`` is the Sphinx that builds.
    """

    app: Sphinx

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether *record* is to go on, with its message in our words."""
        # `talknotes.content.consistency` says so, and these have no type to be silenced by.
        if record.msg in (
            __("duplicate label %s, other instance in %s"),
            __("duplicate %s description of %s, other instance in %s"),
        ):
            return False
        if record.name.endswith("docutils"):
            record.msg = str(record.msg).partition("\n")[0]  # without the block that it is about
        kind = f"{getattr(record, 'type', '')}.{getattr(record, 'subtype', '')}"
        if kind in _OF_TOCTREES and self._follows_from_a_move(record):
            return False
        say = _SAYINGS.get(kind)
        if say and isinstance(record.args, tuple):
            record.msg, record.args = say(record.args, self.app.env.found_docs), ()
        return True

    def _follows_from_a_move(self, record: logging.LogRecord) -> bool:
        """Return whether *record* is about a page that was moved.

        That it was moved without ``make rename`` is reported (`talknotes.publishing.redirects`).
        """
        moved = domain_of(self.app.env).moved
        named = [*(record.args or ()), getattr(record, "location", None)]
        return any(one in names for one in named for names in (moved, moved.values()))


_OUR_WORDS = _OurWords()


def read_code(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Have Pygments read the code of a page that is not written (event ``doctree-resolved``).

    Sphinx reads code only where it colours it, in finished pages.
    """
    if not app.config.talknotes_extract:
        return
    bridge = PygmentsBridge("html")
    for block in doctree.findall(nodes.literal_block):
        # Another text than its source has markup in it, and is not coloured.
        if block.rawsource == block.astext():
            language = block.get("language", "default")
            by_language: dict[str, Any] = app.config.highlight_options
            options = by_language.get(language, {})
            arguments: dict[str, Any] = block.get("highlight_args", {})
            force = bool(arguments.get("force"))
            bridge.highlight_block(block.rawsource, language, options, force=force, location=block)


def setup(app: Sphinx) -> None:
    """Put our words where Sphinx warns."""
    app.connect("doctree-resolved", read_code)
    _OUR_WORDS.app = app
    app.config.suppress_warnings = [*app.config.suppress_warnings, *_SILENCED]
    for name in _LOGGERS:
        logging.getLogger(f"sphinx.sphinx.{name}").addFilter(_OUR_WORDS)
