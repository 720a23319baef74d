"""Gathers what a command needs to know: from its variables, and in a terminal by asking.

Knows nothing of talks or languages; `talknotes.commands.begin` says what is asked and what is
wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

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
        self.mistakes = list(dict.fromkeys(mistakes))
        super().__init__("\n".join(f"  {mistake}" for mistake in self.mistakes))


def _nothing(_answers: Answers) -> str:
    return ""


def _always(_answers: Answers) -> bool:
    return True


@dataclass(frozen=True)
class Question:
    """One variable: its ``name``, and how a person is asked for it.

    ``allowed`` are the values to choose from, where they can be listed; ``default`` is offered, and
    taken unasked where the value is not ``needed``; a question is asked ``when`` the answers so far
    make it one.
    """

    name: str
    text: str
    needed: bool = False
    allowed: tuple[str, ...] = ()
    default: Callable[[Answers], str] = _nothing
    when: Callable[[Answers], bool] = _always


class Form(Protocol):
    """What is asked, and what may be answered."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in their order."""

    def mistakes(self, answers: Answers) -> list[Mistake]:
        """Return what is wrong with *answers*, and the values that they lack."""


def never(_answers: Answers) -> bool:
    """Say that a value can be given, but is not asked for."""
    return False


def _prompt(question: Question, default: str) -> str:
    allowed = f" ({', '.join(question.allowed)})" if question.allowed else ""
    return f"{question.text}{allowed}{f' [{default}]' if default else ''}: "


def _ask_one(form: Form, question: Question, answers: dict[str, str], ask: Ask) -> None:
    """Ask until the answer is right; an empty one takes the default, or leaves the value out."""
    while True:
        default = question.default(answers)
        answer = ask(_prompt(question, default)).strip() or default
        answers.pop(question.name, None)
        if answer:
            answers[question.name] = answer
            wrong = [m for m in form.mistakes(answers) if m.name == question.name]
        else:
            wrong = [Mistake(question.name, "this is needed")] if question.needed else []
        if not wrong:
            return
        for mistake in wrong:
            print(f"  {mistake.sentence}")


def collect(form: Form, given: Mapping[str, str], ask: Ask | None) -> dict[str, str]:
    """Return the answers to *form*: those *given*, and what *ask* says of the rest.

    Without *ask*, nobody is there to be asked. Raises `RefusedError` with all that is wrong with
    what was given, before anything is asked.
    """
    names = [question.name for question in form.questions]
    unknown = [
        Mistake(name, f"there is no such variable{did_you_mean(name, names)}")
        for name in given
        if name not in names
    ]
    answers = {name: text.strip() for name, text in given.items() if text.strip()}
    wrong = unknown + [m for m in form.mistakes(answers) if m.name in answers]
    if ask is None:
        for question in form.questions:
            default = "" if question.needed else question.default(answers)
            if default and question.name not in answers:
                answers[question.name] = default
        wrong += form.mistakes(answers)
    if wrong:
        raise RefusedError(
            sorted(wrong, key=lambda m: names.index(m.name) if m.name in names else -1)
        )
    missing = set(names) - set(given)
    while ask is not None:
        for question in form.questions:
            if question.name in missing and question.when(answers):
                _ask_one(form, question, answers, ask)
        wrong = form.mistakes(answers)
        if not wrong:
            break
        print("\n".join(f"  {mistake}" for mistake in wrong))
        # What is wrong now is wrong together: a talk with neither a start nor one before it.
        missing = {m.name for m in wrong} | {q.name for q in form.questions if not _is_plain(q)}
        missing -= {name for name in answers if name not in {m.name for m in wrong}}
    return answers


def _is_plain(question: Question) -> bool:
    return question.when is _always or question.when is never
