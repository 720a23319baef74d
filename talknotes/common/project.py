"""Where things stand in the project, and its configuration read without starting Sphinx's build."""

from __future__ import annotations

import runpy
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.errors import ConfigError

from talknotes.common.front_matter import read_page_language
from talknotes.common.languages import Language, find_language, read_languages
from talknotes.common.problems import did_you_mean

# The language of the labels in this package and in furo.
LABEL_LANGUAGE = "en"


def faulty_pages_path(doctrees: Path) -> Path:
    """Return where a build that keeps its pages in *doctrees* notes which of them have mistakes."""
    return doctrees / "faulty-pages.json"


@dataclass(frozen=True)
class Project:
    """The folders of the project; ``root`` holds conf.py.

    What reads that raises `sphinx.errors.ConfigError` where it cannot be read.
    """

    root: Path

    @property
    def docs(self) -> Path:
        """The sources of the pages."""
        return self.root / "docs"

    @property
    def locale(self) -> Path:
        """The catalogues."""
        return self.root / "locale"

    @property
    def build(self) -> Path:
        """Everything that is made."""
        return self.root / "build"

    @property
    def html(self) -> Path:
        """The finished site, a folder a language."""
        return self.build / "html"

    def page(self, docname: str) -> Path:
        """Return where the page *docname* stands."""
        return self.docs / f"{docname}.md"

    def shown(self, path: Path) -> str:
        """Return *path* as messages show it: from ``root``, or whole where it is elsewhere."""
        own = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        return own.as_posix()

    def docnames(self) -> list[str]:
        """Return the names of all pages, in their order."""
        return sorted(
            path.relative_to(self.docs).with_suffix("").as_posix()
            for path in self.docs.rglob("*.md")
        )

    def texts(self) -> dict[str, str]:
        """Return the Markdown of every page, by docname."""
        return {name: self.page(name).read_text("utf-8-sig") for name in self.docnames()}

    def languages(self) -> dict[str, Language]:
        """Return the table of languages of conf.py, the default first."""
        return read_languages(self._settings().get("talknotes_languages", {}))

    def language(self, written: str) -> Language:
        """Return the language *written* so, or as ``pt-br``; raises `ConfigError` without one."""
        languages = self.languages()
        code = find_language(written, languages)
        if code is None:
            near = did_you_mean(written, languages)
            raise ConfigError(f'conf.py: talknotes_languages has no language "{written}"{near}')
        return languages[code]

    def address(self) -> str:
        """Return the web address of the folder that holds the languages, empty if not known."""
        return str(self._settings().get("talknotes_address", ""))

    def _settings(self) -> dict[str, Any]:
        places = sys.path.copy()  # conf.py puts its own folder there, each time that it is read
        try:
            return runpy.run_path(str(self.root / "conf.py"))
        except Exception as error:
            raise ConfigError(f"conf.py: {type(error).__name__}: {error}") from error
        finally:
            sys.path[:] = places

    def page_languages(self, codes: tuple[str, ...]) -> dict[str, str]:
        """Return the source language of every page, by docname; *codes* are those of the site."""
        return {name: read_page_language(text, codes) for name, text in self.texts().items()}
