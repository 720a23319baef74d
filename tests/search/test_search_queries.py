"""What readers type, and what must come first: the tables of queries in a real browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from conftest import serve
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
        for language, groups in yaml.safe_load(table.read_text(encoding="utf-8")).items()
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


def case(one: Query) -> Any:
    """Return *one* as the argument of a test that bears the name of its kind."""
    marks = [pytest.mark.xfail(strict=True, reason=one.fails)] if one.fails else []
    return pytest.param(one, id=f"{one.language}: {one.why}: {one.query}", marks=marks)


ASK = """async queries => {
    const found = [];
    for (const query of queries) {
        const { results } = await TalkNotesSearch.search(query);
        found.push(results.map(({ address }) => address));
    }
    return found;
}"""


@pytest.fixture(scope="module")
def found(real_site: Path, browser: Browser) -> Iterator[dict[tuple[str, str], list[str]]]:
    """Return the addresses that each query finds, below the language's folder, best first.

    All queries of a language are asked at once, on one page.
    """
    answers: dict[tuple[str, str], list[str]] = {}
    both = [query for pair in SAME_ON_BOTH_SITES for query in pair]
    with serve(real_site) as address:
        for language in ("en", "ru"):
            asked = [*(one.query for one in QUERIES if one.language == language), *both]
            page = browser.new_page()
            page.goto(f"{address}/{language}/search.html?q=pandas")
            page.locator("a.search-result").first.wait_for()
            for query, addresses in zip(asked, page.evaluate(ASK, asked), strict=True):
                answers[language, query] = [unquote(one) for one in addresses]
            page.close()
        yield answers


def is_wanted(found: str, wanted: str) -> bool:
    """Return whether *found* is *wanted*; any section will do where none is asked for."""
    return found == wanted or ("#" not in wanted and found.split("#")[0] == wanted)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_each_table_asks_in_both_languages_and_for_nothing_too(table: Path) -> None:
    rows = queries_of(table)
    for language in ("en", "ru"):
        asked = [one.wanted for one in rows if one.language == language]
        assert asked.count((NOTHING,)) >= 3
        assert len(asked) >= 40


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_query_is_asked_twice(table: Path) -> None:
    asked = Counter((one.language, one.query.lower()) for one in queries_of(table))
    assert [query for query, times in asked.items() if times > 1] == []


@pytest.mark.parametrize("table", [HELD_OUT, SECOND], ids=["held out", "second"])
def test_the_halves_are_of_one_size_in_each_language(table: Path) -> None:
    halves = Counter((one.language, one.half) for one in queries_of(table))
    assert len(halves) == 4
    assert len(set(halves.values())) == 1


@pytest.mark.parametrize("one", [case(one) for one in QUERIES])
def test_the_right_page_comes_first(found: dict[tuple[str, str], list[str]], one: Query) -> None:
    first, *_others = found[one.language, one.query] or [NOTHING]
    assert any(map(partial(is_wanted, first), one.wanted)), f"found {first}"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(("one", "other"), SAME_ON_BOTH_SITES)
def test_either_spelling_finds_the_same_pages(
    found: dict[tuple[str, str], list[str]], language: str, one: str, other: str
) -> None:
    pages = [
        {address.split("#")[0] for address in found[language, query]} for query in (one, other)
    ]
    assert len(pages[0] & pages[1]) >= 0.9 * len(pages[0] | pages[1])


@pytest.mark.parametrize("query", [query for pair in SAME_ON_BOTH_SITES for query in pair])
def test_both_sites_find_the_same_pages(
    found: dict[tuple[str, str], list[str]], query: str
) -> None:
    one, other = (
        {address.split("#")[0] for address in found[language, query]} for language in ("en", "ru")
    )
    assert len(one & other) >= 0.9 * len(one | other)


def test_every_page_of_the_tables_exists(real_site: Path) -> None:
    missing = []
    for one in QUERIES:
        for wanted in one.wanted:
            name, _hash, anchor = wanted.partition("#")
            path = real_site / one.language / name
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            if wanted != NOTHING and (not text or (anchor and f'id="{anchor}"' not in text)):
                missing.append(f"{one.query}: {wanted}")
    assert missing == []


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_is_said_to_fail_is_asked(table: Path) -> None:
    for language, groups in yaml.safe_load(table.read_text(encoding="utf-8")).items():
        for group in groups:
            assert set(group.get("fails", {})) <= set(group["queries"]), (language, group["why"])
