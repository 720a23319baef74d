"""What the extension knows of every page, kept in Sphinx's build environment.

One record a page, of plain values that can be pickled, compared and merged: reading in parallel and
rebuilding only what changed both rest on that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from talknotes.common.labels import _
from talknotes.content.facts import PageFacts
from talknotes.content.summaries import Wording

NAME = "talknotes"
# 200 short English words or 170 long Russian ones: what both languages measure alike.
_CHARACTERS_A_MINUTE = 1_200


@dataclass(frozen=True)
class GlossaryEntry:
    """One entry of a glossary on the page ``docname``, as it reads in the language of the build.

    ``ids`` are the ids of all its term lines, the name's first, and ``keys`` what they say in the
    source; ``name`` is the first term, and ``language`` its language where that is not the site's.
    ``aliases`` are the other terms, ``wording`` is the first paragraph, and ``home_page`` an
    address or empty.
    """

    docname: str
    name: str
    ids: tuple[str, ...]
    keys: tuple[str, ...]
    language: str | None = None
    aliases: tuple[str, ...] = ()
    wording: Wording = ()
    home_page: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands: the page, and the id of its first term line."""
        return self.docname, self.ids[0]


@dataclass(frozen=True)
class PlaceRecord:
    """A place of a page where content is drawn (`talknotes.drawing.places`).

    ``kind`` says what is drawn there and ``argument`` of what: a day's number, a topic's slug, the
    ids of a glossary entry, an address. ``section_id``, ``section_title`` and ``section_language``
    (where it is not the site's) are of the section that it stands in, ``line`` is its line.
    """

    kind: str
    argument: str | int | tuple[str, ...] = ""
    section_id: str = ""
    section_title: str = ""
    section_language: str | None = None
    line: int = 1


@dataclass(frozen=True)
class PageRecord:
    """All that is kept of one page.

    ``title_id`` is the id of the section that the title heads; ``mentions`` are the glossary keys
    that the source refers to, in order, each once; ``references`` are all its links into the site
    as (domain, type, target); ``wording`` is the first paragraph below the title, ``minutes`` how
    long it takes to read the page; ``labels`` are its labels with their lines. One that
    ``is_faulty`` could not be read whole: its facts or its fences have mistakes.
    """

    docname: str
    facts: PageFacts
    title_id: str = ""
    mentions: tuple[str, ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()
    entries: tuple[GlossaryEntry, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    wording: Wording = ()
    minutes: int = 1
    labels: tuple[tuple[str, int], ...] = ()
    is_faulty: bool = False

    def places_of(self, kind: str) -> list[PlaceRecord]:
        """Return the places of *kind* on the page."""
        return [place for place in self.places if place.kind == kind]


class TalkRole(XRefRole):
    """``{talk}`` without a domain before it: a link to a talk by its slug."""

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the reference, as if the role were written ``{talknotes:talk}``."""
        self.name = f"{NAME}:talk"
        return super().run()


class TalkNotesDomain(Domain):
    """The store of page records, and the target of ``{talk}`` links."""

    name = NAME
    label = "Talk Notes"
    object_types: ClassVar[dict[str, ObjType]] = {"talk": ObjType("talk", "talk")}
    roles: ClassVar[dict[str, Any]] = {
        "talk": XRefRole(innernodeclass=nodes.inline, warn_dangling=True)
    }
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}, "conferences": frozenset(), "moved": {}}
    data_version = 9

    @property
    def pages(self) -> dict[str, PageRecord]:
        """The record of every page that was read, by docname."""
        pages: dict[str, PageRecord] = self.data["pages"]
        return pages

    @property
    def conferences(self) -> frozenset[str]:
        """The folders of conferences when pages were last read."""
        conferences: frozenset[str] = self.data["conferences"]
        return conferences

    @property
    def moved(self) -> dict[str, str]:
        """The pages that were moved without a redirect, which is a mistake, old name → new."""
        moved: dict[str, str] = self.data["moved"]
        return moved

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002
        """Return what the search calls a talk, in the language of the site."""
        return _("talk")

    def note_page(self, record: PageRecord) -> None:
        """Keep *record* in place of what was known of its page."""
        self.pages[record.docname] = record

    def amend_page(self, docname: str, **changes: Any) -> None:
        """Replace some fields of the record of *docname*."""
        self.note_page(dataclasses.replace(self.pages[docname], **changes))

    def clear_doc(self, docname: str) -> None:
        """Forget the page *docname*."""
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the records that another process made for *docnames*."""
        for docname in docnames:
            if docname in otherdata["pages"]:
                self.pages[docname] = otherdata["pages"][docname]

    def talk_docname(self, slug: str) -> str | None:
        """Return the page of the talk with *slug*."""
        # A talk stands in the folder of its conference, and is called by the name of its file.
        for conference in sorted(self.conferences):
            record = self.pages.get(f"{conference}/{slug}")
            if record and record.facts.talk:
                return record.docname
        return None

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link ``{talk}`` to the page of the talk; without a text of its own it shows the title."""
        docname = self.talk_docname(target)
        if docname is None:
            return None
        shown: Element = contnode
        if not node.get("refexplicit"):
            shown = nodes.inline(classes=["std", "std-doc"])
            shown += [child.deepcopy() for child in env.titles[docname].children]
        return make_refnode(builder, fromdocname, docname, None, shown)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a link of no type, as MyST makes of ``[text](target)``."""
        found = self.resolve_xref(env, fromdocname, builder, "talk", target, node, contnode)
        return [("talknotes:talk", found)] if found is not None else []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield the talks for ``objects.inv`` and the search, by slug."""
        for docname, record in sorted(self.pages.items()):
            if record.facts.talk:
                title = self.env.titles[docname].astext()
                yield record.facts.talk.slug, title, "talk", docname, record.title_id, 1


def marked_language(node: nodes.Element) -> str | None:
    """Return the language that the text of *node* is marked with, if it is another than the site's.

    `talknotes.translation.parser` wraps such a text, so that copies stay marked.
    """
    for inline in node.findall(nodes.inline):
        for name in inline["classes"]:
            if name.startswith("language-"):
                return str(name.removeprefix("language-"))
    return None


def reading_minutes(text: str) -> int:
    """Return how many minutes it takes to read *text*, at least one."""
    return max(1, round(len(text) / _CHARACTERS_A_MINUTE))


def docname_at(node: nodes.Node, whole: str) -> str:
    """Return the page that *node* is of; *whole* is the document's own, which may hold others.

    Where Sphinx makes one document of many pages, it notes on each section from which it is.
    """
    parent = node.parent
    while parent is not None and "docname" not in parent:
        parent = parent.parent
    return str(parent["docname"]) if parent is not None else whole


def domain_of(env: BuildEnvironment) -> TalkNotesDomain:
    """Return this extension's domain of *env*."""
    domain = env.domains[NAME]
    assert isinstance(domain, TalkNotesDomain)
    return domain


def setup(app: Sphinx) -> None:
    """Register the store of pages, and the role that links to a talk."""
    app.add_domain(TalkNotesDomain)
    app.add_role("talk", TalkRole())
