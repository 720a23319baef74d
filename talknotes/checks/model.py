"""What is checked: the text of a message, in its place, with its source if it translates one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from talknotes.checks.termbase import Settled
from talknotes.translation.inline_text import Inline, read_inline
from talknotes.translation.labels import shown_of_label


@dataclass(frozen=True)
class Text:
    """A text that readers read: a page's own, or a translation; ``line`` is counted from 1.

    ``source`` is the message that it translates, ``None`` for a page's own text. Labels are plain
    text or HTML, all else is inline Markdown.
    """

    path: str
    line: int
    language: str
    text: str
    source: str | None = None
    source_language: str = ""
    is_label: bool = False
    is_plural: bool = False

    @property
    def parts(self) -> Inline:
        """The text, read as inline Markdown."""
        return read_inline(self.text)

    @property
    def source_parts(self) -> Inline:
        """The source of a translation, read as inline Markdown."""
        return read_inline(self.source or "")

    @cached_property
    def shown(self) -> str:
        """What a reader reads, with `NO_TEXT` in the places of code."""
        return shown_of_label(self.text) if self.is_label else self.parts.shown

    @cached_property
    def source_shown(self) -> str:
        """What a reader of the source reads."""
        return shown_of_label(self.source or "") if self.is_label else self.source_parts.shown


@dataclass(frozen=True, eq=False)
class Knowledge:
    """What rules know beyond the text: the glossary and the termbase.

    ``renderings`` gives, by language and by glossary key in small letters, how the glossary says
    the term in that language: its names there, the first preferred. ``lead`` is the language whose
    words the termbase settles in the others.
    """

    renderings: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    termbase: tuple[Settled, ...] = ()
    lead: str = "en"

    @property
    def basis(self) -> str:
        """A text that changes with what is known."""
        return repr((self.renderings, self.termbase, self.lead))


@dataclass(frozen=True)
class Rule:
    """A rule: a function that yields a sentence for each mistake, and the name that silences it."""

    name: str
    find: Callable[[Text, Knowledge], Iterator[str]]
    # The languages that it is for; empty for all.
    languages: frozenset[str] = frozenset()
    # Whether it compares a translation with its source.
    compares: bool = False
    # Whether it reads Markdown, so that labels are not for it.
    reads_markdown: bool = False

    def applies_to(self, text: Text) -> bool:
        """Return whether *text* is one that this rule can judge."""
        if (self.compares and text.source is None) or (self.reads_markdown and text.is_label):
            return False
        return not self.languages or text.language in self.languages
