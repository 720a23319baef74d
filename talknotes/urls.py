"""Where the site stands: the one place that knows its addresses.

On Read the Docs a language's pages are at ``/<language>/<version>/…``, each version a folder; built
locally they are at ``build/html/<language>/…``. Either way the other languages are reached by a
relative address, which also works from disk and under any domain.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SiteLayout:
    """How pages are laid out: ``version`` is the folder below the language's, or empty."""

    version: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> SiteLayout:
        """Return the layout for *environ*, by the variables that Read the Docs sets.

        https://docs.readthedocs.com/platform/stable/reference/environment-variables.html
        """
        if environ.get("READTHEDOCS") != "True":
            return cls()
        return cls(environ.get("READTHEDOCS_VERSION", ""))

    def to_language(self, page_uri: str, language: str) -> str:
        """Return the relative address of the page *page_uri* in *language*, from that page.

        *page_uri* is the page's address below its language's root: ``tools/index.html``.
        """
        here = posixpath.dirname(posixpath.join("own", self.version, page_uri))
        there = posixpath.join(language, self.version, page_uri)
        return posixpath.relpath(there, here)
