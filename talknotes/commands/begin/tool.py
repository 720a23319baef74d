"""``make tool``: an entry of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from talknotes.commands.asking import Answers, Mistake, Question
from talknotes.commands.begin.known import Known
from talknotes.commands.begin.mistakes import needed
from talknotes.commands.begin.writing import (
    LAST_STEPS,
    PLACEHOLDER,
    insert,
    is_as_written,
    listed,
)
from talknotes.common.problems import did_you_mean
from talknotes.common.project import Project
from talknotes.content.facts import address_mistake

_TOOL = """\
{names}
   % TODO: the first sentence says what it is, in words that stand alone.
   % Then: what it is used for, its neighbours, what has become of it, with the year.
"""

_HOME_PAGE = """
   ```{{home-page}} {address}
   ```
"""


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

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*."""
        wrong = needed(self, answers, told=[])
        names = [("NAME", answers["NAME"])] if "NAME" in answers else []
        names += [("ALIASES", alias) for alias in listed(answers.get("ALIASES", ""))]
        for variable, name in names:
            wrong += [Mistake(variable, told) for told in self._name_mistakes(name)]
        folded = [name.casefold() for _variable, name in names]
        if len(set(folded)) < len(folded):
            wrong.append(Mistake("ALIASES", "a name stands twice; once is enough"))
        page = answers.get("PAGE")
        if page is not None and page not in self.known.glossaries:
            hint = did_you_mean(page, self.known.glossaries)
            wrong.append(Mistake("PAGE", f'no page of tools "{page}"{hint}'))
        address = answers.get("HOME_PAGE")
        if address is not None and address_mistake(address):
            wrong.append(Mistake("HOME_PAGE", str(address_mistake(address))))
        elif address is not None and re.search(r"\s", address):
            wrong.append(Mistake("HOME_PAGE", "an address has no spaces"))
        return list(dict.fromkeys(wrong))

    def _name_mistakes(self, name: str) -> Iterator[str]:
        if name.casefold() in self.known.terms:
            yield f'"{name}" stands in {self.known.terms[name.casefold()]} already'
        # The signs with which a line of a glossary is no term, or a reference not its name.
        if re.search(r"\s:\s|[<>`\n]|^[:%.]", name) or not is_as_written(name):
            yield f'"{name}" would be read as markup; write the name without it'

    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the page of the field with the entry, in the order of the alphabet."""
        docname = f"tools/{answers['PAGE']}"
        glossary, text = self.known.glossaries[answers["PAGE"]], self.known.texts[docname]
        name = answers["NAME"]
        entry = _TOOL.format(names="\n".join([name, *listed(answers.get("ALIASES", ""))]))
        if "HOME_PAGE" in answers:
            entry += _HOME_PAGE.format(address=answers["HOME_PAGE"])
        later = (e.line for e in glossary.entries if e.names[0].casefold() > name.casefold())
        line = next(later, None)
        if line is not None:
            return {self.known.path(docname): insert(text, line, entry)}
        lines = text.split("\n")
        before = "\n".join(lines[: glossary.end]).rstrip("\n")
        after = "\n".join(lines[glossary.end :])
        return {self.known.path(docname): f"{before}\n\n{entry}{after}"}

    def next_steps(self, answers: Answers) -> list[str]:
        """Return what is left to do."""
        return [
            (
                f'Write its entry in docs/tools/{answers["PAGE"]}.md, at "{PLACEHOLDER} …". '
                "docs/contributing/add-a-talk.md tells the rest."
            ),
            f"Name it in a talk, where it is mentioned first: {{term}}`{answers['NAME']}`",
            *LAST_STEPS,
        ]
