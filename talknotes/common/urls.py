"""Where the site stands: the one place that knows its addresses.

On Read the Docs a language's pages are at ``/<language>/<version>/…``; built locally, at
``build/html/<language>/…``. Between languages links are relative, so they work anywhere. What needs
a web address, such as feeds, is left out where none is known.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from talknotes.common.files import digest

# Sphinx's builders of what readers browse.
SITE_BUILDERS = ("html", "dirhtml")
# What a reader can keep, as Read the Docs and as readers call it, in their order.
BOOK_FORMATS = {"epub": "EPUB", "pdf": "PDF", "htmlzip": "ZIP"}
# Set where the site is built to be read from disk, each language in an archive of its own.
PACKED = "TALK_NOTES_PACKED"
# The page of an archive that leads to another language, or says where it is to be had.
OTHER_LANGUAGE = "other-language"


def versioned(address: str, content: bytes) -> str:
    """Return *address* as it is to be linked while *content* stands there."""
    return with_digest(address, digest(content))


def with_digest(address: str, known: str) -> str:
    """Return *address* as `versioned` does, where the digest of the content is *known*."""
    return f"{address}?v={known}"


def book_name(language: str, kind: str) -> str:
    """Return the name of the file of the book in *language*; *kind* says which: ``epub``."""
    return f"talk-notes-{language}.{kind.removeprefix('html')}"


@dataclass(frozen=True)
class SiteLayout:
    """How pages are laid out."""

    # The folder below the language's, or empty.
    version: str = ""
    # The web address above the languages, with a slash at its end; empty where it is not known.
    root: str = ""
    # The version that search engines and feeds are sent to; empty means this one.
    published_version: str = ""
    # Read the Docs makes no books where it previews a change.
    has_books: bool = True
    # A language that is read from disk, and may be there alone.
    packed: bool = False

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str], *, root: str = "", published_version: str = ""
    ) -> SiteLayout:
        """Return the layout for *environ*, by the variables of Read the Docs; elsewhere for *root*.

        https://docs.readthedocs.com/platform/stable/reference/environment-variables.html
        """
        if environ.get(PACKED):
            return cls(packed=True, has_books=False)
        if environ.get("READTHEDOCS") != "True":
            return cls(root=f"{root.rstrip('/')}/" if root else "")
        version = environ.get("READTHEDOCS_VERSION", "")
        own = environ.get("READTHEDOCS_CANONICAL_URL", "")
        # A pull request has an address, but that is soon gone.
        preview = environ.get("READTHEDOCS_VERSION_TYPE") == "external"
        if not version or not own or preview:
            return cls(version, has_books=not preview)
        return cls(version, urljoin(f"{own.rstrip('/')}/", "../../"), published_version)

    @property
    def is_published(self) -> bool:
        """Whether this build stands at the addresses that `address` gives."""
        return bool(self.root) and self.published_version in ("", self.version)

    def _folder(self, language: str) -> str:
        """Return the folder of *language*, which Read the Docs writes ``pt-br`` for ``pt_BR``."""
        return language.replace("_", "-").lower() if self.version else language

    def to_language(self, page_uri: str, language: str) -> str:
        """Return the relative address of *page_uri*, ``tools/index.html``, in *language*."""
        if self.packed:
            leads = posixpath.relpath(f"{OTHER_LANGUAGE}.html", posixpath.dirname(page_uri) or ".")
            return f"{leads}?to={language}/{page_uri}"
        here = posixpath.dirname(posixpath.join("own", self.version, page_uri))
        there = posixpath.join(self._folder(language), self.version, page_uri)
        return posixpath.relpath(there, here)

    def address(self, uri: str, language: str) -> str:
        """Return the published web address of *uri* in *language*, empty where ``root`` is."""
        if not self.root:
            return ""
        version = self.published_version or self.version
        folder = posixpath.join(self._folder(language), version, "")
        return urljoin(self.root, quote(f"{folder}{uri}", safe="/#?=&%:"))

    def path(self, language: str) -> str:
        """Return the path of *language* on its server, or that of ``make serve``: ``/ru/``."""
        root = urlsplit(self.root).path or "/"
        return posixpath.join(root, self._folder(language), self.version, "")

    def to_book(self, language: str, kind: str) -> str:
        """Return the address of the book in *language*, from the front page of that language.

        https://docs.readthedocs.com/platform/stable/downloadable-documentation.html
        """
        if self.version:
            return f"/_/downloads/{self._folder(language)}/{self.version}/{kind}/"
        return book_name(language, kind)
