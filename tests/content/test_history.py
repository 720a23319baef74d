"""When files were last changed: what git tells, and when it cannot."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest
from conftest import SmallSite
from page_reader import page_of

from talknotes.content.history import last_changes


def git(root: Path, *arguments: str, day: int = 1) -> None:
    when = f"2024-05-{day:02}T12:00:00+00:00"
    names = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(
        ["git", "-C", str(root), *person, *arguments],
        env={**os.environ, **names},
        check=True,
        capture_output=True,
    )


def commit(root: Path, day: int) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-m", f"day {day}", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-b", "main")
    for day, names in ((1, ["docs/a.md", "docs/ж.md", "other.md"]), (2, ["docs/a.md"])):
        for name in names:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(f"{name} {day}", encoding="utf-8")
        commit(tmp_path, day)
    return tmp_path


def test_each_file_has_the_day_of_the_last_commit_that_changed_it(repository: Path) -> None:
    assert last_changes(repository, ["docs"]) == {
        "docs/a.md": dt.date(2024, 5, 2),
        "docs/ж.md": dt.date(2024, 5, 1),
    }


def test_paths_are_told_from_the_project_wherever_in_the_repository_it_is(
    repository: Path,
) -> None:
    assert last_changes(repository / "docs", ["."])["a.md"] == dt.date(2024, 5, 2)


def test_a_shallow_clone_knows_nothing(repository: Path, tmp_path_factory: object) -> None:
    git(repository, "clone", "--depth", "1", f"file://{repository}", str(repository / "clone"))
    assert last_changes(repository / "clone", ["docs"]) == {}


def test_without_git_and_without_a_history_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert last_changes(tmp_path, ["docs"]) == {}
    git(tmp_path, "init")
    assert last_changes(tmp_path, ["docs"]) == {}
    monkeypatch.setenv("PATH", "")
    assert last_changes(tmp_path, ["docs"]) == {}


def shown(site: SmallSite, language: str) -> str | None:
    time = page_of(site, "index", language).select_one("footer time")
    return str(time["datetime"]) if time else None


def test_a_page_shows_the_later_day_of_source_and_translation_and_follows_commits(
    site: SmallSite,
) -> None:
    site.page("index", "# Start\n\nText.\n")
    git(site.root, "init")
    assert site.build("en") == ""
    assert shown(site, "en") is None
    (site.root / ".gitignore").write_text("build\n*.mo\n", encoding="utf-8")
    commit(site.root, 3)
    site.catalogue("ru", "index", {"Start": "Начало", "Text.": "Текст."})
    commit(site.root, 5)
    for language, day in (("en", "2024-05-03"), ("ru", "2024-05-05")):
        assert site.build(language) == ""
        assert shown(site, language) == day
    # Nothing but the history changes: the page is written again, as a fresh build writes it.
    site.page("index", "# Start\n\nText, more.\n")
    assert site.build("en") == ""
    assert shown(site, "en") == "2024-05-03"
    commit(site.root, 9)
    assert site.build("en") == ""
    assert shown(site, "en") == "2024-05-09"
    again = site.html("index")
    assert site.build("en", fresh=True, parallel=2) == ""
    assert site.html("index") == again
