"""Extracts the messages to translate: from the pages, from this package, from furo's templates.

What comes out is the same on every machine, and does not depend on the catalogues there are.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import polib
import sphinx.locale
from babel.messages.extract import extract_from_dir, extract_from_file
from sphinx.application import Sphinx

from talknotes.common.files import digest, digest_of_file, write_whole
from talknotes.common.labels import PACKAGE_DIR
from talknotes.common.project import Project
from talknotes.common.reports import PLAIN, crash_in_short, read_sphinx_report
from talknotes.translation.catalogues import FIGURE_SCRIPTS, FIGURES_CATALOGUE, THEME_CATALOGUE
from talknotes.translation.domain import translation_of

# In build/: the messages of every page, with the lines that they stand on.
MESSAGES_NAME = "messages.json"
_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "ngettext": (1, 2)}


class ExtractionError(Exception):
    """The pages could not be read: ``problems`` with their places, and the ``rest`` of a report."""

    def __init__(self, report: Iterable[str]) -> None:
        self.problems, self.rest = read_sphinx_report(report)
        super().__init__("\n".join([*map(str, self.problems), *self.rest]))


def _extract_pages(project: Project, path: Path) -> None:
    """Write the messages of every page to *path*; raise `ExtractionError` if Sphinx complains."""
    folder = path.parent / "extraction"
    command = [
        sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-j", "auto", "-b", "dummy",
        "-c", str(project.root), "-d", str(project.build / "doctrees" / "extraction"),
        # Typographic quotes are for the pages themselves, and take a while.
        "-D", "talknotes_extract=1", "-D", "smartquotes=0", "-E", str(project.docs), str(folder),
    ]  # fmt: skip
    path.unlink(missing_ok=True)
    environment = {**os.environ, **PLAIN}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment
    )
    if done.returncode:
        report = [line for line in done.stderr.splitlines() if line.strip()]
        raise ExtractionError(crash_in_short(report))


def write_messages(app: Sphinx, exception: Exception | None) -> None:
    """Write the messages of all pages, where they are extracted (event ``build-finished``)."""
    if app.config.talknotes_extract and exception is None:
        content = json.dumps(translation_of(app.env).messages, ensure_ascii=False, indent=0)
        write_whole(Path(app.outdir).parent / MESSAGES_NAME, content.encode("utf-8"))


def templates_of_pages(project: Project) -> dict[str, polib.POFile]:
    """Return the messages of every page, by docname, extracted again if anything has changed.

    Raises `ExtractionError` where Sphinx fails or warns.
    """
    path = project.build / MESSAGES_NAME
    stamp = project.build / "extraction" / "made-from"
    made_from = _digest_of_sources(project)
    if not stamp.exists() or stamp.read_text(encoding="ascii") != made_from + _digest_of([path]):
        _extract_pages(project, path)
        write_whole(stamp, (made_from + _digest_of([path])).encode("ascii"))
    messages: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8"))
    templates = {docname: polib.POFile() for docname in sorted(messages)}
    for docname, template in templates.items():
        for message, line in messages[docname].items():
            occurrences = [(f"docs/{docname}.md", str(line))]
            template.append(polib.POEntry(msgid=message, occurrences=occurrences))
    return templates


def _digest_of_sources(project: Project) -> str:
    """Return a digest of all that the templates are made from."""
    folders = (project.docs, project.root / "examples", PACKAGE_DIR)
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    paths = [path for path in paths if path.suffix != ".pyc"]
    return _digest_of([project.root / "conf.py", project.root / "requirements.txt", *paths])


def _digest_of(paths: Iterable[Path]) -> str:
    contents = "\n".join(f"{path} {digest_of_file(path)}" for path in sorted(paths))
    return digest(contents.encode())


# A message, its plural or "", and a place that it stands in.
_Found = tuple[str, str, str]


def _template(found: Iterable[_Found]) -> polib.POFile:
    """Return the messages in the order of their first place, then of their text."""
    places: dict[tuple[str, str], set[str]] = {}
    for singular, plural, place in found:
        places.setdefault((singular, plural), set()).add(place)
    template = polib.POFile()
    template.extend(
        polib.POEntry(
            msgid=singular,
            msgid_plural=plural,
            occurrences=[(place, "") for place in sorted(places[singular, plural])],
        )
        for singular, plural in sorted(places, key=lambda key: (min(places[key]), key[0]))
    )
    return template


def _labels_of_code(folder: Path, shown: str) -> Iterator[_Found]:
    for name, _line, message, *_rest in extract_from_dir(
        folder, method_map=[("**.py", "python")], keywords=_KEYWORDS
    ):
        singular, plural = (message, "") if isinstance(message, str) else message[:2]
        yield singular, plural, f"{shown}/{Path(name).as_posix()}"


def label_template(root: Path, domain: str) -> polib.POFile:
    """Return the template of the catalogue of labels *domain* of the project at *root*."""
    if domain == FIGURES_CATALOGUE:
        return _template(_labels_of_code(root / FIGURE_SCRIPTS, FIGURE_SCRIPTS))
    if domain == THEME_CATALOGUE:
        return _template(_labels_of_theme())
    return _template(_labels_of_code(PACKAGE_DIR, PACKAGE_DIR.name))


def _labels_of_theme() -> Iterator[_Found]:
    """Yield what the theme says, but for what Sphinx translates itself."""
    known = polib.pofile(str(Path(sphinx.locale.__file__).parent / "sphinx.pot"))
    translated = {entry.msgid for entry in known}
    spec = find_spec("furo")  # importing it takes a while
    assert spec
    assert spec.origin
    theme = Path(spec.origin).parent / "theme" / "furo"
    for path in theme.rglob("*.html"):
        place = f"furo/{path.relative_to(theme).as_posix()}"
        for _line, message, *_rest in extract_from_file(
            "jinja2.ext:babel_extract", path, keywords={"_": None, "trans": None, "gettext": None}
        ):
            if isinstance(message, str) and message not in translated:
                yield message, "", place
