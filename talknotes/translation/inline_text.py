"""What a message of a catalogue may hold: inline Markdown and a few roles, and no more.

MyST parses a translation as a whole document, front matter, directives and HTML included, so a
translation could run code at build time (MyST-Parser 5.2). Here a message is read as one line of
inline Markdown. `find_differences` tells where a translation holds other links, roles or images
than its source: such a translation never reaches the site.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from talknotes.common.problems import unseen_characters

# Roles whose target must stay what it is in the source; what is shown may be translated.
REFERENCE_ROLES = frozenset({"term", "talk", "doc", "ref"})
# Roles that only mark text up.
TEXT_ROLES = frozenset({"abbr", "command", "file", "guilabel", "kbd", "samp", "sub", "sup"})
ALLOWED_ROLES = REFERENCE_ROLES | TEXT_ROLES

# Those of them that show running text; the others show names, keys and commands.
_ROLES_OF_WORDS = frozenset({"abbr", "guilabel", "sub", "sup"})

# A translation may be so many times longer than its source, and so many characters more: what no
# translator writes would keep every program busy that reads it.
_TIMES_LONGER, _CHARACTERS_LONGER = 4, 500
# Marks of emphasis within one another: readers tell two of them apart.
_DEEPEST = 8

# What looks like markup but is none here: links that no page may have (markdown-it leaves them
# unread), MyST's attributes and substitutions.
_UNREAD_MARKUP = re.compile(
    r"\]\([^)\s]*\)?|<[a-z][a-z0-9+.-]*:[^>\s]*>|\]\{[^}]*\}|\{\{.*?\}\}", re.IGNORECASE
)
_HTML = re.compile(r"</?[a-z][\w-]*(?:[\s/][^<>]*)?>|<!--.*?(?:-->|$)|<[!?][^<>]*>", re.IGNORECASE)
# A text without any of these is one token of text to Markdown.
_MARKUP = re.compile(r"[\\`\[\]<>{}*_&!^\n]")
# [text][name] and [name][]: links whose address stands elsewhere on the page.
_REFERENCE_LINK = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")

# Sphinx's own form of a role with its own text: ``text <target>`` (sphinx.util.docutils).
_EXPLICIT_TARGET = re.compile(r"^.+?(?<!\x00)<([^<>]*)>$", re.DOTALL)
# The words of it, and those of an abbreviation: ``text (explanation)``.
_OWN_TEXT = re.compile(r"^(.+?)\s*<[^<>]*>$", re.DOTALL)
_ABBREVIATION = re.compile(r"^(.+?)\s*\([^()]*\)$", re.DOTALL)


# Stands in `Inline.shown` for what is no running text: code, names of keys, titles of other pages.
NO_TEXT = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass
class Inline:
    """The parts of one message that a translation must carry over, in order of appearance.

    ``plain`` is what is left of the text itself, ``shown`` what a reader reads of the message, with
    `NO_TEXT` in the places of code; ``breaks`` counts hard line breaks; ``terms`` are the glossary
    keys with the words shown for them; ``entities`` is what entities (``&#12;``) may stand in, as
    they are shown, and ``depth`` how deep marks stand within one another.
    """

    roles: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    link_texts: list[tuple[str, str]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    breaks: int = 0
    html: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)
    plain: str = ""
    shown: str = ""
    entities: list[str] = field(default_factory=list)
    depth: int = 0


@cache
def inline_markdown() -> MarkdownIt:
    """Return the Markdown of a message: CommonMark's inline rules, MyST's roles, footnotes.

    HTML is text in it, as it is on a page.
    """
    markdown = MarkdownIt("commonmark").use(myst_role_plugin).disable("html_inline")
    return markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)


def role_target(name: str, content: str) -> str:
    """Return what the role *name* with *content* refers to; empty for a role that marks text up."""
    if name in TEXT_ROLES:
        return ""
    explicit = _EXPLICIT_TARGET.match(content)
    target = explicit.group(1) if explicit else content
    return " ".join(target.split())


def parse_inline(text: str, markdown: MarkdownIt, env: MutableMapping[str, Any]) -> list[Token]:
    """Return the inline tokens of *text*, as *markdown* reads them on the page of *env*."""
    if is_plain(text):  # most texts are, and need no parser
        return [Token("text", "", 0, content=text)] if text else []
    found: list[Token] = []
    markdown.inline.parse(text, markdown, env, found)
    return found


def inline_tokens(text: str) -> list[Token]:
    """Return the tokens of the message *text*; addresses elsewhere on its page are not known."""
    return parse_inline(text, inline_markdown(), {})


def shown_by_role(name: str, content: str) -> str:
    """Return the words of running text that the role *name* with *content* shows."""
    if name == "term":
        return _OWN_TEXT.sub(r"\1", content)
    if name in _ROLES_OF_WORDS:
        return _ABBREVIATION.sub(r"\1", content) if name == "abbr" else content
    if name in REFERENCE_ROLES:
        own = _OWN_TEXT.match(content)
        return own.group(1) if own else NO_TEXT
    return NO_TEXT


def _note_role(found: Inline, token: Token) -> None:
    name, content = token.meta["name"], token.content
    target = role_target(name, content)
    words = shown_by_role(name, content)
    found.roles.append((name, target))
    found.shown += words
    if name == "term":
        found.terms.append((target, words))


def _note_token(found: Inline, token: Token) -> None:
    """Add what *token* is to *found*."""
    kind = token.type
    # What was escaped is no markup.
    found.plain += token.content if kind == "text" else " "
    if kind in ("text", "text_special"):
        found.shown += token.content
    elif kind in ("softbreak", "hardbreak"):
        found.shown += " "
        found.breaks += kind == "hardbreak"
    elif kind == "myst_role":
        _note_role(found, token)
    elif kind == "link_open":
        found.links.append(str(token.attrGet("href")))
    elif kind == "image":
        found.images.append(str(token.attrGet("src")))
        found.shown += token.content
    elif kind == "footnote_ref":
        found.footnotes.append(f"[^{token.meta['label']}]")
    elif kind == "code_inline":
        found.code.append(token.content)
        found.shown += NO_TEXT


def _with_entities(token: Token) -> Iterator[str]:
    """Yield the texts of *token* in which Markdown reads entities."""
    for one in (token, *(token.children or ())):
        if one.type in ("text", "text_special"):
            yield one.content
        yield str(one.attrGet("title") or "")


def inline_of(tokens: Iterable[Token]) -> Inline:
    """Return the parts of the message that was parsed into *tokens*."""
    found = Inline()
    begin = 0
    for token in tokens:
        found.depth = max(found.depth, token.level)
        found.entities += _with_entities(token)
        if token.type == "link_open":
            begin = len(found.shown)
        _note_token(found, token)
        if token.type == "link_close":
            found.link_texts.append((found.links[-1], found.shown[begin:].strip()))
            # It shows the title of what it leads to.
            found.shown += "" if found.shown[begin:] else NO_TEXT
    # <https://example.org>: an address is no running text.
    for address in found.links:
        found.shown = found.shown.replace(address, NO_TEXT)
    names = [name or shown for shown, name in _REFERENCE_LINK.findall(found.plain)]
    found.links += [f"[{name.casefold()}]" for name in names]
    found.html += _HTML.findall(found.plain)
    found.unread += _UNREAD_MARKUP.findall(found.plain)
    return found


@lru_cache(maxsize=20_000)
def read_inline(text: str) -> Inline:
    """Return the parts of the message *text*; the answer is shared, so it is only read.

    Addresses that stand elsewhere on the page (``[text][name]``) are not known here.
    """
    return inline_of(inline_tokens(text))


def plain_text(tokens: Iterable[Token]) -> str:
    """Return the words of *tokens*, as Sphinx names a section by its heading."""
    words = ""
    for token in tokens:
        if token.type == "myst_role":
            shown = shown_by_role(token.meta["name"], token.content)
            words += token.content if shown == NO_TEXT else shown
        elif token.type in ("text", "text_special", "code_inline"):
            words += token.content
        elif token.type in ("softbreak", "hardbreak"):
            words += " "
    return words


def _show_role(role: tuple[str, str]) -> str:
    name, target = role
    return f"{{{name}}}`{target}`" if target else f"{{{name}}}"


def compare_items(what: str, source: list[str], translation: list[str]) -> Iterator[str]:
    """Yield a sentence where *translation* lacks or adds an item of *source*; *what* names them."""
    if source == translation:
        return
    here, there = Counter(source), Counter(translation)
    lost, added = sorted((here - there).elements()), sorted((there - here).elements())
    if lost and added:
        yield f"{what} {', '.join(added)} is not in the source, which has {', '.join(lost)}"
    elif added:
        yield f"{what} {', '.join(added)} is not in the source; remove it"
    elif lost:
        yield f"{what} {', '.join(lost)} of the source is missing; carry it over"


def is_too_long(msgid: str, msgstr: str) -> bool:
    """Return whether *msgstr* is so long beside *msgid* that nobody can have meant it."""
    return len(msgstr) > _TIMES_LONGER * len(msgid) + _CHARACTERS_LONGER


def find_unfit(msgid: str, msgstr: str) -> list[str]:
    """Return a sentence for each thing for which no program should read *msgstr* at all."""
    if is_too_long(msgid, msgstr):
        much = f"{len(msgstr)} characters for a source of {len(msgid)}"
        return [f"the translation is far too long, {much}; write what the source says"]
    sentences = [f"{name}; remove it" for name in unseen_characters(msgstr)]
    return sentences + [f"{name} in the msgid; remove it" for name in unseen_characters(msgid)]


def find_differences(
    msgid: str, msgstr: str, parsed: tuple[Iterable[Token], Iterable[Token]] | None = None
) -> list[str]:
    """Return a sentence for each thing in *msgstr* that *msgid* does not allow, or lacks.

    Both are texts of one message in MyST Markdown; *parsed* are their tokens, where they are known.
    """
    unfit = find_unfit(msgid, msgstr)
    if unfit or (is_plain(msgid) and is_plain(msgstr)):
        return unfit
    source, said = map(inline_of, parsed) if parsed else map(read_inline, (msgid, msgstr))
    return _compare(msgid, source, msgstr, said)


# A text that readers take for an address, with its host.
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)*\.[a-zа-я]{2,})(?:[/:?#]\S*)?", re.I
)
_BACKTICKS = re.compile(r"(?<!\\)`+")


def _shows_another(address: str, text: str) -> bool:
    """Return whether *text*, of a link to *address*, reads as the address of another host."""
    shown, own = _ADDRESS.fullmatch(text), _ADDRESS.fullmatch(address)
    return bool(shown and "://" in address and (not own or shown["host"] != own["host"]))


def missing_backtick(msgid: str, msgstr: str) -> str:
    """Return a sentence where a backtick of *msgstr* has no counterpart, else ``""``.

    Whatever stands after it is read as something else than it is.
    """
    here, there = _BACKTICKS.findall(msgstr), _BACKTICKS.findall(msgid)
    # Three of them are a fence, which is refused for what it is.
    if len(here) % 2 == 0 or len(there) % 2 or any(len(run) > 2 for run in here):
        return ""
    return f"a backtick is missing: the source has {len(there)}, the translation {len(here)}"


def is_plain(text: str) -> bool:
    """Return whether nothing in *text* can be markup, an entity, an escape or a line break."""
    return _MARKUP.search(text) is None


def _compare(msgid: str, source: Inline, msgstr: str, said: Inline) -> list[str]:
    backtick = missing_backtick(msgid, msgstr)
    if backtick:
        return [backtick]
    shown = "".join(said.entities)
    sentences = [f"{name}, written as an entity; remove it" for name in unseen_characters(shown)]
    if "\n" in shown:
        sentences.append("a line break, written as an entity; remove it")
    if said.depth > max(_DEEPEST, source.depth):
        sentences.append(f"marks stand {said.depth} deep in one another; use fewer")
    refused = sorted({name for name, _ in said.roles} - ALLOWED_ROLES)
    allowed = ", ".join(sorted(ALLOWED_ROLES))
    sentences += [
        f'role "{name}" is not allowed in a translation; allowed: {allowed}' for name in refused
    ]
    wanted = [_show_role(role) for role in source.roles]
    found = [_show_role(role) for role in said.roles if role[0] not in refused]
    sentences += compare_items("role", wanted, found)
    sentences += compare_items("link", source.links, said.links)
    sentences += [
        f'a link to "{address}" shows another address, "{text}"; show words, or its own address'
        for address, text in said.link_texts
        if (address, text) not in source.link_texts and _shows_another(address, text)
    ]
    sentences += compare_items("image", source.images, said.images)
    sentences += compare_items("footnote", source.footnotes, said.footnotes)
    sentences += [
        f"HTML {tag} is not allowed in a translation; write Markdown"
        for tag in said.html
        if tag not in source.html
    ]
    sentences += [
        f"{markup} is not allowed in a translation; remove it, or put it into `…` as code"
        for markup in said.unread
        if markup not in source.unread
    ]
    soft_breaks = msgstr.strip().count("\n") - said.breaks
    if said.breaks > source.breaks or (soft_breaks > 0 and "\n" not in msgid):
        sentences.append("a translation is one paragraph; remove the line breaks (\\n)")
    return sentences
