"""From a translated page to its catalogue: every block knows the line of its entry, and its source.

A block that is translated bears its line as a class, ``l12``; a picture, the line of its text. The
originals of such blocks travel through the build in a node of their own, so that Sphinx resolves
their links as all others; they are taken out before the page is written, and stand in a script
beside it, which a reader's browser loads only on demand (``originals.js``). A block that is not
translated ends in a mark that says so and leads to its entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

import polib
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from talknotes.catalogues import line_of, read_catalogue, write_whole
from talknotes.domain import PageRecord, domain_of
from talknotes.labels import _
from talknotes.parser import catalogue_file, shown_catalogue
from talknotes.progress import progress_of
from talknotes.repository import Repository
from talknotes.urls import versioned

SCRIPT_SUFFIX = ".originals.js"
_KEPT = "talknotes-originals"
_MESSAGES = "talknotes-messages"
_PICTURES = "talknotes-pictures"
# On a block: the line of its entry, 0 where it has none.
_OPEN = "talknotes-open"
# Targets, entries of the index, footnotes: what may stand only once on a page.
_ONCE = (nodes.Invisible, nodes.footnote_reference, nodes.system_message)
# Between the originals while they are HTML of one piece; no text can hold it.
_SEPARATOR = "\0"


class Originals(nodes.General, nodes.Element):
    """Holds the originals of a page while it is built; never written into it."""


class Original(nodes.Part, nodes.TextElement):
    """The source of one message; ``line`` is that of its entry."""


class UntranslatedMark(nodes.Inline, nodes.Element):
    """Says that the block is not translated; ``label``, ``language``, ``path``, ``address``.

    No text is in it, so that the search does not find it.
    """


def _blocks(document: nodes.document) -> Iterable[tuple[nodes.TextElement, str]]:
    """Yield the blocks of text that are messages, with their messages."""
    for node, message in extract_messages(document):
        if isinstance(node, nodes.TextElement):
            yield node, message


def _copied(block: nodes.TextElement) -> list[nodes.Node]:
    """Return what is read in *block*, in nodes that may stand beside it."""
    holder = nodes.paragraph("", "", *(child.deepcopy() for child in block.children))
    for node in list(holder.findall(nodes.Element)):
        if isinstance(node, nodes.image):
            node.replace_self(nodes.Text(node.get("alt", "")))
        elif isinstance(node, addnodes.download_reference):
            node.replace_self(nodes.Text(node.astext()))
        elif isinstance(node, _ONCE):
            node.parent.remove(node)
        for names in ("ids", "names", "backrefs"):
            node[names] = []
    return holder.children


class KeepOriginals(SphinxTransform):
    """Keeps what the blocks of a page say before Sphinx translates them."""

    default_priority = 15

    def apply(self, **kwargs: Any) -> None:
        """Copy the blocks of a page that was written in another language, list its messages."""
        document = self.env.current_document
        if domain_of(self.env).pages[document.docname].facts.language != self.config.language:
            document[_KEPT] = [(block, _copied(block)) for block, _text in _blocks(self.document)]
            # Sphinx puts translations of alternative texts in the place of the messages themselves.
            document[_MESSAGES] = [message for _node, message in extract_messages(self.document)]
            pictures = self.document.findall(nodes.image)
            document[_PICTURES] = [(one, str(one["alt"])) for one in pictures if one.get("alt")]


class LeadToEntries(SphinxTransform):
    """Gives every block of a translated page the line of its entry, and counts what is done."""

    default_priority = 24  # behind Locale and MarkSourceLanguage, which says what is translated

    def apply(self, **kwargs: Any) -> None:
        """Mark the blocks, append their originals to the page, and complete its record."""
        docname = self.env.current_document.docname
        source = domain_of(self.env).pages[docname].facts.language
        if source == self.config.language:
            return
        path = catalogue_file(self.env, docname)
        entries: dict[str, polib.POEntry] = {}
        if path.exists():
            catalogue, _problems = read_catalogue(path, shown_catalogue(self.env, docname))
            entries = {entry.msgid: entry for entry in catalogue or () if not entry.obsolete}
        refused = self._mark(entries, f"language-{source}")
        # A message that is new on the page has no entry yet, and is missing all the same.
        messages = dict.fromkeys(self.env.current_document.get(_MESSAGES) or ())
        on_page = [entries.get(message) or polib.POEntry(msgid=message) for message in messages]
        domain_of(self.env).amend_page(
            docname,
            translation=shown_catalogue(self.env, docname) if path.exists() else "",
            progress=progress_of(on_page, refused),
        )

    def _mark(self, entries: dict[str, polib.POEntry], language: str) -> list[polib.POEntry]:
        """Mark all blocks; return the entries whose translation was kept from the page."""
        copies = {id(block): copy for block, copy in self.env.current_document.get(_KEPT) or ()}
        self.env.current_document[_KEPT] = None
        originals: dict[int, Original] = {}
        refused = []
        for block, message in list(_blocks(self.document)):
            entry = entries.get(message)
            if not block.get("translated"):
                block[_OPEN] = line_of(entry) if entry else 0
                if entry:
                    refused.append(entry)
            elif entry:
                line = line_of(entry)
                block["classes"].append(f"l{line}")
                said = [] if entry.msgstr == entry.msgid else copies.get(id(block), [])
                originals[line] = Original("", "", *said, line=line, classes=[language])
        originals |= self._mark_pictures(entries, language)
        if originals:
            # The last of a page: nothing looks there for its sections.
            self.document += Originals("", *(originals[line] for line in sorted(originals)))
        return [entry for entry in refused if not entry.fuzzy]

    def _mark_pictures(
        self, entries: dict[str, polib.POEntry], language: str
    ) -> dict[int, Original]:
        """Mark the pictures whose text is translated by itself; return the originals of these.

        One that stands within a sentence is translated with it, and is another node by now.
        """
        originals = {}
        for picture, text in self.env.current_document.get(_PICTURES) or ():
            entry = entries.get(text)
            if entry and picture.get("alt") != text:
                line = line_of(entry)
                picture["classes"].append(f"l{line}")
                said = nodes.Text(text)
                originals[line] = Original("", "", said, line=line, classes=[language])
        self.env.current_document[_PICTURES] = None
        return originals


TRANSFORMS: tuple[type[SphinxTransform], ...] = (KeepOriginals, LeadToEntries)


def leave_original_unlinked(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, shown: nodes.TextElement
) -> nodes.TextElement | None:
    """Show only the text of a dead link in an original: the page itself tells of it already.

    For the event ``missing-reference``.
    """
    parent = node.parent
    while parent is not None and not isinstance(parent, Original):
        parent = parent.parent
    return shown if parent is not None else None


def set_apart(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take the originals out of the page, and mark what is not translated (``doctree-resolved``).

    They wait as an attribute of the page, which no builder writes.
    """
    for originals in list(doctree.findall(Originals)):
        originals.parent.remove(originals)
        doctree[_KEPT] = originals
    if app.builder.format == "html":
        record = domain_of(app.env).pages[docname]
        for block in list(doctree.findall(nodes.TextElement)):
            if _OPEN in block:
                block.append(_mark_of(app, record, block[_OPEN]))


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


def visit_original_html(translator: Any, node: Original) -> None:
    """Write what parts this original from the one before it."""
    translator.body.append(f"{_SEPARATOR}{node['line']}{_SEPARATOR}")


def pass_through(translator: Any, node: nodes.Element) -> None:
    """Write nothing of the node itself."""


def _script(app: Sphinx, record: PageRecord, originals: Originals) -> bytes:
    """Return the script that hands the originals of a page to ``originals.js``."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    parts = builder.render_partial(originals)["fragment"].split(_SEPARATOR)[1:]
    repository: Repository | None = app.config.talknotes_source
    content = {
        "path": record.translation,
        "lines": repository.lines_address(record.translation) if repository else "",
        "language": record.facts.language,
        "labels": {
            "original": _("Original"),
            "line": _("line {number}"),
            "copied": _("copied"),
        },
        "texts": dict(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True)),
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
    originals = doctree.get(_KEPT)
    if originals is None:
        path.unlink(missing_ok=True)
        return ""
    content = _script(app, domain_of(app.env).pages[docname], originals)
    write_whole(path, content)
    return versioned(path.name, content)
