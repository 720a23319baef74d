"""What the project holds already, as far as something new must fit it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from talknotes.checks.glossary import Glossary, read_glossaries
from talknotes.commands.begin.fences import find_fences
from talknotes.common.project import LABEL_LANGUAGE, Project
from talknotes.content.facts import Conference, PageContext, PageFacts, read_page_facts
from talknotes.translation.catalogues import catalogue_path, read_catalogue


class Known:
    """What the project holds, as far as a new page must fit it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.languages = project.languages()
        self.codes = tuple(self.languages)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every page's text, by docname."""
        docs = self.project.docs
        return {
            path.relative_to(docs).with_suffix("").as_posix(): path.read_text("utf-8-sig")
            for path in sorted(docs.rglob("*.md"))
        }

    @cached_property
    def facts(self) -> dict[str, PageFacts]:
        """Every page's facts, by docname; mistakes in them are told when the site is built."""
        folders = {docname.partition("/")[0] for docname in self.texts}
        return {
            docname: read_page_facts(text, PageContext(docname, docname, self.codes, folders))[0]
            for docname, text in self.texts.items()
        }

    @cached_property
    def conferences(self) -> dict[str, Conference]:
        """The conferences, by folder."""
        found = [facts.conference for facts in self.facts.values()]
        return {conference.slug: conference for conference in found if conference}

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The slugs of the topics, in the order of their pages."""
        return tuple(
            fence.argument
            for text in self.texts.values()
            for fence in find_fences(text)
            if fence.name == "topic"
        )

    @cached_property
    def glossaries(self) -> dict[str, Glossary]:
        """The glossary of every page of tools, by the page's name."""
        return {
            docname.removeprefix("tools/"): glossary
            for docname, text in self.texts.items()
            if docname.startswith("tools/")
            for glossary in read_glossaries(text)
        }

    @cached_property
    def terms(self) -> dict[str, str]:
        """Where each term stands (``path:line``), by the term in small letters."""
        return {
            term.casefold(): f"docs/tools/{page}.md:{entry.line + 1}"
            for page, glossary in self.glossaries.items()
            for entry in glossary.entries
            for term in entry.names
        }

    def shown(self, docname: str) -> str:
        """Return the path of the page *docname* as messages show it."""
        return f"docs/{docname}.md"

    def path(self, docname: str) -> Path:
        """Return where the page *docname* stands."""
        return self.project.docs / f"{docname}.md"

    def label(self, language: str, message: str) -> str:
        """Return the label *message* in *language*, or as it is where it has no translation."""
        path = catalogue_path(self.project.locale, language, "talknotes")
        if language == LABEL_LANGUAGE or not path.exists():
            return message
        catalogue, _problems = read_catalogue(path, path.name)
        entry = catalogue.find(message) if catalogue is not None else None
        return str(entry.msgstr) if entry and entry.msgstr and not entry.fuzzy else message
