"""``make language``: an entry in the table of conf.py."""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from sphinx.errors import ConfigError

from talknotes.commands.asking import Answers, Mistake, Question
from talknotes.commands.begin.mistakes import needed
from talknotes.commands.language_table import add_language
from talknotes.common.languages import Language, read_languages
from talknotes.common.project import Project

_CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")


class LanguageForm:
    """A language: an entry in the table of conf.py."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.languages = project.languages()
        self.questions = (
            Question("CODE", "Code of the language, such as de or pt_BR", needed=True),
            Question("NAME", "What the language calls itself", needed=True,
                     default=lambda answers: _own_name(answers.get("CODE", ""))),
            Question("LOCALE", "Babel's locale, for dates", needed=True,
                     default=lambda answers: _likely_locale(answers.get("CODE", ""))),
        )  # fmt: skip

    def _language(self, answers: Answers) -> Language:
        return Language(answers["CODE"], answers["NAME"], answers["LOCALE"])

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, and where conf.py has no table to write to."""
        wrong = needed(self, answers, told=[])
        code = answers.get("CODE")
        if code is not None and not _CODE.fullmatch(code):
            wrong.append(
                Mistake("CODE", f'"{code}" is no code of a language; write it as de or pt_BR')
            )
        if code in self.languages:
            wrong.append(Mistake("CODE", f'conf.py has the language "{code}" already'))
        if "LOCALE" in answers:
            entry = {"name": answers.get("NAME", "…"), "locale": answers["LOCALE"]}
            try:
                read_languages({code or "…": entry})
            except ConfigError as error:
                wrong.append(Mistake("LOCALE", str(error).rpartition('": ')[2] or str(error)))
        if not wrong:
            try:
                self.files(answers)
            except ValueError as error:
                wrong.append(Mistake("CODE", str(error)))
        return wrong

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return conf.py with the language; raises `ValueError` where that cannot be done."""
        path = self.project.root / "conf.py"
        text = path.read_text(encoding="utf-8")
        return {path: add_language(text, self._language(answers))}

    def next_steps(self, answers: Answers) -> list[str]:
        """Return what is left to do."""
        code = answers["CODE"]
        return [
            (
                f"Translate locale/{code}/LC_MESSAGES/talknotes.po and sphinx.po first: they "
                "are on every page."
            ),
            f"Copy docs/contributing/data-flow.svg to data-flow.{code}.svg; translate its words.",
            (
                f"Add /locale/{code}/ to .github/CODEOWNERS, a project to Read the Docs, and "
                "import the output of make weblate again, where you use these."
            ),
            "The order, and the rest: docs/contributing/add-a-language.md",
        ]


def _own_name(code: str) -> str:
    try:
        name = Locale.parse(code).get_display_name()
    except (ValueError, UnknownLocaleError):
        return ""
    return name[:1].upper() + name[1:] if name else ""


def _likely_locale(code: str) -> str:
    """Return the locale of most people who speak *code*; nothing where Babel knows none."""
    if "_" in code:
        candidate = code
    else:
        language, _script, territory = (get_global("likely_subtags").get(code, "") + "__").split(
            "_"
        )[:3]
        candidate = f"{language}_{territory}"
    try:
        Locale.parse(candidate)
    except (ValueError, UnknownLocaleError):
        return ""
    return candidate
