"""What a page may not lead to or show, whichever way it is written: each is reported, and left out.

Which directives and roles there are for it, `talknotes.reading.allowed` says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import get_image_filename_for_language
from sphinx.util.nodes import get_node_line

from talknotes.common.problems import Problem, did_you_mean, unseen_characters
from talknotes.common.reports import Subtype, shown_path, warn
from talknotes.common.typography import is_inside
from talknotes.reading.allowed import PICTURES
from talknotes.reading.parser import UNSEEN
from talknotes.reading.svg import danger_in_svg

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
# What Markdown leaves unread, so that readers would see it.
_UNREAD_LINK = re.compile(r"\]\(\s*([a-z][a-z0-9+.-]*:[^)\s]*)", re.IGNORECASE)
# References that show the title of what they lead to, where they have no text of their own.
_TITLED = frozenset({"doc", "ref", "talk", "myst"})


def _scheme(address: str) -> str:
    # Browsers skip blanks and control characters in front.
    found = _SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    return found[1].lower() if found else ""


def _is_unsafe(address: str) -> bool:
    """Return whether a browser could run *address*, or nobody can follow it."""
    return _scheme(address) not in ("", *_SAFE_SCHEMES)


class RefuseForeign(SphinxTransform):
    """Lets a page run no script, and publish or load nothing but pictures from docs/."""

    default_priority = 23  # before Sphinx collects images and downloads

    def apply(self, **kwargs: Any) -> None:
        """Warn of each such thing, and leave only its text."""
        rules: dict[type[nodes.Node], Callable[[Any], str]] = {
            nodes.reference: self._reference,
            nodes.image: self._image,
            addnodes.download_reference: self._file,
            addnodes.pending_xref: self._heading,
            addnodes.toctree: self._toctree,
            nodes.footnote_reference: self._footnote,
            nodes.Text: self._text,
        }
        for node in list(self.document.findall()):
            rule = rules.get(type(node))
            parent = node.parent
            refused = rule(node) if rule else ""
            if refused:
                docname = self.env.current_document.docname
                line = getattr(node, "line", None) or get_node_line(parent) or 1
                warn(Problem(shown_path(self.env, docname), line, refused), Subtype.REFUSED)

    @staticmethod
    def _reference(node: nodes.reference) -> str:
        address = str(node.get("refuri", ""))
        if not _is_unsafe(address):
            return ""
        node.parent.replace(node, node.children)
        return f'a link to "{address}"; link to https://… or to a page'

    @staticmethod
    def _file(node: addnodes.download_reference) -> str:
        node.parent.replace(node, nodes.Text(node.astext()))
        return f'a link to the file "{node["reftarget"]}"; link to https://… or to a page'

    @staticmethod
    def _heading(node: addnodes.pending_xref) -> str:
        titled = node["reftype"] in _TITLED and not node.get("refexplicit")
        if not titled or not is_inside(node, (nodes.title,)):
            return ""
        target = str(node["reftarget"])
        # Tables of contents and the search would show the target, not the title that it leads to.
        node.parent.replace(node, nodes.Text(target))
        return f'the link to "{target}" needs a text of its own: it stands in a heading'

    def _image(self, node: nodes.image) -> str:
        wrong = self._wrong_with_image(str(node["uri"]))
        if wrong:
            node.parent.replace(node, nodes.Text(node.get("alt") or ""))
        return wrong

    def _wrong_with_image(self, address: str) -> str:
        if "://" in address or address.startswith("//"):
            return f'the image "{address}" is on another host; put the file into docs/'
        if _scheme(address):
            return f'an image in an address of "{_scheme(address)}:"; put the file into docs/'
        path, absolute = self.env.relfn2path(address)
        # Followed through links of the file system.
        inside = Path(absolute).resolve().is_relative_to(Path(self.env.srcdir).resolve())
        if path.startswith("..") or not inside:
            return f'"{address}" is not in the folder of the sources; put the file there'
        if PurePosixPath(address).suffix.lower() not in PICTURES:
            return f'"{address}" is no picture; take one of {", ".join(sorted(PICTURES))}'
        if not Path(absolute).is_file():
            there = [p.name for p in Path(absolute).parent.glob("*") if p.suffix in PICTURES]
            return f'there is no picture "{address}"{did_you_mean(Path(address).name, there)}'
        # In this language another file may be shown.
        for one in (path, get_image_filename_for_language(path, self.env)):
            shown = Path(self.env.srcdir, one)
            danger = danger_in_svg(shown) if shown.suffix.lower() == ".svg" else ""
            if danger:
                return f'the picture "{one}" {danger}'
        return ""

    @staticmethod
    def _toctree(node: addnodes.toctree) -> str:
        # Sphinx takes everything with "://" for an address.
        unsafe = [one for _title, one in node["entries"] if "://" in one and _is_unsafe(one)]
        node["entries"] = [entry for entry in node["entries"] if entry[1] not in unsafe]
        return f'a link to "{unsafe[0]}"; link to https://… or to a page' if unsafe else ""

    def _footnote(self, node: nodes.footnote_reference) -> str:
        name = str(node["refname"])
        if any(name in one["names"] for one in self.document.findall(nodes.footnote)):
            return ""
        # Docutils keeps lists of them, and would say so in its own words.
        for kept in (self.document.autofootnote_refs, self.document.footnote_refs.get(name, [])):
            kept[:] = [one for one in kept if one is not node]
        node.parent.replace(node, nodes.Text(f"[^{name}]"))
        return f'the footnote "{name}" has no text on this page; write it: [^{name}]: …'

    def _text(self, node: nodes.Text) -> str:
        unread = _UNREAD_LINK.search(node)
        if unread and not is_inside(node, (nodes.literal, nodes.literal_block)):
            return f'a link to "{unread[1]}"; link to https://… or to a page'
        reported = self.env.current_document.get(UNSEEN) or ()
        found = [name for name in unseen_characters(node) if name not in reported]
        return f"{', '.join(found)}, written as an entity; remove it" if found else ""


def setup(app: Sphinx) -> None:
    """Refuse what no page may bring in."""
    app.add_transform(RefuseForeign)
