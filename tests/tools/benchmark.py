"""Measures what a contributor waits for, on a copy of this repository.

Run by hand on a machine that does nothing else; no test, because time depends on the machine:

    PYTHONPATH=.:tests:tests/support .venv/bin/python tests/tools/benchmark.py check
    PYTHONPATH=.:tests:tests/support .venv/bin/python tests/tools/benchmark.py preview --pages 40

`check` takes the seconds of `make check`: from nothing, as after a clone, and when it remembers.
`preview` takes the seconds from saving a file to seeing it in Chromium, which `make test` installs.
With a number of pages, talks and guides are left out until no more are there.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polib
from browsing import chromium, visits
from conftest import REPOSITORY
from playwright.sync_api import Page
from served import Served, command, environment

LANGUAGE, PAGE = "en", "pycon-de-2018/cython"
COPIED = ("docs", "locale", "talknotes", "conf.py")
# Pages of these folders can be left out, but for one of each and the one that is looked at.
SPARE = ("guides", "europython-2020", "pycon-de-2018")
_REFERENCE = re.compile(r"\{(?:doc|talk|ref)\}`(?:(?P<text>[^`<]*?)\s*<)?(?P<target>[^`<>]+)>?`")


def copy_project(root: Path) -> None:
    """Copy what a build needs of this repository to *root*."""
    for name in COPIED:
        path = REPOSITORY / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, root / name)


def count_pages(root: Path) -> int:
    return sum(1 for _ in (root / "docs").rglob("*.md"))


def leave_out(root: Path, kept: int) -> None:
    """Remove pages until *kept* are there, with their catalogues and the references to them."""
    docs = root / "docs"
    spare = [
        f"{folder}/{path.stem}"
        for folder in SPARE
        for path in sorted((docs / folder).glob("*.md"))[1:]
        if path.stem != "index" and f"{folder}/{path.stem}" != PAGE
    ]
    gone = spare[: max(0, count_pages(root) - kept)]
    labels = {
        label
        for docname in gone
        for label in re.findall(r"^\((.+)\)=$", (docs / f"{docname}.md").read_text("utf-8"), re.M)
    }
    targets = {*gone, *(name.split("/")[1] for name in gone), *labels}

    def without(text: str) -> str:
        return _REFERENCE.sub(
            lambda one: (
                (one["text"] or one["target"]) if one["target"].lstrip("/") in targets else one[0]
            ),
            text,
        )

    for docname in gone:
        for path in (docs / f"{docname}.md", *(root / "locale").glob(f"*/*/{docname}.po")):
            path.unlink()
    for path in docs.rglob("*.md"):
        # A name that stands alone in its line is of a table of contents.
        folder = path.parent.relative_to(docs)
        lines = path.read_text("utf-8").split("\n")
        lines = [one for one in lines if (folder / one).as_posix() not in gone]
        path.write_text(without("\n".join(lines)), "utf-8")
    for path in (root / "locale").rglob("*.po"):
        catalogue = polib.pofile(str(path), wrapwidth=79)
        for entry in catalogue:
            entry.msgid, entry.msgstr = without(entry.msgid), without(entry.msgstr)
        catalogue.save()


def edit_catalogue(root: Path, mark: str) -> None:
    """Put *mark* into the translation of the page's first paragraph with no markup in it."""
    path = root / "locale" / LANGUAGE / "LC_MESSAGES" / f"{PAGE}.po"
    catalogue = polib.pofile(str(path), wrapwidth=79)
    entry = max(
        (entry for entry in catalogue if not set("{[`*") & set(entry.msgid)),
        key=lambda entry: len(entry.msgid),
    )
    entry.msgstr = f"{entry.msgstr.split(' MARK')[0]} {mark}"
    catalogue.save()


def edit_page(root: Path, mark: str) -> None:
    """Put *mark* into a paragraph of its own at the end of the page."""
    path = root / "docs" / f"{PAGE}.md"
    text = path.read_text(encoding="utf-8").split("\n\nMARK")[0].rstrip()
    path.write_text(f"{text}\n\n{mark}\n", encoding="utf-8")


def edit_wrongly(root: Path, mark: str) -> None:
    """Put *mark* into a paragraph with a mistake, which the panel tells of."""
    edit_page(root, f"{mark} {{doc}}`{mark}`")


def seconds_to_see(
    page: Page, root: Path, edit: Callable[[Path, str], None], mark: str, shown_in: str
) -> float:
    """Return how long it takes until the part *shown_in* of *page* has what *edit* saved."""
    edit(root, mark)
    saved = time.monotonic()
    page.wait_for_function(
        "([part, mark]) => document.querySelector(part)?.innerText.includes(mark)",
        arg=[shown_in, mark],
        polling=20,
    )
    return time.monotonic() - saved


def tell(name: str, took: list[float]) -> None:
    """Print the median and the worst of *took*."""
    print(f"  {name:15} median {statistics.median(took):.2f}, worst {max(took):.2f}", flush=True)


def measure_preview(root: Path, rounds: int) -> None:
    """Print how long an edit of a catalogue, of a page, and a mistake take to be seen."""
    served = Served(root, "preview", "--language", LANGUAGE, "--page", PAGE)
    try:
        served.wait_until(lambda: f"{served.address}/" in served.said(), "the address")
        with chromium() as browser, visits(browser) as visit:
            page = visit(f"{served.address}/{LANGUAGE}/{PAGE}.html")
            for edit, part in (
                (edit_catalogue, "article"),
                (edit_page, "article"),
                (edit_wrongly, "#mistakes"),
            ):
                marks = [f"MARK{edit.__name__.upper()}{number}" for number in range(rounds)]
                tell(edit.__name__, [seconds_to_see(page, root, edit, one, part) for one in marks])
    finally:
        served.stop()


def measure_check(root: Path, rounds: int) -> None:
    """Print how long a check takes that knows nothing, and one that remembers the last."""

    def seconds() -> float:
        began = time.monotonic()
        subprocess.run(command("check"), cwd=root, env=environment(), capture_output=True)
        return time.monotonic() - began

    took: dict[str, list[float]] = {"from nothing": [], "remembered": []}
    seconds()  # Python compiles the code
    for _ in range(rounds):
        shutil.rmtree(root / "build")
        for name in took:
            took[name].append(seconds())
    for name, measured in took.items():
        tell(name, measured)


MEASURES = {"preview": measure_preview, "check": measure_check}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("what", choices=MEASURES)
    parser.add_argument("--pages", type=int, help="how many pages to keep")
    parser.add_argument("--rounds", type=int, default=8, help="how often to measure")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copy_project(root)
        if options.pages:
            leave_out(root, options.pages)
        load = os.getloadavg()[0]
        print(
            f"{count_pages(root)} pages, {os.cpu_count()} processors, load {load:.1f}; "
            f"seconds, of {options.rounds} rounds:"
        )
        MEASURES[options.what](root, options.rounds)


if __name__ == "__main__":
    sys.exit(main())
