"""The state of the translations: counted by words, the same on the page, in JSON and the badge."""

from __future__ import annotations

import json
from pathlib import Path

import polib
import pytest
from conftest import REPOSITORY, SmallSite
from page_reader import article_of, links, row, text_of

from talknotes.checks.run import check_project
from talknotes.common.cache import known_findings
from talknotes.common.project import Project
from talknotes.publishing.feeds import current_badge
from talknotes.translation.status import (
    BADGE_NAME,
    PageStatus,
    Progress,
    count_words,
    draw_badge,
    progress_of,
    read_status,
    start_here,
    status_as_json,
)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("One two three", 3),
        ("A dash — is no word", 5),
        ("{term}`waterfall model` and [a link](https://example.org)", 5),
        ("Python 3.11", 2),
        ("Две строки", 2),
        ("…", 1),
    ],
)
def test_words_are_what_stands_between_blanks(message: str, words: int) -> None:
    assert count_words(message) == words


def catalogue() -> polib.POFile:
    found = polib.POFile()
    found += [
        polib.POEntry(msgid="One two", msgstr="Раз два", linenum=5),
        polib.POEntry(msgid="Three four five", msgstr="Три", flags=["fuzzy"], linenum=20),
        polib.POEntry(msgid="Six", msgstr="", linenum=9),
        polib.POEntry(msgid="Seven", msgstr="  ", linenum=30),
        polib.POEntry(msgid="Gone for good", msgstr="Нет", obsolete=True, linenum=1),
    ]
    return found


def test_fuzzy_and_blank_count_as_not_translated_and_obsolete_does_not_count() -> None:
    found = progress_of(catalogue())
    assert found == Progress(translated=2, fuzzy=3, missing=2, first_open_line=9)
    assert (found.words, found.percent, found.is_complete) == (7, 28, False)


def test_what_is_refused_counts_as_missing() -> None:
    entries = catalogue()
    found = progress_of(entries, [entries[0]])
    assert (found.translated, found.missing, found.first_open_line) == (0, 4, 5)


def test_a_complete_catalogue_has_no_open_line_and_an_empty_one_is_complete() -> None:
    found = progress_of(catalogue()[:1])
    assert (found.percent, found.is_complete, found.first_open_line) == (100, True, None)
    assert progress_of(polib.POFile()).is_complete


@pytest.mark.parametrize(("done", "left", "percent"), [(999, 1, 99), (1, 999, 1), (0, 9, 0)])
def test_only_all_is_a_hundred_and_only_nothing_is_zero(done: int, left: int, percent: int) -> None:
    assert Progress(translated=done, missing=left).percent == percent


def test_an_entry_with_one_of_its_plural_forms_is_not_translated() -> None:
    entry = polib.POEntry(
        msgid="a page", msgid_plural="pages", msgstr_plural={0: "страница", 1: ""}, linenum=3
    )
    assert progress_of([entry]) == Progress(missing=2, first_open_line=3)


def page(name: str, translated: int, missing: int, language: str = "ru") -> PageStatus:
    line = 7 if missing else None
    return PageStatus(language, name, f"{name}.po", Progress(translated, 0, missing, line), None)


def test_the_unfinished_page_with_the_fewest_words_left_is_where_to_start() -> None:
    pages = [page("done", 9, 0), page("long", 0, 90), page("short", 5, 3), page("b", 0, 3)]
    assert start_here(pages) == pages[3]
    assert start_here(pages[:1]) is None


def test_the_badge_shows_every_language_and_is_green_only_when_all_is_done() -> None:
    done, open_page = page("a", 5, 0), page("b", 1, 4, "de")
    assert "translated: ru 100 %" in draw_badge([done])
    assert "translated: ru 100 %, de 20 %" in draw_badge([done, open_page])
    assert "#1a6f3c" in draw_badge([done])
    assert "#1a6f3c" not in draw_badge([done, open_page])


def test_the_status_for_programs_has_every_figure() -> None:
    reported = json.loads(status_as_json([page("a", 5, 5), page("b", 10, 0)]))
    russian = reported["languages"]["ru"]
    assert {key: russian[key] for key in ("words", "translated", "missing", "percent")} == {
        "words": 20, "translated": 15, "missing": 5, "percent": 75,
    }  # fmt: skip
    assert russian["pages"][0] == {
        "page": "a", "catalogue": "a.po", "words": 10, "translated": 5, "fuzzy": 0, "missing": 5,
        "percent": 50, "first_open_line": 7, "findings": None,
    }  # fmt: skip


def test_a_page_without_catalogue_is_reported_and_one_in_its_own_language_is_not(
    tmp_path: Path,
) -> None:
    status = read_status(tmp_path, tmp_path / "locale", ("en", "ru"), {"index": "ru"})
    assert [(one.language, one.docname) for one in status] == [
        ("en", "index"), ("ru", "sphinx"), ("ru", "talknotes"),
    ]  # fmt: skip
    assert status[0].progress is None
    assert status[0].is_open


def status_site(site: SmallSite) -> None:
    site.page("index", "# Front\n\nOne two three.\n\n```{toctree}\nstate\n```\n")
    site.page("state", "# State\n\nTwo words.\n\n```{status}\n```\n")
    site.catalogue("ru", "index", {"Front": "Начало", "One two three.": ""})
    site.catalogue("ru", "state", {"State": "Состояние", "Two words.": "Два слова."})


def test_the_page_shows_words_and_leads_to_the_first_open_line(site: SmallSite) -> None:
    status_site(site)
    with (site.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('talknotes_repository = "https://github.com/ada/notes#main"\n')
    site.build("en")
    article = article_of(site, "state")
    rows = [[text_of(cell) for cell in line.select("td")] for line in article.select("tr")]
    shown = "locale/ru/LC_MESSAGES/index.po:8"
    assert ["Front", "4", "25%", "0", "3", "–", shown] in rows
    assert ["State", "3", "100%", "0", "0", "–", ""] in rows
    assert text_of(row(article, "Start here")) == f"Front, 3 words left, {shown}"
    address = "https://github.com/ada/notes/blob/main/locale/ru/LC_MESSAGES/index.po#L8"
    assert (shown, address) in links(article)


def test_the_page_is_written_again_when_another_pages_catalogue_changes(site: SmallSite) -> None:
    status_site(site)
    site.build("en")
    site.catalogue("ru", "index", {"Front": "Начало", "One two three.": "Раз, два, три."})
    site.build("en")
    rows = [text_of(line) for line in article_of(site, "state").select("tr")]
    assert "Front 4 100% 0 0 –" in rows
    reported = json.loads((site.root / "build/html/en/status.json").read_text(encoding="utf-8"))
    assert reported["languages"]["ru"]["pages"][0]["percent"] == 100


def test_findings_count_as_long_as_the_catalogue_does_not_change(site: SmallSite) -> None:
    status_site(site)
    site.catalogue("ru", "state", {"State": "Состояние", "Two words.": "Два слова - да."})
    check_project(site.project)
    shown = "locale/ru/LC_MESSAGES/state.po"
    assert known_findings(site.root)[shown] == 1
    site.catalogue("ru", "state", {"State": "Состояние", "Two words.": "Два слова, да."})
    assert shown not in known_findings(site.root)
    assert known_findings(site.root / "nowhere") == {}


def test_the_badge_of_the_readme_is_current() -> None:
    project = Project(REPOSITORY)
    badge = project.locale / BADGE_NAME
    assert badge.read_bytes() == current_badge(project), "run: make catalogues"


def test_the_finished_site_shows_its_state(real_site: Path) -> None:
    for code in ("en", "ru"):
        reported = json.loads((real_site / code / "status.json").read_text(encoding="utf-8"))
        assert set(reported["languages"]) == {"en", "ru"}
        assert all(language["words"] > 5000 for language in reported["languages"].values())
