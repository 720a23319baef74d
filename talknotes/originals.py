"""From a translated page to its catalogue: every block knows the line of its entry, and its source.

A block that is translated bears its line as a class, ``l12``; a picture, the line of its text. What
such blocks say in the source stands in a script beside the page, which a reader's browser loads
only on demand (``originals.js``). A block that is not translated ends in a mark that says so and
leads to its entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils import smartquotes
from markdown_it.token import Token
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from talknotes.catalogues import write_whole
from talknotes.domain import PageRecord, domain_of
from talknotes.labels import _
from talknotes.messages import inline_tokens, role_target, shown_by_role
from talknotes.repository import Repository
from talknotes.site import site_of
from talknotes.translation.page import PageTranslation
from talknotes.translation.tokens import OPEN
from talknotes.urls import versioned

SCRIPT_SUFFIX = ".originals.js"
# On a document: what its blocks say in the source, by the line of the entry.
_ORIGINALS = "talknotes-originals"
# Stands for markup while quotation marks are paired around it.
_MARKUP = "literal"


def keep_originals(document: nodes.document, page: PageTranslation) -> None:
    """Keep in *document* what its translated blocks say in the source."""
    if page.originals:
        document[_ORIGINALS] = dict(sorted(page.originals.items()))


class UntranslatedMark(nodes.Inline, nodes.Element):
    """Says that the block is not translated; ``label``, ``language``, ``path``, ``address``.

    No text is in it, so that the search does not find it.
    """


def mark_untranslated(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark the blocks of a page that are not translated (``doctree-resolved``)."""
    if app.builder.format != "html":
        return
    record = domain_of(app.env).pages[docname]
    for block in list(doctree.findall(nodes.TextElement)):
        if OPEN in block:
            block.append(_mark_of(app, record, block[OPEN]))


def _mark_of(app: Sphinx, record: PageRecord, line: int) -> UntranslatedMark:
    place = Place.of(app.config.talknotes_source, record.translation, line)
    return UntranslatedMark(
        label=_("not translated"),
        language=app.config.language,
        path=place.shown,
        address=place.address,
    )


class Place:
    """A file of the project, or a line of it, as a reader is led there.

    ``shown`` is ``path`` or ``path:line``; ``address`` is empty where no repository is known.
    """

    def __init__(self, shown: str, address: str) -> None:
        self.shown = shown
        self.address = address

    @classmethod
    def of(cls, repository: Repository | None, path: str, line: int | None = None) -> Place:
        """Return the place of *line* of *path*; without a line, that of the whole file."""
        if not path:
            return cls("", "")
        if not line:
            return cls(path, repository.edit_address(path) if repository else "")
        return cls(f"{path}:{line}", repository.line_address(path, line) if repository else "")


def path_html(path: str) -> str:
    """Return *path* as HTML: it shows the name of the file alone, and is copied whole.

    The style sheet takes the folder out of sight, and makes one click select it all.
    """
    folder, slash, name = path.rpartition("/")
    return f'<code class="path"><span>{escape(folder + slash)}</span>{escape(name)}</code>'


def visit_mark_html(translator: Any, node: UntranslatedMark) -> None:
    """Write the mark: a link to the entry, or its path and line to copy."""
    attributes = f'class="untranslated" lang="{node["language"]}"'
    label = escape(node["label"])
    if node["address"]:
        html = f'<a {attributes} href="{escape(node["address"])}">{label}</a>'
    elif node["path"]:
        html = f"<span {attributes}>{label}: {path_html(node['path'])}</span>"
    else:
        html = f"<span {attributes}>{label}</span>"
    translator.body.append(f" {html}")
    raise nodes.SkipNode


class _OriginalHtml:
    """Writes messages of a page as HTML, with links as the page has them."""

    def __init__(self, app: Sphinx, docname: str, language: str) -> None:
        self.app = app
        self.docname = docname
        self.language = language
        self.site = site_of(app.env)

    def of(self, message: str) -> str:
        """Return *message*, the source of a block, as HTML with typographic quotation marks."""
        pieces = list(self._pieces(inline_tokens(message)))
        if not self.app.config.smartquotes:
            return "".join(piece for _kind, piece in pieces)
        return "".join(smartquotes.educate_tokens(pieces, language=self.language))

    def _pieces(self, tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
        """Yield the pieces of HTML, each as text (``plain``) or as markup around it."""
        for token in tokens:
            if token.type in ("text", "text_special"):
                yield "plain", escape(token.content, quote=False)
            elif token.type == "softbreak":
                yield "plain", "\n"
            elif token.type == "hardbreak":
                yield _MARKUP, "<br>"
            elif token.type == "code_inline":
                yield _MARKUP, f"<code>{escape(token.content)}</code>"
            elif token.type == "image":
                yield "plain", escape(token.content, quote=False)
            elif token.type == "myst_role":
                yield from self._role(token.meta["name"], token.content)
            elif token.type == "link_open":
                yield _MARKUP, self._opened(str(token.attrGet("href")))
            elif token.type in _TAGS:
                yield _MARKUP, _TAGS[token.type]

    def _opened(self, address: str) -> str:
        if "://" in address or address.startswith("mailto:"):
            return f'<a class="reference external" href="{escape(address)}">'
        page, hash_, anchor = address.partition("#")
        uri = self._address(self.site.page_of_link(self.docname, "doc", page) or "", anchor)
        return f'<a class="reference internal" href="{escape(uri)}">' if hash_ or page else "<a>"

    def _role(self, name: str, content: str) -> Iterator[tuple[str, str]]:
        """Yield what the role *name* shows: a link where it leads somewhere, else its text."""
        target = role_target(name, content)
        page, anchor, title = self._place(name, target)
        shown = escape(shown_by_role(name, content) or title or content, quote=False)
        if not page:
            yield "plain", shown
            return
        address = escape(self._address(page, anchor))
        yield _MARKUP, f'<a class="reference internal" href="{address}">'
        yield "plain", shown
        yield _MARKUP, "</a>"

    def _place(self, name: str, target: str) -> tuple[str, str, str]:
        """Return the page, the anchor and the title that a role leads to, empty for none."""
        if name == "term":
            found = self.site.entry_of_key(target)
            return (found[0], found[1].ids[0], target) if found else ("", "", "")
        if name not in ("doc", "ref", "talk"):
            return "", "", ""
        page = self.site.page_of_link(self.docname, name, target)
        if page is None:
            return "", "", ""
        label = self.app.env.domains.standard_domain.labels.get(target) if name == "ref" else None
        return page, label[1] if label else "", label[2] if label else self.site.title(page).text

    def _address(self, page: str, anchor: str) -> str:
        address = "" if page in ("", self.docname) else self._relative(page)
        return f"{address}#{anchor}" if anchor or not address else address

    def _relative(self, page: str) -> str:
        return self.app.builder.get_relative_uri(self.docname, page)


_TAGS = {
    "em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>",
    "strong_close": "</strong>", "link_close": "</a>",
}  # fmt: skip


def _script(app: Sphinx, record: PageRecord, originals: dict[int, str]) -> bytes:
    """Return the script that hands the originals of a page to ``originals.js``."""
    repository: Repository | None = app.config.talknotes_source
    html = _OriginalHtml(app, record.docname, record.facts.language)
    content = {
        "path": record.translation,
        "lines": repository.lines_address(record.translation) if repository else "",
        "language": record.facts.language,
        "labels": {
            "original": _("Original"),
            "line": _("line {number}"),
            "copied": _("copied"),
        },
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
    originals = doctree.get(_ORIGINALS)
    if originals is None:
        path.unlink(missing_ok=True)
        return ""
    content = _script(app, domain_of(app.env).pages[docname], originals)
    write_whole(path, content)
    return versioned(path.name, content)
