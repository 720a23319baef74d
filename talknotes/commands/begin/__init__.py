"""Begins a talk, a conference, a tool or a language: ``make talk`` and its sisters.

Each is a form that is filled in (`talknotes.commands.asking`) and becomes files, mostly from
``templates/``. What is right is not said here again: the page is composed, and read by
`talknotes.content.facts` as the site reads it; a language, by `talknotes.common.languages`.
"""

from __future__ import annotations

from talknotes.commands.begin.conference import ConferenceForm
from talknotes.commands.begin.language import LanguageForm
from talknotes.commands.begin.talk import TalkForm
from talknotes.commands.begin.tool import ToolForm

FORMS: dict[str, type[TalkForm | ConferenceForm | ToolForm | LanguageForm]] = {
    "talk": TalkForm,
    "conference": ConferenceForm,
    "tool": ToolForm,
    "language": LanguageForm,
}
