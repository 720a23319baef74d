"""Gathers the texts to check: those of the pages, from the templates, and of the catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polib

from talknotes.checks.allowances import Allowances, comment_above, read_allowances
from talknotes.checks.model import Text
from talknotes.common.project import Project
from talknotes.translation.catalogues import LABEL_CATALOGUES, line_of, translations_of
from talknotes.translation.inline_text import is_too_long


@dataclass(frozen=True)
class Catalogue:
    """A catalogue that could be read: its language, its domain and where it stands."""

    language: str
    domain: str
    shown_path: str
    entries: polib.POFile

    @property
    def is_labels(self) -> bool:
        """Whether it holds labels, which are no Markdown."""
        return self.domain in LABEL_CATALOGUES


def texts_of_page(
    project: Project, docname: str, language: str, template: polib.POFile
) -> Iterator[tuple[Text, Allowances]]:
    """Yield the messages of a page in its source *language*, as its *template* has them."""
    path = f"docs/{docname}.md"
    lines = (project.root / path).read_text(encoding="utf-8-sig").splitlines()
    for entry in template:
        line = int(entry.occurrences[0][1] or 1) if entry.occurrences else 1
        allowed = read_allowances(comment_above(lines, line), path, line)
        yield Text(path, line, language, entry.msgid), allowed


def texts_of_catalogue(
    catalogue: Catalogue, source_language: str
) -> Iterator[tuple[Text, Allowances]]:
    """Yield the translations of a catalogue, one for each plural form."""
    for entry in catalogue.entries:
        if entry.obsolete or entry.fuzzy:
            continue
        place = catalogue.shown_path, line_of(entry)
        allowed = read_allowances(entry.tcomment, *place)
        for translation in translations_of(entry):
            if is_too_long(entry.msgid, translation):
                continue  # reported once, and nobody reads it
            text = Text(
                *place, catalogue.language, translation, entry.msgid, source_language,
                is_label=catalogue.is_labels, is_plural=bool(entry.msgid_plural),
            )  # fmt: skip
            yield text, allowed
