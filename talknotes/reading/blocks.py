"""The blocks that a page is framed with: what we add, what is folded, quotations, examples.

Each directive leaves a node that keeps what it was given; what readers see of it beside the text
(labels, marks, links to files) is drawn when the page is written, so that it is in the language of
the site and is no message for translators. Of `{quotation}` the original is kept as text: nothing
here depends on how translations come into a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.utils.smartquotes import educateQuotes, smartchars
from pygments.lexers import find_lexer_class_for_filename
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from talknotes.common.labels import _
from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.reports import Subtype, shown_path, warn
from talknotes.common.repository import Repository
from talknotes.common.urls import SITE_BUILDERS
from talknotes.content.domain import docname_at, domain_of
from talknotes.reading.allowed import add_directive
from talknotes.reading.directives import Place
from talknotes.translation.inline_text import inline_tokens, plain_text

EXAMPLES = "examples"
# The label of the section that explains the mark of what we add.
ADDED_LABEL = "conventions-added"
MOST_LINES = 25
MOST_WORDS = 25
MOST_QUOTATIONS = 2
_QUOTATIONS = "talknotes-quotations"


class Framed(nodes.General, nodes.Element):
    """Holds what is marked or folded; ``kind`` is the name of its directive, ``label`` is drawn."""


class Quotation(nodes.General, nodes.Element):
    """Holds a paragraph of somebody's own words; ``original`` is its text in the page's source."""


class Example(nodes.General, nodes.Element):
    """Holds a block of code; ``path`` and ``line`` say where in the project it stands."""


# What the editors add, right after the sentence that it belongs to.
_ADDED = "added"
_ABOUT_NOTES = "about-notes"
# What is folded until somebody asks for it: the labels are asked for when a page is written.
_FOLDS: dict[str, Callable[[], str]] = {
    _ABOUT_NOTES: lambda: _("About these notes"),
    "numbers": lambda: _("The numbers as a table"),
}


class _Block(SphinxDirective):
    """A directive that reports what is wrong as the project does, and then shows nothing."""

    has_content = True

    def refuse(self, message: str) -> list[nodes.Node]:
        """Warn of *message* at the line of the directive; return nothing to show."""
        path = shown_path(self.env, self.env.current_document.docname)
        warn(Problem(path, self.lineno, message), Subtype.BLOCKS)
        return []

    def fill(self, holder: nodes.Element) -> list[nodes.Node]:
        """Return *holder* with the content of the directive in it."""
        if not any(line.strip() for line in self.content):
            return self.refuse(f"{{{self.name}}} is empty; write something in it, or remove it")
        self.set_source_info(holder)
        holder += self.parse_content_to_nodes()
        return [holder]


class FrameDirective(_Block):
    """``{added}``, ``{about-notes}`` and ``{numbers}``."""

    def run(self) -> list[nodes.Node]:
        """Return the block."""
        return self.fill(Framed(kind=self.name))


class QuotationDirective(_Block):
    """``{quotation}``: a line of the note-taker's own words."""

    def run(self) -> list[nodes.Node]:
        """Return the quotation; refuse one that is too long, or one too many."""
        # Comments for `make check` may stand above it.
        lines = ["" if line.lstrip().startswith("%") else line for line in self.content]
        source = "\n".join(lines).strip()
        original = " ".join(plain_text(inline_tokens(source)).split())
        words = len(re.findall(r"\w[\w'’-]*", original))
        document = self.env.current_document
        document[_QUOTATIONS] = number = (document.get(_QUOTATIONS) or 0) + 1
        if words > MOST_WORDS:
            return self.refuse(f"a quotation of {words} words; at most {MOST_WORDS}")
        if number > MOST_QUOTATIONS:
            found = f"quotation number {number} of this page; at most {MOST_QUOTATIONS}"
            return self.refuse(f"{found}: say it in words of your own")
        holder = Quotation(original=original)
        filled = self.fill(holder)
        kinds = [type(node) for node in holder.children if not isinstance(node, nodes.comment)]
        if filled and kinds != [nodes.paragraph]:
            return self.refuse(
                "a quotation is one paragraph, and nothing else; put the rest below it"
            )
        return filled


# `# [name]` and `# [/name]` around a part, in whichever way the language writes a comment.
_MARK = re.compile(r"\s*(?:#|--|//)\s*\[(?P<end>/?)(?P<name>[\w-]+)\]\s*")
_NEEDS = re.compile(r"#\s*needs:")


def _ends_of(lines: list[str], part: str) -> tuple[int, int] | str:
    """Return the first line of *part* and the one after its last; or what is wrong."""
    found: dict[str, list[tuple[bool, int]]] = {}
    for number, line in enumerate(lines):
        mark = _MARK.fullmatch(line)
        if mark:
            found.setdefault(mark["name"], []).append((bool(mark["end"]), number))
    if part not in found:
        return f'no part "{part}"{did_you_mean(part, found)}'
    match found[part]:
        case [(False, begin), (True, end)]:
            return begin + 1, end
    return f'the part "{part}" needs one line "# [{part}]" and, below it, one "# [/{part}]"'


def shown_lines(text: str, part: str = "") -> tuple[str, int] | str:
    """Return what is shown of the example *text*, *part* of it or all; or what is wrong.

    With it the line of the file where it begins.
    """
    lines = text.splitlines()
    begin, end = 0, len(lines)
    if part:
        ends = _ends_of(lines, part)
        if isinstance(ends, str):
            return ends
        begin, end = ends
    kept = [
        (number, line)
        for number, line in enumerate(lines[begin:end], start=begin + 1)
        if not _MARK.fullmatch(line) and not (number == 1 and _NEEDS.match(line))
    ]
    while kept and not kept[0][1].strip():
        del kept[0]
    while kept and not kept[-1][1].strip():
        del kept[-1]
    if not kept:
        return "nothing to show; write something there"
    if len(kept) > MOST_LINES:
        return f"{len(kept)} lines; a page shows at most {MOST_LINES}: take a part of it"
    return dedent("\n".join(line for _number, line in kept)), kept[0][0]


def _language_of(path: Path) -> str:
    """Return Pygments' name for the language of *path*, by how its name ends."""
    lexer = find_lexer_class_for_filename(path.name)
    return lexer.aliases[0] if lexer is not None and lexer.aliases else "text"


class ExampleDirective(_Block):
    """``{example} path`` with the option ``part``: a file of ours from the folder of examples."""

    has_content = False
    required_arguments = 1
    option_spec: ClassVar = {"part": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the block of code; refuse what cannot be shown."""
        given = self.arguments[0]
        folder = Path(self.config.talknotes_root, EXAMPLES).resolve()
        path = folder / given
        shown = f"{EXAMPLES}/{given}"
        # Resolved: neither ".." nor a link in the file system leads out.
        if not path.resolve().is_relative_to(folder) or path.resolve() != path:
            return self.refuse(f'"{given}" is no path within {EXAMPLES}/; write it as page/name.py')
        # Also while it is missing: the page is read again when it comes.
        self.env.note_dependency(str(path))
        if not path.is_file():
            known = [one.relative_to(folder).as_posix() for one in _files_in(folder)]
            return self.refuse(f"there is no {shown}{did_you_mean(given, known)}")
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return self.refuse(f"{shown} is not UTF-8; save the file in that encoding")
        part = self.options.get("part", "")
        found = shown_lines(text, part)
        if isinstance(found, str):
            return self.refuse(f"{shown}: {found}")
        shown_text, line = found
        code = nodes.literal_block(shown_text, shown_text, language=_language_of(path))
        holder = Example("", code, path=shown, line=line if part else 0)
        self.set_source_info(code)
        self.set_source_info(holder)
        return [holder]


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield the files that somebody wrote below *folder*."""
    for path in folder.rglob("*"):
        if path.is_file() and not any(part[0] in "._" for part in path.relative_to(folder).parts):
            yield path


# -- Drawn when a page is written -----------------------------------------------------------------


def _draw_frame(app: Sphinx, docname: str, block: Framed) -> nodes.Element:
    """Return the block with its label; what is folded stands open where nothing can unfold it."""
    if block["kind"] == _ADDED:
        label = nodes.paragraph("", "", _added_mark(app, docname), classes=["added-mark"])
        return nodes.container("", label, *block.children, classes=[_ADDED])
    block["label"] = _FOLDS[block["kind"]]()
    if app.builder.name in SITE_BUILDERS:
        return block
    title = nodes.strong("", block["label"])
    label = nodes.paragraph("", "", title, classes=["fold-label"])
    return nodes.container("", label, *block.children, classes=["fold", block["kind"]])


def _added_mark(app: Sphinx, docname: str) -> nodes.Element:
    """Return the mark of what we add, which leads to where it is explained."""
    kind = nodes.inline if app.builder.name in SITE_BUILDERS else nodes.emphasis
    mark = kind("", _("Added"))
    place = app.env.domains.standard_domain.labels.get(ADDED_LABEL)
    return make_refnode(app.builder, docname, place[0], place[1], mark) if place else mark


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _marked(language: str, children: list[nodes.Node]) -> list[nodes.Node]:
    """Return *children* in the quotation marks of *language*, others within them made the inner."""
    marks = tuple(smartchars.quotes.get(language, smartchars.quotes["en"]))
    opening, closing, inner_opening, inner_closing = marks
    inner = str.maketrans({opening: inner_opening, closing: inner_closing})
    held = nodes.inline("", "", *children)
    for text in list(held.findall(nodes.Text)):
        changed = text.translate(inner)
        if changed != text:
            text.parent.replace(text, nodes.Text(changed))
    return [nodes.Text(opening), *held.children, nodes.Text(closing)]


def _draw_quotation(app: Sphinx, docname: str, block: Quotation) -> nodes.Element:
    """Return the quotation in its marks; below a translation, the original."""
    source = domain_of(app.env).pages[docname].facts.language
    own = app.config.language
    original = block["original"]
    quoted = block.next_node(nodes.paragraph)
    assert quoted is not None
    # What has no translation says what the page's source says, whoever put it there.
    translated = source != own and _words(quoted.astext()) != _words(original)
    children = list(quoted.children)
    quoted.children = []
    quoted += _marked(own if translated else source, children)
    drawn = nodes.block_quote("", quoted, classes=["quotation"])
    if translated:
        text = _marked(source, [nodes.Text(educateQuotes(original, source))])
        drawn += nodes.paragraph(
            "", "", *text, classes=["quotation-original", f"language-{source}"]
        )
    elif source != own and f"language-{source}" not in quoted["classes"]:
        quoted["classes"].append(f"language-{source}")
    return drawn


def _draw_example(app: Sphinx, docname: str, block: Example) -> nodes.Element:
    """Return the code below a line that says whose it is, and leads to the file."""
    repository: Repository | None = app.config.talknotes_source
    path, line = block["path"], block["line"]
    shown: nodes.Element = nodes.literal("", path)
    if repository:
        address = repository.line_address(path, line) if line else repository.file_address(path)
        shown = nodes.reference("", "", shown, refuri=address, internal=False)
    caption = nodes.paragraph(
        "", "", nodes.Text(_("Our example") + ": "), shown, classes=["example-file"]
    )
    return nodes.container("", caption, *block.children, classes=["example"])


_DRAWN: dict[type[nodes.Element], Callable[[Sphinx, str, Any], nodes.Element]] = {
    Framed: _draw_frame,
    Quotation: _draw_quotation,
    Example: _draw_example,
}


def _move_to_the_end(block: nodes.Element) -> None:
    """Move *block* out of the section that happens to be the last: it is about the whole page."""
    top = block.parent
    while isinstance(top.parent, nodes.section):
        top = top.parent
    if not isinstance(top, nodes.section):
        return
    block.parent.remove(block)
    ends = isinstance(top[-1], Place) and top[-1].kind == "foot"
    top.insert(len(top) - ends, block)


def draw_blocks(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Draw the blocks of a page (event ``doctree-resolved``), before its places are drawn."""
    for frame in list(doctree.findall(Framed)):
        if frame["kind"] == _ABOUT_NOTES:
            _move_to_the_end(frame)
    for kind, draw in _DRAWN.items():
        for block in list(doctree.findall(kind)):
            drawn = draw(app, docname_at(block, docname), block)
            if drawn is not block:
                block.replace_self(drawn)


def visit_fold_html(translator: Any, node: Framed) -> None:
    """Open HTML's ``details``, with the label to unfold it by."""
    translator.body.append(
        translator.starttag(node, "details", "", CLASS=f"fold {node['kind']}")
        + f"<summary>{translator.encode(node['label'])}</summary>\n"
    )


def depart_fold_html(translator: Any, node: Framed) -> None:
    """Close HTML's ``details``."""
    translator.body.append("</details>\n")


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    **dict.fromkeys((_ADDED, *_FOLDS), FrameDirective),
    "quotation": QuotationDirective,
    "example": ExampleDirective,
}


def setup(app: Sphinx) -> None:
    """Register the directives, and what draws them."""
    for name, directive in DIRECTIVES.items():
        add_directive(app, name, directive)
    app.add_node(Framed, html=(visit_fold_html, depart_fold_html))
    # After the search (400), which quotes what the page itself says; before places (500).
    app.connect("doctree-resolved", draw_blocks, priority=450)
