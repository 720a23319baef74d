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
from playwright.sync_api import Browser, Page
from test_search import taken

from talknotes.search.words import fold

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
Found = dict[tuple[str, str], list[str]]


@pytest.fixture(scope="module")
def pages(real_site: Path, browser: Browser) -> Iterator[dict[str, Page]]:
    """Return a page with the search in each language."""
    with serve(real_site) as address:
        found = {}
        for language in ("en", "ru"):
            found[language] = browser.new_page()
            found[language].goto(f"{address}/{language}/search.html?q=pandas")
            found[language].locator("a.search-result").first.wait_for()
        yield found
        for page in found.values():
            page.close()


@pytest.fixture(scope="module")
def found(pages: dict[str, Page]) -> Found:
    """Return the addresses that each query finds on each site, best first.

    All are asked on both sites, below whose folders the addresses are.
    """
    both = [query for pair in SAME_ON_BOTH_SITES for query in pair]
    asked = [*dict.fromkeys([*(one.query for one in QUERIES), *both])]
    return {
        (language, query): [unquote(one) for one in addresses]
        for language, page in pages.items()
        for query, addresses in zip(asked, page.evaluate(ASK, asked), strict=True)
    }


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
def test_the_right_page_comes_first(found: Found, one: Query) -> None:
    first, *_others = found[one.language, one.query] or [NOTHING]
    assert any(map(partial(is_wanted, first), one.wanted)), f"found {first}"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(("one", "other"), SAME_ON_BOTH_SITES)
def test_either_spelling_finds_the_same_pages(
    found: Found, language: str, one: str, other: str
) -> None:
    pages = [
        {address.split("#")[0] for address in found[language, query]} for query in (one, other)
    ]
    assert len(pages[0] & pages[1]) >= 0.9 * len(pages[0] | pages[1])


@pytest.mark.parametrize("query", [query for pair in SAME_ON_BOTH_SITES for query in pair])
def test_both_sites_find_the_same_pages(found: Found, query: str) -> None:
    one, other = (
        {address.split("#")[0] for address in found[language, query]} for language in ("en", "ru")
    )
    assert len(one & other) >= 0.9 * len(one | other)


def test_a_query_finds_the_same_page_first_on_both_sites(found: Found) -> None:
    firsts = {
        query: {(found[one, query] or [NOTHING])[0].split("#")[0] for one in ("en", "ru")}
        for _language, query in found
    }
    differing = {query: pages for query, pages in firsts.items() if len(pages) > 1}
    print(differing)
    # Where two pages answer as well, a title's length in one language may decide.
    assert len(differing) <= 0.02 * len(firsts)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_whatever_has_a_name_comes_first_by_it(
    pages: dict[str, Page], real_site: Path, language: str
) -> None:
    index = taken((real_site / language / "_static/search/index.js").read_text(encoding="utf-8"))
    named: dict[str, set[str]] = {}
    for _kind, docname, anchor, title, *others in index["records"]:
        names = [title, *(others[2] if len(others) > 2 else [])]
        people = others[3] if len(others) > 3 else []
        for name in (*names, *people):
            address = f"{docname}.html" + (f"#{anchor}" if anchor else "")
            named.setdefault(fold(name), set()).add(address)
    found = pages[language].evaluate(ASK, [*named])
    missed = {
        name: addresses[:1]
        for (name, wanted), addresses in zip(named.items(), found, strict=True)
        # Any section of a page will do.
        if not {*addresses[:1], *(one.split("#")[0] for one in addresses[:1])} & wanted
    }
    print(missed)
    # A topic is a list of talks: a guide or an entry that has its name among others tells more.
    assert len(missed) <= 0.02 * len(named)


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
