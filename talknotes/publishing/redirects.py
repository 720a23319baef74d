"""Old addresses: ``docs/redirects.txt`` says where the pages went that stood there.

A line has two pages, ``old/page.md  new/page.md``; ``make rename`` writes it. The page that is put
at the old address, in every language, is made by sphinxext-rediraffe.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from itertools import starmap
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinxext import rediraffe

from talknotes.common.files import write_changed
from talknotes.common.labels import PACKAGE_DIR, _
from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.project import Project
from talknotes.common.reports import Subtype, warn
from talknotes.content.domain import domain_of

NAME = "redirects.txt"
_SHOWN = f"docs/{NAME}"
_HEADER = """\
# Pages that moved, and where to; make rename writes this file.
"""
_LINE = re.compile(r"(?P<old>\S+)\.md\s+(?P<new>\S+)\.md")


def _lines(docs: Path) -> Iterator[tuple[int, str]]:
    path = docs / NAME
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def read_redirects(docs: Path) -> dict[str, str]:
    """Return the new name of each page that moved, by its old one, below the folder *docs*."""
    found = (_LINE.fullmatch(line) for _number, line in _lines(docs))
    return {one["old"]: one["new"] for one in found if one}


def with_moved(docs: Path, pages: Mapping[str, str]) -> bytes:
    """Return the file with redirects for *pages* (old name → new) added.

    Every redirect leads to a page in one step, and none stands where a page is to be.
    """
    moved = {old: pages.get(new, new) for old, new in read_redirects(docs).items()} | dict(pages)
    living = set(pages.values())
    lines = [f"{old}.md  {new}.md\n" for old, new in sorted(moved.items()) if old not in living]
    return (_HEADER + "".join(lines)).encode("utf-8")


def redirect_problems(project: Project) -> list[Problem]:
    """Return what is wrong with the redirects of *project*."""
    pages = set(project.docnames())
    redirects = read_redirects(project.docs)
    first: dict[str, int] = {}
    problems = []
    for number, line in _lines(project.docs):
        found = _LINE.fullmatch(line)
        if not found:
            wrong = "write two pages: old/page.md  new/page.md"
        elif found["old"] in first:
            line_before = first[found["old"]]
            wrong = (
                f'"{found["old"]}" is redirected in line {line_before} already; remove this line'
            )
        else:
            first[found["old"]] = number
            wrong = _mistake(found["old"], found["new"], pages, redirects)
        if wrong:
            problems.append(Problem(_SHOWN, number, wrong))
    return problems


def _mistake(old: str, new: str, pages: set[str], redirects: Mapping[str, str]) -> str:
    if old.startswith("/") or ".." in old.split("/"):
        return f'"{old}" is no page of this site'
    if old in pages:
        return f'the page "{old}" is there; remove this line'
    end, seen = new, {old}
    while end in redirects and end not in seen:
        seen.add(end)
        end = redirects[end]
    if end in seen:
        return f'"{end}" leads back to itself; remove a line'
    if end not in pages:
        return f'no page "{end}"{did_you_mean(end, pages)}'
    return "" if end == new else f'"{new}" leads on to "{end}"; write: {old}.md  {end}.md'


def _git(root: Path, *arguments: str) -> str:
    """Return what git says; nothing where it is not there, or knows nothing of *root*."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def moved_without_redirect(project: Project) -> dict[str, str]:
    """Return the pages that git says have left since the branch ``main``, old name → new.

    The new name is empty where git knows none. Those that have a redirect are not among them.
    """
    bases = (_git(project.root, "merge-base", "HEAD", main) for main in ("origin/main", "main"))
    base = next(filter(None, bases), "HEAD").strip()
    found = _git(
        project.root, "-c", "core.quotePath=false", "diff", "--name-status", "-M",
        "--diff-filter=RD", "--relative", base, "--", "docs",
    )  # fmt: skip
    redirects = read_redirects(project.docs)
    left: dict[str, str] = {}
    for line in found.splitlines():
        _kind, old, *new = (
            one.removeprefix("docs/").removesuffix(".md") for one in line.split("\t")
        )
        is_page = f"docs/{old}.md" in line
        if is_page and old not in redirects and not project.page(old).exists():
            left[old] = "".join(new)
    return left


def _without_redirect(old: str, new: str) -> Problem:
    """Return what is wrong: the page *old* has become *new*, or has gone where that is empty."""
    if new:
        lost = f"moved from docs/{old}.md, whose address is lost"
        return Problem(f"docs/{new}.md", 1, f"{lost}; run: make rename FROM={old} TO={new}")
    lost = f"docs/{old}.md has left, and its address leads nowhere"
    return Problem(_SHOWN, 1, f"{lost}; say which page is nearest: {old}.md  other/page.md")


def _prepare(app: Sphinx) -> None:
    """Hand the redirects on, and report what is wrong with them (event ``builder-inited``)."""
    project = Project(Path(app.confdir))
    problems = redirect_problems(project)
    moved = moved_without_redirect(project)
    domain_of(app.env).data["moved"] = {old: new for old, new in moved.items() if new}
    for problem in [*problems, *starmap(_without_redirect, moved.items())]:
        warn(problem, Subtype.REFERENCES)
    wrong = {problem.line for problem in problems}
    good = [_LINE.fullmatch(line) for number, line in _lines(project.docs) if number not in wrong]
    app.config.rediraffe_redirects = {f"{m['old']}.md": f"{m['new']}.md" for m in good if m}
    _remove_former(Path(app.outdir))
    templates = Environment(
        loader=FileSystemLoader(PACKAGE_DIR / "theme" / "templates"), autoescape=True
    )
    page = templates.get_template("redirect.html").render(
        language=app.config.language.replace("_", "-"),
        title=_("This page has moved"),
        link=_("Its new address"),
        site=app.config.html_baseurl,
    )
    path = Path(app.doctreedir, "redirect.html")
    write_changed(path, page.encode("utf-8"))
    app.config.rediraffe_template = str(path)


def _remove_former(folder: Path) -> None:
    """Remove the redirects of the build before, which are made again if they still count."""
    record = folder / rediraffe.REDIRECT_JSON_NAME
    if record.exists():
        for name in json.loads(record.read_text(encoding="utf-8")):
            (folder / name).with_suffix(".html").unlink(missing_ok=True)
        record.unlink()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the redirects."""
    app.setup_extension("sphinxext.rediraffe")
    app.connect("builder-inited", _prepare)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
