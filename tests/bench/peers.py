"""The peers: how each is built, thrown away, and changed at one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from content import Content, Talk, russian
from projects import (
    CATALOGUES,
    LANGUAGES,
    TRANSLATED,
    page_of,
    write_mkdocs,
    write_own,
    write_plain,
)


@dataclass(frozen=True)
class Cost:
    """What a build took: seconds on the clock, those of all processors, and megabytes.

    The memory is what the one process took that took most.
    """

    wall: float
    cpu: float
    memory: float

    @classmethod
    def of_all(cls, costs: Sequence[Cost]) -> Cost:
        """Return what builds took that ran one after the other."""
        wall, cpu = sum(one.wall for one in costs), sum(one.cpu for one in costs)
        return cls(wall, cpu, max(one.memory for one in costs))


def run(command: list[str], root: Path) -> Cost:
    """Run *command* in *root* and return what it took, with all processes that it started."""
    log = root / "bench.log"
    with log.open("wb") as said:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=root, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        told = log.read_text(encoding="utf-8", errors="replace")
        sys.exit(f"{' '.join(command)} in {root}:\n{told[-3000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@dataclass(frozen=True)
class Peer:
    """A generator of sites, with the notes as its project in the folder *root*."""

    name: str
    root: Path
    one: Callable[[str], list[str]]
    """The command that builds one language."""
    all: list[str] | None
    """The command that builds all languages, where one does."""
    built: tuple[str, ...]
    """What is thrown away before a build from nothing."""
    page: Callable[[str, str], str]
    """Where, in a language, a page stands when it is built."""
    translation: Callable[[str], Path]
    """The file in *root* that the Russian of a page stands in."""

    def clear(self) -> None:
        """Throw away what was built."""
        for pattern in self.built:
            for path in self.root.glob(pattern):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def build(self, languages: tuple[str, ...] = LANGUAGES) -> list[Cost]:
        """Build *languages*, and return what each command took."""
        together = languages == LANGUAGES and self.all
        commands = [self.all] if together else [self.one(language) for language in languages]
        return [run(command, self.root) for command in commands if command]

    def html(self, talk: Talk, language: str) -> bytes:
        """Return the page of *talk* in *language*."""
        return (self.root / self.page(language, page_of(talk))).read_bytes()

    def change(self, talk: Talk) -> None:
        """Put a word more into one sentence of the Russian of *talk*."""
        path = self.root / self.translation(page_of(talk))
        text, start = path.read_text(encoding="utf-8"), translated_start(talk)
        if start not in text:
            sys.exit(f"{path} does not say: {start}")
        path.write_text(text.replace(start, f"{start} {russian('word')}", 1), encoding="utf-8")


def translated_start(talk: Talk) -> str:
    """Return in Russian how a paragraph in the middle of *talk* begins."""
    _lead, _heading, paragraph, *_ = talk.text.split("\n\n")
    return russian(" ".join(paragraph.split()[:3]))


def write_peers(folder: Path, content: Content, mkdocs: Path) -> list[Peer]:
    """Write *content* as projects in *folder*, and return the peers, this project first.

    *mkdocs* is the program of the second one.
    """
    own, material, plain = (folder / name for name in ("own", "mkdocs", "plain"))
    write_own(own, content)
    write_mkdocs(material, content)
    write_plain(plain, own)
    python = [sys.executable, "-m"]
    prefix = {language: f"{language}/" for language in LANGUAGES} | {LANGUAGES[0]: ""}
    build = [*python, "talknotes", "build"]
    sphinx = [*python, "sphinx", "-q", "-b", "html", "-c", "."]
    return [
        Peer(
            "this project",
            own,
            one=lambda language: [*build, "--language", language],
            all=build,
            built=("build",),
            page="build/html/{}/{}.html".format,
            translation=lambda page: CATALOGUES / f"{page}.po",
        ),
        Peer(
            "MkDocs Material",
            material,
            one=lambda language: [str(mkdocs), "build", "-q", "-f", f"mkdocs-{language}.yml"],
            all=[str(mkdocs), "build", "-q"],
            built=("site",),
            page=lambda language, page: f"site/{prefix[language]}{page}/index.html",
            translation=lambda page: Path("docs", f"{page}.{TRANSLATED}.md"),
        ),
        Peer(
            "plain Sphinx",
            plain,
            one=lambda language: [
                *sphinx,
                *("-d", f"build/doctrees/{language}", "-D", f"language={language}"),
                *("docs", f"build/html/{language}"),
            ],
            all=None,
            # Sphinx compiles each catalogue beside its source.
            built=("build", "locale/**/*.mo"),
            page="build/html/{}/{}.html".format,
            translation=lambda page: CATALOGUES / f"{page}.po",
        ),
    ]
