"""Comments that silence a rule for one message, each with its reason.

In a catalogue: ``# allow numbers: the source counts them in words``, above the entry; on a page the
same after ``%``, in the lines above the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from talknotes.common.problems import Problem, did_you_mean

_COMMENT = re.compile(r"^\s*allow\s+(?P<name>[\w-]+)\s*(?::\s*(?P<reason>.*))?$")


@dataclass
class Allowances:
    """What is allowed in one place; it notes which of it was needed."""

    path: str
    line: int
    names: dict[str, str] = field(default_factory=dict)
    needed: set[str] = field(default_factory=set)

    def silences(self, rule: str) -> bool:
        """Return whether *rule* is silenced here, and note that it was asked for."""
        if rule not in self.names:
            return False
        self.needed.add(rule)
        return True

    def problems(self, rules: Iterable[str]) -> list[Problem]:
        """Return what is wrong with the comments themselves, once all *rules* have run."""
        known = sorted(rules)
        found = []
        for name, reason in self.names.items():
            if name not in known:
                found.append(f'allow: unknown rule "{name}"{did_you_mean(name, known)}')
            elif not reason:
                found.append(f"allow {name}: say why after the colon")
            elif name not in self.needed:
                found.append(f"allow {name}: there is nothing to allow here; remove the comment")
        return [Problem(self.path, self.line, one) for one in found]


def read_allowances(comment: str, path: str, line: int) -> Allowances:
    """Return what the lines of *comment*, which stands at *path* and *line*, allow."""
    matches = (_COMMENT.match(one) for one in comment.splitlines())
    names = {one["name"]: (one["reason"] or "").strip() for one in matches if one}
    return Allowances(path, line, names)


def comment_above(lines: list[str], line: int) -> str:
    """Return the comments (``%``) right above *line*, counted from 1, in the page's *lines*."""
    found: list[str] = []
    for text in reversed(lines[: line - 1]):
        if not text.lstrip().startswith("%"):
            break
        found.insert(0, text.lstrip()[1:])
    return "\n".join(found)
