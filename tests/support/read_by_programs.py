"""Reads what finished pages tell programs, and says what is wrong with it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

# The types of https://schema.org that pages use, with those of their properties that they use:
# what a property must hold is a type of this table, "text", "date", "url", "language" or "name"
# (a reference). Taken from the pages of the types, which list inherited properties as well.
SCHEMA: dict[str, dict[str, str]] = {
    "Article": {"headline": "text", "author": "Organization", "about": "Event", "image": "url"},
    "CollectionPage": {"name": "text", "about": "Event"},
    "WebPage": {"name": "text"},
    "WebSite": {"name": "text"},
    "DefinedTermSet": {"name": "text", "hasDefinedTerm": "DefinedTerm"},
    "DefinedTerm": {
        "name": "text", "description": "text", "alternateName": "text", "sameAs": "url",
    },
    "Organization": {"name": "text"},
    "Person": {"name": "text"},
    "Event": {
        "name": "text", "startDate": "date", "endDate": "date", "eventStatus": "url",
        "performer": "Person", "superEvent": "Event", "url": "url",
    },
}  # fmt: skip
# Properties of all creative works.
CREATIVE_WORKS = {"Article", "CollectionPage", "WebPage", "WebSite", "DefinedTermSet"}
OF_WORKS = {
    "inLanguage": "language", "url": "url", "translationOfWork": "work", "workTranslation": "work",
}  # fmt: skip


@dataclass(frozen=True)
class Head:
    """What one finished page says to programs."""

    html: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The contents of ``meta`` elements by each of their names."""
        found: dict[str, list[str]] = {}
        for meta in self.soup.select("head > meta[content]"):
            for attribute in ("name", "property"):
                if meta.get(attribute):
                    found.setdefault(str(meta[attribute]), []).append(str(meta["content"]))
        return found

    def one(self, name: str) -> str:
        """Return the only content of *name*."""
        contents = self.metas.get(name, [])
        assert len(contents) == 1, f"{name}: {contents}"
        return contents[0]

    @property
    def canonical(self) -> list[str]:
        return [str(link["href"]) for link in self.soup.select('head > link[rel="canonical"]')]

    @property
    def alternates(self) -> list[tuple[str, str]]:
        links = self.soup.select('head > link[rel="alternate"][hreflang]')
        return [(str(link["hreflang"]), str(link["href"])) for link in links]

    @property
    def feeds(self) -> list[str]:
        links = self.soup.select('head > link[rel="alternate"][type="application/atom+xml"]')
        return [str(link["href"]) for link in links]

    @cached_property
    def things(self) -> list[dict[str, Any]]:
        scripts = self.soup.select('script[type="application/ld+json"]')
        return [json.loads(script.get_text()) for script in scripts]

    @property
    def is_hidden(self) -> bool:
        return "noindex" in self.metas.get("robots", [])


def is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in address


def _fits(kind: str, value: Any) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "date":
        return bool(dt.datetime.fromisoformat(value)) if "T" in value else bool(
            dt.date.fromisoformat(value)
        )  # fmt: skip
    if kind == "url":
        return is_absolute(value)
    if kind == "language":
        return re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", value) is not None
    return kind == "text"


def wrong_in_thing(thing: Any, wanted: str = "") -> Iterator[str]:
    """Yield what schema.org, as far as `SCHEMA` knows it, does not allow in *thing*."""
    if wanted == "work":
        if set(thing) != {"@id", "inLanguage"} or not is_absolute(thing["@id"]):
            yield f"{thing} is no reference to a work"
        return
    kind = thing.get("@type") if isinstance(thing, dict) else None
    if kind not in SCHEMA or (wanted and kind != wanted):
        yield f"{thing} is no {wanted or 'known type'}"
        return
    allowed = SCHEMA[kind] | (OF_WORKS if kind in CREATIVE_WORKS else {})
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        if name not in allowed:
            yield f"{kind} has no property {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            if allowed[name] in SCHEMA or allowed[name] == "work":
                yield from wrong_in_thing(one, allowed[name])
            elif not _fits(allowed[name], one):
                yield f"{kind}.{name}: {one!r} is no {allowed[name]}"
