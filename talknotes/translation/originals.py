"""From a translated page to its catalogue: every block knows the line of its entry, and its source.

A block that is translated bears its line as a class, ``l12``; a picture, the line of its text. What
such blocks say in the source stands in a script beside the page, which a reader's browser loads
only on demand (``originals.js``). A block that is not translated ends in a mark that says so and
leads to its entry.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils import smartquotes
from markdown_it.token import Token
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from talknotes.common.files import write_whole
from talknotes.common.labels import _
from talknotes.common.repository import FileLink, Repository, path_html
from talknotes.common.typography import is_typed
from talknotes.common.urls import versioned
from talknotes.translation.domain import translation_of
from talknotes.translation.inline_text import NO_TEXT, inline_tokens, role_target, shown_by_role
from talknotes.translation.page import OPEN, ORIGINALS

SCRIPT_SUFFIX = ".originals.js"
# Stands for markup while quotation marks are paired around it.
_MARKUP = "literal"


class UntranslatedMark(nodes.Inline, nodes.Element):
    """Says that the block is not translated; ``label``, ``language``, ``path``, ``address``.

    No text is in it, so that the search does not find it.
    """


def mark_untranslated(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark the blocks of a page that are not translated (``doctree-resolved``)."""
    if app.builder.format != "html":
        return
    catalogue = translation_of(app.env).pages[docname].catalogue
    for block in list(doctree.findall(nodes.TextElement)):
        if OPEN in block:
            link = FileLink.to(app.config.talknotes_source, catalogue, block[OPEN])
            shown = {"label": _("not translated"), "language": app.config.language}
            block.append(UntranslatedMark(**shown, path=link.shown, address=link.address))


def visit_mark_html(translator: Any, node: UntranslatedMark) -> None:
    """Write the mark: a link to the entry, or its path and line to copy."""
    tag, link, shown = "span", "", escape(node["label"])
    if node["address"]:
        tag, link = "a", f' href="{escape(node["address"])}"'
    elif node["path"]:
        shown += f": {path_html(node['path'])}"
    html = f'<{tag} class="untranslated" lang="{node["language"]}"{link}>{shown}</{tag}>'
    translator.body.append(f" {html}")
    raise nodes.SkipNode


class _OriginalHtml:
    """Writes messages of a page as HTML, with links as the page has them."""

    def __init__(self, app: Sphinx, docname: str, language: str) -> None:
        self.app = app
        self.docname = docname
        self.language = language

    def of(self, message: str) -> str:
        """Return *message*, the source of a block, as HTML with typographic quotation marks."""
        pieces = list(self._pieces(inline_tokens(message)))
        if not self.app.config.smartquotes or not is_typed(message):
            return "".join(piece for _kind, piece in pieces)
        return "".join(smartquotes.educate_tokens(pieces, language=self.language))

    def _pieces(self, tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
        """Yield the pieces of HTML, each as text (``plain``) or as markup around it."""
        for token in tokens:
            if token.type in ("text", "text_special", "image"):
                yield "plain", escape(token.content, quote=False)
            elif token.type == "softbreak":
                yield "plain", "\n"
            elif token.type == "code_inline":
                yield _MARKUP, f"<code>{escape(token.content)}</code>"
            elif token.type == "myst_role":
                yield from self._role(token.meta["name"], token.content)
            elif token.type == "link_open":
                yield _MARKUP, self._opened(str(token.attrGet("href")))
            elif token.type in _TAGS:
                yield _MARKUP, _TAGS[token.type]

    def _opened(self, address: str) -> str:
        if "://" in address or address.startswith("mailto:"):
            return f'<a class="reference external" href="{escape(address)}">'
        page, _hash, anchor = address.partition("#")
        found = self._resolve("doc", posixpath.splitext(page)[0]) if page else ("", "")
        uri = f"{found[0]}#{anchor}" if anchor else found[0]
        return f'<a class="reference internal" href="{escape(uri)}">'

    def _role(self, name: str, content: str) -> Iterator[tuple[str, str]]:
        """Yield what the role *name* shows: a link where it leads somewhere, else its text."""
        target = role_target(name, content)
        address, title = self._resolve(name, target) if target else ("", "")
        shown = escape(shown_by_role(name, content).strip(NO_TEXT) or title or content, quote=False)
        if not address:
            yield "plain", shown
            return
        yield _MARKUP, f'<a class="reference internal" href="{escape(address)}">'
        yield "plain", shown
        yield _MARKUP, "</a>"

    def _resolve(self, role: str, target: str) -> tuple[str, str]:
        """Return the address and the title that a reference leads to, empty for none.

        By the domain that has the *role*, as Sphinx resolves the references of the page itself.
        """
        for domain in self.app.env.domains.sorted():
            if role in domain.roles:
                node = addnodes.pending_xref(
                    "",
                    refdoc=self.docname,
                    refdomain=domain.name,
                    reftype=role,
                    reftarget=target.lower() if role == "ref" else target,
                    refexplicit=False,
                )
                shown = nodes.inline(target, target)
                found = domain.resolve_xref(
                    self.app.env, self.docname, self.app.builder, role, target, node, shown
                )
                if found is not None:
                    address = found.get("refuri") or f"#{found.get('refid', '')}"
                    return address, found.astext()
        return "", ""


_TAGS = {
    "em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>",
    "strong_close": "</strong>", "link_close": "</a>", "hardbreak": "<br>",
}  # fmt: skip


def _script(app: Sphinx, docname: str, originals: dict[int, str]) -> bytes:
    """Return the script that hands the originals of a page to ``originals.js``."""
    repository: Repository | None = app.config.talknotes_source
    record = translation_of(app.env).pages[docname]
    html = _OriginalHtml(app, docname, record.language)
    content = {
        "path": record.catalogue,
        "lines": repository.lines_address(record.catalogue) if repository else "",
        "language": record.language,
        "labels": {"original": _("Original"), "line": _("line {number}"), "copied": _("copied")},
        "texts": {str(line): html.of(text) for line, text in originals.items()},
    }
    # One entry a line, so that a change of one can be seen in what was published.
    text = json.dumps(content, ensure_ascii=False, indent=0)
    return f"window.talknotesOriginals = {text};\n".encode()


def script_path(builder: StandaloneHTMLBuilder, docname: str) -> Path:
    """Return where the originals of the page *docname* are written."""
    return Path(builder.get_output_path(docname)).with_suffix(SCRIPT_SUFFIX)


def write_originals(app: Sphinx, docname: str, doctree: nodes.document) -> str:
    """Write the originals of a page beside it; return their address, empty where there are none.

    The address changes with what stands in the file: no browser shows old originals from its cache.
    """
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    path = script_path(builder, docname)
    originals = doctree.get(ORIGINALS)
    if originals is None:
        path.unlink(missing_ok=True)
        return ""
    content = _script(app, docname, originals)
    write_whole(path, content)
    return versioned(path.name, content)


def setup(app: Sphinx) -> None:
    """Mark what is not translated; `write_originals` is for whoever gives pages their context."""
    # Only the builder of HTML meets the mark.
    app.add_node(UntranslatedMark, html=(visit_mark_html, None))
    app.connect("doctree-resolved", mark_untranslated)
