"""The finished site: what holds for every page of it, in both languages."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import polib
import pytest
import yaml
from bs4 import BeautifulSoup, NavigableString, Tag
from conftest import REPOSITORY
from finished_site import DRAWN, NAMES, Entry, Page, Pages, glossary_of, shown

from talknotes.common.front_matter import split_front_matter
from talknotes.translation.catalogues import LABEL_CATALOGUES

# What a Russian page may say in Latin letters outside of its article, and in labels, titles and
# hints everywhere, beside the names of the glossary and of speakers. Names only: where the test
# finds anything else, translate it. A new talk adds those of its title that have no entry.
ALLOWED_LATIN = (
    # The site, its languages, what it is made with
    "Talk Notes", "English", "Sphinx", "Furo", "@pradyunsg", "Read the Docs", "JavaScript",
    "Weblate",
    # Conferences
    "EuroPython", "PyCon.DE",
    # Firms, groups, and names in titles that have no entry of their own in the glossary
    "Google", "HolidayCheck", "IBM", "PyLadies", "Scientific Python", "TrustYou",
    "import pytz", "mapboxgl", "часть II", "id",
    "Intel", "PyData", "Gentoo",
    # Commands, types, formats and folders, as they are written
    "dvc repro", "int64", "float64", "CSV", "PNG", "SVG", "ridge", "5-NN", "k-средних", "a1",
    "commands", "common",
)  # fmt: skip

# Russian words that an English page may show; in code, as an example, any may stand.
ALLOWED_RUSSIAN = ("Русский",)

# What shows other languages than the page's on purpose.
OTHER_LANGUAGES = [
    "language-switch", "termbase", "status", "glossary-index", "not-found-ways",
    "quotation-original",
]  # fmt: skip
LABEL_ATTRIBUTES = ("aria-label", "aria-description", "title", "placeholder", "alt", "data-tooltip")
# Links that a browser follows only when the reader asks for it.
FOLLOWED = frozenset(
    {"alternate", "author", "canonical", "contents", "help", "index", "license", "next", "prev",
     "search", "top", "up"}
)  # fmt: skip

# All that is not the article or its table of contents: icons, sidebar, buttons. It must not grow
# with the site. The sidebar shows 12 neighbours at most; with them it is 18 kB and 19 links.
FRAME_LIMIT = 24_000
SIDEBAR_LIMIT = 30

_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_FILE_NAME = re.compile(r"[\w-]*[./][\w./-]*")
_CODE = ["code", "pre"]
MANY_WORDS = 4
_CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")


@pytest.fixture(scope="module")
def landing(real_site: Path) -> Page:
    """Return the page above the languages."""
    return Page("", "index.html", real_site / "index.html")


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def without(names: tuple[str, ...], text: str) -> str:
    """Return *text* without *names*, each taken as a whole."""
    return _any_of(names).sub(" ", text)


@cache
def known_names() -> tuple[str, ...]:
    """Return the names that stay in Latin letters in Russian: of glossary entries, of speakers."""
    names: set[str] = set()
    for path in (REPOSITORY / "locale" / "ru" / "LC_MESSAGES" / "tools").glob("*.po"):
        names |= {one.msgid for one in polib.pofile(str(path)) if one.msgid == one.msgstr}
    for page in (REPOSITORY / "docs").glob("*/*.md"):
        front, _body = split_front_matter(page.read_text(encoding="utf-8"))
        names |= set((yaml.safe_load(front or "") or {}).get("speakers", ()))
    return tuple(names)


# -- The same site in every language --------------------------------------------------------------


def test_every_source_page_is_there_in_every_language(
    pages: Pages, sources: dict[str, dict[str, Any]]
) -> None:
    expected = {*sources, "search.html", "404.html"}
    assert {language: set(group) for language, group in pages.items()} == dict.fromkeys(
        NAMES, expected
    )


def test_every_page_has_the_same_places_to_link_to_in_every_language(pages: Pages) -> None:
    problems = []
    for name, page in pages["en"].items():
        both = (page.article, pages["ru"][name].article)
        here, there = ([str(tag["id"]) for tag in one.select("section[id]")] for one in both)
        if here != there:
            problems.append(f"{name}: en {here}, ru {there}")
        # As a set: the terms of a glossary stand in the order of the language's alphabet.
        here, there = ({str(tag["id"]) for tag in one.select("[id]")} for one in both)
        problems += [f"{name}: only in one language: {one}" for one in sorted(here ^ there)]
    assert problems == [], shown(problems)


def test_every_id_stands_once_on_its_page(every_page: list[Page]) -> None:
    problems = []
    for page in every_page:
        count = Counter(str(tag["id"]) for tag in page.soup.select("[id]"))
        problems += [f"{page}: {one}" for one, times in count.items() if times > 1]
    assert problems == [], shown(problems)


def test_every_page_says_its_language(every_page: list[Page]) -> None:
    said = {str(page): page.soup.html["lang"] for page in every_page}
    assert said == {str(page): page.language for page in every_page}


def test_the_landing_page_says_the_language_that_it_shows_first(landing: Page) -> None:
    assert landing.soup.html["lang"] == "en"


# -- Links ----------------------------------------------------------------------------------------


def _addresses(page: Page) -> Iterator[str]:
    for tag in page.soup.find_all(True):
        for attribute in ("href", "xlink:href", "src", "data", "poster", "action"):
            if tag.has_attr(attribute):
                yield str(tag[attribute])
        for candidate in str(tag.get("srcset", "")).split(","):
            if candidate.strip():
                yield candidate.split()[0]


def _is_elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def test_no_link_inside_the_site_is_dead(every_page: list[Page], landing: Page) -> None:
    by_path = {page.path: page for page in (*every_page, landing)}
    problems = []
    for page in by_path.values():
        for address in _addresses(page):
            if _is_elsewhere(address):
                continue
            # The page for addresses without one is shown by a server alone.
            if address.startswith("/") and page.name != "404.html":
                problems.append(f"{page}: {address} does not work from disk")
                continue
            path, anchor = page.place_of(address)
            if not path.is_file():
                problems.append(f"{page}: {address} leads to no file")
            elif anchor and (path not in by_path or anchor not in by_path[path].ids):
                problems.append(f"{page}: {address} leads to no such place")
    assert problems == [], shown(problems)


def _stylesheets(every_page: list[Page]) -> dict[Path, str]:
    """Return the text of every stylesheet that a page loads, and of those that these load."""
    waiting = {
        page.place_of(str(link["href"]))[0]
        for page in every_page
        for link in page.soup.select('link[rel~="stylesheet"]')
    }
    found: dict[Path, str] = {}
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = path.read_text(encoding="utf-8")
            imports = re.findall(r"""@import\s+(?:url\()?["']?([^"')\s;]+)""", found[path])
            waiting |= {Path(os.path.normpath(path.parent / one)) for one in imports}
    return found


def test_no_stylesheet_asks_for_a_file_that_is_missing(every_page: list[Page]) -> None:
    sheets = _stylesheets(every_page)
    assert sheets
    problems = [
        f"{path}: {address}"
        for path, text in sheets.items()
        for address in _CSS_ADDRESS.findall(text)
        if not _is_elsewhere(address)
        and not (path.parent / unquote(urlsplit(address).path)).is_file()
    ]
    assert problems == [], shown(problems)


def _loaded(page: Page) -> Iterator[str]:
    """Yield what a browser loads for *page* without being asked."""
    for link in page.soup.select("link[href]"):
        if not FOLLOWED.issuperset(link.get("rel", [""])):
            yield str(link["href"])
    for tag in page.soup.select("[src], [srcset], [poster], [data], use, image, feImage"):
        for attribute in ("src", "srcset", "poster", "data", "href", "xlink:href"):
            if tag.has_attr(attribute):
                yield from re.split(r"[\s,]+", str(tag[attribute]))
    for style in page.soup.select("style"):
        yield from _CSS_ADDRESS.findall(style.get_text())
    for tag in page.soup.select("[style]"):
        yield from _CSS_ADDRESS.findall(str(tag["style"]))
    for meta in page.soup.select('meta[http-equiv="refresh" i]'):
        yield str(meta.get("content", "")).partition("=")[2]


def test_nothing_that_a_page_loads_is_on_another_host(
    every_page: list[Page], landing: Page
) -> None:
    addresses = [(str(page), one) for page in (*every_page, landing) for one in _loaded(page)]
    for path, text in _stylesheets(every_page).items():
        addresses += [(str(path), one) for one in _CSS_ADDRESS.findall(text)]
    problems = [f"{where}: {one}" for where, one in addresses if urlsplit(one).netloc]
    assert len(addresses) > len(every_page)
    assert problems == [], shown(problems)


# -- The language switch --------------------------------------------------------------------------


def test_every_page_has_the_language_switch_to_its_counterparts(pages: Pages) -> None:
    problems = []
    for language, group in pages.items():
        for page in group.values():
            if page.name == "404.html":  # leads home instead: test_not_found.py
                continue
            switches = page.soup.select("nav.language-switch")
            if len(switches) != 1:
                problems.append(f"{page}: {len(switches)} switches")
                continue
            if switches[0].find_parent("aside"):
                problems.append(f"{page}: the switch is hidden in a drawer")
            links = switches[0].select("a")
            seen = [(a.get_text(), a.get("lang"), a.get("hreflang")) for a in links]
            if seen != [(name, code, code) for code, name in NAMES.items()]:
                problems.append(f"{page}: {seen}")
            for link in links:
                target = pages[str(link["lang"])].get(page.name)
                path, anchor = page.place_of(str(link["href"]))
                if target is None or path != target.path or anchor:
                    problems.append(f"{page}: {link['href']} is not the same page")
            current = [a["lang"] for a in links if a.get("aria-current") == "true"]
            if current != [language]:
                problems.append(f"{page}: marks {current} as the language that is shown")
    assert problems == [], shown(problems)


def test_the_landing_page_links_to_every_language(landing: Page) -> None:
    seen = [
        (a.get_text(), a.get("lang"), a.get("hreflang"), a.get("href"))
        for a in landing.soup.select("a")
    ]
    assert seen == [(name, code, code, f"{code}/index.html") for code, name in NAMES.items()]


# -- Nothing untranslated -------------------------------------------------------------------------


def _shows_others(tag: Tag) -> bool:
    """Return whether *tag* stands in, or is, what shows other languages on purpose."""
    own = set(tag.get("class") or ()) & set(OTHER_LANGUAGES)
    return bool(own) or tag.find_parent(class_=OTHER_LANGUAGES) is not None


def test_no_text_is_left_in_another_language(every_page: list[Page]) -> None:
    problems = []
    for page in every_page:
        for tag in page.soup.select("[lang]"):
            if tag["lang"] != page.language and not _shows_others(tag):
                problems.append(f"{page}: {' '.join(tag.get_text().split())[:70]}")
    assert problems == [], shown(problems)


def test_no_block_of_a_russian_article_is_without_russian(pages: Pages) -> None:
    """A translation that copies the English sentence bears no mark; its letters tell."""
    problems = []
    for page in pages["ru"].values():
        for block in page.article.select("p, h1, h2, h3, li, td, th, figcaption"):
            if block.find_parent(lang="en") or block.select_one('[lang="en"]') or block.get("lang"):
                continue  # the test above tells of it
            # Names of tools are links, and a list of nothing but names is no sentence.
            texts = [text for text in _strings(block) if not text.find_parent(["a", *_CODE])]
            text = without(known_names(), " ".join(" ".join(texts).split()))
            if len(_LATIN_WORD.findall(text)) > 3 and not _CYRILLIC.search(text):
                problems.append(f"{page}: {text[:70]}")
    assert problems == [], shown(problems)


def test_no_english_page_shows_russian_letters(pages: Pages) -> None:
    problems = []
    for page in pages["en"].values():
        for text in page.soup.find_all(string=_CYRILLIC):
            if text.find_parent(class_=["termbase", "glossary-index", "quotation-original"]):
                continue
            if _CYRILLIC.search(without(ALLOWED_RUSSIAN, text)) and not text.find_parent(_CODE):
                problems.append(f"{page}: {' '.join(text.split())[:70]}")
    assert problems == [], shown(problems)


@pytest.mark.parametrize("language", NAMES)
def test_every_catalogue_is_complete(language: str) -> None:
    catalogues = sorted((REPOSITORY / "locale" / language / "LC_MESSAGES").rglob("*.po"))
    assert catalogues
    problems = []
    for path in catalogues:
        shown_path = path.relative_to(REPOSITORY).as_posix()
        for entry in polib.pofile(str(path)):
            wrong = {
                "obsolete": entry.obsolete,
                "fuzzy": entry.fuzzy,
                "empty": not entry.obsolete and not entry.translated() and not entry.fuzzy,
            }
            problems += [
                f"{shown_path}:{entry.linenum}: {word}: {entry.msgid[:60]}"
                for word, so in wrong.items()
                if so
            ]
    assert problems == [], shown(problems)


def test_there_is_a_catalogue_for_every_page_in_each_other_language_only(
    sources: dict[str, dict[str, Any]],
) -> None:
    expected, found = {}, {}
    for language in NAMES:
        root = REPOSITORY / "locale" / language / "LC_MESSAGES"
        names = {p.relative_to(root).with_suffix(".html").as_posix() for p in root.rglob("*.po")}
        found[language] = names - {f"{name}.html" for name in LABEL_CATALOGUES}
        expected[language] = {
            name for name, facts in sources.items() if facts.get("language", "en") != language
        }
    assert found == expected


def _strings(tag: Tag) -> Iterator[NavigableString]:
    """Yield the texts in *tag* that people see: no comments, no code of scripts and styles."""
    for text in tag.find_all(string=True):
        if type(text) is NavigableString and text.strip():
            yield text


def _labels(page: Page) -> Iterator[str]:
    """Yield every text of *page* that comes from this project's code, from Sphinx or from furo."""
    article = page.article
    for text in _strings(page.soup):
        # A path to copy is no label, nor is the code of a heading in the table of contents.
        if article in text.parents or text.find_parent(_CODE):
            continue
        if not text.find_parent(class_="edit-this-page"):
            yield text
    generated = page.name in ("404.html", "search.html")
    for text in _strings(article):
        drawn = generated or text.find_parent(class_=DRAWN)
        link = text.find_parent("a")
        is_name = (
            link is not None
            and (text.find_parent(class_="home-page") or "external" not in link.get("class", []))
        ) or text.find_parent(class_=["talk-speakers", "other-name", "see"])
        if (
            drawn
            and not is_name
            and not text.find_parent(id=re.compile("^speaker-|^letter-|^[A-Z]$"))
        ):
            yield text
    for tag in page.soup.find_all(True):
        for attribute in LABEL_ATTRIBUTES:
            if tag.has_attr(attribute):
                yield str(tag[attribute])
        if tag.name == "input" and tag.get("type") in ("submit", "button", "reset"):
            yield str(tag.get("value", ""))


def test_no_russian_page_shows_english_of_ours_of_sphinx_or_of_furo(pages: Pages) -> None:
    problems = []
    count = 0
    for page in pages["ru"].values():
        for text in _labels(page):
            count += 1
            words = _LATIN_WORD.findall(without(ALLOWED_LATIN + known_names(), text))
            if words:
                problems.append(f"{' '.join(words)} — in: {' '.join(text.split())[:80]}")
    assert count > 20 * len(pages["ru"])
    assert problems == [], shown(problems)


def test_every_picture_says_in_words_what_it_shows(every_page: list[Page]) -> None:
    problems = [
        f"{page}: {picture['src']}"
        for page in every_page
        for picture in page.article.select("img")
        if len(str(picture.get("alt", "")).split()) < MANY_WORDS
    ]
    assert problems == [], shown(problems)


def _figure_labels() -> dict[str, str]:
    """Return the English words of the figures whose Russian differs, with that."""
    catalogue = polib.pofile(str(REPOSITORY / "locale/ru/LC_MESSAGES/figures.po"))
    return {one.msgid: one.msgstr for one in catalogue if one.msgid != one.msgstr}


def test_words_in_a_picture_are_in_the_language_of_the_page(pages: Pages) -> None:
    labels = _figure_labels()
    english = {line for text in labels for line in text.split("\n")}
    # A line of a translation may be the line of another label.
    english -= {line for text in labels.values() for line in text.split("\n")}
    # The folders of the code are names.
    english -= {path.parent.name for path in (REPOSITORY / "talknotes").glob("*/__init__.py")}
    problems, seen = [], 0
    for language, group in pages.items():
        for page in group.values():
            for picture in page.article.select("img"):
                path, _anchor = page.place_of(str(picture["src"]).partition("?")[0])
                if path.suffix != ".svg":
                    continue
                drawing = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
                for text in drawing.select("text, title, desc"):
                    words = " ".join(text.get_text(" ").split())
                    seen += 1
                    foreign = words in english if language == "ru" else _CYRILLIC.search(words)
                    if foreign:
                        problems.append(f"{page}: {path.name}: {words}")
    assert seen > 100
    assert problems == [], shown(problems)


# -- Talks, tools, conferences --------------------------------------------------------------------


def _targets(page: Page, selector: str) -> list[tuple[str, str]]:
    """Return the pages, by name, and anchors that the links in *selector* lead to."""
    return [page.target_of(str(link["href"])) for link in page.article.select(selector)]


def _addresses_of(facts: dict[str, Any]) -> set[str]:
    links = facts.get("links", {}).values()
    return {one for value in links for one in ([value] if isinstance(value, str) else value)}


@pytest.mark.parametrize("language", NAMES)
def test_every_talk_begins_with_its_facts(
    pages: Pages, talks: dict[str, dict[str, Any]], language: str
) -> None:
    assert talks
    problems = []
    for name, facts in talks.items():
        page = pages[language][name]
        headers = page.article.select("h1 + .talk-header")
        if len(headers) != 1:
            problems.append(f"{page}: {len(headers)} headers below the title")
            continue
        text = headers[0].get_text()
        problems += [f"{page}: no {one}" for one in facts.get("speakers", []) if one not in text]
        addresses = {str(a["href"]) for a in headers[0].select("a.external")}
        if addresses != _addresses_of(facts):
            problems.append(f"{page}: links {sorted(addresses)}")
        moments = [str(time["datetime"]).split("/")[0] for time in headers[0].select("time")]
        date = str(facts["date"])
        if moments != [date, *([f"{date}T{facts['start']}"] if "start" in facts else [])]:
            problems.append(f"{page}: {moments}")
        where = _targets(page, '.talk-header a[href*="index.html"]:not([href*="#"])')
        if (f"{facts['conference']}/index.html", "") not in where:
            problems.append(f"{page}: no link to {facts['conference']}")
        if bool(headers[0].select(".talk-status")) != (facts.get("status") == "cancelled"):
            problems.append(f"{page}: wrong about being cancelled")
    assert problems == [], shown(problems)


@pytest.mark.parametrize("language", NAMES)
def test_every_talk_ends_with_the_ways_on(
    pages: Pages, sources: dict[str, dict[str, Any]], talks: dict[str, Any], language: str
) -> None:
    conferences = {name for name, facts in sources.items() if facts.get("kind") == "conference"}
    problems = []
    for name, facts in talks.items():
        page = pages[language][name]
        feet = page.article.select(".talk-foot")
        last = page.article.select("section")[0].find_all(True, recursive=False)[-1]
        if len(feet) != 1 or feet[0] is not last:
            problems.append(f"{page}: {len(feet)} feet, or not at the end")
        others = conferences - {f"{facts['conference']}/index.html"}
        linked = {target for target, anchor in _targets(page, ".talk-ways a") if not anchor}
        if linked != others:
            problems.append(f"{page}: other conferences {sorted(linked)}")
    assert problems == [], shown(problems)


@pytest.mark.parametrize("language", NAMES)
def test_talks_and_glossary_entries_are_linked_both_ways(
    pages: Pages, talks: dict[str, dict[str, Any]], language: str
) -> None:
    group = pages[language]
    glossary = glossary_of(group)
    prose: set[tuple[str, Entry]] = set()
    feet: set[tuple[str, Entry]] = set()
    for name in talks:
        in_foot = _targets(group[name], '.talk-foot a[href*="#term-"]')
        all_over = _targets(group[name], 'a[href*="#term-"]')
        feet |= {(name, glossary.first[one]) for one in in_foot}
        for one in in_foot:
            all_over.remove(one)
        prose |= {(name, glossary.first[one]) for one in all_over}
    listed = {(name, entry) for entry, names in glossary.mentioned_in.items() for name in names}
    assert prose
    assert feet == prose
    assert listed == prose


@pytest.mark.parametrize("language", NAMES)
def test_every_entry_lists_a_talk_once(pages: Pages, language: str) -> None:
    lists = glossary_of(pages[language]).mentioned_in
    assert {entry: names for entry, names in lists.items() if len(names) != len(set(names))} == {}


def test_entries_list_the_same_talks_in_every_language(pages: Pages) -> None:
    assert glossary_of(pages["en"]).mentioned_in == glossary_of(pages["ru"]).mentioned_in


@pytest.mark.parametrize("language", NAMES)
def test_every_conference_lists_all_its_talks(
    pages: Pages, sources: dict[str, dict[str, Any]], talks: dict[str, Any], language: str
) -> None:
    conferences = [name for name, facts in sources.items() if facts.get("kind") == "conference"]
    assert conferences
    for name in conferences:
        listed = [
            target for target, _ in _targets(pages[language][name], ".programme .talk-title a")
        ]
        folder = name.removesuffix("/index.html")
        assert sorted(listed) == sorted(t for t, f in talks.items() if f["conference"] == folder)


@pytest.mark.parametrize("language", NAMES)
def test_the_front_page_lists_all_conferences(
    pages: Pages, sources: dict[str, dict[str, Any]], language: str
) -> None:
    listed = [target for target, _ in _targets(pages[language]["index.html"], ".conferences a")]
    conferences = [name for name, facts in sources.items() if facts.get("kind") == "conference"]
    assert sorted(listed) == sorted(conferences)


@pytest.mark.parametrize("language", NAMES)
def test_every_talk_is_listed_under_its_speakers_and_topics(
    pages: Pages, talks: dict[str, dict[str, Any]], language: str
) -> None:
    speakers, topics = pages[language]["speakers.html"], pages[language]["topics.html"]
    listed = {
        (str(term.get_text()), target)
        for term in speakers.article.select(".speaker > h3")
        for target, _ in _targets(speakers, f"#{term['id']} + ul a")
    }
    assert listed == {
        (speaker, name) for name, facts in talks.items() for speaker in facts.get("speakers", [])
    }
    grouped = {
        (str(section["id"]).removeprefix("topic-"), target)
        for section in topics.article.select("section section")
        for target, _ in _targets(topics, f"#{section['id']} .topic-talks .talk-title a")
    }
    assert grouped == {
        (topic, name) for name, facts in talks.items() for topic in facts.get("topics", [])
    }


# -- Weight ---------------------------------------------------------------------------------------


def test_what_frames_the_article_stays_small(every_page: list[Page]) -> None:
    problems = []
    for page in every_page:
        size = len(page.path.read_bytes())
        # What programs read grows with the terms of a page: see test_read_the_docs.py.
        linked_data = page.soup.select_one('script[type="application/ld+json"]')
        for part in (page.article, page.soup.select_one(".toc-tree"), linked_data):
            size -= len(str(part or "").encode("utf-8"))
        links = len(page.soup.select(".sidebar-drawer a"))
        if size > FRAME_LIMIT or links > SIDEBAR_LIMIT:
            problems.append(f"{page}: {size} bytes, {links} links in the sidebar")
    assert problems == [], shown(problems)


# -- From the page to its files -------------------------------------------------------------------

_FOR_TRANSLATORS = re.compile(
    r"""<button class="originals-button".*?</button>|<div class="edit-this-page">.*?</div>"""
    r"""|<script [^>]*originals\.js[^>]*></script>|<p class="translation-progress">.*?</p>"""
    r"""|\ class="l\d+"|(?<=[\w-])\ l\d+(?=")|\ <(a|span)\ class="untranslated".*?</\1>""",
    re.DOTALL,
)


def test_no_page_grows_by_more_than_a_tenth_for_its_translators(every_page: list[Page]) -> None:
    grown = {}
    for page in every_page:
        html = page.path.read_text(encoding="utf-8")
        plain = len(_FOR_TRANSLATORS.sub("", html).encode("utf-8"))
        grown[str(page)] = len(html.encode("utf-8")) / plain
    assert [name for name, ratio in grown.items() if ratio > 1.1] == []
    assert max(grown.values()) > 1.02  # what is measured is there


def test_every_page_with_a_source_leads_to_what_is_changed(pages: Pages) -> None:
    for language, group in pages.items():
        for name, page in group.items():
            catalogue = REPOSITORY / "locale" / language / "LC_MESSAGES" / name
            source = REPOSITORY / "docs" / name
            wanted = [
                path.relative_to(REPOSITORY).as_posix()
                for path in (catalogue.with_suffix(".po"), source.with_suffix(".md"))
                if path.exists()
            ]
            shown = [tag.get_text() for tag in page.soup.select(".edit-this-page code")]
            assert shown == wanted[:1], page


def test_every_block_of_a_translated_page_has_its_line_and_every_line_its_original(
    pages: Pages,
) -> None:
    count = 0
    for page in (page for group in pages.values() for page in group.values()):
        button = page.soup.select_one(".originals-button")
        if button is None:
            continue
        script = page.path.parent / urlsplit(str(button["data-script"])).path
        texts = json.loads(script.read_text(encoding="utf-8").split("=", 1)[1].rstrip(";\n"))
        marked = {
            name[1:]
            for tag in page.article.select("[class]")
            for name in tag["class"]
            if re.fullmatch(r"l\d+", name)
        }
        assert marked == set(texts["texts"]), page
        entries = polib.pofile(str(REPOSITORY / texts["path"]))
        assert marked <= {str(entry.linenum) for entry in entries}, page
        count += 1
    assert count > len(pages["en"]) / 2
