"""What readers type, and what must come first: the tables of queries in a real browser."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from finished_site import shown
from page_types import LANGUAGES
from playwright.sync_api import Browser

HERE = Path(__file__).parent
TUNED = HERE / "search_queries.yaml"
HELD_OUT = HERE / "search_queries_held_out.yaml"
SECOND = HERE / "search_queries_second.yaml"
NOTHING = "nothing"


@dataclass(frozen=True)
class Query:
    """A row of a table; ``wanted`` is what may come first, ``fails`` why it does not yet."""

    language: str
    why: str
    half: str
    query: str
    wanted: tuple[str, ...]
    fails: str


def read(table: Path) -> Any:
    return yaml.safe_load(table.read_text(encoding="utf-8"))


def queries_of(table: Path) -> list[Query]:
    """Return the rows of *table*."""
    return [
        Query(
            language,
            group["why"],
            group.get("half", ""),
            query,
            tuple(wanted) if isinstance(wanted, list) else (wanted,),
            group.get("fails", {}).get(query, ""),
        )
        for language, groups in read(table).items()
        for group in groups
        for query, wanted in group["queries"].items()
    ]


TABLES = {"tuned": TUNED, "held out": HELD_OUT, "second": SECOND}
QUERIES = [one for table in TABLES.values() for one in queries_of(table)]
# Asked on both sites by readers of either: in the other language, otherwise written.
SAME_ON_BOTH_SITES = [
    ("decorator", "декоратор"), ("ltrjhfnjh", "decorator"), ("dekorator", "декоратор"),
    ("пайплайн", "pipeline"), ("ноутбук", "notebook"), ("k8s", "Kubernetes"), ("панды", "pandas"),
    ("Маккинни", "McKinney"), ("Карпатый", "Karpathy"), ("Тебека", "Tebeka"),
]  # fmt: skip


ASK = """async queries => {
    const found = [];
    for (const query of queries) {
        const { results } = await TalkNotesSearch.search(query);
        found.push(results.map(({ address }) => address));
    }
    return found;
}"""


@pytest.fixture(scope="module")
def found(served: str, browser: Browser) -> dict[tuple[str, str], list[str]]:
    """Return the addresses that each query finds, below the language's folder, best first.

    All queries of a language are asked at once, on one page.
    """
    answers: dict[tuple[str, str], list[str]] = {}
    both = [query for pair in SAME_ON_BOTH_SITES for query in pair]
    for language in LANGUAGES:
        asked = [*(one.query for one in QUERIES if one.language == language), *both]
        page = browser.new_page()
        page.goto(f"{served}/{language}/search.html?q=pandas")
        page.locator("a.search-result").first.wait_for()
        for query, addresses in zip(asked, page.evaluate(ASK, asked), strict=True):
            answers[language, query] = [unquote(one) for one in addresses]
        page.close()
    return answers


def is_wanted(found: str, wanted: str) -> bool:
    """Return whether *found* is *wanted*; any section will do where none is asked for."""
    return found == wanted or ("#" not in wanted and found.split("#")[0] == wanted)


def pages(addresses: list[str]) -> set[str]:
    return {address.split("#")[0] for address in addresses}


def differ(one: list[str], other: list[str]) -> bool:
    """Return whether more than a tenth of the pages is found by one query alone."""
    return len(pages(one) & pages(other)) < 0.9 * len(pages(one) | pages(other))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_each_table_asks_in_both_languages_for_nothing_too_and_nothing_twice(table: Path) -> None:
    rows = queries_of(table)
    for language in LANGUAGES:
        asked = [one.wanted for one in rows if one.language == language]
        assert asked.count((NOTHING,)) >= 3
        assert len(asked) >= 40
    count = Counter((one.language, one.query.lower()) for one in rows)
    assert [query for query, times in count.items() if times > 1] == []
    groups = [group for groups in read(table).values() for group in groups]
    assert all({*group.get("fails", {})} <= {*group["queries"]} for group in groups)


@pytest.mark.parametrize("table", [HELD_OUT, SECOND], ids=["held out", "second"])
def test_the_halves_are_of_one_size_in_each_language(table: Path) -> None:
    halves = Counter((one.language, one.half) for one in queries_of(table))
    assert len(halves) == 4
    assert len(set(halves.values())) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_right_page_comes_first(
    found: dict[tuple[str, str], list[str]], table: Path, language: str
) -> None:
    problems = []
    for one in queries_of(table):
        if one.language == language:
            first = (found[language, one.query] or [NOTHING])[0]
            is_right = any(map(partial(is_wanted, first), one.wanted))
            if not is_right and not one.fails:
                problems.append(f"{one.why}: {one.query} finds {first}")
            if is_right and one.fails:
                problems.append(f'{one.query} is found by now: take it from "fails"')
    assert problems == [], shown(problems)


def test_either_spelling_finds_the_same_pages_on_both_sites(
    found: dict[tuple[str, str], list[str]],
) -> None:
    problems = [
        pair
        for pair in SAME_ON_BOTH_SITES
        for one, other in itertools.combinations(
            [found[language, query] for language in LANGUAGES for query in pair], 2
        )
        if differ(one, other)
    ]
    assert problems == []


def test_all_that_is_wanted_or_found_is_there(
    found: dict[tuple[str, str], list[str]], real_site: Path
) -> None:
    @cache
    def text(path: Path) -> str:
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    named = [(one.language, one.query, address) for one in QUERIES for address in one.wanted]
    named += [(*asked, address) for asked, addresses in found.items() for address in addresses]
    missing = []
    for language, query, address in named:
        name, _hash, anchor = address.partition("#")
        page = text(real_site / language / name)
        if address != NOTHING and (not page or (anchor and f'id="{anchor}"' not in page)):
            missing.append(f"{language}: {query}: {address}")
    assert missing == [], shown(missing)
