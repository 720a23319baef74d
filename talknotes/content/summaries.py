"""What a page or a glossary entry says of itself in one sentence: its first.

Search engines, feeds and previews of links show it. The text is kept as a *wording*, because a link
without words of its own shows another page's title, which is known only when all pages are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx import addnodes

# Pieces as (kind, text): kind is empty for a text, else the type of a link with its target.
Wording = tuple[tuple[str, str], ...]

_TITLE_LINKS = frozenset({"doc", "ref", "talk"})
_END = re.compile(r"(?<!\s)[.!?…]+[»”\"')\]]*(?=\s+[«„“\"'(\[]*(?P<next>\w))")
# After these a sentence goes on, although a capital letter or a number follows.
_ABBREVIATION = re.compile(r"\b(?:\w|etc|vs|cf|др|пр|им|см|рис|гл)\.$", re.IGNORECASE)
# A sentence can begin with a small letter, as names of packages do, but not after a short word,
# which may be an abbreviation.
_LONG_WORD = re.compile(r"\w{4}[.!?…]+[»”\"')\]]*$")

# Characters: what a list has room for without becoming a wall of text.
ONE_LINE = 100


def first_sentence(text: str) -> str:
    """Return the first sentence of *text*, with single ordinary spaces."""
    plain = " ".join(text.split())
    for end in _END.finditer(plain):
        sentence = plain[: end.end()]
        goes_on = end["next"].islower() and not _LONG_WORD.search(sentence)
        if not goes_on and not _ABBREVIATION.search(sentence):
            return sentence
    return plain


def first_clause(sentence: str) -> str:
    """Return *sentence* up to its first semicolon where it is longer than `ONE_LINE`."""
    clause, parted, _rest = sentence.partition("; ")
    return f"{clause}." if parted and len(sentence) > ONE_LINE else sentence


def _pieces(node: nodes.Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, nodes.Text):
        yield "", node.astext()
    elif isinstance(node, addnodes.pending_xref):
        if node["reftype"] in _TITLE_LINKS and not node.get("refexplicit"):
            yield node["reftype"], node["reftarget"]
        else:
            yield "", node.astext()
    elif not isinstance(node, nodes.footnote_reference | nodes.image | nodes.system_message):
        for child in node.children:
            yield from _pieces(child)


def wording_of(holder: nodes.Element | None) -> Wording:
    """Return the first paragraph that stands right in *holder*, empty where there is none."""
    if holder is None:
        return ()
    paragraph = next((one for one in holder.children if isinstance(one, nodes.paragraph)), None)
    return tuple(_pieces(paragraph)) if paragraph is not None else ()


def summary(wording: Wording, title_of: Callable[[str, str], str]) -> str:
    """Return the first sentence of *wording*; *title_of* gives what a link of a kind shows."""
    return first_sentence("".join(title_of(kind, text) if kind else text for kind, text in wording))
