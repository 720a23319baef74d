"""Tooltips of terms: what a link to a glossary entry shows before it is followed.

Beside every page with a glossary stands a script with the first sentence of each of its entries and
the number of talks that mention it. ``tooltips.js`` finds it by the address of the link alone and
loads it when a reader first points at such a link, so that nothing of it is in any page. The file
is written with the page of the glossary, which is written again whenever one of the two changes;
`talknotes.theme.assets` lists its digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from talknotes.common.files import write_whole
from talknotes.common.labels import _, ngettext
from talknotes.common.typography import tie
from talknotes.content.site import Site, site_of

SCRIPT_SUFFIX = ".tooltips.js"


def _language_of(definition: nodes.Node) -> str | None:
    """Return the language of the sentence that stands first where it has no translation."""
    paragraph = next((one for one in definition.children if isinstance(one, nodes.paragraph)), None)
    for name in paragraph["classes"] if paragraph is not None else ():
        if name.startswith("language-"):
            return str(name.removeprefix("language-"))
    return None


def _entries(doctree: nodes.document) -> Iterator[nodes.definition_list_item]:
    """Yield the entries of the page's glossaries, not the lists that are drawn into them."""
    for glossary in doctree.findall(addnodes.glossary):
        for items in glossary.children:
            for item in items.children:
                if isinstance(item, nodes.definition_list_item):
                    yield item


def _tooltip(site: Site, docname: str, item: nodes.definition_list_item) -> dict[str, Any] | None:
    """Return what is shown of an entry; nothing where it has no sentence."""
    ids = [one for term in item.children if isinstance(term, nodes.term) for one in term["ids"]]
    entry = site.entries.get((docname, ids[0])) if ids else None
    sentence = site.entry_summary(entry) if entry else ""
    if not entry or not sentence:
        return None
    language = _language_of(item.children[-1])
    tooltip: dict[str, Any] = {
        "ids": entry.ids,
        "name": entry.name,
        "nameLanguage": entry.language,
        "text": tie(sentence, language or site.language.code),
        "textLanguage": language,
        "talks": _mentions(site, len(site.mentions.get(entry.place, []))),
    }
    return {name: value for name, value in tooltip.items() if value}


def _mentions(site: Site, number: int) -> str:
    if not number:
        return ""
    said = ngettext("Mentioned in {number} talk", "Mentioned in {number} talks", number)
    return tie(said, site.language.code)


def script_path(builder: StandaloneHTMLBuilder, docname: str) -> Path:
    """Return where the tooltips of the glossary on the page *docname* are written."""
    return Path(builder.get_output_path(docname)).with_suffix(SCRIPT_SUFFIX)


def write_tooltips(app: Sphinx, docname: str, doctree: nodes.document) -> None:
    """Write the tooltips of a page beside it; where it has no glossary, remove them.

    Called while the page is written (event ``html-page-context``); a book has no use for them.
    """
    builder = app.builder
    if builder.name != "html":
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    path = script_path(builder, docname)
    site = site_of(app.env)
    found = [tooltip for entry in _entries(doctree) if (tooltip := _tooltip(site, docname, entry))]
    if not found:
        path.unlink(missing_ok=True)
        return
    content = {"labels": {"entry": _("Read the whole entry")}, "tooltips": found}
    # An entry a line, so that a change of one can be seen in what was published.
    lines = json.dumps(content, ensure_ascii=False).replace('{"ids"', '\n{"ids"')
    write_whole(path, f"window.talknotesTooltips = {lines};\n".encode())
