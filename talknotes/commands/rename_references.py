"""Follows renamed pages and labels in the text of pages and messages.

Only what Markdown reads as a reference is changed, no code, and no example of a page.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from talknotes.common.front_matter import split_front_matter
from talknotes.content.site import page_of_target

# Code and escapes are found so that they are passed over; nothing goes on after an empty line.
_INLINE = re.compile(
    r"""
    \\.
    | \{(?P<role>[\w:-]+)\}(?P<ticks>`+)(?!`)(?P<content>(?:(?!\n[ ]*\n).)*?)(?<!`)(?P=ticks)(?!`)
    | (?P<code>`+)(?!`)(?:(?!\n[ ]*\n).)*?(?<!`)(?P=code)(?!`)
    | `+
    | (?P<before>\]\(<?|^\[[^\]\n]+\]:[ ]*)(?P<link>[^\s()<>]+)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_OWN_TEXT = re.compile(r"(?P<before>.*<)(?P<target>[^<>]+)(?P<after>>\s*)", re.DOTALL)
_FENCE = re.compile(r"\s*(?P<fence>`{3,}|~{3,}|:{3,})\s*(?P<info>.*)")
_FILE_DIRECTIVE = re.compile(r"(\s*\S+\{(?:figure|image|literalinclude)\}\s*)(\S+)(.*)", re.DOTALL)
# Directives whose content is no Markdown.
_CODE = re.compile(r"(?!\{)|\{(code|code-block|sourcecode|literalinclude|example|math|eval-rst)\}")
_LABEL = re.compile(r"^(?P<indent> *)\((?P<label>[^\s()]+)\)=[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Renaming:
    """What is called otherwise: ``pages`` by docname, ``talks`` by slug, and ``labels``."""

    pages: Mapping[str, str]
    talks: Mapping[str, str]
    labels: Mapping[str, str]

    def in_page(self, text: str, docname: str) -> str:
        """Return the *text* of the page *docname* (its name before) with what it is to say."""
        front, _body = split_front_matter(text)
        lines = text.split("\n")
        start = 0 if front is None else front.count("\n") + 3
        head = [self._fact(line, docname) for line in lines[:start]]
        parts = []
        for kind, group in groupby(_kinds(lines[start:]), key=lambda one: one[0]):
            parts.append(self._part(kind, "\n".join(line for _kind, line in group), docname))
        return "\n".join([*head, *parts])

    def in_message(self, text: str, docname: str) -> str:
        """Return *text*, a message of the page *docname* or a translation, as it is to be."""

        def mended(found: re.Match[str]) -> str:
            if found["role"]:
                content = self._role(found["role"], found["content"], docname)
                return f"{{{found['role']}}}{found['ticks']}{content}{found['ticks']}"
            if found["link"]:
                return found["before"] + self._link(found["link"], docname)
            return found[0]

        return _INLINE.sub(mended, text)

    def _fact(self, line: str, docname: str) -> str:
        found = re.match(r"(conference|after)(:\s*[\"']?)([\w-]+)(.*)", line)
        if not found:
            return line
        key, between, value, rest = found.groups()
        if key == "conference":
            # Of a page that moves, and of one whose conference does.
            moved = posixpath.dirname(self.pages.get(docname, docname))
            value = moved if value == posixpath.dirname(docname) else value
        else:
            value = self.talks.get(value, value)
        return f"{key}{between}{value}{rest}"

    def _part(self, kind: str, text: str, docname: str) -> str:
        if kind == "text":
            return self.in_message(_LABEL.sub(self._label, text), docname)
        if kind == "toctree":
            return "\n".join(self._entry(line, docname) for line in text.split("\n"))
        if kind == "fence" and (found := _FILE_DIRECTIVE.fullmatch(text)):
            return f"{found[1]}{self._path(found[2], docname)}{found[3]}"
        return text

    def _label(self, found: re.Match[str]) -> str:
        """Return the label in its new form; the former stays beside it, for old addresses."""
        new = self.labels.get(found["label"])
        return f"{found[0]}\n{found['indent']}({new})=" if new else found[0]

    def _entry(self, line: str, docname: str) -> str:
        if not line.strip() or line.lstrip().startswith(":") or "*" in line:
            return line
        return _targeted(line, lambda target: self._path(target, docname))

    def _role(self, role: str, content: str, docname: str) -> str:
        if role == "doc":
            return _targeted(content, lambda target: self._path(target, docname))
        names = {"talk": self.talks, "ref": self.labels, "numref": self.labels}.get(role, {})
        return _targeted(content, lambda target: names.get(target, target))

    def _link(self, target: str, docname: str) -> str:
        if re.match(r"[a-zA-Z][\w+.-]*:", target):
            return target
        path, mark, anchor = target.partition("#")
        if not mark and path in self.labels:
            return self.labels[path]
        anchor = self.labels.get(anchor, anchor)
        return f"{self._path(path, docname) if path else ''}{mark}{anchor}"

    def _path(self, path: str, docname: str) -> str:
        """Return the *path* of a page or a file, as the page *docname* is to name it."""
        page = page_of_target(docname, path)
        new, own = self.pages.get(page, page), self.pages.get(docname, docname)
        stays = posixpath.dirname(own) == posixpath.dirname(docname)
        if new == page and (stays or path.startswith("/")):
            return path
        suffix = ".md" if path.endswith(".md") else ""
        if path.startswith("/"):
            return f"/{new}{suffix}"
        return posixpath.relpath(new, posixpath.dirname(own) or ".") + suffix


def _targeted(text: str, change: Callable[[str], str]) -> str:
    """Return *text*, which is ``target`` or ``words <target>``, with its target changed."""
    if found := _OWN_TEXT.fullmatch(text):
        return f"{found['before']}{change(found['target'].strip())}{found['after']}"
    bare = text.strip()
    return text.replace(bare, change(bare)) if bare else text


def _kinds(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each of *lines* with what it is part of: ``text``, ``toctree``, ``code``.

    A line that opens or closes one of them is a ``fence``, and each is apart from its neighbours.
    """
    opened: list[tuple[str, str]] = []
    for number, line in enumerate(lines):
        fence, kind = opened[-1] if opened else ("", "text")
        bare = line.strip()
        found = _FENCE.fullmatch(line)
        if fence and bare.startswith(fence) and set(bare) == set(fence):
            opened.pop()
            yield f"code {number}", line
        elif found and kind == "text" and (found["info"] or found["fence"][0] != ":"):
            inside = "code" if _CODE.match(found["info"]) else "text"
            if found["info"].startswith("{toctree}"):
                inside = "toctree"
            opened.append((found["fence"], inside))
            yield "fence", line
        else:
            yield kind, line
