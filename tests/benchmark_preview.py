"""Measures `make preview` on this repository: seconds from saving a file to seeing it in Chromium.

Run by hand on a machine that does nothing else; no test, because time depends on the machine:

    PYTHONPATH=. .venv/bin/python tests/benchmark_preview.py

Works on a copy, and needs what `make test` installs.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polib
from browsing import chromium, visits
from conftest import REPOSITORY
from playwright.sync_api import Page
from served import Served

LANGUAGE, PAGE = "en", "pycon-de-2018/cython"
ROUNDS = 8
COPIED = ("docs", "locale", "talknotes", "conf.py")


def copy_project(root: Path) -> None:
    """Copy what a build needs of this repository to *root*."""
    for name in COPIED:
        path = REPOSITORY / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, root / name)


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


def seconds(page: Page, root: Path, edit: Callable[[Path, str], None], mark: str) -> float:
    """Return how long it takes until *page* shows what *edit* saved."""
    edit(root, mark)
    saved = time.monotonic()
    page.wait_for_function("mark => document.body?.innerText.includes(mark)", arg=mark, polling=20)
    return time.monotonic() - saved


def main() -> None:
    """Print the median and the worst of some rounds of every kind of edit."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copy_project(root)
        served = Served(root, "preview", "--language", LANGUAGE, "--page", PAGE)
        try:
            served.wait_until(lambda: f"{served.address}/" in served.said(), "the address")
            count = sum(1 for _ in (root / "docs").rglob("*.md"))
            print(f"{count} pages; seconds from saving to seeing, {ROUNDS} edits of each kind:")
            with chromium() as browser, visits(browser) as visit:
                page = visit(f"{served.address}/{LANGUAGE}/{PAGE}.html")
                for edit in (edit_catalogue, edit_page, edit_wrongly):
                    took = [
                        seconds(page, root, edit, f"MARK{edit.__name__.upper()}{number}")
                        for number in range(ROUNDS)
                    ]
                    told = f"median {statistics.median(took):.2f}, worst {max(took):.2f}"
                    print(f"  {edit.__name__:15} {told}", flush=True)
        finally:
            served.stop()


if __name__ == "__main__":
    main()
