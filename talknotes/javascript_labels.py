"""The labels of Sphinx's own JavaScript, in the languages of the site.

Sphinx brings translations of them (``sphinx.js``), for some languages with gaps: in Sphinx 9.0 the
Russian search page does not say how many pages it found. What is missing there is translated in our
catalogue ``sphinx``, and both are joined in a file that Sphinx takes before its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polib
import sphinx.locale

_SPHINX_LOCALE = Path(sphinx.locale.__file__).parent
_SCRIPTS = "themes/basic/static/"


def _known_to_sphinx(language: str) -> dict[str, Any]:
    """Return what Sphinx brings for *language*: messages, and the rule of its plural forms."""
    path = _SPHINX_LOCALE / language / "LC_MESSAGES" / "sphinx.js"
    if not path.is_file():
        return {"locale": language, "messages": {}, "plural_expr": "(n != 1)"}
    text = path.read_text(encoding="utf-8")
    known: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return known


def _is_usable(message: str, translation: str | list[str] | None) -> bool:
    """Return whether *translation* says something, with the blanks around it that *message* has."""
    forms = translation if isinstance(translation, list) else [translation or ""]
    ends = (message[:1].isspace(), message[-1:].isspace())
    return all(text and (text[:1].isspace(), text[-1:].isspace()) == ends for text in forms)


def missing_labels(language: str) -> list[polib.POEntry]:
    """Return the labels of Sphinx's scripts that Sphinx has no usable translation of."""
    known = _known_to_sphinx(language)["messages"]
    entries = []
    for entry in polib.pofile(str(_SPHINX_LOCALE / "sphinx.pot"), encoding="utf-8"):
        places = [f"sphinx/{path}" for path, _line in entry.occurrences if _SCRIPTS in path]
        if places and not _is_usable(entry.msgid, known.get(entry.msgid)):
            entry.occurrences = [(place, "") for place in sorted(set(places))]
            entry.flags = []
            entry.comment = ""
            entries.append(entry)
    return entries


def joined_labels(language: str, catalogue: polib.POFile) -> str:
    """Return the script that gives Sphinx's labels and those of *catalogue* to the pages."""
    known = _known_to_sphinx(language)
    for entry in catalogue:
        if not entry.translated() or entry.obsolete:
            continue
        if entry.msgid_plural:
            forms = sorted(entry.msgstr_plural.items())
            known["messages"][entry.msgid] = [text for _form, text in forms]
        else:
            known["messages"][entry.msgid] = entry.msgstr
    content = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    return f"Documentation.addTranslations({content});\n"
