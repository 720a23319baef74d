"""What the tests share: small projects to build, the finished site, a browser."""

from __future__ import annotations

import contextlib
import gettext
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

import forked
import pytest
import yaml
from browsing import Visit, chromium, visits
from finished_site import Page, Pages, pages_of
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser
from sphinx.application import Sphinx
from sphinx.testing.util import _clean_up_global_state
from sphinx.util.docutils import docutils_namespace
from static_server import static_server

from talknotes.common.front_matter import split_front_matter
from talknotes.common.project import Project
from talknotes.content.facts import TALK_KINDS
from talknotes.translation import extraction

REPOSITORY = Path(__file__).parent.parent
# Templates that are compiled: that would take a third of the time of a small build.
COMPILED = REPOSITORY / "build" / "templates"
COMPILED.mkdir(parents=True, exist_ok=True)

# What takes longest begins first, lest one process be left with it in the end (`--durations=0`).
LONGEST = (
    "test_page_types", "test_preview", "test_examples", "test_weight", "test_pseudo_language",
    "test_read_the_docs", "test_updating", "test_checking", "test_incremental", "test_search",
    "test_real_site", "test_rename", "test_planted_mistakes", "test_commands", "test_keyboard",
)  # fmt: skip

CONF = """
import sys
from pathlib import Path

sys.path.insert(0, {repository!r})

ROOT = Path(__file__).parent
project = "Small site"
language = "en"
talknotes_languages = {{
    "en": {{"name": "English", "locale": "en_GB"}},
    "ru": {{"name": "Русский", "locale": "ru_RU"}},
}}
extensions = ["talknotes", "myst_parser"]
nitpicky = True
myst_disable_syntax = ["html_inline", "html_block"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 0
gettext_compact = False
html_theme = "furo"
html_copy_source = False
html_sidebars = {{"**": ["sidebar/navigation.html"]}}
"""


class SmallSite:
    """A project in a folder of its own, laid out like the real one, built in this process."""

    def __init__(self, root: Path, *, keep: bool = False) -> None:
        self.root = root
        self.project = Project(root)
        if not keep:
            self.write("conf.py", CONF.format(repository=str(REPOSITORY)))

    def write(self, name: str, text: str) -> Path:
        """Write *text*, dedented, to the file *name*; a page is named ``docs/….md``."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def page(self, docname: str, text: str) -> Path:
        """Write the page *docname*."""
        return self.write(f"docs/{docname}.md", text)

    def read(self, name: str) -> str:
        """Return the text of the file *name*."""
        return (self.root / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> int:
        """Put *new* in the place of *old* in the file *name*; return the line, from 1."""
        text = self.read(name)
        assert old in text
        (self.root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def contents(self) -> dict[str, bytes]:
        """Return all files but those that were built."""
        files = {path.relative_to(self.root).as_posix(): path for path in self.root.rglob("*")}
        kept = {name: path for name, path in files.items() if not name.startswith("build/")}
        return {name: path.read_bytes() for name, path in kept.items() if path.is_file()}

    def catalogue(self, language: str, domain: str, messages: dict[str, str]) -> Path:
        """Write the catalogue of *domain* in *language* with *messages*."""
        header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        entries = "".join(
            f"\nmsgid {quote(msgid)}\nmsgstr {quote(msgstr)}\n"
            for msgid, msgstr in messages.items()
        )
        path = self.root / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(header + entries, encoding="utf-8")
        return path

    def build(
        self,
        language: str = "en",
        *,
        parallel: int = 0,
        fresh: bool = False,
        out: str = "html",
        builder: str = "html",
    ) -> str:
        """Build *language* into ``build/<out>/<language>``; return what Sphinx warned of."""
        warnings = StringIO()
        # Python keeps compiled catalogues by their paths, also when they have changed.
        gettext._translations.clear()  # type: ignore[attr-defined]
        try:
            with docutils_namespace():
                app = Sphinx(
                    str(self.root / "docs"),
                    str(self.root),
                    str(self.root / "build" / out / language),
                    str(self.root / "build" / f"doctrees-{out}" / language),
                    builder,
                    confoverrides={"language": language},
                    status=StringIO(),
                    warning=warnings,
                    freshenv=fresh,
                    parallel=parallel,
                )
                if templates := getattr(app.builder, "templates", None):
                    templates.environment.bytecode_cache = FileSystemBytecodeCache(str(COMPILED))
                app.build()
        finally:
            _clean_up_global_state()
        return warnings.getvalue()

    def html(self, docname: str, language: str = "en", *, out: str = "html") -> str:
        """Return the built page *docname*."""
        path = self.root / "build" / out / language / f"{docname}.html"
        return path.read_text(encoding="utf-8")


def quote(text: str) -> str:
    """Return *text* as a string of a PO file."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


# What a test needs, by the fixtures that it asks for; `make test-quick` leaves all three out.
NEEDS = {
    "browser": {"browser", "visit"},
    "whole_site": {"real_site", "pages", "every_page"},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that build sites, look at the finished site, or open a browser; order them."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))
    for item in items:
        for mark, fixtures in NEEDS.items():
            if fixtures & set(getattr(item, "fixturenames", ())):
                item.add_marker(mark)
        if hasattr(getattr(item, "module", None), "SmallSite"):
            item.add_marker("builds")


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """Return an empty small project."""
    return SmallSite(tmp_path)


@pytest.fixture(scope="session", autouse=True)
def quick_extraction() -> Iterator[None]:
    """Have messages extracted in a process that need not import Sphinx anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extraction, "subprocess", SimpleNamespace(run=forked.run))
        yield


@pytest.fixture(scope="session")
def real_site() -> Path:
    """Return the folder of the finished site, a folder a language; `make test` builds it first."""
    html = Project(REPOSITORY).html
    assert (html / "index.html").exists(), "the site is not built; run: make"
    return html


@pytest.fixture(scope="session")
def pages(real_site: Path) -> Pages:
    """Return all pages of the finished site by language and name."""
    return pages_of(real_site)


@pytest.fixture(scope="session")
def every_page(pages: Pages) -> list[Page]:
    """Return the pages of both languages in one list."""
    return [page for group in pages.values() for page in group.values()]


@pytest.fixture(scope="session")
def sources() -> dict[str, dict[str, Any]]:
    """Return the front matter of every source page, by the name of the finished page."""
    found = {}
    docs = REPOSITORY / "docs"
    for path in sorted(docs.rglob("*.md")):
        front, _body = split_front_matter(path.read_text(encoding="utf-8"))
        name = path.relative_to(docs).with_suffix(".html").as_posix()
        found[name] = yaml.safe_load(front or "") or {}
    return found


@pytest.fixture(scope="session")
def talks(sources: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the facts of every talk, by the name of its page."""
    return {name: facts for name, facts in sources.items() if facts.get("kind") in TALK_KINDS}


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve *folder* on a free port of this machine; yield the address without a slash."""
    with static_server(folder) as server:
        yield server.address


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """Return the address of the finished site over http."""
    with serve(real_site) as address:
        yield address


@pytest.fixture(params=["served", "from-disk"])
def address(request: pytest.FixtureRequest, real_site: Path, served: str) -> str:
    """Return the address of the finished site, over http and as a folder on disk."""
    return served if request.param == "served" else real_site.as_uri()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Return a function that opens a page as a reader who comes for the first time."""
    with visits(browser) as visit:
        yield visit
