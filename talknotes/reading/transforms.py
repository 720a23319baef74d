"""What happens to a page while it is read: its record is made, its places are marked.

Its texts are translated by then: translations are put into the tokens that MyST renders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from talknotes.common.problems import Problem
from talknotes.common.reports import Subtype, shown_path, warn
from talknotes.common.typography import QuotationMarks, TieWords
from talknotes.content.domain import (
    GlossaryEntry,
    PlaceRecord,
    domain_of,
    marked_language,
    reading_minutes,
)
from talknotes.content.site import site_of
from talknotes.content.summaries import wording_of
from talknotes.reading.directives import Place


class NoteMentions(SphinxTransform):
    """Notes which glossary keys a page refers to; a translation keeps the keys of its source."""

    default_priority = 15

    def apply(self, **kwargs: Any) -> None:
        """Put the keys into the page's record."""
        docname = self.env.current_document.docname
        keys: dict[str, None] = {}
        for node in self.document.findall(addnodes.pending_xref):
            if node["refdomain"] == "std" and node["reftype"] == "term":
                keys.setdefault(" ".join(node["reftarget"].lower().split()))
        domain_of(self.env).amend_page(docname, mentions=tuple(keys))


class CheckLabels(SphinxTransform):
    """Wants a stable id for every section: Cyrillic headings get ids that shift (``id1``)."""

    default_priority = 270  # after docutils has carried labels over to their sections, at 260

    def apply(self, **kwargs: Any) -> None:
        """Warn of a section below the title that has neither a label nor a readable id."""
        docname = self.env.current_document.docname
        for section in self.document.findall(nodes.section):
            labelled = any(self.document.nametypes.get(name) for name in section["names"])
            title = section.next_node(nodes.title)
            heading = title.rawsource if title else ""
            if isinstance(section.parent, nodes.document) or labelled or heading.isascii():
                continue
            path, line = shown_path(self.env, docname), section.line or section[0].line or 1
            sentence = (
                f'the heading "{heading}" has no label; put a line such as (page-topic)= '
                "above it, else its address changes with every edit"
            )
            warn(Problem(path, line, sentence), Subtype.LABELS)


class MarkPlaces(SphinxTransform):
    """Marks where drawn content goes: below a talk's title, at its end, in glossary entries."""

    default_priority = 400

    def apply(self, **kwargs: Any) -> None:
        """Insert empty nodes, which `talknotes.drawing.places` fills when the page is written."""
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


def _glossary_entries(document: nodes.document, docname: str) -> Iterator[GlossaryEntry]:
    for glossary in document.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            terms = list(item.findall(nodes.term))
            ids = tuple(one for term in terms for one in term["ids"])
            homes = [str(one.argument) for one in item.findall(Place) if one.kind == "home-page"]
            if not ids:
                continue
            yield GlossaryEntry(
                docname,
                terms[0].astext(),
                ids,
                keys=tuple(term.get("key", term.rawsource) for term in terms),
                language=marked_language(terms[0]),
                aliases=tuple(term.astext() for term in terms[1:]),
                wording=wording_of(item.next_node(nodes.definition)),
                home_page=homes[0] if homes else "",
            )


def _places(document: nodes.document) -> Iterator[PlaceRecord]:
    for place in document.findall(Place):
        record = PlaceRecord(place.kind, place.argument, line=place.line or 1)
        sections = place.section_hierarchy()
        if sections:
            title = sections[-1].next_node(nodes.title)
            assert title is not None
            record = replace(
                record,
                section_id=sections[-1]["ids"][0],
                section_title=title.astext(),
                section_language=marked_language(title),
            )
        yield record


def note_finished_page(app: Sphinx, doctree: nodes.document) -> None:
    """Complete the record of a page when all transforms have run (event ``doctree-read``)."""
    docname = app.env.current_document.docname
    references = sorted(
        {
            (node.get("refdomain") or "", node["reftype"], node["reftarget"])
            for node in doctree.findall(addnodes.pending_xref)
        }
    )
    section = doctree.next_node(nodes.section)
    domain_of(app.env).amend_page(
        docname,
        title_id=section["ids"][0] if section is not None else "",
        references=tuple(references),
        entries=tuple(_glossary_entries(doctree, docname)),
        places=tuple(_places(doctree)),
        wording=wording_of(section),
        minutes=reading_minutes(doctree.astext()),
    )


class MarkLinkLanguage(SphinxPostTransform):
    """Marks a link that shows the title of a page in another language than the text around it."""

    default_priority = 5  # before Sphinx resolves links, at 10
    _KINDS: ClassVar[frozenset[str]] = frozenset({"doc", "ref", "talk"})

    def run(self, **kwargs: Any) -> None:
        """Wrap every such link that has no text of its own."""
        site = site_of(self.env)
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link["reftype"] not in self._KINDS or link.get("refexplicit"):
                continue
            docname = self.env.current_document.docname
            page = site.page_of_link(docname, link["reftype"], link["reftarget"])
            if page is None:
                continue
            shown = site.title(page).language or self.config.language
            around = link.parent.get_language_code(self.config.language)
            if shown != around:
                wrapper = nodes.inline(classes=[f"language-{shown}"])
                link.replace_self(wrapper)
                wrapper += link


def setup(app: Sphinx) -> None:
    """Register what happens to a page while it is read."""
    for transform in (CheckLabels, NoteMentions, TieWords, QuotationMarks, MarkPlaces):
        app.add_transform(transform)
    app.add_post_transform(MarkLinkLanguage)
    app.connect("doctree-read", note_finished_page)
