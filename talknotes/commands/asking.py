"""Gathers what a command needs: from its variables, and in a terminal by asking.

Knows nothing of talks or languages; `talknotes.commands.begin` says what is asked and what is
wrong.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from talknotes.common.problems import did_you_mean

# What was answered, by the name of the variable; what was left out is not in it.
Answers = Mapping[str, str]
Ask = Callable[[str], str]


class Mistake(NamedTuple):
    """What is wrong with the variable ``name``, in one sentence."""

    name: str
    sentence: str

    def __str__(self) -> str:
        """Return the form that is shown."""
        return f"{self.name}: {self.sentence}"


class RefusedError(Exception):
    """What was given cannot be used; ``mistakes`` has every reason. Nothing was written."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = list(mistakes)
        super().__init__("\n".join(f"  {mistake}" for mistake in self.mistakes))


@dataclass(frozen=True)
class Question:
    """One variable: its ``name``, and how a person is asked for it.

    ``allowed`` are the values to choose from, where they can be listed; ``default`` is offered, and
    taken unasked where the value is not ``needed``; the question is ``asked``, and the value
    needed, where the answers so far make it one.
    """

    name: str
    text: str
    needed: bool = False
    allowed: tuple[str, ...] = ()
    default: Callable[[Answers], str] = lambda _: ""
    asked: Callable[[Answers], bool] = lambda _: True


class Form(ABC):
    """What is asked, in its order, and what becomes of the answers."""

    questions: tuple[Question, ...]

    @abstractmethod
    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*; what they lack is no mistake yet."""

    @abstractmethod
    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the files to write where nothing is wrong with *answers*."""


def _mistakes(form: Form, answers: Answers) -> list[Mistake]:
    wrong = [
        Mistake(q.name, f'unknown {q.name.lower()} "{answer}"{did_you_mean(answer, q.allowed)}')
        for q in form.questions
        if q.allowed and (answer := answers.get(q.name, q.allowed[0])) not in q.allowed
    ]
    unusable = {mistake.name for mistake in wrong}
    usable = {name: answer for name, answer in answers.items() if name not in unusable}
    return list(dict.fromkeys(wrong + form.mistakes(usable)))


def _ask_one(form: Form, question: Question, answers: dict[str, str], ask: Ask) -> None:
    """Ask until the answer is right; an empty one takes the default, or leaves the value out."""
    default = question.default(answers)
    allowed = f" ({', '.join(question.allowed)})" if question.allowed else ""
    prompt = f"{question.text}{allowed}{f' [{default}]' if default else ''}: "
    while True:
        answer = ask(prompt).strip() or default
        wrong = ["this is needed"] if question.needed and not answer else []
        tried = {**answers, question.name: answer} if answer else answers
        wrong += [one.sentence for one in _mistakes(form, tried) if one.name == question.name]
        if not wrong:
            answers.update(tried)
            return
        print("\n".join(f"  {sentence}" for sentence in wrong))


def collect(form: Form, given: Answers, ask: Ask | None) -> dict[str, str]:
    """Return the answers to *form*: those *given*, and what *ask* says of the rest.

    Without *ask*, nobody is there to be asked. Raises `RefusedError` with all that is wrong with
    what was given, before anything is asked.
    """
    names = [question.name for question in form.questions]
    wrong = [
        Mistake(name, f"there is no such variable{did_you_mean(name, names)}")
        for name in given
        if name not in names
    ]
    answers = {name: text.strip() for name, text in given.items() if text.strip()}
    for question in form.questions if ask is None else ():
        if question.name not in answers and question.asked(answers):
            if question.needed:
                wrong.append(Mistake(question.name, f"missing; give: {question.text.lower()}"))
            elif default := question.default(answers):
                answers[question.name] = default
    wrong += _mistakes(form, answers)
    if ask is not None and not wrong:
        for question in form.questions:
            if question.name not in given and question.asked(answers):
                _ask_one(form, question, answers, ask)
        wrong = _mistakes(form, answers)
    if wrong:
        place = {name: number for number, name in enumerate(names)}
        raise RefusedError(sorted(wrong, key=lambda mistake: place.get(mistake.name, -1)))
    return answers
