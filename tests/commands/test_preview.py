"""`make preview` and `make serve` as a contributor sees them: a real server, a real browser."""

from __future__ import annotations

import re
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import Visit
from conftest import CONF, REPOSITORY, SmallSite
from playwright.sync_api import Page, expect
from running import PATIENCE, would_run
from served import Served

from talknotes.__main__ import main
from talknotes.commands.build import page_of
from talknotes.commands.watching import Watch
from talknotes.common.problems import Problem
from talknotes.common.project import Project
from talknotes.common.reports import read_sphinx_report

Start = Callable[..., Served]
PANEL = "#mistakes"
INDEX = "# Home\n\nHello.\n\n```{toctree}\nother\nrussian/index\n```\n"
OTHER = {"Other": "Другая", "Another page.": "Другая страница."}
# Milliseconds, for Chromium.
LONG = PATIENCE * 1000
NOWHERE = 'no page is called "nowhere"; did you mean "other"?'
RUSSIAN = ("--language", "ru", "--page", "other")
WRONG_NAMES = """\
LANGUAGE: there is no "x"; known: en, ru
PAGE: there is no "zzz"; known: index, other
"""


def fill(site: SmallSite) -> None:
    """Make a project of two pages, one in each language, both translated in full."""
    site.page("index", INDEX)
    site.page("other", "# Other\n\nAnother page.\n")
    site.page("russian/index", "---\nlanguage: ru\n---\n\n# По-русски\n\nТекст.\n")
    site.catalogue("ru", "index", {"Home": "Главная", "Hello.": "Привет."})
    site.catalogue("ru", "other", OTHER)
    site.catalogue("en", "russian/index", {"По-русски": "In Russian", "Текст.": "A text."})
    labels = "locale/ru/LC_MESSAGES/talknotes.po"
    site.write(labels, (REPOSITORY / labels).read_text(encoding="utf-8"))


@pytest.fixture
def small(site: SmallSite) -> SmallSite:
    """Return a project that the test serves by itself."""
    fill(site)
    return site


@pytest.fixture
def start(small: SmallSite) -> Iterator[Start]:
    """Return a function that previews the small project; what it started is stopped in the end."""
    started: list[Served] = []

    def start(*arguments: str, name: str = "preview", **variables: str) -> Served:
        served = Served(small.root, name, *arguments, **variables)
        started.append(served)
        served.wait_until(lambda: f"{served.address}/" in served.said(), "the address")
        return served

    try:
        yield start
    finally:
        for served in started:
            served.stop()


class Following:
    """A project that is served for several tests, each of which finds it in order."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.site = SmallSite(root)
        fill(self.site)
        self.files = self.site.contents()
        self.served = Served(root, *arguments)

    def put_in_order(self) -> Following:
        """Undo what a test did, and wait until that is shown."""
        found = self.site.contents()
        for name in found.keys() - self.files.keys() - {"output"}:
            (self.site.root / name).unlink()
        for name, content in self.files.items():
            if found.get(name) != content:
                (self.site.root / name).write_bytes(content)
        self.served.wait_until(self._is_shown, "the project in order")
        return self

    def _is_shown(self) -> bool:
        try:
            page = self.served.get("ru/other.html")
        except OSError:
            return False
        return "Другая страница." in page and "mistakes" not in page and "Small site" in page

    def address(self, name: str) -> str:
        return f"{self.served.address}/{name}.html"


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Following]]:
    """Return a function that serves a project by a command, the same for all tests."""
    served: dict[tuple[str, ...], Following] = {}

    def follow(*command: str) -> Following:
        if command not in served:
            served[command] = Following(tmp_path_factory.mktemp(command[0]), *command)
        return served[command].put_in_order()

    yield follow
    for one in served.values():
        one.served.stop()


@pytest.fixture
def preview(following: Callable[..., Following]) -> Following:
    """Return a project whose page "other" is previewed in Russian."""
    return following("preview", *RUSSIAN)


@pytest.fixture
def serve(following: Callable[..., Following]) -> Following:
    """Return a project that is served in both languages."""
    return following("serve")


def shows(page: Page, text: str) -> None:
    """Wait until the article of *page* shows *text*."""
    expect(page.locator("article")).to_contain_text(text, timeout=LONG)


def reports(page: Page, *texts: str) -> None:
    """Wait until the panel of *page* is seen and has all *texts*."""
    for text in texts:
        expect(page.locator(PANEL)).to_contain_text(text, timeout=LONG)
    expect(page.locator(PANEL)).to_be_visible()


def is_silent(page: Page) -> None:
    """Wait until *page* has no panel; one that is still loading has none yet."""
    is_loaded_without = (
        "panel => document.readyState === 'complete' && !document.querySelector(panel)"
    )
    page.wait_for_function(is_loaded_without, arg=PANEL, timeout=LONG)


# -- A page follows what is saved -----------------------------------------------------------------


def test_a_translated_page_follows_its_catalogue_and_its_source_edit_by_edit(
    preview: Following, visit: Visit
) -> None:
    page = visit(preview.address("ru/other"))
    shows(page, "Другая страница.")
    is_silent(page)
    for number in range(1, 5):
        text = f"Страница {number}."
        preview.site.catalogue("ru", "other", {**OTHER, "Another page.": text})
        shows(page, text)
    preview.site.page("other", "# Other\n\nAnother page.\n\nA new paragraph.\n")
    shows(page, "A new paragraph.")
    shows(page, "Страница 4.")


def test_an_edit_that_is_saved_while_a_build_runs_is_shown(
    small: SmallSite, start: Start, visit: Visit
) -> None:
    slow = 'def setup(app):\n    app.connect("build-finished", wait)\n'
    wait = 'def wait(app, error):\n    (ROOT / "at-work").touch()\n    import time; time.sleep(2)\n'
    small.write("conf.py", f"{small.read('conf.py')}\n{wait}\n{slow}")
    served = start(*RUSSIAN)
    page = visit(f"{served.address}/ru/other.html")
    at_work = small.root / "at-work"
    at_work.unlink()
    small.catalogue("ru", "other", {**OTHER, "Another page.": "Первая правка."})
    served.wait_until(at_work.exists, "a build")
    small.catalogue("ru", "other", {**OTHER, "Another page.": "Вторая правка."})
    shows(page, "Вторая правка.")


def test_the_reader_keeps_the_place_on_the_page(preview: Following, visit: Visit) -> None:
    text = "# Other\n\nAnother page.\n" + "".join(f"\nParagraph {n}.\n" for n in range(200))
    preview.site.page("other", text)
    page = visit(preview.address("ru/other"))
    shows(page, "Paragraph 199.")
    page.evaluate("scrollTo({top: 1500, behavior: 'instant'})")
    preview.site.page("other", text.replace("Paragraph 199.", "The changed end."))
    shows(page, "The changed end.")
    page.wait_for_function("Math.abs(scrollY - 1500) < 2")


# -- Mistakes are on the page ---------------------------------------------------------------------


def test_a_mistake_in_a_catalogue_stands_on_the_page_until_it_is_mended(
    preview: Following, visit: Visit
) -> None:
    page = visit(preview.address("ru/other"))
    wrong = "<i id=planted>Тут</i> [тут](https://x.org)."
    path = preview.site.catalogue("ru", "other", {**OTHER, "Another page.": wrong})
    reports(
        page, "3 ошибки", "На этой странице", "locale/ru/LC_MESSAGES/other.po:8",
        "link https://x.org is not in the source; remove it", "<i id=planted>",
    )  # fmt: skip
    # What a mistake quotes is text; the page is still there, with the sentence of its source.
    expect(page.locator("#planted")).to_have_count(0)
    shows(page, "Another page.")
    path.write_text(path.read_text(encoding="utf-8") + "\nbroken\n", encoding="utf-8")
    reports(page, "locale/ru/LC_MESSAGES/other.po:11")
    preview.site.catalogue("ru", "other", OTHER)
    is_silent(page)
    shows(page, "Другая страница.")


def test_a_mistake_in_a_page_stays_reported_while_other_files_are_saved(
    serve: Following, visit: Visit
) -> None:
    page = visit(serve.address("en/other"))
    serve.site.page("other", "# Other\n\nSee {doc}`nowhere`.\n")
    reports(page, "On this page", "docs/other.md:3", NOWHERE)
    serve.site.page("index", INDEX.replace("Hello.", "Hello again."))
    page.goto(page.url.replace("other.html", "index.html"))
    shows(page, "Hello again.")
    # It is of another page: reported out of the way, and a link leads there.
    expect(page.locator(f"{PANEL} details")).not_to_have_attribute("open", "")
    page.click(f"{PANEL} summary")
    expect(page.locator(PANEL)).to_contain_text("Elsewhere")
    page.click(f'{PANEL} a[href*="other"]')
    page.wait_for_url("**/en/other.html")
    reports(page, "docs/other.md:3")
    serve.site.page("other", "# Other\n\nSee nothing.\n")
    shows(page, "See nothing.")


def test_a_broken_conf_py_is_reported_on_the_page_which_stays(
    preview: Following, visit: Visit
) -> None:
    page = visit(preview.address("ru/other"))
    text = preview.site.read("conf.py")
    preview.site.write("conf.py", "extensions = [")
    reports(page, "О сайте в целом", "conf.py: SyntaxError")
    shows(page, "Другая страница.")
    preview.site.write("conf.py", f'{text}\nextensions.append("no_such_extension")\n')
    reports(page, "no_such_extension")
    preview.site.write("conf.py", text)
    is_silent(page)
    assert 'File "' not in page.content()


def test_a_page_that_goes_and_comes_back_is_followed(preview: Following, visit: Visit) -> None:
    page = visit(preview.address("ru/other"))
    text = preview.site.read("docs/other.md")
    preview.site.project.page("other").unlink()
    expect(page.locator("h1")).to_have_text("Такой страницы нет", timeout=LONG)
    reports(page, 'there is no page "other"')
    preview.site.page("other", text)
    shows(page, "Другая страница.")
    is_silent(page)


def test_the_panel_needs_no_javascript_is_not_printed_and_does_not_widen_a_phone(
    preview: Following, visit: Visit
) -> None:
    preview.site.page("other", "# Other\n\nSee {doc}`" + "nowhere" * 20 + "`.\n")
    page = visit(preview.address("ru/other"), window=(320, 600))
    reports(page, "docs/other.md:3")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    expect(page.locator(PANEL)).not_to_be_visible()
    reports(visit(preview.address("ru/other"), java_script_enabled=False), "docs/other.md:3")


def test_serve_follows_and_reports_as_well_in_the_language_of_the_page(
    serve: Following, visit: Visit
) -> None:
    assert 'href="ru/index.html"' in serve.served.get("index.html")
    english, russian = visit(serve.address("en/other")), visit(serve.address("ru/other"))
    serve.site.catalogue("ru", "other", {**OTHER, "Another page.": "[Тут](https://x.org)."})
    reports(russian, "1 ошибка")
    is_silent(english)
    # A translation is looked at where its sentence still stands on the page.
    serve.site.page("other", "# Other\n\nAnother page.\n\nSee {doc}`nowhere`.\n")
    reports(english, "1 mistake", "docs/other.md:5")
    reports(russian, "2 ошибки", "docs/other.md:5", "locale/ru/LC_MESSAGES/other.po:8")


# -- The terminal ---------------------------------------------------------------------------------


def test_the_terminal_reports_what_the_page_reports_once_a_build(
    small: SmallSite, start: Start, visit: Visit
) -> None:
    # A server of its own: what others left to be built would be counted as well.
    served = start(*RUSSIAN)
    page = visit(f"{served.address}/ru/other.html")
    small.catalogue("ru", "other", {**OTHER, "Another page.": "Другая - страница."})
    reports(page, "other.po:8", "[russian-dashes]")
    of_a_rule = page.locator(f"{PANEL} li").inner_text().replace(" ", ": ", 1)
    assert of_a_rule.startswith("locale/ru/LC_MESSAGES/other.po:8: a hyphen")

    def times(line: str) -> int:
        return served.said().splitlines().count(line)

    assert times(of_a_rule) == 1
    small.page("index", INDEX.replace("Hello.", "See {doc}`nowhere`."))
    reports(page, "docs/index.md:3")
    builds = times(f"docs/index.md:3: {NOWHERE}")
    assert times(of_a_rule) == builds + 1
    assert "WARNING" not in served.said()
    small.catalogue("ru", "other", OTHER)
    page.wait_for_function("!document.body.innerText.includes('[russian-dashes]')")
    # A file may be seen while it is half saved, and be built twice.
    assert times(of_a_rule) <= builds + 2


# -- A change of the code or of conf.py -----------------------------------------------------------


def test_a_change_of_conf_py_shows_and_what_is_saved_after_it_too(
    preview: Following, visit: Visit
) -> None:
    page = visit(preview.address("ru/other"))
    expect(page).to_have_title(re.compile("Small site"))
    preview.site.replace("conf.py", '"Small site"', '"Renamed site"')
    expect(page).to_have_title(re.compile("Renamed site"), timeout=LONG)
    preview.site.catalogue("ru", "other", {**OTHER, "Another page.": "Ещё страница."})
    shows(page, "Ещё страница.")
    expect(page).to_have_title(re.compile("Renamed site"))
    is_silent(page)


def test_a_change_of_the_code_shows_in_pages_and_in_rules_and_a_crash_is_reported(
    small: SmallSite, start: Start, visit: Visit
) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "talknotes", small.root / "talknotes", ignore=ignored)
    small.write("conf.py", CONF.format(repository=str(small.root)))
    small.catalogue("ru", "other", {**OTHER, "Another page.": "Другая - страница."})
    page = visit(f"{start(*RUSSIAN).address}/ru/other.html")
    reports(page, "a hyphen for a dash")
    rule, setup = "talknotes/checks/typography.py", "talknotes/__init__.py"
    text, code = small.read(rule), small.read(setup)
    small.write(rule, text.replace("a hyphen for a dash", "a hyphen, alas,"))
    reports(page, "a hyphen, alas,")
    small.write(rule, f"{text}\nraise RuntimeError('at fault')\n")
    reports(page, "make check failed: RuntimeError: at fault")
    small.catalogue("ru", "other", OTHER)
    small.write(rule, text)
    is_silent(page)
    begins = "def setup(app: Sphinx) -> ExtensionMetadata:\n"
    for failure, said in FAILURES.items():
        small.replace(setup, begins, f"{begins}    {failure}\n")
        reports(page, said)
        shows(page, "Другая страница.")
        small.write(setup, code)
        is_silent(page)
    connects = 'def setup(app):\n    app.connect("html-page-context", _rename)\n'
    small.replace(setup, begins, f"{RENAMES}{connects}")
    expect(page).to_have_title(re.compile("Named by the code"), timeout=LONG)
    small.page("other", "# Other\n\nA changed page.\n")
    shows(page, "A changed page.")


FAILURES = {
    "raise RuntimeError('the code is at fault')": "the code is at fault",
    "import os; os.kill(os.getpid(), 9)": "Sphinx ended with the status -9",
}
RENAMES = """
def _rename(app, page, template, context, doctree):
    context["title"] = "Named by the code"


"""


# -- What is built --------------------------------------------------------------------------------


def test_the_search_of_a_preview_is_that_of_its_start(
    small: SmallSite, start: Start, visit: Visit
) -> None:
    def found(word: str) -> bool:
        folder = small.root / "build/preview/html/en/_static/search"
        return any(word in path.read_text(encoding="utf-8") for path in folder.glob("*.js"))

    served = start("--page", "other")
    page = visit(f"{served.address}/en/other.html")
    small.page("other", "# Other\n\nA zebra.\n")
    shows(page, "A zebra.")
    assert found("Another page")
    assert not found("zebra")
    served.stop()
    start("--page", "other")
    assert found("zebra")


def test_nothing_that_the_server_adds_is_in_what_is_built_and_the_site_is_left_alone(
    preview: Following,
) -> None:
    preview.site.page("other", "# Other\n\nSee {doc}`nowhere`.\n")
    preview.served.wait_for("ru/other.html", 'id="mistakes"')
    build = preview.site.root / "build"
    written = [path for path in build.rglob("*") if path.is_file()]
    assert build / "preview/html/ru/other.html" in written
    assert not [
        path for path in written if re.search(b'id="mistakes"|/-/builds', path.read_bytes())
    ]
    assert not preview.site.project.html.exists()
    assert not (build / "preview/html/en").exists()
    shown = preview.served.get("")
    assert 'href="ru/index.html"' in shown
    assert 'href="en/index.html"' not in shown


def test_a_link_to_another_language_says_that_one_is_shown(
    preview: Following, visit: Visit
) -> None:
    page = visit(preview.address("ru/other"))
    page.click('.language-switch a[hreflang="en"]')
    expect(page.locator("h1")).to_have_text("Такой страницы нет")
    expect(page.locator("body")).to_contain_text("make serve")


def test_no_file_outside_of_the_site_is_served(preview: Following) -> None:
    preview.site.write("build/preview/secret.html", "the contents")
    for folder in ("/..", "/%2e%2e", "/en/../..", "//.."):
        with socket.create_connection(("127.0.0.1", preview.served.port)) as link:
            request = f"GET {folder}/secret.html HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"
            link.sendall(request.encode())
            answer = link.makefile("rb").read()
        assert b" 404 " in answer.splitlines()[0]
        assert b"the contents" not in answer


# -- The command ----------------------------------------------------------------------------------

Refused = Callable[..., str]


@pytest.fixture
def refused(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Refused:
    """Return a function that returns why a command is refused; nothing may have been built."""

    def run(*arguments: str) -> str:
        monkeypatch.chdir(small.root)
        assert main(list(arguments)) == 1
        assert not (small.root / "build").exists()
        return capsys.readouterr().err

    return run


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        ("--language rus", 'LANGUAGE: there is no "rus"; did you mean "ru"?\n'),
        ("--page othr", 'PAGE: there is no "othr"; did you mean "other"?\n'),
        ("--page x/other", 'PAGE: there is no "x/other"; did you mean "other"?\n'),
        ("--page docs/rusian/index.md",
         'PAGE: there is no "rusian/index"; did you mean "russian/index"?\n'),
        ("--page russian/qqqqqq", 'PAGE: there is no "russian/qqqqqq"; known: russian/index\n'),
        ("--language xx", 'LANGUAGE: there is no "xx"; known: en, ru\n'),
        ("--language x --page zzz", WRONG_NAMES),
    ],
)  # fmt: skip
def test_a_wrong_name_says_what_is_right(refused: Refused, arguments: str, reported: str) -> None:
    assert refused("preview", *arguments.split()) == reported


@pytest.mark.parametrize(
    ("page", "docname", "sources"),
    [
        ("/docs/other.md", "other", ["docs/other.md", "locale/ru/LC_MESSAGES/other.po"]),
        ("russian/index", "russian/index", ["docs/russian/index.md"]),
    ],
)
def test_a_page_may_be_named_as_a_file_and_the_browser_is_opened_where_there_is_a_display(
    start: Start, tmp_path: Path, page: str, docname: str, sources: list[str]
) -> None:
    opened, program = tmp_path / "opened", tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n', encoding="utf-8")
    program.chmod(0o755)
    served = start("--language", "ru", "--page", page, BROWSER=f"{program} %s")
    address = f"{served.address}/ru/{docname}.html\n"
    assert address + "".join(f"  shows {one}\n" for one in sources) in served.said()
    assert served.said().count("  shows ") == len(sources)
    served.wait_until(
        lambda: opened.exists() and opened.read_text(encoding="utf-8") == address, "a browser"
    )


@pytest.mark.parametrize("name", ["preview", "serve"])
def test_a_taken_port_names_another(refused: Refused, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (sentence,) = refused(name, "--port", str(port)).splitlines()
    assert f"port {port}" in sentence
    assert f"make {name} PORT=" in sentence


@pytest.mark.parametrize("name", ["preview", "serve"])
def test_ctrl_c_ends_it_quietly_also_while_a_page_waits(
    start: Start, visit: Visit, name: str
) -> None:
    served = start(name=name)
    assert f"{served.address}/en/index.html" in served.said() or name == "serve"
    visit(f"{served.address}/en/index.html")  # without names it is the front page
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=PATIENCE) == 0
    assert "Traceback" not in served.said()


def test_make_takes_the_language_from_its_own_arguments_alone() -> None:
    started = would_run("preview", "LANGUAGE=ru", "PAGE=pycon-de-2018/cython")
    assert "--page 'pycon-de-2018/cython' --language 'ru'" in started
    assert "--language ''" in would_run("preview", LANGUAGE="de_DE:de")


# -- Without a server -----------------------------------------------------------------------------


def test_a_report_of_sphinx_is_read_with_its_places() -> None:
    lines = ['["docs/a.md", 5, "one\\nmore"]', "Traceback", "5", "[]", '{"a": 1}']
    assert read_sphinx_report(lines) == ([Problem("docs/a.md", 5, "one\nmore")], lines[1:])


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("docs/tools/index.md", "tools/index"),
        ("locale/ru/LC_MESSAGES/tools/index.po", "tools/index"),
        ("locale/en/LC_MESSAGES/tools/index.po", ""),
        ("conf.py", ""),
    ],
)
def test_a_problem_is_of_the_page_whose_source_or_catalogue_has_it(path: str, page: str) -> None:
    assert page_of(Project(Path("/p")), "ru", Problem(path, 1, "wrong")) == page


def test_the_watch_sees_files_come_change_and_go_and_no_copies_of_editors(tmp_path: Path) -> None:
    path, conf = tmp_path / "docs" / "a.md", tmp_path / "conf.py"
    path.parent.mkdir()
    path.write_text("a", encoding="utf-8")
    watch = Watch(path.parent, conf)
    assert not watch.has_changed()
    path.write_text("longer", encoding="utf-8")
    assert watch.has_changed()
    assert not watch.has_changed()
    for name in (".a.md.swp", "a.md~", ".#a.md", "a.mo"):
        (path.parent / name).write_text("x", encoding="utf-8")
    assert not watch.has_changed()
    saved = path.with_name(".a.md.new")
    saved.write_text("another", encoding="utf-8")
    saved.replace(path)
    assert watch.has_changed()
    conf.write_text("x", encoding="utf-8")
    assert watch.has_changed()
    path.unlink()
    assert watch.has_changed()
