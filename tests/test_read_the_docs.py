""".readthedocs.yaml: valid, and its own commands rehearsed as the service would run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import PHONE, Visit, follow, language_link
from bs4 import BeautifulSoup
from conftest import REPOSITORY, serve

SETTINGS = REPOSITORY / ".readthedocs.yaml"
LANGUAGES = ("en", "ru")
DOMAIN = "https://talk-notes.readthedocs.io"
TALK = "europython-2020/dvc-ml-workflow.html"
SECTION = "dvc-tool"


def validate(path: Path) -> subprocess.CompletedProcess[str]:
    """Check *path* against the schema of Read the Docs that check-jsonschema brings along."""
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.readthedocs", str(path)]
    return subprocess.run([sys.executable, *command], capture_output=True, text=True)


def settings() -> dict[str, Any]:
    return yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))


def test_the_settings_are_what_read_the_docs_accepts() -> None:
    done = validate(SETTINGS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_mistake_in_the_settings_would_be_found(tmp_path: Path) -> None:
    wrong = tmp_path / ".readthedocs.yaml"
    changed = {**settings(), "bild": {}}
    wrong.write_text(yaml.safe_dump(changed), encoding="utf-8")
    done = validate(wrong)
    assert done.returncode == 1
    assert "bild" in done.stdout + done.stderr


def test_what_is_installed_is_the_pinned_list_of_the_project() -> None:
    assert settings()["python"]["install"] == [{"requirements": "requirements.txt"}]
    assert (REPOSITORY / "requirements.txt").is_file()


def test_the_service_makes_an_environment() -> None:
    """Without this key Read the Docs takes the project for one that installs everything itself."""
    assert (REPOSITORY / settings()["sphinx"]["configuration"]).is_file()


# -- The rehearsal --------------------------------------------------------------------------------


def check_out(folder: Path) -> None:
    """Copy to *folder* what git has, and what it would take with the next commit."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    for name in filter(None, names.stdout.split("\0")):
        if (REPOSITORY / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, target)


def environment(checkout: Path, language: str, version: str) -> dict[str, str]:
    """Return what a build of the service finds in its environment.

    https://docs.readthedocs.com/platform/stable/reference/environment-variables.html
    """
    binaries = Path(sys.executable).parent
    return {
        "PATH": os.pathsep.join([str(binaries), "/usr/local/bin", "/usr/bin", "/bin"]),
        "HOME": str(checkout.parent),
        "LANG": "C.UTF-8",
        "READTHEDOCS": "True",
        "READTHEDOCS_PROJECT": f"talk-notes-{language}",
        "READTHEDOCS_LANGUAGE": language,
        "READTHEDOCS_VERSION": version,
        "READTHEDOCS_VERSION_NAME": version,
        "READTHEDOCS_VERSION_TYPE": "branch" if version == "latest" else "tag",
        "READTHEDOCS_VIRTUALENV_PATH": str(binaries.parent),
        "READTHEDOCS_OUTPUT": str(checkout / "_readthedocs"),
        "READTHEDOCS_CANONICAL_URL": f"{DOMAIN}/{language}/{version}/",
        "READTHEDOCS_GIT_CLONE_URL": "https://example.org/talk-notes.git",
        "READTHEDOCS_GIT_IDENTIFIER": "main",
    }


@dataclass(frozen=True)
class Rehearsal:
    """Both languages built as two projects; ``root`` is served as the service would."""

    version: str
    root: Path
    checkouts: dict[str, Path]
    reports: dict[str, str]

    def page(self, language: str, name: str) -> Path:
        return self.root / language / self.version / name


@pytest.fixture(scope="module", params=["latest", "v1.0"])
def rehearsal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Rehearsal:
    """Run the commands of the settings for both languages, side by side."""
    version = request.param
    base = tmp_path_factory.mktemp("read-the-docs")
    commands = settings()["build"]["jobs"]["build"]["html"]
    assert commands
    checkouts = {language: base / language / "checkout" for language in LANGUAGES}
    builds = {}
    for language, checkout in checkouts.items():
        check_out(checkout)
        builds[language] = subprocess.Popen(
            ["/bin/sh", "-e", "-c", "\n".join(commands)],
            cwd=checkout,
            env=environment(checkout, language, version),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
    reports = {language: build.communicate()[0] for language, build in builds.items()}
    failed = [reports[language] for language, build in builds.items() if build.returncode]
    assert not failed, "\n".join(failed)
    for language, checkout in checkouts.items():
        made = checkout / "_readthedocs" / "html"
        assert (made / "index.html").is_file(), reports[language]
        target = base / "served" / language / version
        target.parent.mkdir(parents=True)
        made.rename(target)
    return Rehearsal(version, base / "served", checkouts, reports)


@pytest.fixture(scope="module")
def address(rehearsal: Rehearsal) -> Iterator[str]:
    with serve(rehearsal.root) as address:
        yield address


def test_each_project_is_built_in_its_language_without_a_warning(rehearsal: Rehearsal) -> None:
    for language in LANGUAGES:
        html = rehearsal.page(language, TALK).read_text(encoding="utf-8")
        assert f'<html class="no-js" lang="{language}"' in html
        assert "WARNING" not in rehearsal.reports[language]


def test_a_build_leaves_the_sources_as_they_were(rehearsal: Rehearsal) -> None:
    for checkout in rehearsal.checkouts.values():
        for folder in ("docs", "locale", "talknotes"):
            here = {p.relative_to(checkout) for p in (checkout / folder).rglob("*") if p.is_file()}
            fresh = {path for path in here if "__pycache__" not in path.parts}
            assert {path for path in fresh if not (REPOSITORY / path).is_file()} == set()


def test_every_page_links_to_its_counterpart_of_the_same_version(rehearsal: Rehearsal) -> None:
    wrong = []
    for language in LANGUAGES:
        folder = rehearsal.root / language / rehearsal.version
        pages = sorted(folder.rglob("*.html"))
        assert pages
        for path in pages:
            soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            links = {str(a["hreflang"]): a["href"] for a in soup.select(".language-switch a")}
            targets = {code: (path.parent / str(href)).resolve() for code, href in links.items()}
            name = path.relative_to(folder).as_posix()
            if targets != {code: rehearsal.page(code, name).resolve() for code in LANGUAGES}:
                wrong.append(f"{path}: {links}")
    assert wrong == []


def test_a_page_names_its_address_on_the_service(rehearsal: Rehearsal) -> None:
    for language in LANGUAGES:
        html = rehearsal.page(language, TALK).read_text(encoding="utf-8")
        canonical = BeautifulSoup(html, "html.parser").select('link[rel="canonical"]')
        expected = f"{DOMAIN}/{language}/{rehearsal.version}/{TALK}"
        assert [link["href"] for link in canonical] == [expected]


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_reader_switches_language_there_and_back(
    visit: Visit, address: str, rehearsal: Rehearsal, *, javascript: bool
) -> None:
    def at(language: str, anchor: str) -> str:
        return f"{address}/{language}/{rehearsal.version}/{TALK}{anchor}"

    carried = f"#{SECTION}" if javascript else ""
    page = visit(at("en", f"#{SECTION}"), window=PHONE, java_script_enabled=javascript)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    follow(page, language_link("ru"))
    assert page.url == at("ru", carried)
    assert page.locator("html").get_attribute("lang") == "ru"
    follow(page, language_link("en"))
    assert page.url == at("en", carried)
    assert asked
    assert [url for url in asked if not url.startswith((f"{address}/", "data:"))] == []
