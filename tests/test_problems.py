from __future__ import annotations

import pytest

from talknotes.problems import Problem, did_you_mean


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
    ],
)
def test_an_unknown_word_is_told_with_the_nearest_known_one_or_with_all(
    word: str, known: list[str], hint: str
) -> None:
    assert did_you_mean(word, known) == hint


def test_what_is_known_may_be_given_in_any_order() -> None:
    assert did_you_mean("zzz", {"b", "a"}) == did_you_mean("zzz", iter(["a", "b"]))
