"""Begins a talk, a conference, a tool or a language: ``make talk`` and its sisters.

Each is a form that is filled in (`talknotes.commands.asking`) and becomes files, mostly from
``templates/``. What is right is not said here again: the page is composed, and read as the site
reads it; a language, by `talknotes.common.languages`.
"""

from __future__ import annotations

from collections.abc import Callable

from talknotes.commands.asking import Form
from talknotes.commands.begin.conference import ConferenceForm
from talknotes.commands.begin.language import LanguageForm
from talknotes.commands.begin.talk import TalkForm
from talknotes.commands.begin.tool import ToolForm
from talknotes.common.project import Project

FORMS: dict[str, Callable[[Project], Form]] = {
    "talk": TalkForm,
    "conference": ConferenceForm,
    "tool": ToolForm,
    "language": LanguageForm,
}
