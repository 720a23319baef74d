"""``make catalogues``: brings the catalogues up to date with the pages, and loses nothing.

sphinx-intl merges the templates into copies of the catalogues; what comes out is put into one
canonical form and only then written, file by file, each whole. A page has catalogues in the other
languages only. The translations of a page that is gone are kept in ``locale/<language>/kept.po``
and come back with it.
"""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.plurals import get_plural
from sphinx_intl import basic as sphinx_intl

from talknotes.catalogues import (
    LABEL_CATALOGUES,
    catalogue_path,
    list_catalogues,
    read_catalogue,
    serialise,
    write_whole,
)
from talknotes.extraction import extract_labels, extract_pages, extract_theme_labels
from talknotes.languages import Language
from talknotes.problems import Problem
from talknotes.project import LABEL_LANGUAGE, Project

KEPT_NAME = "kept.po"
_KEPT_HEADERS = ("Last-Translator", "Language-Team", "PO-Revision-Date", "X-Generator")
_PLACEHOLDERS = ("FULL NAME", "LANGUAGE <", "YEAR-MO-DA")


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


def _headers(language: Language, old: polib.POFile | None) -> dict[str, str]:
    """Return the canonical headers: no dates of ours, what translators' tools wrote is kept."""
    plural = get_plural(language.locale)
    headers = {
        "Project-Id-Version": "Talk Notes",
        "Language": language.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={plural.num_plurals}; plural={plural.plural_expr};",
    }
    for name in _KEPT_HEADERS:
        value = (old.metadata if old else {}).get(name, "")
        if value and not value.startswith(_PLACEHOLDERS):
            headers[name] = value
    return headers


def _signature(entry: polib.POEntry) -> tuple[str, ...]:
    """Return the translation in *entry*, all plural forms; empty where there is none."""
    forms = [entry.msgstr, *(text for _form, text in sorted(entry.msgstr_plural.items()))]
    return tuple(forms) if any(forms) else ()


def _obsolete(entry: polib.POEntry, context: str | None) -> polib.POEntry:
    """Return *entry* as an obsolete one; *context* is the page's name among the kept ones."""
    return polib.POEntry(
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr=entry.msgstr,
        msgstr_plural=dict(entry.msgstr_plural),
        msgctxt=context,
        tcomment=entry.tcomment,
        flags=[flag for flag in entry.flags if flag == "fuzzy"],
        obsolete=True,
    )


def _restore(entry: polib.POEntry, old: polib.POEntry) -> None:
    entry.msgstr = old.msgstr
    entry.msgstr_plural = dict(old.msgstr_plural)
    entry.tcomment = entry.tcomment or old.tcomment
    entry.flags = [flag for flag in old.flags if flag == "fuzzy"]


def _header(domain: str, language: Language, old: polib.POFile | None) -> str:
    """Return the comment at the top, the translators' own if there is one."""
    if old is not None and old.header.strip():
        return str(old.header)
    if domain in LABEL_CATALOGUES:
        of = "the labels of the site" if domain == "talknotes" else "the labels of the theme"
    else:
        of = f"docs/{domain}.md"
    return f"{language.name} ({language.code}) for {of}.\nHow to translate: docs/contributing/"


def tidy(
    domain: str,
    language: Language,
    merged: polib.POFile,
    old: polib.POFile | None,
    before: Iterable[polib.POEntry],
) -> polib.POFile:
    """Return *merged* in canonical form, with every translation of *before* still in it.

    *old* is the catalogue of *domain* as it was. A message that stood among *before* with a
    translation, obsolete or not, gets it back; what matches no message stays as an obsolete entry.
    """
    plural_forms = get_plural(language.locale).num_plurals
    earlier: dict[tuple[str | None, str], polib.POEntry] = {}
    for entry in before:
        if _signature(entry):
            earlier.setdefault((entry.msgctxt, entry.msgid), entry)
    sources = {_signature(entry): entry.msgid for entry in earlier.values()}
    tidied = polib.POFile()
    tidied.header = _header(domain, language, old)
    tidied.metadata = _headers(language, old)
    for entry in merged:
        if entry.obsolete:
            continue
        entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
        entry.occurrences = [(path, "") for path in dict.fromkeys(p for p, _ in entry.occurrences)]
        known = earlier.get((entry.msgctxt, entry.msgid))
        if known is not None and (not _signature(entry) or entry.fuzzy):
            _restore(entry, known)
        if entry.msgid_plural:
            entry.msgstr_plural = {
                form: entry.msgstr_plural.get(form, "") for form in range(plural_forms)
            }
        entry.previous_msgctxt = entry.previous_msgid_plural = entry.previous_msgid = None
        if entry.fuzzy:
            # sphinx-intl 2.4 does not write what a fuzzy translation was a translation of.
            before_it = known.previous_msgid if known is not None else None
            entry.previous_msgid = before_it or sources.get(_signature(entry))
        tidied.append(entry)
    present = {_signature(entry) for entry in tidied}
    lost = [e for e in earlier.values() if _signature(e) not in present]
    for entry in sorted(lost, key=lambda e: (e.msgid, e.msgstr)):
        tidied.append(_obsolete(entry, entry.msgctxt))
    return tidied


def _read_all(project: Project, language: Language) -> dict[str, polib.POFile]:
    """Return all catalogues of *language*, and the kept translations under the name ``""``.

    Raises `UnreadableCataloguesError` when any of them is broken.
    """
    files = {c.domain: c.path for c in list_catalogues(project.locale, language.code)}
    kept = project.locale / language.code / KEPT_NAME
    if kept.exists():
        files[""] = kept
    catalogues: dict[str, polib.POFile] = {}
    problems: list[Problem] = []
    for domain, path in files.items():
        catalogue, found = read_catalogue(path, path.relative_to(project.root).as_posix())
        problems += found
        if catalogue is not None:
            catalogues[domain] = catalogue
    if problems:
        raise UnreadableCataloguesError(sorted(problems))
    return catalogues


def _merge(
    project: Project, language: Language, templates: Path, old: dict[str, polib.POFile]
) -> dict[str, polib.POFile]:
    """Return what sphinx-intl makes of copies of the catalogues *old* and of *templates*."""
    staging = project.build / "merging" / language.code
    shutil.rmtree(staging, ignore_errors=True)
    for domain, catalogue in old.items():
        if domain:
            write_whole(catalogue_path(staging, language.code, domain), serialise(catalogue))
    with contextlib.redirect_stdout(io.StringIO()):
        sphinx_intl.update(str(staging), str(templates), (language.code,), jobs=1)
    return {
        found.domain: polib.pofile(found.path.read_text(encoding="utf-8"))
        for found in list_catalogues(staging, language.code)
    }


def _stage_templates(project: Project, pages: Path, language: Language, docnames: set[str]) -> Path:
    """Put the templates that *language* needs into a folder of their own; return it."""
    staging = project.build / "templates" / language.code
    shutil.rmtree(staging, ignore_errors=True)
    for docname in sorted(docnames):
        template = polib.pofile((pages / f"{docname}.pot").read_text(encoding="utf-8"))
        for entry in template:
            entry.occurrences = [(f"docs/{docname}.md", "")]
        write_whole(staging / f"{docname}.pot", str(template).encode("utf-8"))
    if language.code != LABEL_LANGUAGE:
        labels = {"talknotes": extract_labels(), "sphinx": extract_theme_labels()}
        for domain, template in labels.items():
            write_whole(staging / f"{domain}.pot", str(template).encode("utf-8"))
    return staging


def _kept_entries(kept: polib.POFile | None, domain: str) -> list[polib.POEntry]:
    """Return the kept translations of the page *domain*, as entries of its own catalogue."""
    found = []
    for entry in kept or ():
        if entry.msgctxt == domain:
            found.append(_obsolete(entry, None))
    return found


def _update_language(
    project: Project, pages: Path, language: Language, docnames: set[str], update: Update
) -> None:
    old = _read_all(project, language)
    kept = old.get("")
    templates = _stage_templates(project, pages, language, docnames)
    merged = _merge(project, language, templates, old)
    wanted = set(docnames)
    if language.code != LABEL_LANGUAGE:
        wanted |= LABEL_CATALOGUES
    still_kept = [e for e in kept or () if e.msgctxt not in wanted]
    for domain in sorted(set(old) - wanted - {""}):
        for entry in old[domain]:
            if _signature(entry):
                still_kept.append(_obsolete(entry, domain))
    for domain in sorted(wanted):
        before = [*(old.get(domain) or ()), *_kept_entries(kept, domain)]
        path = catalogue_path(project.locale, language.code, domain)
        content = serialise(tidy(domain, language, merged[domain], old.get(domain), before))
        _write(project, path, content, update)
    _write_kept(project, language, still_kept, update)
    for domain in sorted(set(old) - wanted - {""}):
        _remove(project, catalogue_path(project.locale, language.code, domain), update)


def _write(project: Project, path: Path, content: bytes, update: Update) -> None:
    shown = path.relative_to(project.root).as_posix()
    if not path.exists():
        update.created.append(shown)
    elif path.read_bytes() != content:
        update.changed.append(shown)
    else:
        return
    write_whole(path, content)


def _write_kept(
    project: Project, language: Language, entries: list[polib.POEntry], update: Update
) -> None:
    """Write the kept translations before their catalogues are removed; no entries, no file."""
    path = project.locale / language.code / KEPT_NAME
    if not entries:
        _remove(project, path, update)
        return
    kept = polib.POFile()
    kept.metadata = _headers(language, None)
    seen = set()
    for entry in sorted(entries, key=lambda e: (e.msgctxt or "", e.msgid, e.msgstr)):
        key = (entry.msgctxt, entry.msgid, _signature(entry))
        if key not in seen:
            kept.append(entry)
        seen.add(key)
    _write(project, path, serialise(kept), update)


def _remove(project: Project, path: Path, update: Update) -> None:
    if not path.exists():
        return
    update.removed.append(path.relative_to(project.root).as_posix())
    path.unlink()
    folder = path.parent
    while folder != project.locale and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def update_catalogues(project: Project) -> Update:
    """Bring all catalogues of all languages up to date; return what was done.

    Raises `UnreadableCataloguesError`, or `talknotes.extraction.ExtractionError`, before anything
    is written.
    """
    languages = project.languages()
    for language in languages.values():
        _read_all(project, language)
    pages = project.build / "gettext"
    extract_pages(project, pages)
    sources = project.page_languages(tuple(languages))
    update = Update()
    for language in languages.values():
        docnames = {
            docname
            for docname, source in sources.items()
            if source != language.code and (pages / f"{docname}.pot").exists()
        }
        _update_language(project, pages, language, docnames, update)
    return update
