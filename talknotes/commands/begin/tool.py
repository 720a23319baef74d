"""``make tool``: an entry of the glossary."""

from __future__ import annotations

import re
from pathlib import Path

from talknotes.commands.asking import Answers, Mistake, Question
from talknotes.commands.begin.known import Known
from talknotes.commands.begin.writing import compose, insert, is_as_written, listed
from talknotes.common.project import Project
from talknotes.content.facts import address_mistake

# The characters with which a line of a glossary is no term, or a reference not its name.
_MARKUP = re.compile(r"\s:\s|[<>`\n]|^[:%.]")


class ToolForm:
    """A tool: an entry of the glossary on the page of its field."""

    def __init__(self, project: Project) -> None:
        self.known = known = Known(project)
        self.questions = (
            Question("NAME", "Name, as its makers write it", needed=True),
            Question("PAGE", "Page of its field", needed=True, allowed=tuple(known.glossaries)),
            Question("HOME_PAGE", "Address of its home page, or empty"),
            Question("ALIASES", "Other names that talks use, with ; between them, or empty"),
        )
        self._terms = {
            term.casefold(): f"docs/tools/{page}.md:{entry.line + 1}"
            for page, glossary in known.glossaries.items()
            for entry in glossary.entries
            for term in entry.names
        }

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
        address = answers.get("HOME_PAGE", "")
        if address and (mistake := address_mistake(address)):
            wrong.append(Mistake("HOME_PAGE", mistake))
        elif re.search(r"\s", address):
            wrong.append(Mistake("HOME_PAGE", "an address has no spaces"))
        return wrong

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the page of the field with the entry, in the order of the alphabet."""
        docname = f"tools/{answers['PAGE']}"
        glossary, text = self.known.glossaries[answers["PAGE"]], self.known.texts[docname]
        name = answers["NAME"]
        names = [name, *listed(answers.get("ALIASES", ""))]
        entry = compose("tool", names=names, home_page=answers.get("HOME_PAGE"))
        later = [e.line for e in glossary.entries if e.names[0].casefold() > name.casefold()]
        if later:
            return {self.known.path(docname): insert(text, later[0], entry)}
        lines = text.split("\n")
        before = "\n".join(lines[: glossary.end]).rstrip("\n")
        after = "\n".join(lines[glossary.end :])
        return {self.known.path(docname): f"{before}\n\n{entry}{after}"}
