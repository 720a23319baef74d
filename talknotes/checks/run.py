"""Runs all rules over the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from types import MappingProxyType

import polib

from talknotes.checks import files, structure, terms, typography
from talknotes.checks.allowances import Allowances
from talknotes.checks.glossary import find_entries, renderings
from talknotes.checks.model import Knowledge, Rule, Text
from talknotes.checks.termbase import TERMBASE_NAME, read_termbase
from talknotes.checks.texts import Catalogue, texts_of_catalogue, texts_of_page
from talknotes.common.cache import FINDINGS, FindingsCache
from talknotes.common.problems import Problem
from talknotes.common.project import LABEL_LANGUAGE, Project
from talknotes.translation.catalogues import (
    catalogue_path,
    check_messages,
    label_catalogues,
    list_catalogues,
    needless,
    page_differences,
    read_catalogue,
    without_effect,
)
from talknotes.translation.extraction import ExtractionError, label_template, templates_of_pages
from talknotes.translation.inline_text import missing_backtick
from talknotes.translation.labels import label_differences
from talknotes.translation.status import Progress, progress_of

RULES: tuple[Rule, ...] = (*structure.RULES, *terms.RULES, *typography.RULES)
RULE_NAMES = frozenset(rule.name for rule in RULES)


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


def check_project(project: Project, moved: Mapping[str, str] = MappingProxyType({})) -> Report:
    """Return all that is wrong in *project*; raises `sphinx.errors.ConfigError` for conf.py.

    The catalogues of the pages *moved* (old docname → new) count as those of the new names: there
    ``make rename`` will put them.
    """
    languages = project.languages()
    # Sphinx extracts the messages of the pages in a process of its own, which takes as long as all
    # the rest, so the catalogues are checked meanwhile.
    with ThreadPoolExecutor(max_workers=1) as workers:
        extracted = workers.submit(templates_of_pages, project)
        run = _Run(project, FINDINGS, moved=moved)
        problems = [one for it in run.catalogues for one in run.findings_in_catalogue(it)]
        templates = run.read_templates(extracted)
    for docname, template in templates.items():
        problems += run.findings_in_page(docname, template)
    run.cache.keep()
    progress = {code: Progress() for code in languages}
    for catalogue in run.catalogues:
        problems += run.check_file(catalogue, templates)
        refused = [catalogue.entries[one] for one in _refused(catalogue)]
        progress[catalogue.language] += progress_of(catalogue.entries, refused)
    if templates:
        problems += run.missing_catalogues(templates)
    return Report(sorted({*problems, *run.problems}), progress)


def check_translations(project: Project, language: str) -> list[Problem]:
    """Return what the rules say of the translations into *language*, for those who wait.

    The pages' own texts, whose extraction takes seconds, are left out.
    """
    run = _Run(project, f"check-{language}.json", language)
    own = [one for one in run.catalogues if one.language == language]
    found = {problem for catalogue in own for problem in run.findings_in_catalogue(catalogue)}
    run.cache.keep()
    return sorted(found)


def read_texts(project: Project) -> list[Text]:
    """Return all texts of pages and translations; raises `ExtractionError` where it cannot."""
    run = _Run(project, FINDINGS)
    templates, sources = templates_of_pages(project), run.sources
    pages = (texts_of_page(project, name, sources[name], one) for name, one in templates.items())
    translated = (
        texts_of_catalogue(one, sources.get(one.domain, LABEL_LANGUAGE)) for one in run.catalogues
    )
    return [text for texts in chain(pages, translated) for text, _allowed in texts]


def check_text(text: Text, allowed: Allowances, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what the rules say of *text*, but for what is *allowed* there."""
    if text.source and not text.is_label and missing_backtick(text.source, text.text):
        return  # `check_messages` says so; the rules would say what follows from it
    for rule in RULES:
        for sentence in rule.find(text, knowledge) if rule.applies_to(text) else ():
            if not allowed.silences(rule.name):
                yield Problem(text.path, text.line, f"{sentence} [{rule.name}]")


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


def _refused(catalogue: Catalogue) -> dict[int, list[Problem]]:
    """Return what the build would refuse in *catalogue*, where the page still asks for it."""
    differences = label_differences if catalogue.is_labels else page_differences
    return check_messages(catalogue.entries, catalogue.shown_path, differences)


class _Run:
    """The project as it was read for one run, and what is wrong with what was read.

    For the run of one *language*, of the others only the catalogues of the glossary are read.
    """

    def __init__(
        self,
        project: Project,
        cache: str,
        language: str = "",
        moved: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.project = project
        self.languages = project.languages()
        self.sources = project.page_languages(tuple(self.languages))
        self.problems: list[Problem] = []
        self.catalogues: list[Catalogue] = []
        glossary = find_entries(project.texts())
        for code in self.languages:
            for file in list_catalogues(project.locale, code):
                if language not in ("", code) and file.domain not in glossary:
                    continue
                shown = project.shown(file.path)
                entries, problems = read_catalogue(file.path, shown)
                self.problems += problems
                if entries is not None:
                    domain = moved.get(file.domain, file.domain)
                    self.catalogues.append(Catalogue(code, domain, shown, entries))
        self.knowledge = self._knowledge(glossary)
        self.cache = FindingsCache(project.build / cache, project.root, self.knowledge.basis)

    def _knowledge(self, pages: dict[str, list[tuple[str, ...]]]) -> Knowledge:
        known = {
            (one.language, one.domain, entry.msgid): entry.msgstr
            for one in self.catalogues
            if one.domain in pages
            for entry in one.entries
        }

        def translated(code: str, page: str, term: str) -> str | None:
            return known.get((code, page, term))

        said = {code: renderings(pages, partial(translated, code)) for code in self.languages}
        path = self.project.locale / TERMBASE_NAME
        shown = self.project.shown(path)
        entries, problems = read_termbase(path, shown, self.languages)
        self.problems += problems
        self.problems += (
            Problem(shown, one.line, f'"{one.term}" is no term of the glossary')
            for one in entries
            if one.term and not any(one.term.lower() in terms for terms in said.values())
        )
        settled = tuple(one.with_glossary(said) for one in entries)
        return Knowledge(said, settled, lead=next(iter(self.languages)))

    def read_templates(self, extracted: Future[dict[str, polib.POFile]]) -> dict[str, polib.POFile]:
        """Return the templates; where Sphinx could not make them, its report is what is wrong."""
        try:
            return extracted.result()
        except ExtractionError as error:
            # What has no place is reported of all pages.
            self.problems += error.problems or [Problem("docs", 1, "\n".join(error.rest))]
            return {}

    def findings_in_catalogue(self, catalogue: Catalogue) -> list[Problem]:
        """Return what the rules say of *catalogue*, and what the build would refuse in it."""
        source = self.sources.get(catalogue.domain, LABEL_LANGUAGE)
        return self.cache.findings(
            catalogue.shown_path,
            source,
            lambda: [
                *check_texts(texts_of_catalogue(catalogue, source), self.knowledge),
                *chain.from_iterable(_refused(catalogue).values()),
            ],
        )

    def findings_in_page(self, docname: str, template: polib.POFile) -> list[Problem]:
        """Return what the rules say of the page *docname*."""
        texts = texts_of_page(self.project, docname, self.sources[docname], template)
        # The template too: of a page with directives of ours it says more than the page itself.
        messages = repr([(entry.msgid, entry.occurrences) for entry in template])
        path = f"docs/{docname}.md"
        return self.cache.findings(path, messages, lambda: check_texts(texts, self.knowledge))

    def check_file(
        self, catalogue: Catalogue, templates: dict[str, polib.POFile]
    ) -> Iterator[Problem]:
        """Yield what is wrong with the file of *catalogue*."""
        known, source = self.languages[catalogue.language], self.sources.get(catalogue.domain)
        shown, entries = catalogue.shown_path, catalogue.entries
        if not catalogue.is_labels and source in (None, catalogue.language):
            yield Problem(shown, 1, needless(catalogue.domain, is_page=source is not None))
            return
        yield from without_effect(entries, shown, labels=catalogue.is_labels)
        yield from files.headers(catalogue, known)
        if known.released:
            yield from files.completeness(catalogue)
        template = templates.get(catalogue.domain)
        if catalogue.is_labels:
            template = label_template(self.project.root, catalogue.domain)
        if template is not None:
            yield from files.freshness(catalogue, template)

    def missing_catalogues(self, templates: dict[str, polib.POFile]) -> Iterator[Problem]:
        """Yield the catalogues that there should be and are not."""
        for code in self.languages:
            wanted = {name for name in templates if self.sources[name] != code}
            if code != LABEL_LANGUAGE:
                wanted |= label_catalogues(self.project.root)
            for domain in sorted(wanted):
                path = catalogue_path(self.project.locale, code, domain)
                if not path.exists():
                    missing = "there is no such catalogue; run: make catalogues"
                    yield Problem(self.project.shown(path), 1, missing)
