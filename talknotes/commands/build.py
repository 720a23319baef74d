"""Builds the site in all its languages side by side, and shows how it goes.

Each language is a Sphinx of its own, so that one that fails does not stop the others.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from talknotes.commands.processes import PreloadedProcess
from talknotes.commands.replace_site import recover_site, replace_site
from talknotes.common.files import write_changed, write_whole
from talknotes.common.languages import Language, offered
from talknotes.common.parent_process import WITH_PARENT
from talknotes.common.problems import Problem
from talknotes.common.project import Project, faulty_pages_path
from talknotes.common.reports import PLAIN, crash_in_short, read_sphinx_report
from talknotes.common.urls import SiteLayout
from talknotes.publishing.feeds import write_root_robots
from talknotes.publishing.landing import landing_page
from talknotes.translation.catalogues import docname_of_catalogue

_STEP = re.compile(r"^(reading sources|writing output)\.\.\. \[\s*(\d+)%\]")
# What Sphinx exits with where it warned under -W, and did all the rest.
_WARNED = 1
_QUARTER = 25
# The mark of a build that did not end, or that does not know all its mistakes.
_UNFINISHED = "unfinished"
Running = subprocess.Popen[str] | PreloadedProcess
# Starts ``python -m`` with arguments, and what is added to the environment.
Start = Callable[[Sequence[str], Mapping[str, str]], Running]
# Asked for only to know a machine without a network from a site with dead links.
_WELL_KNOWN_HOST = "www.python.org"


@dataclass
class LanguageBuild:
    """One language's build, and when it has ended, what it reported: problems, and the rest."""

    language: Language
    process: Running
    doctrees: Path
    problems: list[Problem] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether Sphinx failed, or warned."""
        return self.process.returncode != 0

    @property
    def crashed(self) -> bool:
        """Whether Sphinx stopped before it had done everything."""
        return self.process.returncode not in (0, _WARNED)


def sphinx_command(
    project: Project, language: str, out: Path, *, builder: str, beside: int = 1
) -> list[str]:
    """Return what builds *language* in *out* by ``python -m``; warnings are errors, all are shown.

    *beside* is how many builds share the processors, this one included.
    """
    count = max(1, (os.cpu_count() or 1) // beside)
    return [
        "sphinx", "-b", builder, "-n", "-W", "--keep-going",
        "-j", str(count), "-c", str(project.root), "-D", f"language={language}",
        "-d", str(out / "doctrees" / language),
        str(project.docs), str(out / builder / language),
    ]  # fmt: skip


def _follow(build: LanguageBuild) -> None:
    """Show the steps of *build*; of long lists of pages every quarter."""
    assert build.process.stdout
    shown = set()
    with build.process.stdout as lines:
        for step in filter(None, map(_STEP.match, lines)):
            quarter = int(step[2]) // _QUARTER * _QUARTER
            if quarter and (step[1], quarter) not in shown:
                shown.add((step[1], quarter))
                print(f"  {build.language.code}: {step[1]}, {quarter} %\n", end="", flush=True)


def _collect(build: LanguageBuild) -> None:
    assert build.process.stderr
    with build.process.stderr as lines:
        report = crash_in_short([line.rstrip() for line in lines if line.strip()])
    build.problems, build.rest = read_sphinx_report(report)


def start_python(arguments: Sequence[str], environment: Mapping[str, str]) -> Running:
    """Start ``python -m`` with *arguments*; *environment* adds to one's own."""
    environment = {**os.environ, **environment, WITH_PARENT: str(os.getpid())}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], env=environment, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def run_builds(
    project: Project,
    languages: Sequence[Language],
    out: Path,
    *,
    builder: str = "html",
    environment: Mapping[str, str] | None = None,
    start: Start = start_python,
    only_pages: bool = False,
) -> list[LanguageBuild]:
    """Run *builder* for all *languages* side by side in *out*; *environment* adds to one's own.

    *start* starts each of them. With *only_pages* the files beside the pages, such as those of the
    search, stay as they are.
    """
    started = time.monotonic()
    builds = []
    for language in languages:
        doctrees = out / "doctrees" / language.code
        _begin(doctrees)
        code, beside = language.code, len(languages)
        command = sphinx_command(project, code, out, builder=builder, beside=beside)
        if only_pages:
            command += ["-D", "talknotes_only_pages=1"]
        process = start(command, {**PLAIN, **(environment or {})})
        builds.append(LanguageBuild(language, process, doctrees))
    with ThreadPoolExecutor(max_workers=2 * len(builds)) as readers:
        read = [readers.submit(reader, one) for one in builds for reader in (_follow, _collect)]
        try:
            for build in builds:
                build.process.wait()
                build.seconds = time.monotonic() - started
        except BaseException:
            for build in builds:
                build.process.terminate()
            raise
    for one in read:
        one.result()
    for build in builds:
        _note_end(project, build)
    return builds


def _begin(doctrees: Path) -> None:
    """Mark the build in *doctrees* as unfinished; after one that was, every page is read again.

    Sphinx reports mistakes only while it reads a page: the next build would be silent about them.
    """
    mark = doctrees / _UNFINISHED
    if mark.exists():
        (mark.parent / "environment.pickle").unlink(missing_ok=True)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def _note_end(project: Project, build: LanguageBuild) -> None:
    """Note which pages the next build has to read again, so that it reports their mistakes too.

    After a crash or a warning without a place nobody knows: the build stays unfinished.
    """
    if build.crashed or build.rest:
        return
    pages = {page_of(project, build.language.code, one) for one in build.problems} - {""}
    write_whole(faulty_pages_path(build.doctrees), json.dumps(sorted(pages)).encode("utf-8"))
    (build.doctrees / _UNFINISHED).unlink(missing_ok=True)


def page_of(project: Project, language: str, problem: Problem) -> str:
    """Return the page whose source, or catalogue in *language*, has *problem*; else ``""``."""
    path = project.root / problem.path
    if path.is_relative_to(project.docs):
        return path.relative_to(project.docs).with_suffix("").as_posix()
    return docname_of_catalogue(project.locale, language, path)


def print_once(reports: Iterable[tuple[Iterable[Problem], Iterable[str]]]) -> None:
    """Print the problems, and the rest, of all *reports*, each once, as an error."""
    known = list(reports)
    problems = {one for found, _rest in known for one in found}
    rest = dict.fromkeys(line for _found, rest in known for line in rest)
    for line in (*sorted(problems), *rest):
        print(line, file=sys.stderr, flush=True)


def print_outcomes(builds: Sequence[LanguageBuild], out: Path) -> None:
    """Print how each of the *builds* in the folder *out* went."""
    for build in builds:
        pages = len(list((out / "html" / build.language.code).rglob("*.html")))
        outcome = "FAILED" if build.failed else f"{pages} pages"
        print(f"{build.language.name}: {outcome}, {build.seconds:.1f} s", flush=True)


def publish(project: Project, table: Mapping[str, Language], made: Path, site: Path) -> None:
    """Put what was built in the folder *made* in the place of the former *site*, in one step.

    What stands above the languages, those of *table*, is written first.
    """
    write_changed(made / "html" / "index.html", landing_page(table).encode("utf-8"))
    layout = SiteLayout.from_environment({}, root=project.address())
    write_root_robots(made / "html", layout, offered(table))
    replace_site(made / "html", site)


def build_site(project: Project, *, only: str | None = None, into: Path | None = None) -> int:
    """Build all languages, or *only* one; return 0, or 1 where any of them failed or warned.

    When all of it is there, the site comes to the folder ``html`` of *into*, else of ``build/``.
    Raises `sphinx.errors.ConfigError` where *only* is no language of conf.py.
    """
    out = into or project.build
    table = project.languages()
    languages = list(table.values()) if only is None else [project.language(only)]
    print(f"Building {', '.join(language.name for language in languages)} …", flush=True)
    made, site = out / "made", out / "html"
    recover_site(site)
    builds = run_builds(project, languages, made)
    print_once((build.problems, build.rest) for build in builds)
    print_outcomes(builds, made)
    publish(project, table, made, site)
    if failed := ", ".join(build.language.name for build in builds if build.failed):
        print(f"Not built without mistakes: {failed}; see above.", file=sys.stderr)
        return 1
    print(f"Open {project.shown(site / 'index.html')}{'' if into else ', or run: make serve'}")
    return 0


def check_links(project: Project) -> int:
    """Ask for every address that the pages of the default language link to; return 0 or 1."""
    try:
        socket.getaddrinfo(_WELL_KNOWN_HOST, 443)
    except OSError:
        none = f"No network: {_WELL_KNOWN_HOST} cannot be found, so no link can be checked."
        print(none, file=sys.stderr)
        return 1
    language = next(iter(project.languages()))
    command = sphinx_command(project, language, project.build, builder="linkcheck")
    return subprocess.run([sys.executable, "-m", *command], check=False).returncode
