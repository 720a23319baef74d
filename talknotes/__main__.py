"""The project's commands: ``python -m talknotes COMMAND``. The Makefile calls them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sphinx.errors import ConfigError

from talknotes.checks.readable import unreadable_files
from talknotes.checks.run import check_project, check_translations
from talknotes.commands.begin.asking import RefusedError, collect
from talknotes.commands.begin.forms import FORMS
from talknotes.commands.begin.writing import compose
from talknotes.commands.build import build_site, check_links
from talknotes.commands.make_books import make_books
from talknotes.commands.rename import NotRenamedError, rename
from talknotes.commands.serve import LAST_PORT, preview_page, serve_site
from talknotes.common.files import write_all, write_whole
from talknotes.common.problems import Problem
from talknotes.common.project import Project
from talknotes.publishing.feeds import current_badge
from talknotes.publishing.redirects import moved_without_redirect
from talknotes.translation.extraction import ExtractionError
from talknotes.translation.status import BADGE_NAME
from talknotes.translation.updating import UnreadableCataloguesError, update_catalogues
from talknotes.translation.weblate import components

# What carries a command out; returns the exit status.
Run = Callable[[Project, argparse.Namespace], int]
# The commands that begin only where all pages and catalogues can be read.
_READ_ALL = frozenset({"build", "catalogues", "check", "epub", "pdf", "zip", "linkcheck", *FORMS})


def _show(problems: list[Problem], options: argparse.Namespace) -> None:
    is_annotation = getattr(options, "format", "") == "github"
    for problem in problems:
        print(problem.annotation if is_annotation else problem)


def _print_json(value: object, indent: int | None = None) -> int:
    print(json.dumps(value, ensure_ascii=False, indent=indent))
    return 0


def _catalogues(project: Project, _options: argparse.Namespace) -> int:
    try:
        update = update_catalogues(project)
    except (UnreadableCataloguesError, ExtractionError) as error:
        print(error, file=sys.stderr)
        print("Nothing was changed; mend the above and run it again.", file=sys.stderr)
        return 1
    write_whole(project.locale / BADGE_NAME, current_badge(project))
    for done in ("created", "changed", "removed"):
        for path in getattr(update, done):
            print(f"{done:8} {path}")
    print(update.summary)
    return 0


def _check(project: Project, options: argparse.Namespace) -> int:
    if options.language:
        found = check_translations(project, options.language)
        return _print_json([[one.path, one.line, one.message] for one in found])
    moved = moved_without_redirect(project)
    report = check_project(project, {old: new for old, new in moved.items() if new})
    _show(report.problems, options)
    for line in report.summary:
        print(line, file=sys.stderr)
    return 1 if report.problems else 0


def _book(project: Project, options: argparse.Namespace) -> int:
    languages = list(project.languages().values())
    chosen = [project.language(options.language)] if options.language else languages
    return make_books(project, options.command, chosen, options.into)


def _write(project: Project, files: Mapping[Path, bytes | None]) -> None:
    """Write all of *files* or none, and print what was done to each."""
    before = {path: path.exists() for path in files}
    write_all(files)
    for path, content in files.items():
        done = "removed" if content is None else "changed" if before[path] else "created"
        print(f"{done:8} {project.shown(path)}")


def _begin(project: Project, options: argparse.Namespace) -> int:
    form = FORMS[options.command](project)
    try:
        answers = collect(form, dict(options.given), input if sys.stdin.isatty() else None)
    except (KeyboardInterrupt, EOFError):
        print("\nNothing was written.", file=sys.stderr)
        return 130
    except RefusedError as error:
        print(f"Nothing was written:\n{error}", file=sys.stderr)
        return 1
    _write(project, {path: text.encode("utf-8") for path, text in form.files(answers).items()})
    failed = options.command == "language" and _catalogues(project, options)
    print(compose(f"{options.command}-next", given=answers), end="")
    return int(failed)


def _rename(project: Project, options: argparse.Namespace) -> int:
    given = dict(options.given)
    try:
        files = rename(project, given.get("FROM", ""), given.get("TO", ""))
    except NotRenamedError as error:
        print(f"Nothing was changed:\n{error}", file=sys.stderr)
        return 1
    _write(project, files)
    print("Run: make check")
    return 0


def _weblate(project: Project, options: argparse.Namespace) -> int:
    if not options.repository:
        print("Whose repository? make weblate REPOSITORY=https://…", file=sys.stderr)
        return 1
    listed = components(
        project, repository=options.repository, branch=options.branch, slug="talk-notes"
    )
    return _print_json(listed, indent=2)


def _variable(text: str) -> tuple[str, str]:
    """Return name and value of ``NAME=value``; of ``NAME`` alone, the value in the environment."""
    name, equals, value = text.partition("=")
    return name, value if equals else os.environ.get(name, "")


def _port(text: str) -> int:
    """Return the number of a port."""
    if not text.isdecimal() or not 1 <= int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f'"{text}" is no port; take 1 to {LAST_PORT}')
    return int(text)


_DOES = {
    "build": "build the site in all its languages",
    "epub": "make an EPUB of the site in each language",
    "pdf": "make a PDF of the site in each language, with XeLaTeX",
    "zip": "make an archive of the site in each language, to read from disk",
    "languages": "print the codes of the languages as a list in JSON",
    "code": "print the code of a language, however it is written",
    "catalogues": "bring the catalogues up to date with the pages",
    "check": "say what is wrong with the pages and the catalogues",
    "serve": "serve the site, rebuilt when a source changes",
    "preview": "show one page, and follow what is saved",
    "linkcheck": "ask whether the addresses that pages link to still answer",
    "talk": "begin the page of a talk; asks for what is not given",
    "conference": "begin the page of a conference, likewise",
    "tool": "begin the entry of a tool in the glossary, likewise",
    "language": "add a language and its catalogues, likewise",
    "rename": "rename a page or a label (FROM, TO), and all that refers to it",
    "weblate": "print the components of a Weblate project as JSON",
}
_RUNS: dict[str, Run] = {
    "build": lambda project, o: build_site(project, only=o.language, into=o.into),
    **dict.fromkeys(("epub", "pdf", "zip"), _book),
    "languages": lambda project, _: _print_json(list(project.languages())),
    "code": lambda project, o: print(project.language(o.written).code) or 0,
    "catalogues": _catalogues,
    "check": _check,
    "serve": lambda project, o: serve_site(project, o.port),
    "preview": lambda project, o: preview_page(project, o.port, o.language, o.page),
    "linkcheck": lambda project, _: check_links(project),
    **dict.fromkeys(FORMS, _begin),
    "rename": _rename,
    "weblate": _weblate,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m talknotes", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    added = {name: commands.add_parser(name, help=does) for name, does in _DOES.items()}

    def option(names: str, *flags: str, **settings: Any) -> None:
        for name in names.split():
            added[name].add_argument(*flags, **settings)

    option("build epub pdf zip", "--language", help="the code of the only language; else all")
    option("build epub pdf zip", "--into", type=Path, help="the folder to make it in")
    option("code", "written", help="as Read the Docs writes it: pt-br for pt_BR")
    option("check", "--format", choices=("text", "github"), default="text")
    option("check", "--language", help="print what is wrong in its translations alone, as JSON")
    option("preview", "--language", default="", help="its code; else the default language")
    option("preview", "--page", default="", help="its path in docs/; else the front page")
    option("serve preview", "--port", type=_port, default=8000)
    given = "a variable; NAME alone takes it from the environment"
    named = {"nargs": "*", "type": _variable, "metavar": "NAME=value"}
    option("talk conference tool language rename", "given", help=given, **named)
    option("weblate", "--repository", default="", help="the address that Weblate clones")
    option("weblate", "--branch", default="main")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the command of *arguments*; return the exit status."""
    options = _parser().parse_args(arguments)
    project = Project(Path.cwd())
    try:
        unreadable = list(unreadable_files(project)) if options.command in _READ_ALL else []
        _show(unreadable, options)
        return 1 if unreadable else int(_RUNS[options.command](project, options))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        path = project.shown(Path(str(error.filename))) if error.filename else ""
        done, reason = f"read or write {path}" if path else "write", error.strerror or str(error)
        print(f"Cannot {done}: {reason}; what was there before is whole.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
