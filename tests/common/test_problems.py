from __future__ import annotations

from collections.abc import Iterable

import pytest

from talknotes.common.problems import Problem, did_you_mean


def test_a_problem_reads_as_editors_and_ci_read_it() -> None:
    problem = Problem("docs/index.md", 7, "the page has no title")
    assert str(problem) == "docs/index.md:7: the page has no title"
    assert problem.location == "docs/index.md:7"


def test_problems_stand_in_the_order_of_file_and_line() -> None:
    first = Problem("docs/a.md", 9, "z")
    second = Problem("docs/b.md", 2, "y")
    third = Problem("docs/b.md", 10, "a")
    assert sorted([third, first, second]) == [first, second, third]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("speeker", ["topics", "speakers"], '; did you mean "speakers"?'),
        ("canceled", ["held", "cancelled"], '; did you mean "cancelled"?'),
        ("zzz", ["video", "code"], "; known: code, video"),
        ("", ["ru", "en"], "; known: en, ru"),
        ("anything", [], "; none is known yet"),
        ("zzz", iter(["b", "a"]), "; known: a, b"),
    ],
)
def test_an_unknown_word_is_reported_with_the_nearest_known_one_or_with_all(
    word: str, known: Iterable[str], hint: str
) -> None:
    assert did_you_mean(word, known) == hint


def test_what_a_terminal_or_a_log_would_obey_is_shown_as_a_code() -> None:
    problem = Problem("docs/a\n::error::b, c.md", 1, "a role\x1b[2J\n::error::\u202eb, 100 %")
    assert str(problem) == (
        "docs/a\\u000a::error::b, c.md:1: a role\\u001b[2J\n::error::\\u202eb, 100 %"
    )
    assert problem.annotation == (
        "::error file=docs/a\\u000a%3A%3Aerror%3A%3Ab%2C c.md,line=1::"
        "a role\\u001b[2J%0A::error::\\u202eb, 100 %25"
    )
    assert str(Problem("docs/a.md", 1, "«ещё» — 5\N{NO-BREAK SPACE}лет")).endswith("5\xa0лет")
