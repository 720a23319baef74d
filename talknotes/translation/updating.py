"""``make catalogues``: brings the catalogues up to date with the pages, and loses nothing.

The thin layer around `talknotes.translation.merging`: reads the catalogues, has the messages
extracted, and writes what comes of both, file by file, each whole. A page has catalogues in the
other languages only. The translations of a page that is gone are kept in
``locale/<language>/kept.po`` and come back with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polib

from talknotes.common.files import write_changed
from talknotes.common.problems import Problem
from talknotes.common.project import LABEL_LANGUAGE, Project
from talknotes.translation.catalogues import (
    catalogue_path,
    label_catalogues,
    list_catalogues,
    read_catalogue,
    serialise,
)
from talknotes.translation.extraction import label_template, templates_of_pages
from talknotes.translation.merging import KEPT, Catalogues, Templates, kept_meanwhile, merge

KEPT_NAME = "kept.po"


class UnreadableCataloguesError(Exception):
    """Catalogues that cannot be read; nothing was changed. ``problems`` says what is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class Update:
    """What an update did, as paths relative to the project."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One line for the person who ran the command."""
        if not (self.created or self.changed or self.removed):
            return "Nothing changed: the catalogues match the pages."
        return (
            f"{len(self.created)} created, {len(self.changed)} changed, {len(self.removed)} removed"
        )


def _path(project: Project, language: str, domain: str) -> Path:
    if domain == KEPT:
        return project.locale / language / KEPT_NAME
    return catalogue_path(project.locale, language, domain)


def _read_all(project: Project, languages: Iterable[str]) -> dict[str, dict[str, polib.POFile]]:
    """Return all catalogues, by language and domain; the kept translations have the domain `KEPT`.

    Raises `UnreadableCataloguesError` when any of them is broken, with all that is wrong.
    """
    catalogues: dict[str, dict[str, polib.POFile]] = {}
    problems: list[Problem] = []
    for language in languages:
        files = {c.domain: c.path for c in list_catalogues(project.locale, language)}
        if _path(project, language, KEPT).exists():
            files[KEPT] = _path(project, language, KEPT)
        catalogues[language] = {}
        for domain, path in files.items():
            shown = path.relative_to(project.root).as_posix()
            catalogue, found = read_catalogue(path, shown, merges=True)
            problems += found
            if catalogue is not None:
                catalogues[language][domain] = catalogue
    if problems:
        raise UnreadableCataloguesError(sorted(problems))
    return catalogues


def _read_templates(project: Project, languages: Iterable[str]) -> Templates:
    """Extract all messages; return them."""
    sources = project.page_languages(tuple(languages))
    pages = {name: one for name, one in templates_of_pages(project).items() if name in sources}
    root = project.root
    labels = {domain: label_template(root, domain) for domain in label_catalogues(root)}
    translated = set(languages) - {LABEL_LANGUAGE}
    return Templates(sources, pages, dict.fromkeys(translated, labels))


def _write_language(
    project: Project, language: str, old: Catalogues, new: Catalogues, update: Update
) -> None:
    """Write the catalogues of *language*, and note in *update* what was done.

    A translation may leave one file for another. Until all files are written, it also stands
    among the kept ones: an update that is interrupted loses nothing.
    """
    kept = _path(project, language, KEPT)
    before = {path: path.read_bytes() for path in (_path(project, language, d) for d in old)}
    after = {_path(project, language, domain): serialise(new[domain]) for domain in new}
    meanwhile = kept_meanwhile(old, new)
    if meanwhile is not None:
        write_changed(kept, serialise(meanwhile))
    for path in [*sorted({*before, *after} - {kept}), kept]:
        if path in after:
            write_changed(path, after[path])
        else:
            _remove(project, path)
        if before.get(path) != after.get(path):
            done = update.changed if path in after else update.removed
            done = done if path in before else update.created
            done.append(path.relative_to(project.root).as_posix())


def _remove(project: Project, path: Path) -> None:
    """Remove *path*, if it is there, and the folders that are empty without it."""
    if not path.exists():
        return
    path.unlink()
    folder = path.parent
    while folder != project.locale and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def update_catalogues(project: Project) -> Update:
    """Bring all catalogues of all languages up to date; return what was done.

    Raises `UnreadableCataloguesError`, or `talknotes.translation.extraction.ExtractionError`,
    before anything is written.
    """
    languages = project.languages()
    old = _read_all(project, languages)
    new = merge(languages.values(), _read_templates(project, languages), old)
    update = Update()
    for language in languages:
        _write_language(project, language, old[language], new[language], update)
    return update
