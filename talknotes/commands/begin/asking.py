"""Gathers what a command needs: from its variables, and in a terminal by asking."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from talknotes.common.problems import did_you_mean

# The name of a variable, and what is wrong with it, in one sentence.
Mistake = tuple[str, str]


class Answers(dict[str, str]):
    """What was answered, by the name of the variable; empty where it was left out."""

    def __missing__(self, name: str) -> str:
        return ""


class RefusedError(Exception):
    """What was given cannot be used; the text has every reason, a line each."""


@dataclass(frozen=True)
class Question:
    """One variable: its ``name``, and how a person is asked for it.

    Of the ``allowed`` values one is chosen; the ``default`` is offered, or taken where it is not
    ``needed`` and nobody is asked; all this where the answers so far have it ``asked``.
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
    def mistakes(self, answers: Answers) -> Iterator[Mistake]:
        """Yield what is wrong with *answers*; what they lack is no mistake yet."""

    @abstractmethod
    def files(self, answers: Answers) -> dict[Path, str]:
        """Return the files to write where nothing is wrong with *answers*."""


def _mistakes(form: Form, answers: Answers) -> list[Mistake]:
    wrong = [
        (q.name, f'unknown {q.name.lower()} "{answer}"{did_you_mean(answer, q.allowed)}')
        for q in form.questions
        if q.allowed and (answer := answers.get(q.name, q.allowed[0])) not in q.allowed
    ]
    usable = Answers({name: answers[name] for name in answers.keys() - dict(wrong).keys()})
    return list(dict.fromkeys([*wrong, *form.mistakes(usable)]))


def _ask(form: Form, question: Question, answers: Answers, ask: Callable[[str], str]) -> None:
    """Ask until the answer is right; an empty one takes the default, or leaves the value out."""
    default = question.default(answers)
    allowed = f" ({', '.join(question.allowed)})" if question.allowed else ""
    prompt = f"{question.text}{allowed}{f' [{default}]' if default else ''}: "
    while True:
        answer = ask(prompt).strip() or default
        wrong = ["this is needed"] if question.needed and not answer else []
        tried = Answers({**answers, question.name: answer} if answer else answers)
        wrong += [reason for name, reason in _mistakes(form, tried) if name == question.name]
        if not wrong:
            answers.update(tried)
            return
        print("\n".join(f"  {reason}" for reason in wrong))


def collect(form: Form, given: Mapping[str, str], ask: Callable[[str], str] | None) -> Answers:
    """Return the answers to *form*: those *given*, and what *ask* says of the rest.

    Without *ask*, nobody is there to be asked. Raises `RefusedError` with all that is wrong with
    what was given, before anything is asked.
    """
    names = [question.name for question in form.questions]
    unknown = [name for name in given if name not in names]
    wrong = [(name, f"there is no such variable{did_you_mean(name, names)}") for name in unknown]
    answers = Answers({name: text.strip() for name, text in given.items() if text.strip()})
    if ask:
        wrong += _mistakes(form, answers)
    for question in form.questions if not (ask and wrong) else ():
        if question.name in (given if ask else answers) or not question.asked(answers):
            continue
        if ask:
            _ask(form, question, answers, ask)
        elif question.needed:
            wrong.append((question.name, f"missing; give: {question.text.lower()}"))
        elif default := question.default(answers):
            answers[question.name] = default
    wrong += [one for one in _mistakes(form, answers) if one not in wrong]
    if wrong:
        wrong.sort(key=lambda one: names.index(one[0]) if one[0] in names else -1)
        raise RefusedError("\n".join(f"  {name}: {reason}" for name, reason in wrong))
    return answers
