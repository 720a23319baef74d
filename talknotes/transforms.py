"""What happens to a page while it is read: its record is made, its places are marked.

The numbers of the transforms stand around Sphinx's own `Locale`, which puts translations in at 20.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from talknotes.catalogues import compiled_path
from talknotes.domain import GlossaryEntry, PlaceRecord, domain_of
from talknotes.drawing import Place
from talknotes.parser import shown_path, warn
from talknotes.problems import Problem


def catalogue_digest(env: BuildEnvironment, docname: str) -> str:
    """Return a digest of the compiled catalogue of *docname*, empty where it has none."""
    folder = Path(env.srcdir, env.config.locale_dirs[0])
    path = compiled_path(folder, env.config.language, docname)
    return blake2b(path.read_bytes(), digest_size=8).hexdigest() if path.exists() else ""


def labels_digest(env: BuildEnvironment) -> str:
    """Return a digest of the catalogues that every page draws on: the labels of ours and furo's."""
    return catalogue_digest(env, "talknotes") + catalogue_digest(env, "sphinx")


class NoteMentions(SphinxTransform):
    """Notes which glossary keys a page refers to, as its source has them, before translation."""

    default_priority = 15

    def apply(self, **kwargs: Any) -> None:
        """Put the keys into the page's record."""
        docname = self.env.current_document.docname
        keys: dict[str, None] = {}
        for node in self.document.findall(addnodes.pending_xref):
            if node["refdomain"] == "std" and node["reftype"] == "term":
                keys.setdefault(" ".join(node["reftarget"].lower().split()))
        domain_of(self.env).amend_page(
            docname, mentions=tuple(keys), catalogue=catalogue_digest(self.env, docname)
        )


class AdoptTranslatedNodes(SphinxTransform):
    """Gives the nodes of translations their real document back.

    Sphinx parses every translation into a document of its own, and its nodes go on pointing there:
    the pickle of a translated page then holds the whole build environment (Sphinx 9.0).
    """

    default_priority = 21

    def apply(self, **kwargs: Any) -> None:
        """Point every node at the document that it stands in."""
        for node in self.document.findall():
            node.document = self.document


class MarkSourceLanguage(SphinxTransform):
    """Marks what a translated page still says in its source language.

    Docutils makes ``lang`` of the class ``language-…``, and its smart quotes follow it. The text of
    a title is wrapped, so that it stays marked in every list that the title is copied to.
    """

    default_priority = 22
    _HOLDERS: ClassVar[tuple[type[nodes.Element], ...]] = (nodes.title, nodes.term)

    def apply(self, **kwargs: Any) -> None:
        """Add the class to every message that has no translation."""
        source = domain_of(self.env).pages[self.env.current_document.docname].facts.language
        if source == self.config.language:
            return
        mark = f"language-{source}"
        for node, _message in list(extract_messages(self.document)):
            if node.get("translated"):
                continue
            if isinstance(node, self._HOLDERS):
                wrapper = nodes.inline("", "", *node.children, classes=[mark])
                node.children = [wrapper]
                wrapper.parent = node
            elif mark not in node["classes"]:
                node["classes"].append(mark)


class CheckLabels(SphinxTransform):
    """Wants a stable id for every section: Cyrillic headings get ids that shift (``id1``)."""

    default_priority = 270  # after docutils has carried labels over to their sections, at 260

    def apply(self, **kwargs: Any) -> None:
        """Warn of a section below the title that has neither a label nor a readable id."""
        docname = self.env.current_document.docname
        for section in self.document.findall(nodes.section):
            labelled = any(self.document.nametypes.get(name) for name in section["names"])
            title = section[0].astext()
            if isinstance(section.parent, nodes.document) or labelled or title.isascii():
                continue
            path, line = shown_path(self.env, docname), section.line or section[0].line or 1
            sentence = (
                f'the heading "{title}" has no label; put a line such as (page-topic)= '
                "above it, else its address changes with every edit"
            )
            warn(Problem(path, line, sentence), "labels")


class MarkPlaces(SphinxTransform):
    """Marks where drawn content goes: below a talk's title, at its end, in glossary entries."""

    default_priority = 400

    def apply(self, **kwargs: Any) -> None:
        """Insert empty nodes, which `talknotes.drawing` fills when the page is written."""
        docname = self.env.current_document.docname
        record = domain_of(self.env).pages[docname]
        if record.facts.talk:
            section = next(iter(self.document.findall(nodes.section)), None)
            if section is not None:
                section.insert(1, Place(kind="header"))
                section += Place(kind="foot")
        for item in self.document.findall(nodes.definition_list_item):
            if isinstance(item.parent.parent, addnodes.glossary):
                definition = item[-1]
                assert isinstance(definition, nodes.definition)
                ids = [one for term in item.findall(nodes.term) for one in term["ids"]]
                definition += Place(kind="mentions", argument=tuple(ids))


def _glossary_entries(document: nodes.document) -> tuple[GlossaryEntry, ...]:
    entries = []
    for glossary in document.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            terms = list(item.findall(nodes.term))
            ids = tuple(one for term in terms for one in term["ids"])
            if terms and ids:
                entries.append(GlossaryEntry(terms[0].astext(), ids))
    return tuple(entries)


def _section_of(node: nodes.Node) -> nodes.section | None:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return parent


def _places(document: nodes.document) -> tuple[PlaceRecord, ...]:
    places = []
    for place in document.findall(Place):
        section = _section_of(place)
        places.append(
            PlaceRecord(
                place.kind,
                place.argument,
                section["ids"][0] if section is not None else "",
                section[0].astext() if section is not None else "",
                place.line or 1,
            )
        )
    return tuple(places)


def note_finished_page(app: Sphinx, doctree: nodes.document) -> None:
    """Complete the record of a page when all transforms have run (event ``doctree-read``)."""
    docname = app.env.current_document.docname
    references = sorted(
        {
            (node.get("refdomain", ""), node["reftype"], node["reftarget"])
            for node in doctree.findall(addnodes.pending_xref)
        }
    )
    domain_of(app.env).amend_page(
        docname,
        references=tuple(references),
        entries=_glossary_entries(doctree),
        places=_places(doctree),
    )


TRANSFORMS: tuple[type[SphinxTransform], ...] = (
    CheckLabels,
    NoteMentions,
    AdoptTranslatedNodes,
    MarkSourceLanguage,
    MarkPlaces,
)
