"""Invented notes, the same for every peer at every run: talks, terms, and their Russian."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

WORDS = """data model pipeline column value memory process speed test result graph cluster index
frame table array query cache worker queue stream batch record schema field type check error report
version branch commit review change build release server client request answer page link title
author reader speaker talk note idea question example figure number size time hour day year image
pixel text letter word sentence language code function class method object module package library
project tool""".split()  # noqa: SIM905 - a list would be a page long
TERMS = tuple(
    f"Tool {word.capitalize()} {number}"
    for number, word in enumerate(itertools.islice(itertools.cycle(WORDS), 150))
)
TERMS_PER_PAGE = 30
TALKS_PER_CONFERENCE = 40
SECTIONS = 6

_CODE = """```python
import pandas as pd

frame = pd.read_csv("data.csv")
print(frame.describe())
```"""
# A term in a text, until each peer links it in its own way.
_TERM = re.compile("\0(.*?)\0")
_CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абцдефгхийклмнопярстувшксыАБЦДЕФГХИЙКЛМНОПЯРСТУВШКСЫ",
)
# Blocks of code, roles, code, targets of links, attributes and numbers are the same in Russian.
_KEPT = re.compile(r"(```.*?```|\{[\w:-]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|\{ #[^}]*\}|\d+)", re.DOTALL)


@dataclass(frozen=True)
class Talk:
    """A talk: its number, its title, and what stands below it in Markdown."""

    number: int
    title: str
    text: str

    @property
    def conference(self) -> int:
        """The number of the conference at which it was given."""
        return self.number // TALKS_PER_CONFERENCE


@dataclass(frozen=True)
class Content:
    """All talks, and the two sentences that explain each term."""

    talks: tuple[Talk, ...]
    explanations: dict[str, tuple[str, str]]

    @property
    def conferences(self) -> list[list[Talk]]:
        """The talks of each conference."""
        grouped = itertools.groupby(self.talks, lambda talk: talk.conference)
        return [list(talks) for _, talks in grouped]

    @property
    def term_pages(self) -> list[tuple[str, ...]]:
        """The terms of each page of the glossary."""
        starts = range(0, len(TERMS), TERMS_PER_PAGE)
        return [TERMS[start : start + TERMS_PER_PAGE] for start in starts]


def linked(text: str, link: Callable[[str], str]) -> str:
    """Return *text* with what *link* makes of every term in it."""
    return _TERM.sub(lambda found: link(found[1]), text)


def russian(text: str) -> str:
    """Return *text* in Cyrillic letters: as long as before, with nothing left to translate."""
    parts = _KEPT.split(text)
    return "".join(
        part if number % 2 else part.translate(_CYRILLIC) for number, part in enumerate(parts)
    )


class _Writer:
    def __init__(self) -> None:
        self.random = Random(7)  # noqa: S311 - nothing here is a secret

    def words(self, count: int) -> list[str]:
        return [self.random.choice(WORDS) for _ in range(count)]

    def sentence(self, words: int = 14) -> str:
        return f"{' '.join(self.words(words)).capitalize()}."

    def paragraph(self) -> str:
        sentences = " ".join(self.sentence() for _ in range(3))
        return f"{sentences} See {self.term()} for more."

    def term(self) -> str:
        return f"\0{self.random.choice(TERMS)}\0"

    def subject(self) -> str:
        return " and ".join(self.words(2))

    def table(self) -> str:
        head, *rows = (f"| {' | '.join(self.words(3))} |" for _ in range(6))
        return "\n".join([head, "|---|---|---|", *rows])

    def section(self, number: int) -> list[str]:
        items = "\n".join(f"- {self.sentence(9)}" for _ in range(5))
        paragraphs = [self.paragraph() for _ in range(3)]
        return [f"## Part {number} of {self.subject()}", *paragraphs, items]

    def talk(self, number: int) -> Talk:
        blocks = [f"{self.sentence()} {self.term()}."]
        for section in range(1, SECTIONS + 1):
            blocks += self.section(section)
        blocks += [self.table(), _CODE]
        title = f"Talk number {number} on {self.subject()}"
        return Talk(number, title, "\n\n".join(blocks) + "\n")


def write_content(talks: int) -> Content:
    """Return notes of so many *talks*."""
    writer = _Writer()
    explanations = {term: (writer.sentence(), writer.sentence()) for term in TERMS}
    return Content(tuple(writer.talk(number) for number in range(talks)), explanations)
