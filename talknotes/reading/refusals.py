"""What a page may not bring in, whichever directive writes it: each is told, and left out.

Markdown itself refuses such things where they are written as Markdown; reStructuredText inside of
``{eval-rst}``, and options of directives, do not. Written for Sphinx 9.0 and MyST-Parser 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import get_node_line

from talknotes.common.problems import Problem
from talknotes.common.reports import Subtype, shown_path, warn
from talknotes.reading.parser import SIGNS
from talknotes.translation.inline_text import unseen_signs

_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


def _unsafe_scheme(address: str) -> str:
    """Return the scheme of *address* where a browser could run it, or nobody can follow it."""
    # Browsers skip blanks and control characters in front.
    found = _SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    scheme = found["scheme"].lower() if found else ""
    return "" if scheme in _SAFE_SCHEMES else scheme


class RefuseForeign(SphinxTransform):
    """Lets a page run no script, load nothing from another host, and hand nothing to LaTeX."""

    default_priority = 23  # behind Locale, as `talknotes.reading.transforms.RefuseOutsideFiles`

    def apply(self, **kwargs: Any) -> None:
        """Warn of each such thing, and leave only its text."""
        rules: dict[type[nodes.Node], Callable[[Any], str]] = {
            nodes.reference: self._reference,
            nodes.image: self._image,
            addnodes.toctree: self._toctree,
            nodes.math: self._formula,
            nodes.math_block: self._formula,
            addnodes.tabular_col_spec: self._columns,
            nodes.Text: self._text,
        }
        for node in list(self.document.findall()):
            rule = rules.get(type(node))
            told = rule(node) if rule else ""
            if told:
                docname = self.env.current_document.docname
                line = getattr(node, "line", None) or get_node_line(node.parent) or 1
                warn(Problem(shown_path(self.env, docname), line, told), Subtype.FOREIGN)

    @staticmethod
    def _reference(node: nodes.reference) -> str:
        address = str(node.get("refuri", ""))
        if not _unsafe_scheme(address):
            return ""
        node.parent.replace(node, node.children)
        return f'a link to "{address}"; link to https://… or to a page'

    @staticmethod
    def _image(node: nodes.image) -> str:
        address = str(node["uri"])
        if "://" not in address:
            return ""
        node.parent.replace(node, nodes.Text(node.get("alt") or ""))
        return f'the image "{address}" is on another host; put the file into docs/'

    @staticmethod
    def _toctree(node: addnodes.toctree) -> str:
        # Sphinx takes everything with "://" for an address.
        unsafe = [one for _title, one in node["entries"] if "://" in one and _unsafe_scheme(one)]
        node["entries"] = [entry for entry in node["entries"] if entry[1] not in unsafe]
        return f'a link to "{unsafe[0]}"; link to https://… or to a page' if unsafe else ""

    @staticmethod
    def _formula(node: nodes.math | nodes.math_block) -> str:
        source = nodes.literal_block if isinstance(node, nodes.math_block) else nodes.literal
        node.parent.replace(node, source("", node.astext()))
        # Drawn in the browser by a script of another host, and run as a program by LaTeX.
        return "a formula, which the site cannot draw; write it as text or as code"

    @staticmethod
    def _columns(node: addnodes.tabular_col_spec) -> str:
        node.parent.remove(node)
        return "{tabularcolumns} hands its text to LaTeX as a program; remove it"

    def _text(self, node: nodes.Text) -> str:
        told = self.env.current_document.get(SIGNS) or ()
        found = [name for name in unseen_signs(node) if name not in told]
        return f"{', '.join(found)}, written as an entity; remove it" if found else ""


def setup(app: Sphinx) -> None:
    """Refuse what no page may bring in."""
    app.add_transform(RefuseForeign)
