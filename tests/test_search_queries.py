"""What readers type, and what must come first: the table of queries in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
import yaml
from conftest import serve
from playwright.sync_api import Browser, Page

TABLE = Path(__file__).with_name("search_queries.yaml")
NOTHING = "nothing"


def queries() -> list[tuple[str, str, str]]:
    """Return the rows of the table: language, query, what must come first."""
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return [
        (language, query, str(wanted))
        for language, groups in table.items()
        for group in groups
        for query, wanted in group["queries"].items()
    ]


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


def test_the_table_asks_in_both_languages_and_for_nothing_too() -> None:
    rows = queries()
    assert len(rows) >= 60
    for language in ("en", "ru"):
        asked = [wanted for one, _query, wanted in rows if one == language]
        assert asked.count(NOTHING) >= 3
        assert len(asked) >= 30


@pytest.mark.parametrize(("language", "query", "wanted"), queries())
def test_the_right_page_comes_first(
    search_pages: dict[str, Page], language: str, query: str, wanted: str
) -> None:
    found = first_found(search_pages[language], query)
    assert is_wanted(found, wanted), f"{query!r} found {found}"


def test_every_page_of_the_table_exists(real_site: Path) -> None:
    missing = []
    for language, query, wanted in queries():
        name, _hash, anchor = wanted.partition("#")
        path = real_site / language / name
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if wanted != NOTHING and (not text or (anchor and f'id="{anchor}"' not in text)):
            missing.append(f"{query}: {wanted}")
    assert missing == []
