"""A mistake in a file, and how it is reported to the person who can mend it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: ``path`` relative to the project, ``line`` counted from 1, one sentence."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return ``path:line: message``, the form that editors and CI annotations read."""
        return f"{self.location}: {_lines(self.message)}"

    @property
    def annotation(self) -> str:
        """The command by which GitHub Actions shows it on the changed line.

        https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
        """
        message = _lines(self.message).replace("%", "%25").replace("\n", "%0A")
        # In a property, the characters that end it are written like that as well.
        path = _shown(self.path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        return f"::error file={path},line={self.line}::{message}"

    @property
    def location(self) -> str:
        """Return ``path:line``, as Sphinx's ``logger.warning(location=…)`` takes it."""
        return _shown(f"{self.path}:{self.line}")


_MOST_LISTED = 20
# Control and format characters, halves of pairs, ends of lines of Unicode's own.
_OBEYED = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})


def _shown(text: str) -> str:
    """Return *text*, which anybody may have written, with codes for what a terminal would obey."""
    return "".join(
        f"\\u{ord(one):04x}" if unicodedata.category(one) in _OBEYED else one for one in text
    )


def _lines(message: str) -> str:
    return "\n".join(map(_shown, message.split("\n")))


# Characters that nobody types, and no reader sees: control characters, those that turn the
# direction of writing, letters without width or shape. XML forbids some of them, and a compiled
# catalogue parts plural forms by NUL. What languages need is not among them, such as the joiners of
# U+200C and U+200D or the soft hyphen; nor are Unicode's own ends of lines, which come with pasted
# text and end nothing here.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u180e\u200b\u202a-\u202e\u2061-\u206f\ud800-\udfff\ufdd0-\ufdef"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def unseen_characters(text: str) -> list[str]:
    """Return a name for each character in *text* that nobody types and no reader sees, sorted."""
    found = []
    for one in sorted(set(_UNSEEN.findall(text))):
        name = unicodedata.name(one, "")
        kind = "character" if name else "control character"
        found.append(f"the {kind} U+{ord(one):04X}{f' ({name})' if name else ''}")
    return found


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "…"?`` with the nearest of *known*, else a short list of them."""
    choices = sorted(set(known))
    near = difflib.get_close_matches(word, choices, n=1)
    if near:
        return f'; did you mean "{near[0]}"?'
    if not choices:
        return "; none is known yet"
    return "; known: " + ", ".join(choices) if len(choices) <= _MOST_LISTED else ""
