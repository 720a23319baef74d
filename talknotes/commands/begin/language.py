"""``make language``: an entry in the table of conf.py."""

from __future__ import annotations

import json
import re
from pathlib import Path

from babel import Locale, UnknownLocaleError
from sphinx.errors import ConfigError

from talknotes.commands.asking import Answers, Form, Mistake, Question
from talknotes.common.languages import Language, read_languages
from talknotes.common.project import Project

_CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")
# The table up to its end; the last line of it is a whole entry.
_TABLE = re.compile(
    r"^talknotes_languages\b[^=\n]*= \{\n(?: .*\n)*? .*\},[ ]*(?:#.*)?\n(?=\})", re.MULTILINE
)


class LanguageForm(Form):
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

    Nothing else changes. Raises `ValueError`, saying what to write by hand, where there is not one
    table, with an entry a line.
    """
    line = f"{json.dumps(code)}: {json.dumps(entry, ensure_ascii=False)},"
    added, tables = _TABLE.subn(lambda found: f"{found[0]}    {line}\n", text)
    if tables != 1 or len(re.findall(r"^talknotes_languages\b", text, re.MULTILINE)) != 1:
        raise ValueError(
            "conf.py does not write talknotes_languages out with an entry a line; add to it by "
            f"hand: {line}"
        )
    return added


def _likely(code: str) -> tuple[str, str]:
    """Return what the language *code* calls itself, and the locale of most who speak it."""
    try:
        locale = Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return "", ""
    name = locale.get_display_name() or ""
    locale_code = code if "_" in code else Language(code, name, code).territory_locale
    return name[:1].upper() + name[1:], locale_code
