"""What the extension keeps of every page: its language, its catalogue, how far it is translated."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from talknotes.common.files import digest_of_file
from talknotes.translation.catalogues import catalogue_path
from talknotes.translation.status import PageCatalogue, Progress

NAME = "translation"


@dataclass(frozen=True)
class PageRecord:
    """What is kept of one page.

    ``language`` is the one that it is written in, ``title`` its title in that language. In a build
    of another language ``catalogue`` is the path of its catalogue from the project's folder, empty
    where there is none yet, ``digest`` of its content, ``known`` what is known of it, and
    ``progress`` how far the page is translated.
    """

    language: str
    title: str = ""
    catalogue: str = ""
    digest: str = ""
    progress: Progress | None = None
    known: PageCatalogue = field(default_factory=PageCatalogue)


class TranslationDomain(Domain):
    """The store of page records, and of messages where they are extracted."""

    name = NAME
    label = "Translation"
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}, "messages": {}}
    data_version = 1

    @property
    def pages(self) -> dict[str, PageRecord]:
        """The record of every page that was read, by docname."""
        pages: dict[str, PageRecord] = self.data["pages"]
        return pages

    @property
    def messages(self) -> dict[str, dict[str, int]]:
        """The messages of every page with the lines of their first places, where asked for."""
        messages: dict[str, dict[str, int]] = self.data["messages"]
        return messages

    def note_page(self, docname: str, record: PageRecord, messages: dict[str, int]) -> None:
        """Keep what is known of a page; its *messages* only where they are extracted."""
        self.pages[docname] = record
        if self.env.config.talknotes_extract:
            self.messages[docname] = messages

    def clear_doc(self, docname: str) -> None:
        """Forget the page *docname*."""
        self.pages.pop(docname, None)
        self.messages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read of *docnames*."""
        for kind in ("pages", "messages"):
            for docname in docnames & set(otherdata[kind]):
                self.data[kind][docname] = otherdata[kind][docname]

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: there is nothing to refer to."""
        return []


def translation_of(env: BuildEnvironment) -> TranslationDomain:
    """Return the extension's domain of *env*."""
    domain = env.domains[NAME]
    assert isinstance(domain, TranslationDomain)
    return domain


def shown_catalogue(env: BuildEnvironment, docname: str, language: str = "") -> str:
    """Return the path of the catalogue of the page *docname* from the project's folder."""
    locale_dir = Path(env.config.talknotes_locale_dir)
    return catalogue_path(locale_dir, language or env.config.language, docname).as_posix()


def catalogue_file(env: BuildEnvironment, docname: str, language: str = "") -> Path:
    """Return where the catalogue of *docname* stands, in the language of the build, if it does."""
    return Path(env.config.talknotes_root, shown_catalogue(env, docname, language))


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Return the pages whose catalogue is not the one they were read with.

    For the event ``env-get-outdated``.
    """
    return [
        docname
        for docname, record in translation_of(env).pages.items()
        if docname not in removed and digest_of_file(catalogue_file(env, docname)) != record.digest
    ]
