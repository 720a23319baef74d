"""Runs all rules over the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

import polib

from talknotes.checks import files, language, structure, terms, typography
from talknotes.checks.allowances import Allowances
from talknotes.checks.glossary import find_entries, renderings
from talknotes.checks.model import Knowledge, Rule, Text
from talknotes.checks.termbase import TERMBASE_NAME, Settled, read_termbase
from talknotes.checks.texts import Catalogue, texts_of_catalogue, texts_of_page
from talknotes.checks.words import Words
from talknotes.common.cache import FindingsCache
from talknotes.common.languages import Language
from talknotes.common.problems import Problem
from talknotes.common.project import LABEL_LANGUAGE, Project
from talknotes.translation.catalogues import (
    CatalogueFile,
    catalogue_path,
    check_messages,
    label_catalogues,
    list_catalogues,
    needless,
    page_differences,
    read_catalogue,
    without_effect,
)
from talknotes.translation.extraction import (
    ExtractionError,
    label_template,
    templates_of_pages,
)
from talknotes.translation.inline_text import missing_backtick
from talknotes.translation.labels import label_differences
from talknotes.translation.status import Progress, progress_of

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *terms.RULES,
    *typography.RULES,
    *language.RULES,
)
RULE_NAMES = frozenset(rule.name for rule in RULES)


@dataclass
class _Project:
    """The project as it was read for one run."""

    project: Project
    languages: dict[str, Language]
    problems: list[Problem] = field(default_factory=list)
    templates: dict[str, polib.POFile] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    catalogues: list[Catalogue] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """What a run found: the problems, sorted, and how far the catalogues of each language are."""

    problems: list[Problem]
    progress: dict[str, Progress]

    @property
    def summary(self) -> list[str]:
        """The last lines for the person who ran the command."""
        lines = [
            f"{code}: {one.translated} of {one.words} words translated"
            for code, one in self.progress.items()
            if one.words
        ]
        count = len(self.problems)
        return [*lines, "No mistakes." if not count else f"Mistakes: {count}"]


def check_project(project: Project) -> Report:
    """Return all that is wrong with the pages and the catalogues of *project*.

    Raises `sphinx.errors.ConfigError` where conf.py cannot be read.
    """
    read = _Project(project, project.languages())
    # Sphinx extracts the messages of the pages in a process of its own, which takes as long as all
    # the rest, so the catalogues are checked meanwhile.
    with ThreadPoolExecutor(max_workers=1) as workers:
        templates = workers.submit(templates_of_pages, project)
        read.sources = project.page_languages(tuple(read.languages))
        _read_catalogues(read)
        knowledge = _knowledge(read)
        cache = FindingsCache(project.build / "check.json", knowledge.basis)
        for catalogue in read.catalogues:
            read.problems += _findings_in_catalogue(read, catalogue, knowledge, cache)
        _read_templates(read, templates)
    for docname, template in read.templates.items():
        read.problems += _findings_in_page(read, docname, template, knowledge, cache)
    cache.keep()
    progress = {code: Progress() for code in read.languages}
    for catalogue in read.catalogues:
        read.problems += _check_file(read, catalogue)
        refused = [catalogue.entries[one] for one in _refused(catalogue)]
        progress[catalogue.language] += progress_of(catalogue.entries, refused)
    if read.templates:
        read.problems += _missing_catalogues(read)
    return Report(sorted(set(read.problems)), progress)


def check_translations(project: Project, language: str) -> list[Problem]:
    """Return what the rules say of the translations into *language*, and of nothing else.

    For those who wait: without the pages' own texts, whose extraction takes seconds, and without
    catalogues that say nothing of the terms that the translations are compared with.
    """
    read = _Project(project, project.languages())
    read.sources = project.page_languages(tuple(read.languages))
    glossary = find_entries(project.docs)
    _read_catalogues(read, lambda file: file.language == language or file.domain in glossary)
    knowledge = _knowledge(read)
    cache = FindingsCache(project.build / f"check-{language}.json", knowledge.basis)
    found: list[Problem] = []
    for catalogue in read.catalogues:
        if catalogue.language == language:
            found += _findings_in_catalogue(read, catalogue, knowledge, cache)
    cache.keep()
    return sorted(set(found))


def read_texts(project: Project) -> list[Text]:
    """Return every text of the site: the pages' own and all translations.

    Raises `talknotes.translation.extraction.ExtractionError` where the pages cannot be read.
    """
    read = _Project(project, project.languages())
    read.sources = project.page_languages(tuple(read.languages))
    _read_catalogues(read)
    found: list[tuple[Text, Allowances]] = []
    for docname, template in templates_of_pages(project).items():
        found += texts_of_page(project, docname, read.sources[docname], template)
    for catalogue in read.catalogues:
        source = read.sources.get(catalogue.domain, LABEL_LANGUAGE)
        found += texts_of_catalogue(catalogue, source)
    return [text for text, _allowed in found]


def check_text(text: Text, allowed: Allowances, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what the rules say of *text*, but for what is *allowed* there."""
    if text.source and not text.is_label and missing_backtick(text.source, text.text):
        return  # `check_messages` says so; the rules would say what follows from it
    for rule in RULES:
        if not rule.applies_to(text):
            continue
        for sentence in rule.find(text, knowledge):
            if not allowed.silences(rule.name):
                yield Problem(text.path, text.line, f"{sentence} [{rule.name}]")


def _read_templates(read: _Project, templates: Future[dict[str, polib.POFile]]) -> None:
    """Read the templates; where Sphinx could not make them, its report is what is wrong."""
    try:
        read.templates = templates.result()
    except ExtractionError as error:
        # What has no place is told of all pages.
        read.problems += error.problems or [Problem("docs", 1, "\n".join(error.rest))]


def _read_catalogues(
    read: _Project, wanted: Callable[[CatalogueFile], bool] = lambda _file: True
) -> None:
    for code in read.languages:
        for file in filter(wanted, list_catalogues(read.project.locale, code)):
            shown = file.path.relative_to(read.project.root).as_posix()
            entries, problems = read_catalogue(file.path, shown)
            read.problems += problems
            if entries is not None:
                read.catalogues.append(Catalogue(code, file.domain, shown, entries))


def _findings_in_catalogue(
    read: _Project, catalogue: Catalogue, knowledge: Knowledge, cache: FindingsCache
) -> list[Problem]:
    source = read.sources.get(catalogue.domain, LABEL_LANGUAGE)
    contents = ((read.project.root / catalogue.shown_path).read_bytes(), source.encode("ascii"))
    return cache.findings(
        catalogue.shown_path,
        contents,
        lambda: [
            *check_texts(texts_of_catalogue(catalogue, source), knowledge),
            *chain.from_iterable(_refused(catalogue).values()),
        ],
    )


def _refused(catalogue: Catalogue) -> dict[int, list[Problem]]:
    """Return what the build would refuse in *catalogue*, where the page still asks for it."""
    differences = label_differences if catalogue.is_labels else page_differences
    return check_messages(catalogue.entries, catalogue.shown_path, differences)


def _findings_in_page(
    read: _Project, docname: str, template: polib.POFile, knowledge: Knowledge, cache: FindingsCache
) -> list[Problem]:
    path = f"docs/{docname}.md"
    language = read.sources[docname]
    # The template too: of a page with directives of ours it says more than the page itself.
    messages = repr([(entry.msgid, entry.occurrences) for entry in template])
    contents = ((read.project.root / path).read_bytes(), messages.encode("utf-8"))
    return cache.findings(
        path,
        contents,
        lambda: check_texts(texts_of_page(read.project, docname, language, template), knowledge),
    )


def check_texts(
    texts: Iterable[tuple[Text, Allowances]], knowledge: Knowledge
) -> Iterator[Problem]:
    """Yield what the rules say of *texts*; then the comments that allow what nobody had to."""
    asked: dict[int, Allowances] = {}
    for text, allowed in texts:
        asked[id(allowed)] = allowed
        yield from check_text(text, allowed, knowledge)
    for allowed in asked.values():
        yield from allowed.problems(RULE_NAMES)


def _knowledge(read: _Project) -> Knowledge:
    said = _renderings(read)
    path = read.project.locale / TERMBASE_NAME
    shown = path.relative_to(read.project.root).as_posix()
    entries, problems = read_termbase(path, shown, read.languages)
    read.problems += problems
    settled = tuple(_complete(read, entries, said, shown))
    return Knowledge(Words(), said, settled, lead=next(iter(read.languages)))


def _renderings(read: _Project) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return how each language says the glossary's terms, by key in small letters."""
    pages = find_entries(read.project.docs)
    found = {}
    for code in read.languages:
        translated = {
            one.domain: {entry.msgid: entry.msgstr for entry in one.entries}
            for one in read.catalogues
            if one.language == code
        }
        found[code] = renderings(pages, partial(_said, translated))
    return found


def _said(translated: dict[str, dict[str, str]], docname: str, term: str) -> str | None:
    return translated.get(docname, {}).get(term)


def _complete(
    read: _Project,
    entries: tuple[Settled, ...],
    said: dict[str, dict[str, tuple[str, ...]]],
    shown: str,
) -> Iterator[Settled]:
    """Yield the termbase's *entries*, with the glossary's words for those that name a term."""
    for entry in entries:
        if entry.term and not any(entry.term.lower() in terms for terms in said.values()):
            told = f'"{entry.term}" is no term of the glossary'
            read.problems.append(Problem(shown, entry.line, told))
        yield entry.with_glossary(said)


def _check_file(read: _Project, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong with the file of *catalogue*."""
    known, source = read.languages[catalogue.language], read.sources.get(catalogue.domain)
    if not catalogue.is_labels and source in (None, catalogue.language):
        told = needless(catalogue.domain, is_page=source is not None)
        yield Problem(catalogue.shown_path, 1, told)
        return
    entries = catalogue.entries, catalogue.shown_path
    yield from without_effect(*entries, labels=catalogue.is_labels)
    yield from files.headers(catalogue, known)
    if known.released:
        yield from files.completeness(catalogue)
    template = _template_of(read, catalogue)
    if template is not None:
        yield from files.freshness(catalogue, template)


def _template_of(read: _Project, catalogue: Catalogue) -> polib.POFile | None:
    """Return the template that *catalogue* should match, if there is one."""
    if catalogue.is_labels:
        return label_template(read.project.root, catalogue.domain, catalogue.language)
    return read.templates.get(catalogue.domain)


def _missing_catalogues(read: _Project) -> Iterator[Problem]:
    """Yield the catalogues that there should be and are not."""
    for code in read.languages:
        wanted = {name for name in read.templates if read.sources[name] != code}
        if code != LABEL_LANGUAGE:
            wanted |= label_catalogues(read.project.root)
        for domain in sorted(wanted):
            path = catalogue_path(read.project.locale, code, domain)
            if not path.exists():
                shown = path.relative_to(read.project.root).as_posix()
                yield Problem(shown, 1, "there is no such catalogue; run: make catalogues")
