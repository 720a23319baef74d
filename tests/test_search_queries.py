"""What readers type, and what must come first: the tables of queries in a real browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
import yaml
from conftest import serve
from playwright.sync_api import Browser, Page

TUNED = Path(__file__).with_name("search_queries.yaml")
HELD_OUT = Path(__file__).with_name("search_queries_held_out.yaml")
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


QUERIES = [*queries_of(TUNED), *queries_of(HELD_OUT)]


def case(one: Query) -> Any:
    """Return *one* as the argument of a test that bears the name of its kind."""
    marks = [pytest.mark.xfail(strict=True, reason=one.fails)] if one.fails else []
    return pytest.param(one, id=f"{one.language}: {one.why}: {one.query}", marks=marks)


@pytest.fixture(scope="module")
def search_pages(real_site: Path, browser: Browser) -> Iterator[dict[str, Page]]:
    """Return the page of the search in each language, ready to be asked."""
    with serve(real_site) as address:
        pages = {}
        for language in ("en", "ru"):
            page = browser.new_page()
            page.goto(f"{address}/{language}/search.html?q={quote('pandas')}")
            page.locator("a.search-result").first.wait_for()
            pages[language] = page
        yield pages
        for page in pages.values():
            page.close()


def first_found(page: Page, query: str) -> str:
    """Return the address of what comes first, below the language's folder."""
    address = page.evaluate(
        """async query => {
            const found = await TalkNotesSearch.search(query);
            return found.results[0]?.address ?? "nothing";
        }""",
        query,
    )
    return unquote(str(address))


def is_wanted(found: str, wanted: str) -> bool:
    """Return whether *found* is *wanted*; any section will do where none is asked for."""
    return found == wanted or ("#" not in wanted and found.split("#")[0] == wanted)


@pytest.mark.parametrize("table", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_each_table_asks_in_both_languages_and_for_nothing_too(table: Path) -> None:
    rows = queries_of(table)
    for language in ("en", "ru"):
        asked = [one.wanted for one in rows if one.language == language]
        assert asked.count((NOTHING,)) >= 3
        assert len(asked) >= 40


def test_no_query_is_asked_twice() -> None:
    asked = Counter((one.language, one.query.lower()) for one in QUERIES)
    assert [query for query, times in asked.items() if times > 1] == []


def test_the_halves_are_of_one_size_in_each_language() -> None:
    halves = Counter((one.language, one.half) for one in queries_of(HELD_OUT))
    assert len(halves) == 4
    assert len(set(halves.values())) == 1


@pytest.mark.parametrize("one", [case(one) for one in QUERIES])
def test_the_right_page_comes_first(search_pages: dict[str, Page], one: Query) -> None:
    found = first_found(search_pages[one.language], one.query)
    assert any(is_wanted(found, wanted) for wanted in one.wanted), f"found {found}"


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


def test_what_is_said_to_fail_is_asked() -> None:
    for language, groups in yaml.safe_load(HELD_OUT.read_text(encoding="utf-8")).items():
        for group in groups:
            assert set(group.get("fails", {})) <= set(group["queries"]), (language, group["why"])
