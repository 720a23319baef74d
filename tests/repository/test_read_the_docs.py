""".readthedocs.yaml: its own commands rehearsed as the service would run them."""

from __future__ import annotations

import gzip
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
from conftest import REPOSITORY, serve
from machine_files import wrong_in_feed, wrong_in_llms, wrong_in_sitemap
from PIL import Image
from read_by_programs import Head, wrong_in_thing

pytestmark = pytest.mark.builds
SETTINGS = REPOSITORY / ".readthedocs.yaml"
LANGUAGES = ("en", "ru")
# The version that conf.py sends search engines to.
PUBLISHED = "latest"
DOMAIN = "https://talk-notes.readthedocs.io"
TALK = "europython-2020/dvc-ml-workflow.html"
SECTION = "dvc-tool"


def settings() -> dict[str, Any]:
    return yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))


def test_what_is_installed_is_the_pinned_list_and_the_service_makes_an_environment() -> None:
    assert settings()["python"]["install"] == [{"requirements": "requirements.txt"}]
    # Without this key Read the Docs takes the project for one that installs everything itself.
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


def rehearse(
    base: Path, version: str, languages: tuple[str, ...], pages: dict[str, str] | None = None
) -> Rehearsal:
    """Run the commands of the settings for *languages*, side by side; *pages* replace the pages."""
    commands = settings()["build"]["jobs"]["build"]["html"]
    assert commands
    checkouts = {language: base / language / "checkout" for language in languages}
    builds = {}
    for language, checkout in checkouts.items():
        check_out(checkout)
        if pages:
            for folder in ("docs", "locale/en"):
                shutil.rmtree(checkout / folder)
            (checkout / "docs").mkdir()
            for name, text in pages.items():
                (checkout / "docs" / name).write_text(text, encoding="utf-8")
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
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    return rehearse(tmp_path_factory.mktemp("read-the-docs"), PUBLISHED, LANGUAGES)


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


# -- What programs read ---------------------------------------------------------------------------

HIDDEN = {"404.html", "search.html"}
# What a page's head may weigh more by all this, and what a term of the glossary adds to it.
MOST_BYTES, MOST_COMPRESSED = 3_200, 600
MOST_BYTES_OF_TERM, MOST_COMPRESSED_OF_TERM = 400, 85


def heads_of(rehearsal: Rehearsal, language: str) -> dict[str, Head]:
    folder = rehearsal.page(language, "")
    return {
        path.relative_to(folder).as_posix(): Head(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
        if "_static" not in path.parts
    }


@pytest.fixture(scope="module")
def heads(rehearsal: Rehearsal) -> dict[str, dict[str, Head]]:
    """Return what every page reports to programs, by language and name."""
    found = {language: heads_of(rehearsal, language) for language in LANGUAGES}
    assert len(found["en"]) > 70
    return found


def test_every_page_links_to_its_counterpart_of_the_same_version(
    rehearsal: Rehearsal, heads: dict[str, dict[str, Head]]
) -> None:
    wrong = []
    for language, pages in heads.items():
        for name, page in pages.items():
            links = page.soup.select(".language-switch a")
            folder = rehearsal.page(language, name).parent
            found = {str(a["hreflang"]): (folder / str(a["href"])).resolve() for a in links}
            expected = {code: rehearsal.page(code, name).resolve() for code in LANGUAGES}
            # The page for addresses without one leads home instead: test_not_found.py.
            if name != "404.html" and found != expected:
                wrong.append(f"{language}/{name}: {links}")
    assert wrong == []


def on_service(language: str, name: str) -> str:
    return f"{DOMAIN}/{language}/{PUBLISHED}/{name}"


def test_every_page_names_its_address_and_its_counterparts_in_the_published_version(
    heads: dict[str, dict[str, Head]],
) -> None:
    for language, pages in heads.items():
        for name, page in pages.items():
            assert page.is_hidden == (name in HIDDEN), name
            own = [] if page.is_hidden else [on_service(language, name)]
            assert page.canonical == page.metas.get("og:url", []) == own
            alternates = [(code, on_service(code, name)) for code in LANGUAGES]
            alternates.append(("x-default", on_service(LANGUAGES[0], name)))
            assert page.alternates == ([] if page.is_hidden else alternates)


def test_every_page_is_described_in_its_language(heads: dict[str, dict[str, Head]]) -> None:
    for language, locale in (("en", "en_GB"), ("ru", "ru_RU")):
        for name, page in heads[language].items():
            description = page.one("description")
            assert 20 <= len(description) <= 330, f"{name}: {description}"
            assert description[-1] in ".!?…»", description
            russian = sum("а" <= letter <= "я" for letter in description.lower())
            assert (russian > len(description) / 3) == (language == "ru"), description
            if page.is_hidden:
                assert not page.metas.keys() & {"og:title", "og:description"}
                continue
            assert description == page.one("og:description")
            heading = " ".join(page.soup.article.h1.get_text().rstrip("#").split())
            assert " ".join(page.one("og:title").split()) == heading, name
            assert page.one("og:locale") == locale
            assert page.one("og:locale:alternate") == {"en_GB": "ru_RU", "ru_RU": "en_GB"}[locale]
            assert page.feeds == [on_service(language, "feed.xml")]


def test_every_talk_has_a_picture_and_all_other_pages_have_one_too(
    rehearsal: Rehearsal, heads: dict[str, dict[str, Head]], talks: dict[str, dict[str, Any]]
) -> None:
    used: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for language, pages in heads.items():
        start = on_service(language, "pictures/")
        for name, page in pages.items():
            if page.is_hidden:
                continue
            address = page.one("og:image")
            own = f"{name.removesuffix('.html')}.png" if name in talks else "_site.png"
            assert address == start + own
            used[language].add(own)
    for language, names in used.items():
        folder = rehearsal.page(language, "pictures")
        assert {p.relative_to(folder).as_posix() for p in folder.rglob("*.png")} == names
        for path in folder.rglob("*.png"):
            assert path.stat().st_size < 60_000
            with Image.open(path) as image:
                assert image.size == (1200, 630)


def test_linked_data_keeps_to_its_vocabulary_and_to_the_facts(
    heads: dict[str, dict[str, Head]], talks: dict[str, dict[str, Any]]
) -> None:
    terms = 0
    for language, pages in heads.items():
        for name, page in pages.items():
            assert len(page.things) == (0 if page.is_hidden else 1)
            for thing in page.things:
                assert list(wrong_in_thing(thing)) == [], name
                assert (thing["url"], thing["inLanguage"]) == (on_service(language, name), language)
                assert (thing["@type"] == "Article") == (name in talks)
                for term in thing.get("hasDefinedTerm", ()):
                    terms += 1
                    line = page.soup.find(id=term["@id"].removeprefix("#"))
                    said = " ".join(line.find_next_sibling("dd").get_text().split())
                    assert said.startswith(term["description"]), term
                    assert term["description"][-1] in ".!?…", term
    assert terms > 300
    for name, facts in talks.items():
        (thing,) = heads["ru"][name].things
        speakers = [person["name"] for person in thing["about"].get("performer", ())]
        assert speakers == facts.get("speakers", [])
        assert thing["about"]["startDate"].startswith(str(facts["date"]))
        if facts["language"] == "en":
            assert thing["translationOfWork"]["@id"] == on_service("en", name)
        else:
            assert [one["@id"] for one in thing["workTranslation"]] == [on_service("en", name)]


def test_what_programs_read_weighs_little(heads: dict[str, dict[str, Head]]) -> None:
    for pages in heads.values():
        for name, page in pages.items():
            if page.is_hidden:
                continue
            start, end = page.html.index('<meta name="description"'), page.html.index("</head>")
            without = page.html[:start] + page.html[end:]
            raw = len(page.html.encode()) - len(without.encode())
            small, large = (len(gzip.compress(html.encode())) for html in (without, page.html))
            terms = len(page.things[0].get("hasDefinedTerm", ()))
            most = MOST_BYTES + terms * MOST_BYTES_OF_TERM
            most_compressed = MOST_COMPRESSED + terms * MOST_COMPRESSED_OF_TERM
            assert raw <= most, f"{name}: {raw} bytes"
            assert large - small <= most_compressed, f"{name}: {large - small} bytes compressed"


MACHINE_FILES = ("feed.xml", "sitemap.xml", "robots.txt", "llms.txt")


def test_another_version_names_the_published_one_and_has_no_files_for_programs(
    tmp_path: Path,
) -> None:
    pages = {"index.md": "# Notes\n\nWhat was said at conferences, in two languages.\n"}
    tagged = rehearse(tmp_path, "v1.0", ("en",), pages)
    heads = heads_of(tagged, "en")
    for name, page in heads.items():
        expected = [] if name in HIDDEN else [on_service("en", name)]
        assert page.canonical == expected
        assert page.metas.get("og:url", []) == expected
        assert all("/ru/v1.0/" in a["href"] for a in page.soup.select(language_link("ru")))
    assert not [name for name in MACHINE_FILES if tagged.page("en", name).exists()]
    assert not list(tagged.page("en", "").rglob("pictures/*.png"))


def test_the_published_version_has_files_for_programs(
    rehearsal: Rehearsal,
    heads: dict[str, dict[str, Head]],
    talks: dict[str, dict[str, Any]],
) -> None:
    for language in LANGUAGES:
        text = {
            name: rehearsal.page(language, name).read_text(encoding="utf-8")
            for name in MACHINE_FILES
        }
        found = [on_service(language, name) for name in heads[language] if name not in HIDDEN]
        assert wrong_in_sitemap(text["sitemap.xml"], found) == []
        assert wrong_in_feed(text["feed.xml"]) == []
        assert text["feed.xml"].count("<entry>") == len(talks)
        assert wrong_in_llms(text["llms.txt"]) == []
        assert all(address in text["llms.txt"] for address in found if "/index.html" not in address)
        for code in LANGUAGES:
            assert f"Sitemap: {on_service(code, 'sitemap.xml')}\n" in text["robots.txt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_who_comes_to_no_page_is_helped_in_the_language(
    visit: Visit, address: str, rehearsal: Rehearsal, language: str
) -> None:
    """The service shows the page at the address that was asked for, whatever its depth."""
    root = f"{address}/{language}/{rehearsal.version}"
    html = rehearsal.page(language, "404.html").read_text(encoding="utf-8")
    page = visit(f"{root}/index.html", window=PHONE)
    failed: list[str] = []
    page.on("response", lambda one: failed.append(one.url) if one.status >= 400 else None)
    page.route(
        "**/no/such/page.html",
        lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=html),
    )
    page.goto(f"{root}/no/such/page.html")
    assert page.locator("html").get_attribute("lang") == language
    page.locator("article input[name=q]").fill("Dask")
    page.locator("article form button").click()
    page.wait_for_url(f"{root}/search.html?q=Dask")
    assert failed == []


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
