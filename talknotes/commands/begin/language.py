"""``make language``: an entry in the table of conf.py."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from sphinx.errors import ConfigError

from talknotes.commands.asking import Answers, Mistake, Question
from talknotes.common.languages import Language, read_languages
from talknotes.common.project import Project

_CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")
_ENTRIES = re.compile(r"^talknotes_languages\b[^=\n]*= \{\n(?:(?!\}).*\n)+", re.MULTILINE)


class LanguageForm:
    """A language: an entry in the table of conf.py."""

    def __init__(self, project: Project) -> None:
        self._conf = project.root / "conf.py"
        self._languages = project.languages()
        self.questions = (
            Question("CODE", "Code of the language, such as de or pt_BR", needed=True),
            Question("NAME", "What the language calls itself", needed=True,
                     default=lambda answers: _likely(answers.get("CODE", ""))[0]),
            Question("LOCALE", "Babel's locale, for dates", needed=True,
                     default=lambda answers: _likely(answers.get("CODE", ""))[1]),
        )  # fmt: skip

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, and where conf.py has no table to write to."""
        wrong = []
        code = answers.get("CODE", "xx")
        if not _CODE.fullmatch(code):
            no_code = f'"{code}" is no code of a language; write it as de or pt_BR'
            wrong.append(Mistake("CODE", no_code))
        if code in self._languages:
            wrong.append(Mistake("CODE", f'conf.py has the language "{code}" already'))
        entry = {"name": answers.get("NAME", "…"), "locale": answers.get("LOCALE", "en")}
        try:
            read_languages({code: entry})
        except ConfigError as error:
            wrong.append(Mistake("LOCALE", str(error).rpartition('": ')[2]))
        try:
            add_language(self._conf.read_text(encoding="utf-8"), code, entry)
        except ValueError as error:
            wrong += [] if wrong else [Mistake("CODE", str(error))]
        return wrong

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return conf.py with the language; raises `ValueError` where that cannot be done."""
        entry = {"name": answers["NAME"], "locale": answers["LOCALE"]}
        text = self._conf.read_text(encoding="utf-8")
        return {self._conf: add_language(text, answers["CODE"], entry)}


def add_language(text: str, code: str, entry: dict[str, str]) -> str:
    """Return conf.py's *text* with *entry* for *code* at the end of the table of languages.

    Nothing else changes. Raises `ValueError`, saying what to write by hand, where the table is not
    written out with an entry a line.
    """
    line = f"{json.dumps(code)}: {json.dumps(entry, ensure_ascii=False)},"
    found = _ENTRIES.search(text)
    added = f"{text[: found.end()]}    {line}\n{text[found.end() :]}" if found else text
    try:
        if _table(added) == {**_table(text), code: entry}:
            return added
    except (SyntaxError, ValueError):
        pass
    raise ValueError(
        "conf.py does not write talknotes_languages out with an entry a line; add to it by hand: "
        + line
    )


def _table(text: str) -> dict[str, Any]:
    """Return the table of languages in conf.py's *text*; `ValueError` where that has to be run."""
    values = [
        node.value
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and "talknotes_languages" in ast.unparse(node).partition("=")[0]
    ]
    if len(values) != 1 or not isinstance(values[0], ast.Dict):
        raise ValueError
    table: dict[str, Any] = ast.literal_eval(values[0])
    return table


def _likely(code: str) -> tuple[str, str]:
    """Return what the language *code* calls itself, and the locale of most who speak it."""
    try:
        locale = Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return "", ""
    name = locale.get_display_name() or ""
    locale_code = code if "_" in code else Language(code, name, code).territory_locale
    return name[:1].upper() + name[1:], locale_code
