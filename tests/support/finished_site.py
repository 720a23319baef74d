"""Reads the finished site: its pages in every language, and what its glossary says."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

# The languages that the site promises in full, each by its own name for itself.
NAMES = {"en": "English", "ru": "Русский"}

# What is drawn into the article; the rest of an article is the text of catalogues.
DRAWN = [
    "talk-header", "talk-foot", "mentioned-in", "home-page", "programme", "conferences",
    "topics", "topic-talks", "speakers", "map", "glossary-index", "admonition-title",
]  # fmt: skip
MOST_SHOWN = 40


@dataclass(frozen=True)
class Page:
    """A finished page; ``name`` is its path below the language's folder."""

    language: str
    name: str
    path: Path

    def __str__(self) -> str:
        return f"{self.language}/{self.name}"

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.path.read_text(encoding="utf-8"), "html.parser")

    @cached_property
    def article(self) -> Tag:
        article = self.soup.article
        assert article is not None, f"{self} has no article"
        return article

    @cached_property
    def ids(self) -> set[str]:
        return {str(tag["id"]) for tag in self.soup.select("[id]")}

    def place_of(self, address: str) -> tuple[Path, str]:
        """Return the file and the id that a relative *address* on this page leads to."""
        parts = urlsplit(address)
        if not parts.path:
            return self.path, unquote(parts.fragment)
        if parts.path.startswith("/"):
            # As `make serve` serves it: the folder of the languages is the root.
            root = self.path.parents[self.name.count("/") + 1]
            return root / unquote(parts.path.lstrip("/")), unquote(parts.fragment)
        path = os.path.normpath(self.path.parent / unquote(parts.path))
        return Path(path), unquote(parts.fragment)

    def target_of(self, address: str) -> tuple[str, str]:
        """Return the page, by name, and the id that a relative *address* on this page leads to."""
        path, anchor = self.place_of(address)
        folder = self.path.parents[self.name.count("/")]
        return path.relative_to(folder).as_posix(), anchor


Pages = dict[str, dict[str, Page]]


def pages_of(html: Path) -> Pages:
    """Return all pages of the site in the folder *html*, by language and name."""
    found: Pages = {}
    for language in NAMES:
        folder = html / language
        names = [path.relative_to(folder) for path in sorted(folder.rglob("*.html"))]
        found[language] = {
            name.as_posix(): Page(language, name.as_posix(), folder / name)
            for name in names
            if name.parts[0] != "_static"
        }
    return found


def shown(problems: list[str]) -> str:
    """Return *problems* as the text of a failure: a line each, each once, the first of them."""
    count = Counter(problems)
    lines = [f"{one}  ({times} times)" if times > 1 else one for one, times in count.items()]
    more = len(lines) - MOST_SHOWN
    return "\n" + "\n".join(lines[:MOST_SHOWN] + ([f"… and {more} more"] if more > 0 else []))


# The page of an entry and the id of its first term line.
Entry = tuple[str, str]


@dataclass(frozen=True)
class Glossary:
    """The glossary of one language.

    ``first`` says of every page and id of a term line to which entry it belongs, ``terms`` what
    stands there, and ``mentioned_in`` which talks an entry lists.
    """

    first: dict[Entry, Entry]
    terms: dict[Entry, str]
    mentioned_in: dict[Entry, list[str]]


def glossary_of(group: dict[str, Page]) -> Glossary:
    """Return what the pages of one language, *group*, have in their glossaries."""
    found = Glossary({}, {}, {})
    for page in group.values():
        lines: dict[str, str] = {}
        for part in page.article.select("dl.glossary > dt, dl.glossary > dd"):
            if part.name == "dt":
                texts = [text for text in part.strings if not text.find_parent(class_="headerlink")]
                lines[str(part["id"])] = " ".join("".join(texts).split())
                continue
            entry = (page.name, next(iter(lines)))
            for one, text in lines.items():
                found.first[page.name, one] = entry
                found.terms[page.name, one] = text
            links = part.select(".mentioned-in a")
            found.mentioned_in[entry] = [page.target_of(str(a["href"]))[0] for a in links]
            lines = {}
    return found
