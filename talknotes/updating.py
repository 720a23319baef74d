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
    template: polib.POFile,
    merged: polib.POFile,
    old: polib.POFile | None,
    before: Iterable[polib.POEntry],
) -> polib.POFile:
    """Return the catalogue of *domain* in canonical form.

    Messages, order and places are the *template*'s, translations are what *merged* has for them,
    headers are *old*'s. Every translation of *before* is in it: a message that stood there,
    obsolete or not, gets its own back; what matches no message stays as an obsolete entry.
    """
    before = list(before)
    earlier = {_key(e): e for e in reversed(before) if _signature(e)}
    comments = {_key(e): e.tcomment for e in reversed(before) if e.tcomment}
    former = {e.previous_msgid: e for e in earlier.values() if e.fuzzy and e.previous_msgid}
    matched = {_key(entry): entry for entry in merged if not entry.obsolete}
    tidied = polib.POFile()
    tidied.header = _header(domain, language, old)
    tidied.metadata = _headers(language, old)
    for message in template:
        known, found = earlier.get(_key(message)), matched.get(_key(message))
        if known is not None:
            _take(message, known)
            message.previous_msgid = known.previous_msgid if message.fuzzy else None
        elif message.msgid in former:
            _take(message, former[message.msgid])
            message.flags = []
        elif found is not None and _signature(found):
            _take(message, found)
            message.previous_msgid = _source_of(found, earlier) if message.fuzzy else None
        message.tcomment = message.tcomment or comments.get(_key(message), "")
        if message.msgid_plural:
            _complete_plural_forms(message, language)
        message.occurrences = list(dict.fromkeys((path, "") for path, _line in message.occurrences))
        tidied.append(message)
    kept: set[tuple[str | None, tuple[str, ...]]]
    kept = {(message.msgid, _signature(message)) for message in tidied}
    kept |= {(message.previous_msgid, _signature(message)) for message in tidied if message.fuzzy}
    lost = [e for e in earlier.values() if not kept & _sources(e)]
    for entry in sorted(lost, key=lambda e: (e.msgid, e.msgstr)):
        tidied.append(_obsolete(entry, entry.msgctxt))
    return tidied


def _sources(entry: polib.POEntry) -> set[tuple[str | None, tuple[str, ...]]]:
    """Return *entry*'s translation with what it may be a translation of."""
    texts = {entry.msgid, entry.previous_msgid} if entry.fuzzy else {entry.msgid}
    return {(text, _signature(entry)) for text in texts if text}


def _key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt or None, entry.msgid


def _take(message: polib.POEntry, translated: polib.POEntry) -> None:
    """Give *message* the translation of *translated*, with the translators' comment."""
    message.msgstr = translated.msgstr
    message.msgstr_plural = dict(translated.msgstr_plural)
    message.tcomment = translated.tcomment
    message.flags = [flag for flag in translated.flags if flag == "fuzzy"]


def _source_of(
    found: polib.POEntry, earlier: dict[tuple[str | None, str], polib.POEntry]
) -> str | None:
    """Return what the fuzzy translation *found* was a translation of.

    sphinx-intl 2.4 does not write it. A fuzzy one that changes again is still of its first source.
    """
    for entry in earlier.values():
        if _signature(entry) == _signature(found):
            return entry.previous_msgid or entry.msgid
    return None


def _complete_plural_forms(message: polib.POEntry, language: Language) -> None:
    count = get_plural(language.locale).num_plurals
    message.msgstr_plural = {form: message.msgstr_plural.get(form, "") for form in range(count)}


def _read_all(project: Project, language: Language) -> dict[str, polib.POFile]:
    """Return all catalogues of *language*, and the kept translations under the name ``""``.

    Raises `UnreadableCataloguesError` when any of them is broken, with all that is wrong.
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
            copy = polib.POFile()
            copy.metadata = dict(catalogue.metadata)
            copy.extend(_bare(entry) for entry in catalogue if not entry.obsolete)
            write_whole(catalogue_path(staging, language.code, domain), serialise(copy))
    with contextlib.redirect_stdout(io.StringIO()):
        sphinx_intl.update(str(staging), str(templates), (language.code,), jobs=1)
    return {found.domain: _read(found.path) for found in list_catalogues(staging, language.code)}


def _bare(entry: polib.POEntry) -> polib.POEntry:
    """Return a copy of *entry* without its former source, which sphinx-intl takes for a comment."""
    return polib.POEntry(
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr=entry.msgstr,
        msgstr_plural=dict(entry.msgstr_plural),
        msgctxt=entry.msgctxt,
        tcomment=entry.tcomment,
        flags=[flag for flag in entry.flags if flag == "fuzzy"],
    )


def _read(path: Path) -> polib.POFile:
    # By its path: polib would split a text at every sign that Unicode has for the end of a line.
    return polib.pofile(str(path), encoding="utf-8")


def _stage_templates(project: Project, pages: Path, language: Language, docnames: set[str]) -> Path:
    """Put the templates that *language* needs into a folder of their own; return it."""
    staging = project.build / "templates" / language.code
    shutil.rmtree(staging, ignore_errors=True)
    for docname in sorted(docnames):
        template = _read(pages / f"{docname}.pot")
        for entry in template:
            entry.occurrences = [(f"docs/{docname}.md", "")]
        write_whole(staging / f"{docname}.pot", str(template).encode("utf-8"))
    if language.code != LABEL_LANGUAGE:
        labels = {"talknotes": extract_labels(), "sphinx": extract_theme_labels(language.code)}
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
        template = _read(templates / f"{domain}.pot")
        tidied = tidy(domain, language, template, merged[domain], old.get(domain), before)
        content = serialise(tidied)
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
    problems: list[Problem] = []
    for language in languages.values():
        try:
            _read_all(project, language)
        except UnreadableCataloguesError as error:
            problems += error.problems
    if problems:
        raise UnreadableCataloguesError(sorted(problems))
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
