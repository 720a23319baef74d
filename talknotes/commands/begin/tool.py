"""``make tool``: an entry of the glossary."""

from __future__ import annotations

import re
from pathlib import Path

from talknotes.checks.glossary import read_glossaries
from talknotes.commands.asking import Answers, Form, Mistake, Question
from talknotes.commands.begin.writing import compose, insert, is_as_written, listed
from talknotes.common.project import Project
from talknotes.content.facts import address_mistake

# The characters with which a line of a glossary is no term, or a reference not its name.
_MARKUP = re.compile(r"\s:\s|[<>`\n]|^[:%.]")


class ToolForm(Form):
    """A tool: an entry of the glossary on the page of its field."""

    def __init__(self, project: Project) -> None:
        paths = sorted((project.docs / "tools").glob("*.md"))
        self._texts = {path: path.read_text(encoding="utf-8-sig") for path in paths}
        self._glossaries = {
            path.stem: (path, glossary)
            for path, text in self._texts.items()
            for glossary in read_glossaries(text)
        }
        self._terms = {
            term.casefold(): f"docs/tools/{page}.md:{entry.line + 1}"
            for page, (_path, glossary) in self._glossaries.items()
            for entry in glossary.entries
            for term in entry.names
        }
        self.questions = (
            Question("NAME", "Name, as its makers write it", needed=True),
            Question("PAGE", "Page of its field", needed=True, allowed=tuple(self._glossaries)),
            Question("HOME_PAGE", "Address of its home page, or empty"),
            Question("ALIASES", "Other names that talks use, with ; between them, or empty"),
        )

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*."""
        wrong = []
        names = [("NAME", answers["NAME"])] if "NAME" in answers else []
        names += [("ALIASES", alias) for alias in listed(answers.get("ALIASES", ""))]
        for variable, name in names:
            if place := self._terms.get(name.casefold()):
                wrong.append(Mistake(variable, f'"{name}" stands in {place} already'))
            if _MARKUP.search(name) or not is_as_written(name):
                markup = f'"{name}" would be read as markup; write the name without it'
                wrong.append(Mistake(variable, markup))
        if len({name.casefold() for _variable, name in names}) < len(names):
            wrong.append(Mistake("ALIASES", "a name stands twice; once is enough"))
        if "HOME_PAGE" in answers and (mistake := address_mistake(answers["HOME_PAGE"])):
            wrong.append(Mistake("HOME_PAGE", mistake))
        return wrong

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the page of the field with the entry, in the order of the alphabet."""
        (path, glossary), name = self._glossaries[answers["PAGE"]], answers["NAME"]
        names = [name, *listed(answers.get("ALIASES", ""))]
        entry = compose("tool", names=names, home_page=answers.get("HOME_PAGE"))
        later = [e.line for e in glossary.entries if e.names[0].casefold() > name.casefold()]
        line = later[0] if later else glossary.end
        return {path: insert(self._texts[path], line, entry)}
