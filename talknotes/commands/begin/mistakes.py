"""What is wrong with the answers to a form, told by the variable that is to be mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from talknotes.commands.asking import Answers, Form, Mistake
from talknotes.commands.begin.known import Known
from talknotes.content.facts import PageContext, read_page_facts, slug_mistake

_MISSING = re.compile(r'^"([\w-]+)" is missing')


def read_mistakes(text: str, context: PageContext, names: Mapping[str, str]) -> Iterator[Mistake]:
    """Yield what the site would find wrong in the page *text*; *names* maps keys to variables."""
    facts, problems = read_page_facts(text, context)
    keys = {line: key for key, line in facts.lines.items()}
    for problem in problems:
        missing = _MISSING.match(problem.message)
        key = missing[1] if missing else keys.get(problem.line, "")
        yield Mistake(names.get(key, "SLUG"), problem.message)


def title_mistakes(variable: str, title: str) -> list[Mistake]:
    """Return what is wrong with *title*, which *variable* gives, as a heading."""
    if "\n" in title or "\r" in title:
        return [Mistake(variable, "a title is one line")]
    return []


def slug_mistakes(slug: str, path: Path, known: Known) -> list[Mistake]:
    """Return what is wrong with *slug* as the name of what is to stand at *path*."""
    wrong = slug_mistake(slug)
    if wrong:
        return [Mistake("SLUG", wrong)]
    if path.exists():
        shown = path.relative_to(known.project.root).as_posix()
        return [Mistake("SLUG", f"{shown} exists already; nothing is overwritten")]
    return []


def needed(form: Form, answers: Answers, told: list[Mistake]) -> list[Mistake]:
    """Return the needed values that *answers* lacks, but for those that are *told* already."""
    already = {mistake.name for mistake in told}
    return [
        Mistake(question.name, f"missing; give: {question.text.lower()}")
        for question in form.questions
        if question.needed and question.name not in answers and question.name not in already
    ]
