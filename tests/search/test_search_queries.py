"""What readers type, and what must come first: the tables of queries in a real browser."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
from test_search import taken

from talknotes.search.words import fold

HERE = Path(__file__).parent
TUNED = HERE / "search_queries.yaml"
HELD_OUT = HERE / "search_queries_held_out.yaml"
SECOND = HERE / "search_queries_second.yaml"
THIRD = HERE / "search_queries_third.yaml"
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


TABLES = {"tuned": TUNED, "held out": HELD_OUT, "second": SECOND, "third": THIRD}
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


Found = dict[tuple[str, str], list[str]]
Ask = Callable[[str, Iterable[str]], list[list[str]]]


@pytest.fixture(scope="module")
def ask(served: str, browser: Browser) -> Iterator[Ask]:
    """Return what asks queries on the site of a language, all on one page.

    It returns the addresses that each finds, below the language's folder, best first.
    """
    pages = {language: browser.new_page() for language in LANGUAGES}

    def evaluate(language: str, queries: Iterable[str]) -> list[list[str]]:
        found = pages[language].evaluate(ASK, [*queries])
        return [[unquote(address) for address in addresses] for addresses in found]

    for language, page in pages.items():
        page.goto(f"{served}/{language}/search.html?q=pandas")
        page.locator("a.search-result").first.wait_for()
    yield evaluate
    for page in pages.values():
        page.close()


@pytest.fixture(scope="module")
def found(ask: Ask) -> Found:
    """Return what each query finds on each site."""
    both = [query for pair in SAME_ON_BOTH_SITES for query in pair]
    asked = [*dict.fromkeys([*(one.query for one in QUERIES), *both])]
    return {
        (language, query): addresses
        for language in LANGUAGES
        for query, addresses in zip(asked, ask(language, asked), strict=True)
    }


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
        assert asked.count((NOTHING,)) >= 3 or table == THIRD
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
def test_the_right_page_comes_first(found: Found, table: Path, language: str) -> None:
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
    found: Found,
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


def test_a_query_finds_the_same_page_first_on_both_sites(found: Found) -> None:
    firsts = {
        query: {address for one in LANGUAGES for address in pages(found[one, query][:1])}
        for _language, query in found
    }
    differing = [f"{query}: {first}" for query, first in firsts.items() if len(first) > 1]
    # Where two pages answer as well, the date or the kind may decide, which one language says.
    assert len(differing) <= 0.02 * len(firsts), shown(differing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_has_a_name_is_found_first_by_it(ask: Ask, real_site: Path, language: str) -> None:
    index = taken((real_site / language / "_static/search/index.js").read_text(encoding="utf-8"))
    named: dict[str, set[str]] = {}
    for _kind, docname, anchor, title, _meta, *others in index["records"]:
        _anchors, names, people = [*others, [], [], []][:3]
        for name in (title, *names, *people):
            address = f"{docname}.html" + (f"#{anchor}" if anchor else "")
            named.setdefault(fold(name), set()).add(address)
    missed = [
        f"{name} finds {addresses[:1]}"
        for (name, wanted), addresses in zip(named.items(), ask(language, named), strict=True)
        if not {*addresses[:1], *pages(addresses[:1])} & wanted
    ]
    # A topic is a list of talks: an entry or a guide of that name, in another form, tells more.
    assert len(missed) <= 0.01 * len(named), shown(missed)


def test_all_that_is_wanted_or_found_is_there(found: Found, real_site: Path) -> None:
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
