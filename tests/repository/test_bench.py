"""The comparison with other generators: the same notes for all, and a table that adds up."""

from __future__ import annotations

import re
import sys

from conftest import REPOSITORY
from running import would_run

sys.path.append(str(REPOSITORY / "tests" / "bench"))

from content import russian, write_content
from peers import Cost, translated_start
from projects import page_of
from rounds import STEPS, Round
from table import ROWS, table


def invented(factor: float) -> Round:
    """Return a round in which every step took so many seconds, and everything else as much."""
    return Round({step: Cost(factor, factor, factor) for step in STEPS}, factor)


def test_the_notes_are_the_same_at_every_run() -> None:
    assert write_content(3) == write_content(3)
    assert write_content(2).talks == write_content(3).talks[:2]
    assert [page_of(talk) for talk in write_content(41).talks[39:]] == [
        "conf-0/talk-39",
        "conf-1/talk-40",
    ]


def test_their_russian_leaves_nothing_but_code_and_names_as_it_was() -> None:
    text = 'See {term}`Tool Data 0` and [text](a.md#b), `code`.\n\n```python\nprint("a")\n```\n'
    assert russian(text) == text.replace("See", "Сее").replace(" and ", " анд ").replace(
        "[text]", "[тект]"
    )
    assert not re.search("[a-z]", translated_start(write_content(1).talks[0]))


def test_the_table_has_a_ratio_for_each_peer_and_the_exponent_of_the_growth() -> None:
    found = {
        10: {"own": [invented(2), invented(4)], "peer": [invented(1), invented(8)]},
        40: {"own": [invented(6)], "peer": [invented(18)]},
    }
    head, _line, *rows = ([*map(str.strip, row.split("|")[1:-1])] for row in table(found))
    assert head == ["talks", "", "own", "peer", "×"]
    assert len(rows) == len(ROWS) * 2 + 2
    assert rows[0] == ["10", ROWS[0].name, "3.0", "4.5", "1.25"]
    # Three times as long for four times as many; and four times as long.
    assert rows[-2][:2] == ["10 → 40", f"{ROWS[0].name}: exponent"]
    assert rows[-2][2:] == ["0.50", "1.00", ""]


def test_make_bench_takes_several_numbers_of_talks() -> None:
    started = would_run("bench", "N=40 200", "ROUNDS=1")
    assert " tests/bench 40 200 --rounds 1 --mkdocs build/bench/peers/bin/mkdocs " in started
