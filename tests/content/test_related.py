"""Which talks a talk's page leads to: those that name the same, and not what it links to anyway."""

from __future__ import annotations

import pytest
from conftest import SmallSite
from page_reader import page_of

# What each talk names; "Common" is in all of them.
TALKS = {
    "one": ["Common", "Rare", "Odd", "Usual"],
    "two": ["Common", "Rare", "Usual"],
    "three": ["Common", "Usual", "Odd"],
    "four": ["Common", "Usual"],
    "five": ["Common", "Rare", "Odd"],
    "six": ["Common"],
    "seven": ["Common"],
    "eight": ["Common"],
    "nine": ["Common"],
    "ten": ["Common"],
}
TERMS = ("Common", "Rare", "Odd", "Usual")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = SmallSite(tmp_path_factory.mktemp("related"))
    site.page("index", "# Start\n\n```{toctree}\nsummer/index\ntools\n```\n")
    glossary = "\n".join(f"{term}\n   What {term} is.\n" for term in TERMS)
    site.page("tools", f"# Tools\n\n```{{glossary}}\n{glossary}```\n")
    listed = "\n".join(TALKS)
    site.page(
        "summer/index",
        "---\nkind: conference\ndates: {first: 2020-07-23, last: 2020-07-23}\n---\n\n"
        "# Summer\n\n(day-1)=\n## Day 1\n\n```{programme}\n:day: 1\n```\n\n"
        f"```{{toctree}}\n{listed}\n```\n",
    )
    for number, (name, terms) in enumerate(TALKS.items()):
        named = ", ".join(f"{{term}}`{term}`" for term in terms)
        more = "\n\nRead {doc}`five`.\n" if name == "two" else ""
        site.page(
            f"summer/{name}",
            "---\nkind: talk\nconference: summer\ndate: 2020-07-23\n"
            f'start: "{8 + number:02}:00"\nspeakers: [Ada]\n---\n\n'
            f"# Talk {name}\n\nOn {named}.{more}\n",
        )
    assert site.build("en") == ""
    return site


def related(site: SmallSite, name: str) -> dict[str, list[str]]:
    """Return the talks that the page of *name* leads to, each with the terms that it shares."""
    (place,) = page_of(site, f"summer/{name}").select(".related") or [None]
    if place is None:
        return {}
    terms = [[link.get_text() for link in dd.select("a")] for dd in place.select("dd")]
    titles = [dt.get_text().removeprefix("Talk ") for dt in place.select("dt")]
    return dict(zip(titles, terms, strict=True))


def test_the_talks_that_share_most_come_first_with_what_they_share_rarest_first(
    built: SmallSite,
) -> None:
    # "Usual" is in four of ten talks, the others in three; two shared rare terms weigh most.
    assert list(related(built, "one").items()) == [
        ("five", ["Rare", "Odd"]),
        ("three", ["Odd", "Usual"]),
        ("two", ["Rare", "Usual"]),
    ]


def test_a_talk_that_the_page_links_to_is_not_there_twice(built: SmallSite) -> None:
    assert "five" in related(built, "one")
    assert "two" not in related(built, "five")  # one shared term is chance
    assert related(built, "two") == {"one": ["Rare", "Usual"]}


def test_what_all_talks_name_relates_none(built: SmallSite) -> None:
    assert related(built, "six") == {}
    assert page_of(built, "summer/six").select(".related, #related") == []
