"""Renders a page, and refuses what pages may not use: directives, roles, fences that are wrong.

Written for MyST-Parser 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line
from sphinx.environment import BuildEnvironment

from talknotes.reading.allowed import misuses, options_in, refused_directive, refused_role
from talknotes.translation.parser import TranslatingRenderer

# In the environment of a page's Markdown: the directives around what is rendered, with their lines.
_AROUND = "talknotes-around"
# More than a page can need, and less than what Python can follow.
_DEEPEST = 8


_FENCE = re.compile(r"[ >]*(?P<marks>`{3,}|~{3,}|:{3,})\s*(?P<info>.*?)\s*")


def _fences_in(content: str, mark: str) -> Iterator[tuple[int, int, str]]:
    """Yield the lines of *content* that read as a fence of *mark*: number, length, and the rest."""
    for number, line in enumerate(content.splitlines()):
        found = _FENCE.fullmatch(line)
        # Backticks after backticks are code within a line.
        if found and found["marks"][0] == mark and "`" not in found["info"]:
            yield number, len(found["marks"]), found["info"]


def _wrong_with_fence(marks: str, content: str, lines: tuple[int, int]) -> str:
    """Return what is wrong with a fence, empty where nothing is.

    *marks* open it; *content* is what Markdown takes for its content; *lines* are its first line
    and the one below its last.
    """
    first, end = lines
    fences = list(_fences_in(content, marks[0]))
    for number, length, info in fences:
        if info and length >= len(marks):
            return (
                f"this fence is not closed before line {first + 1 + number} opens another; "
                f'put "{marks}" above that line, or give this fence more of its marks than the '
                "one inside of it"
            )
    if end - first >= len(content.splitlines()) + 2:
        return ""
    open_one = f'this fence is never closed; put a line "{marks}" below what it holds, or remove it'
    inside = 0
    for number, length, info in fences:
        inside += 1 if info else -1
        if inside < 0:  # it closes nothing inside
            short = f'line {first + 1 + number} ("{marks[0] * length}") is too short to close it'
            return f"{open_one}: {short}"
    return open_one


class Refusals:
    """What was refused while a page was read, in its order: lines and sentences.

    ``is_broken`` says that a fence is wrong: whatever else is found on the page may follow from it.
    ``labels`` are those of the page with their lines.
    """

    KEY = "talknotes-refusals"

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self.is_broken = False
        self.labels: dict[str, int] = {}

    @classmethod
    def of(cls, env: BuildEnvironment) -> Refusals:
        """Return those of the page that *env* reads."""
        document = env.current_document
        if cls.KEY not in document:
            document[cls.KEY] = cls()
        refusals: Refusals = document[cls.KEY]
        return refusals

    def add(self, line: int, sentence: str) -> None:
        """Note *sentence* for *line*."""
        if not self.is_broken:
            self.found.append((line, sentence))

    def break_off(self, line: int, sentence: str) -> None:
        """Note *sentence*, and nothing from here on: all else may follow from it."""
        self.add(line, sentence)
        self.is_broken = True


class LineBreak(nodes.General, nodes.Inline, nodes.Element):
    """A line break that an author asked for; as a text it is the end of a line."""

    @staticmethod
    def write(mark: str) -> tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]]:
        """Return what a builder calls for it, which writes *mark* before the end of the line."""
        return lambda translator, _node: translator.body.append(mark), lambda *_: None


class PageRenderer(TranslatingRenderer):
    """Renders what a page may use, and leaves out the rest."""

    @property
    def refusals(self) -> Refusals:
        """What was refused so far."""
        return Refusals.of(self.sphinx_env)

    @property
    def _around(self) -> list[tuple[str, int]]:
        around: list[tuple[str, int]] = self.md_env.setdefault(_AROUND, [])
        return around

    def run_directive(
        self, name: str, first_line: str, content: str, position: int, *rest: Any, **options: Any
    ) -> list[nodes.Element]:
        """Run a directive that pages may use."""
        refused = refused_directive(name)
        if refused:
            self.refusals.add(position, refused)
            return []
        if len(self._around) >= _DEEPEST:
            deep = f"fences {_DEEPEST} deep inside one another; that is too deep, write it flatter"
            self.refusals.break_off(position, deep)
            return []
        if content.startswith("\n:::"):
            content = content[1:]  # a line that MyST adds, by which all lines below are counted
        kind, _messages = directives.directive(name, self.language_module_rst, self.document)
        wrong = list(misuses(name, kind, first_line, content)) if kind else []
        for number, sentence in wrong:
            self.refusals.add(position + number, sentence)
        if any(number == 0 for number, _sentence in wrong):
            return []
        for number, (option, label) in enumerate(options_in(content), start=1):
            if option == "name":
                self._is_first(str(label), position + number)
        self._around.append((name, position))
        try:
            return super().run_directive(name, first_line, content, position, *rest, **options)
        except UnboundLocalError:
            # Docutils 0.22, where nothing comes of what stands inside of a figure.
            self.refusals.add(position, f"{{{name}}} holds no caption; write a paragraph in it")
            return []
        finally:
            self._around.pop()

    def render_hardbreak(self, token: SyntaxTreeNode) -> None:
        """Render a line break: MyST's is HTML, which every reader of the text would find there."""
        self.current_node.append(LineBreak("", nodes.Text("\n")))

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Render a role that pages may use; of another, its text."""
        refused = refused_role(token.meta["name"])
        if refused:
            self.refusals.add(token_line(token, 1), refused)
            self.current_node.append(nodes.literal("", token.content))
        else:
            super().render_myst_role(token)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Refuse reStructuredText: it would go by no list of ours."""
        self.refusals.add(token_line(token, 1), refused_directive("eval-rst"))

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Render a fence of backticks that is closed."""
        if not self._is_wrong(token):
            super().render_fence(token)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Render a fence of colons that is closed, and holds a directive."""
        if self._is_wrong(token):
            return
        if token.info.strip().startswith("{"):
            super().render_colon_fence(token)
        else:
            wrong = f'"{token.markup}" needs a directive, such as {token.markup}{{note}}'
            self.refusals.break_off(token_line(token, 1), f"{wrong}; or remove it")

    def _is_wrong(self, token: SyntaxTreeNode) -> bool:
        lines = token.map
        wrong = _wrong_with_fence(token.markup, token.content, lines) if lines else ""
        if wrong:
            self.refusals.break_off(token_line(token, 1), wrong)
        return bool(wrong)

    def _is_first(self, label: str, line: int) -> bool:
        """Return whether the page has had no *label* of that name before; refuse another."""
        name = nodes.fully_normalize_name(label)
        first = self.refusals.labels.setdefault(name, line)
        if first != line:
            again = f'the label "{name}" stands on line {first} already; call one otherwise'
            self.refusals.add(line, again)
        return first == line

    def render_myst_target(self, token: SyntaxTreeNode) -> None:
        """Render a label that the page has not had yet."""
        if self._is_first(token.content, token_line(token, 1)):
            super().render_myst_target(token)

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading that stands in no directive, and one level below that above it."""
        line = token_line(token, 1)
        if self._around:
            name, opened = self._around[-1]
            heading = token.children[0].content if token.children else ""
            where = f'the heading "{heading}" stands inside {{{name}}} of line {opened}'
            self.refusals.break_off(
                line, f"{where}; close that fence above it, or write it in bold"
            )
            return
        level = int(token.tag[1])
        above = max(one for one in self._level_to_section if one < level)
        if 0 < above < level - 1:
            right = f'a heading below "{"#" * above} …" is "{"#" * (above + 1)} …"'
            self.refusals.add(line, f'{right}, not "{"#" * level} …"')
        super().render_heading(token)

    def _render_finalise(self) -> None:
        """End the page as MyST does; what it says of addresses that stand twice is said by us."""
        for one in self.md_env.pop("duplicate_refs", ()):
            first = self.md_env["references"][one["label"]]["map"][0] + 1
            sentence = f"the address of [{one['label'].lower()}] stands on line {first} already"
            self.refusals.add(one["map"][0] + 1, f"{sentence}; keep one of the two")
        super()._render_finalise()
