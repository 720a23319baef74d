"""The books: an EPUB and a PDF of each language, made by Sphinx from the same pages.

Here is what they are like, and where the site links to them; `commands.make_books` makes them.
"""

from __future__ import annotations

import datetime as dt
import html
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import yaml
from babel.dates import format_date
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders._epub_base import NavPoint
from sphinx.builders.epub3 import Epub3Builder
from sphinx.config import Config
from sphinx.util.texescape import escape

from talknotes.common.beside_pages import write_beside_pages
from talknotes.common.labels import _
from talknotes.common.languages import read_languages
from talknotes.common.typography import tie
from talknotes.common.urls import BOOK_FORMATS, OTHER_LANGUAGE, book_name
from talknotes.content.domain import docname_at
from talknotes.content.site import Site, site_of

# Sphinx's own for code and for EPUBs, and ours.
_STYLES = ("pygments.css", "epub.css", "book.css")
_MODE = 0o644 << 16


def set_defaults(app: Sphinx, config: Config) -> None:
    """Fill in what a book says of itself in the language of the build (``config-inited``)."""
    languages = read_languages(config.talknotes_languages)
    language = config.language
    subtitle = _("Notes from Python conference talks")
    stem = Path(book_name(language, "epub")).stem
    config.epub_basename = stem
    config.epub_css_files = [_STYLES[-1]]
    config.epub_title = f"{config.project}. {subtitle}"
    config.epub_description = subtitle
    # The same for every edition of the book, and different in each language.
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{config.project}/{language}")
    config.epub_identifier = identifier.urn
    project, subtitle, author = (
        escape(text, "xelatex") for text in (config.project, subtitle, config.author)
    )
    title = rf"{project}\texorpdfstring{{\\[1ex]\Large {subtitle}}}{{. {subtitle}}}"
    config.latex_documents = [
        # The title page names no author: the title says it.
        (config.root_doc, f"{stem}.tex", title, rf"\texorpdfstring{{}}{{{author}}}", "manual", True)
    ]
    day = dt.datetime.fromtimestamp(_moment(), dt.UTC).date()
    locale = languages[language].locale if language in languages else language
    config.latex_elements = {
        **config.latex_elements,
        "preamble": config.latex_elements.get("preamble", "")
        + rf"\AtBeginDocument{{\date{{{format_date(day, 'long', locale=locale)}}}"
        + rf"\hypersetup{{pdflang={{{language}}}}}}}",
    }


def pack(target: Path, files: Mapping[str, Path], moment: int, *, stored: str = "") -> None:
    """Write an archive of *files*, by the names that they have in it; *stored* is not compressed.

    The same files at the same *moment*, in seconds, make the same archive.
    """
    with ZipFile(target, "w") as archive:
        for name, path in files.items():
            entry = ZipInfo(name, time.gmtime(moment)[:6])
            entry.external_attr = _MODE
            kind = ZIP_STORED if name == stored else ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes(), compress_type=kind)


def _moment() -> int:
    """Return the time that the book bears: of its sources, where the command knows it."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))


def order_chapters(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the pages of a PDF below the page that lists them (event ``doctree-resolved``).

    Sphinx puts them where the list stands: all talks of a conference into its last day, by name.
    """
    if app.builder.name != "latex":
        return
    site = site_of(app.env)
    files = {file["docname"]: file for file in doctree.findall(addnodes.start_of_file)}
    listed: dict[str, list[str]] = {}
    for name, file in files.items():
        listed.setdefault(docname_at(file, site.root), []).append(name)
    for parent, names in listed.items():
        top = files.get(parent, doctree).next_node(nodes.section)
        assert top is not None
        order = site.children(parent)
        for name in sorted(names, key=order.index):
            files[name].parent.remove(files[name])
            # A chapter begins a page anyhow.
            if parent != site.root:
                top += nodes.raw("", r"\clearpage", format="latex")
            top += files[name]


class EpubBook(Epub3Builder):
    """Sphinx's EPUB with the pages in reading order, in the language of the book."""

    def init(self) -> None:
        """Say in which language the pages and the table of contents are."""
        super().init()
        language = html.escape(self.config.language)
        self.html_tag = (
            self.html_tag.removesuffix(">") + f' lang="{language}" xml:lang="{language}">'
        )
        self.guide_titles = {"toc": _("Contents"), "cover": _("Cover")}

    def add_css_file(self, filename: str, **kwargs: Any) -> None:
        """Take the styles of the book alone, none of those that extensions add for the site."""
        if filename in _STYLES:
            super().add_css_file(filename, **kwargs)

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Write a page without what the site puts around it."""
        if templatename == "page.html":
            templatename = "book.html"
        super().handle_page(pagename, addctx, templatename, *args, **kwargs)

    def get_toc(self) -> None:
        """List all pages, each below the one it belongs to, as a reader of the site finds them."""
        site = site_of(self.env)
        self.refnodes = [
            {
                "level": level,
                "refuri": html.escape(self.get_target_uri(docname)),
                "text": html.escape(site.title(docname).text),
            }
            for level, docname in _outline(site, site.root, 1, set())
        ]
        self.toc_add_files(self.refnodes)

    def toc_metadata(self, level: int, navpoints: list[NavPoint]) -> dict[str, Any]:
        """Return what toc.ncx says of the book: the same identifier as content.opf."""
        metadata = super().toc_metadata(level, navpoints)
        return {**metadata, "uid": html.escape(self.config.epub_identifier)}

    def build_epub(self) -> None:
        """Pack the book; the same pages of the same date make the same file."""
        stored = "mimetype"
        names = [stored, "META-INF/container.xml", "content.opf", "toc.ncx", *sorted(self.files)]
        pack(
            self.outdir / f"{self.config.epub_basename}.epub",
            {name: self.outdir / name for name in names},
            _moment(),
            stored=stored,
        )


def _outline(site: Site, docname: str, level: int, seen: set[str]) -> Iterator[tuple[int, str]]:
    for child in site.children(docname):
        if child not in seen:
            seen.add(child)
            yield level, child
            yield from _outline(site, child, level + 1, seen)


# -- Links to the books ---------------------------------------------------------------------------


def find_books(app: Sphinx) -> None:
    """Find out which books of this language readers can be offered (event ``builder-inited``)."""
    root, layout = Path(app.config.talknotes_root), app.config.talknotes_layout
    there: Iterable[str] = ()
    if layout.version:
        # Read the Docs makes them after the pages, not before.
        settings = yaml.safe_load((root / ".readthedocs.yaml").read_text(encoding="utf-8"))
        there = settings.get("formats", ())
    else:
        there = [name for name in BOOK_FORMATS if _made(app, name).exists()]
    offers = layout.has_books and app.builder.name == "html"
    app.config.talknotes_books = tuple(name for name in BOOK_FORMATS if offers and name in there)


def _made(app: Sphinx, name: str) -> Path:
    folder = Path(app.config.talknotes_root, "build", "books")
    return folder / book_name(app.config.language, name)


def publish_books(app: Sphinx, exception: Exception | None) -> None:
    """Lay the books beside the front page, and take away what is no more (``build-finished``)."""
    if exception is not None or app.builder.name != "html" or app.config.talknotes_layout.version:
        return
    for name in BOOK_FORMATS:
        target = Path(app.outdir, book_name(app.config.language, name))
        if name in app.config.talknotes_books:
            shutil.copyfile(_made(app, name), target)
        else:
            target.unlink(missing_ok=True)


# -- The archive of a language --------------------------------------------------------------------


def lead_to_languages(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Return the page that leads from an archive to other languages (``html-collect-pages``)."""
    if not app.config.talknotes_layout.packed:
        return ()
    languages = read_languages(app.config.talknotes_languages)
    says = _(
        "This language is in an archive of its own. Unpack it into the same folder as this one, "
        "and the two lead to each other:"
    )
    context = {
        "says": tie(says, app.config.language),
        "others": [
            {"code": one.code, "name": one.name, "file": book_name(one.code, "htmlzip")}
            for one in languages.values()
        ],
    }
    return [(OTHER_LANGUAGE, context, "other-language.html")]


def setup(app: Sphinx) -> None:
    """Make books by Sphinx's own builders, and link to them."""
    app.connect("html-collect-pages", lead_to_languages)
    app.add_config_value("talknotes_books", (), "")
    app.add_builder(EpubBook, override=True)
    app.connect("config-inited", set_defaults)
    app.connect("builder-inited", find_books)
    app.connect("doctree-resolved", order_chapters)
    write_beside_pages(app, publish_books)
