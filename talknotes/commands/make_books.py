"""Makes what readers can keep: ``make epub``, ``make pdf`` and ``make zip``, on Read the Docs too.

A PDF is made by XeLaTeX, from what Sphinx writes for it; what XeLaTeX only notes in its log, and a
reader would see, is a mistake here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from talknotes.commands.build import print_once, run_builds
from talknotes.common.languages import Language
from talknotes.common.project import Project
from talknotes.common.urls import PACKED, book_name
from talknotes.publishing.books import pack

BUILDERS = {"epub": "epub", "pdf": "latex", "zip": "html"}
# Works only at the address that a server knows.
_NEEDS_SERVER = frozenset({"404.html", ".buildinfo", "objects.inv"})

# What a PDF is made with, and Debian's packages that bring it: programs, files of TeX, fonts.
PROGRAMS = {
    "xelatex": "texlive-xetex", "latexmk": "latexmk", "xindy": "xindy", "make": "make",
    "rsvg-convert": "librsvg2-bin", "kpsewhich": "texlive-binaries", "fc-list": "fontconfig",
}  # fmt: skip
TEX_FILES = {
    "gloss-russian.ldf": "texlive-latex-recommended", "tabulary.sty": "texlive-latex-extra",
    "newunicodechar.sty": "texlive-latex-extra", "loadhyph-ru.tex": "texlive-lang-cyrillic",
    "psyr.tfm": "texlive-fonts-recommended",
}  # fmt: skip
FONTS = {
    "PT Serif": "fonts-paratype", "PT Sans": "fonts-paratype",
    "DejaVu Sans Mono": "fonts-dejavu-core",
}  # fmt: skip
PACKAGES = sorted({*PROGRAMS.values(), *TEX_FILES.values(), *FONTS.values()})

# What sticks out of the text by more points than this can be seen.
_SEEN = 12.0
_OVERFULL = re.compile(r"Overfull \\hbox \(([\d.]+)pt too wide\) in paragraph at lines (\d+)")
_MISSING = re.compile(r"Missing character: There is no (.+?) \((U\+[0-9A-F]+)\) in font ([^/:]+)")
_UNDEFINED = re.compile(r"LaTeX Warning: (Reference `.+?') on page")
_MISTAKE = re.compile(r"^! .+", re.MULTILINE)
# The last: no line of the log is broken.
_FOR_TEX = {"FORCE_SOURCE_DATE": "1", "LC_ALL": "C.UTF-8", "max_print_line": "10000"}


def missing_for_pdf() -> list[str]:
    """Return Debian's packages that a PDF needs and that this machine lacks."""
    missing = {package for program, package in PROGRAMS.items() if not shutil.which(program)}
    if not missing:  # they look for the rest
        missing = {package for name, package in TEX_FILES.items() if not _output("kpsewhich", name)}
        missing |= {package for font, package in FONTS.items() if not _output("fc-list", font)}
    return sorted(missing)


def _output(*command: str) -> str:
    """Return what *command* prints; nothing where there is no such program."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def problems_of_log(log: str) -> list[str]:
    """Return what a reader would see of what XeLaTeX notes in *log*, each once, in order."""
    found = _MISTAKE.findall(log)
    found += [
        f'the font {font} has no "{character}" ({code})'
        for character, code, font in _MISSING.findall(log)
    ]
    found += [f"{what} leads nowhere" for what in _UNDEFINED.findall(log)]
    found += [
        f"line {line} of the .tex: something sticks out of the text by {float(points):.0f} points"
        for points, line in _OVERFULL.findall(log)
        if float(points) > _SEEN
    ]
    return list(dict.fromkeys(found))


def _moment_of_sources(project: Project) -> dict[str, str]:
    """Return the time of the last commit for the environment: the same sources, the same book."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return {}
    moment = _output("git", "-C", str(project.root), "log", "-1", "--format=%ct")
    return {"SOURCE_DATE_EPOCH": moment} if moment else {}


def _typeset(folder: Path, name: str, environment: dict[str, str]) -> list[str]:
    """Run XeLaTeX in *folder*, where Sphinx has written; return what is wrong with the PDF."""
    handed_down = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    kept = {key: value for key, value in os.environ.items() if key not in handed_down}
    options = "LATEXMKOPTS=-silent -interaction=nonstopmode -halt-on-error"
    done = subprocess.run(
        [str(shutil.which("make")), "all-pdf", options],
        cwd=folder, env={**kept, **environment, **_FOR_TEX}, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip
    log = folder / f"{Path(name).stem}.log"
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    problems = problems_of_log(text)
    if not (folder / name).exists() or (done.returncode and not problems):
        problems += done.stdout.splitlines()[-10:]
    return problems


def make_books(
    project: Project, book: str, languages: Sequence[Language], folder: Path | None = None
) -> int:
    """Make the *book* of all *languages* into *folder*, where it has no mistakes; return 0 or 1."""
    if book == "pdf" and (missing := missing_for_pdf()):
        install = f"apt-get install --no-install-recommends {' '.join(missing)}"
        needed = "A PDF is made with XeLaTeX, and something for it is missing; install it"
        print(f"{needed} (Debian, Ubuntu: {install}).", file=sys.stderr)
        return 1
    print(f"Making the {book.upper()} of {', '.join(one.name for one in languages)} …", flush=True)
    builder = BUILDERS[book]
    out = project.build / "packed" if book == "zip" else project.build
    environment = _moment_of_sources(project)
    if book == "zip":
        environment[PACKED] = "1"
    for language in languages:
        shutil.rmtree(out / builder / language.code, ignore_errors=True)
    builds = run_builds(project, languages, out, builder=builder, environment=environment)
    print_once((build.problems, build.rest) for build in builds)
    status = 0
    for build in builds:
        made = out / builder / build.language.code
        name = book_name(build.language.code, book)
        problems = ["Sphinx found mistakes, see above"] if build.failed else []
        if book == "pdf" and not problems:
            problems = _typeset(made, name, environment)
        if book == "zip" and not problems:
            _pack_site(made, made / name, environment)
        if problems:
            status = 1
            print(f"\n{name} was not made:", file=sys.stderr)
            print("\n".join(f"  {problem}" for problem in problems), file=sys.stderr, flush=True)
        else:
            _publish(project, made / name, folder or project.build / "books")
    if not status and folder is None:
        print("The site links to them when it is built next: make")
    return status


def _pack_site(folder: Path, target: Path, environment: Mapping[str, str]) -> None:
    """Pack the site in *folder*: archives of all languages unpack beside each other."""
    files = {
        f"talk-notes/{folder.name}/{path.relative_to(folder).as_posix()}": path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in _NEEDS_SERVER and path != target
    }
    moment = {**os.environ, **environment}.get("SOURCE_DATE_EPOCH", time.time())
    pack(target, files, int(moment))


def _publish(project: Project, made: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / made.name
    shutil.copyfile(made, target)
    print(f"{project.shown(target)}, {target.stat().st_size / 1024:.0f} KB")
