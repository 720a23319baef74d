"""``make rename``: a page, a conference or a label is called otherwise, and nothing is lost by it.

The page takes its catalogues along; what refers to it follows, in pages and in every catalogue, in
the message and in the translation alike, so that nothing becomes fuzzy; its old address leads on.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path, PurePosixPath

import polib

from talknotes.commands.rename_references import Renaming
from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.project import Project
from talknotes.content.facts import PageContext, PageFacts, read_page_facts, slug_mistake
from talknotes.publishing.redirects import NAME, moved_without_redirect, read_redirects, with_moved
from talknotes.translation.catalogues import (
    LABEL_CATALOGUES,
    catalogue_path,
    list_catalogues,
    read_catalogue,
    serialise,
)
from talknotes.translation.updating import KEPT_NAME

Files = dict[Path, bytes | None]
_LABEL = re.compile(r"^ *\(([^\s()]+)\)=[ \t]*$", re.MULTILINE)


class NotRenamedError(Exception):
    """What was asked cannot be done; nothing was changed."""


def rename(project: Project, source: str, target: str) -> Files:
    """Return the files to write to rename *source* to *target*; ``None`` where one is to go.

    Each is a page by its path in docs/, a folder of pages, or a label. Raises `NotRenamedError`
    with the reason where that cannot be done.
    """
    old, new = _bare(source), _bare(target)
    if not old or not new:
        raise NotRenamedError("name the page or the label: make rename FROM=… TO=…")
    if old == new:
        raise NotRenamedError("FROM and TO are the same")
    texts = project.texts()
    labels = {label: name for name, text in texts.items() for label in _LABEL.findall(text)}
    folders = {str(one) for name in texts for one in PurePosixPath(name).parents} - {"."}
    if old in texts or _is_moved(project, old, new):
        if old in texts:
            _refuse_page(project, old, new, texts[old])
        renaming = _of_pages(project, texts, {old: new})
    elif old in folders:
        _refuse(project, new, f"docs/{new}")
        pages = {n: new + n.removeprefix(old) for n in texts if n.startswith(f"{old}/")}
        renaming = _of_pages(project, texts, pages)
    elif old in labels:
        _refuse_label(new, labels)
        renaming = Renaming({}, {}, {old: new})
    else:
        near = did_you_mean(old, {*texts, *folders, *labels})
        raise NotRenamedError(f'no page, folder or label "{old}"{near}')
    files = _pages(project, renaming, texts) | _catalogues(project, renaming)
    if renaming.pages:
        files[project.docs / NAME] = with_moved(project.docs, renaming.pages)
    return files


def _bare(name: str) -> str:
    return name.strip().removeprefix("./").removeprefix("docs/").removesuffix(".md").strip("/")


def _is_moved(project: Project, old: str, new: str) -> bool:
    """Return whether the page *old* was moved to *new* without this command."""
    if not project.page(new).exists() or old in read_redirects(project.docs):
        return False
    has_catalogues = any(project.locale.glob(f"*/LC_MESSAGES/{old}.po"))
    return has_catalogues or moved_without_redirect(project).get(old) == new


def _refuse(project: Project, new: str, shown: str) -> None:
    if wrong := next(filter(None, map(slug_mistake, new.split("/"))), None):
        raise NotRenamedError(wrong)
    if (project.root / shown).exists():
        raise NotRenamedError(f"{shown} exists already; nothing is overwritten")


def _refuse_page(project: Project, old: str, new: str, text: str) -> None:
    folder, name = posixpath.split(old)
    if name == "index" and _facts(project, old, text).conference:
        command = f"make rename FROM={folder} TO={posixpath.dirname(new)}"
        raise NotRenamedError(f"its talks stand in the folder; run: {command}")
    _refuse(project, new, f"docs/{new}.md")


def _refuse_label(new: str, labels: dict[str, str]) -> None:
    if slug_mistake(new):
        raise NotRenamedError(f'"{new}" cannot be a label; use a-z, 0-9 and single hyphens')
    if new in labels:
        raise NotRenamedError(f'the label "{new}" stands in docs/{labels[new]}.md already')


def _facts(project: Project, docname: str, text: str) -> PageFacts:
    codes = tuple(project.languages())
    return read_page_facts(text, PageContext(docname, docname, codes, ()))[0]


def _of_pages(project: Project, texts: dict[str, str], pages: dict[str, str]) -> Renaming:
    talks = {}
    for old, new in pages.items():
        docname = old if old in texts else new
        if _facts(project, docname, texts[docname]).talk:
            talks[posixpath.basename(old)] = posixpath.basename(new)
    return Renaming(pages, talks, {})


def _pages(project: Project, renaming: Renaming, texts: dict[str, str]) -> Files:
    files: Files = {}
    moved_before = {new: old for old, new in renaming.pages.items() if old not in texts}
    for docname, text in texts.items():
        mended = renaming.in_page(text, moved_before.get(docname, docname))
        new = renaming.pages.get(docname, docname)
        if new != docname:
            files[project.page(docname)] = None
        if new != docname or mended != text:
            files[project.page(new)] = mended.encode("utf-8")
    return files


def _catalogues(project: Project, renaming: Renaming) -> Files:
    files: Files = {}
    problems: list[Problem] = []
    for folder in sorted(project.locale.iterdir()) if project.locale.exists() else ():
        found = {file.path: file.domain for file in list_catalogues(project.locale, folder.name)}
        if (folder / KEPT_NAME).exists():
            found[folder / KEPT_NAME] = ""
        for path, domain in found.items():
            if domain in LABEL_CATALOGUES:
                continue
            catalogue, wrong = read_catalogue(path, project.shown(path), merges=True)
            problems += wrong
            if catalogue is None:
                continue
            before = serialise(catalogue)
            _mend(catalogue, renaming, domain)
            after = serialise(catalogue)
            if new := renaming.pages.get(domain):
                files[path] = None
                files[catalogue_path(project.locale, folder.name, new)] = after
            elif after != before:
                files[path] = after
    if problems:
        raise NotRenamedError("\n".join(map(str, sorted(problems))))
    return files


def _mend(catalogue: polib.POFile, renaming: Renaming, domain: str) -> None:
    """Change what *catalogue*, of the page *domain* or of kept translations, refers to."""
    for old, new in renaming.pages.items():
        catalogue.header = catalogue.header.replace(f"docs/{old}.md", f"docs/{new}.md")
    for entry in catalogue:
        pages = [_bare(path) for path, _line in entry.occurrences]
        page = domain or next(iter(pages), "")
        for key in ("msgid", "msgstr", "previous_msgid"):
            if text := getattr(entry, key):
                setattr(entry, key, renaming.in_message(text, page))
        entry.occurrences = [
            (f"docs/{renaming.pages[name]}.md" if name in renaming.pages else path, line)
            for name, (path, line) in zip(pages, entry.occurrences, strict=True)
        ]
