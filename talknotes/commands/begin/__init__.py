"""Begins a talk, a conference, a tool or a language: ``make talk`` and its sisters.

Each is a form that is filled in (`talknotes.commands.asking`) and then becomes files. What is right
is asked of `talknotes.content.facts` and `talknotes.common.languages`: the page is composed, and
read as the site would read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from talknotes.commands.begin.conference import ConferenceForm
from talknotes.commands.begin.language import LanguageForm
from talknotes.commands.begin.talk import TalkForm
from talknotes.commands.begin.tool import ToolForm
from talknotes.common.files import write_whole

BeginningForm = TalkForm | ConferenceForm | ToolForm | LanguageForm
FORMS: dict[str, type[BeginningForm]] = {
    "talk": TalkForm,
    "conference": ConferenceForm,
    "tool": ToolForm,
    "language": LanguageForm,
}


def write(files: Mapping[Path, str]) -> None:
    """Write all of *files* or none: where one fails, the others become what they were."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        for path, text in files.items():
            write_whole(path, text.encode("utf-8"))
    except BaseException:
        for path, content in before.items():
            if content is not None:
                write_whole(path, content)
            else:
                path.unlink(missing_ok=True)
        raise
