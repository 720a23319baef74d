"""The project's commands: ``python -m talknotes COMMAND``. The Makefile calls them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from sphinx.errors import ConfigError

from talknotes.common.problems import cannot_write
from talknotes.common.project import Project

_LAST_PORT = 65535
# What carries a command out; returns the exit status.
Run = Callable[[Project, argparse.Namespace], int]


def _reads_sources(run: Run) -> Run:
    """Return the command *run*, which begins only where all pages and catalogues can be read."""

    def checked(project: Project, options: argparse.Namespace) -> int:
        from talknotes.checks.readable import unreadable_files

        problems = list(unreadable_files(project))
        for problem in problems:
            is_annotation = getattr(options, "format", "") == "github"
            print(problem.annotation if is_annotation else problem)
        return 1 if problems else run(project, options)

    return checked


@_reads_sources
def _build(project: Project, options: argparse.Namespace) -> int:
    from talknotes.commands.build import build_site

    return build_site(project, fresh=options.fresh, only=options.language, into=options.into)


@_reads_sources
def _catalogues(project: Project, options: argparse.Namespace) -> int:
    from talknotes.common.files import write_whole
    from talknotes.publishing.status_files import badge_path, current_badge
    from talknotes.translation.extraction import ExtractionError
    from talknotes.translation.updating import UnreadableCataloguesError, update_catalogues

    try:
        update = update_catalogues(project)
    except (UnreadableCataloguesError, ExtractionError) as error:
        print(error, file=sys.stderr)
        print("Nothing was changed; mend the above and run it again.", file=sys.stderr)
        return 1
    write_whole(badge_path(project), current_badge(project))
    for done, paths in (
        ("created", update.created), ("changed", update.changed), ("removed", update.removed)
    ):  # fmt: skip
        for path in paths:
            print(f"{done:8} {path}")
    print(update.summary)
    return 0


@_reads_sources
def _check(project: Project, options: argparse.Namespace) -> int:
    from talknotes.checks.run import check_project, check_translations
    from talknotes.publishing.redirects import moved_pages

    if options.language:
        found = check_translations(project, options.language)
        print(json.dumps([[one.path, one.line, one.message] for one in found], ensure_ascii=False))
        return 0
    report = check_project(project)
    report.problems[:] = sorted([*report.problems, *moved_pages(project)])
    for problem in report.problems:
        print(problem.annotation if options.format == "github" else problem)
    for line in report.summary:
        print(line, file=sys.stderr)
    return 1 if report.problems else 0


def _serve(project: Project, options: argparse.Namespace) -> int:
    from talknotes.commands.serve import serve_site

    return serve_site(project, options.port)


def _preview(project: Project, options: argparse.Namespace) -> int:
    from talknotes.commands.serve import preview_page

    return preview_page(project, options.port, options.language, options.page)


@_reads_sources
def _book(project: Project, options: argparse.Namespace) -> int:
    from talknotes.commands.make_books import make_books

    languages = project.languages()
    chosen = [project.language(code) for code in options.language or languages]
    return make_books(project, options.book, chosen, options.into)


@_reads_sources
def _linkcheck(project: Project, options: argparse.Namespace) -> int:
    from talknotes.commands.build import check_links

    return check_links(project)


@_reads_sources
def _begin(project: Project, options: argparse.Namespace) -> int:
    from talknotes.commands.asking import RefusedError, collect
    from talknotes.commands.begin import FORMS
    from talknotes.commands.begin.writing import compose
    from talknotes.common.files import write_all

    form = FORMS[options.kind](project)
    given = dict(options.given)
    try:
        answers = collect(form, given, input if sys.stdin.isatty() else None)
    except (KeyboardInterrupt, EOFError):
        print("\nNothing was written.", file=sys.stderr)
        return 130
    except RefusedError as error:
        print(f"Nothing was written:\n{error}", file=sys.stderr)
        return 1
    files = form.files(answers)
    done = {path: "changed" if path.exists() else "created" for path in files}
    write_all({path: text.encode("utf-8") for path, text in files.items()})
    for path, what in done.items():
        print(f"{what:8} {path.relative_to(project.root).as_posix()}")
    failed = options.kind == "language" and _catalogues(project, options)
    print(compose(f"{options.kind}-next", given=answers), end="")
    return int(failed)


def _rename(project: Project, options: argparse.Namespace) -> int:
    from talknotes.commands.rename import NotRenamedError, rename
    from talknotes.common.files import write_all

    given = dict(options.given)
    try:
        files = rename(project, given.get("FROM", ""), given.get("TO", ""))
    except NotRenamedError as error:
        print(f"Nothing was changed:\n{error}", file=sys.stderr)
        return 1
    done = {path: "changed" if path.exists() else "created" for path in files}
    write_all(files)
    for path, content in files.items():
        what = "removed" if content is None else done[path]
        print(f"{what:8} {path.relative_to(project.root).as_posix()}")
    print("Run: make check")
    return 0


def _languages(project: Project, options: argparse.Namespace) -> int:
    print(json.dumps(list(project.languages())))
    return 0


def _language_code(project: Project, options: argparse.Namespace) -> int:
    print(project.language(options.written).code)
    return 0


def _weblate(project: Project, options: argparse.Namespace) -> int:
    from talknotes.translation.weblate import components

    listed = components(
        project, repository=options.repository, branch=options.branch, slug=options.project
    )
    print(json.dumps(listed, ensure_ascii=False, indent=2))
    return 0


def _variable(text: str) -> tuple[str, str]:
    """Return name and value of ``NAME=value``; of ``NAME`` alone, the value in the environment."""
    name, equals, value = text.partition("=")
    return name, value if equals else os.environ.get(name, "")


def _port(text: str) -> int:
    """Return the number of a port."""
    if not text.isdecimal() or not 1 <= int(text) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f'"{text}" is no port; take 1 to {_LAST_PORT}')
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m talknotes", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Run, told: str):  # type: ignore[no-untyped-def]
        added = commands.add_parser(name, help=told)
        added.set_defaults(run=run)
        return added

    build = command("build", _build, "build the site in all its languages")
    build.add_argument("--fresh", action="store_true", help="read and write every page again")
    build.add_argument("--language", help="the code of the only language to build")
    build.add_argument("--into", type=Path, help="the folder to build in (build)")
    command("languages", _languages, "print the codes of the languages as a list in JSON")
    code = command("code", _language_code, "print the code of a language, however it is written")
    code.add_argument("written", help="as Read the Docs writes it: pt-br for pt_BR")
    command("catalogues", _catalogues, "bring the catalogues up to date with the pages")
    check = command("check", _check, "say what is wrong with the pages and the catalogues")
    check.add_argument("--format", choices=("text", "github"), default="text")
    check.add_argument(
        "--language", help="print as JSON what is wrong with its translations, for a preview"
    )
    serve = command("serve", _serve, "serve the site, rebuilt when a source changes")
    serve.add_argument("--port", type=_port, default=8000)
    preview = command("preview", _preview, "show one page, and follow what is saved")
    preview.add_argument("--port", type=_port, default=8000)
    preview.add_argument("--language", default="", help="its code; else the default language")
    preview.add_argument("--page", default="", help="its path in docs/; else the front page")
    for name, told in (("epub", "an EPUB"), ("pdf", "a PDF, with XeLaTeX,")):
        book = command(name, _book, f"make {told} of the site in each language")
        book.set_defaults(book=name)
        book.add_argument("--language", action="append", help="only this one; may be repeated")
        book.add_argument("--into", type=Path, help="the folder to put them in (build/books)")
    command("linkcheck", _linkcheck, "ask whether the addresses that pages link to still answer")
    for kind, told in (
        ("talk", "begin the page of a talk"),
        ("conference", "begin the page of a conference"),
        ("tool", "begin the entry of a tool in the glossary"),
        ("language", "add a language and its catalogues"),
    ):
        begin = command(kind, _begin, f"{told}; asks for what is not given")
        begin.set_defaults(kind=kind)
        begin.add_argument(
            "given", nargs="*", type=_variable, metavar="NAME=value",
            help="a variable; NAME alone takes it from the environment",
        )  # fmt: skip
    rename = command("rename", _rename, "rename a page or a label, and all that refers to it")
    rename.add_argument("given", nargs="*", type=_variable, metavar="NAME=value",
                        help="FROM and TO: a page by its path in docs/, or a label")  # fmt: skip
    weblate = command("weblate", _weblate, "print the components of a Weblate project as JSON")
    weblate.add_argument("--repository", required=True, help="the address that Weblate clones")
    weblate.add_argument("--branch", default="main")
    weblate.add_argument("--project", default="talk-notes", help="the project's slug on Weblate")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the command of *arguments*; return the exit status."""
    options = _parser().parse_args(arguments)
    project = Project(Path.cwd())
    try:
        return int(options.run(project, options))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(cannot_write(error, project.root), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
