"""The state of the translations: counted by words, the same on the page, in JSON and the badge."""

from __future__ import annotations

import json
from pathlib import Path

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
    draw_badge,
    read_status,
    start_here,
    status_as_json,
)


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


STATUS = "# State\n\nTwo words.\n\n```{status}\n```\n"


def status_site(site: SmallSite) -> None:
    site.page("index", "# Front\n\nOne two three.\n\n```{toctree}\nstate\n```\n")
    site.page("state", STATUS)
    site.catalogue("ru", "index", {"Front": "Начало", "One two three.": ""})
    site.catalogue("ru", "state", {"State": "Состояние", "Two words.": "Два слова."})


def test_the_page_shows_words_and_leads_to_the_first_open_line(site: SmallSite) -> None:
    status_site(site)
    conf = site.root / "conf.py"
    text = conf.read_text(encoding="utf-8")
    setting = 'talknotes_repository = "https://github.com/ada/notes#main"\n'
    conf.write_text(text + setting, encoding="utf-8")
    site.build("en")
    article = article_of(site, "state")
    rows = [[text_of(cell) for cell in line.select("td")] for line in article.select("tr")]
    shown = "locale/ru/LC_MESSAGES/index.po:8"
    assert ["Front", "4", "25%", "0", "3", "–", shown] in rows
    assert ["State", "3", "100%", "0", "0", "–", ""] in rows
    assert text_of(row(article, "Start here")) == f"Front, 3 words left, {shown}"
    address = "https://github.com/ada/notes/blob/main/locale/ru/LC_MESSAGES/index.po"
    assert any(
        text == shown and link.startswith(address) and link.endswith("#L8")
        for text, link in links(article)
    )


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
