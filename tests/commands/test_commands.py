"""The commands as a person types them: the Makefile, python -m talknotes, tests/tools/."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY, SmallSite
from running import Done, make, talknotes, would_run


def said_in_one_sentence(done: Done) -> str:
    """Return what *done* complained of; it must be one line, and no traceback."""
    assert "Traceback" not in done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


# -- make -----------------------------------------------------------------------------------------


def test_make_alone_builds_the_site() -> None:
    assert would_run() == would_run("html")
    assert "-m talknotes build" in would_run()


def test_make_test_looks_for_chromium_before_it_runs_the_tests() -> None:
    lines = would_run("test").splitlines()
    chromium = next(place for place, line in enumerate(lines) if "tests/tools/chromium.py" in line)
    tests = next(place for place, line in enumerate(lines) if "-m pytest" in line)
    assert chromium < tests


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that writes a shell script, a stand-in for a program of the machine."""

    def write(name: str, script: str) -> Path:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return write


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        pytest.param("exit 1", "Talk Notes needs Python 3.11 or later", id="old-python"),
        pytest.param('[ "$1" = -c ]', "install Python's venv", id="no-venv"),
    ],
)
def test_a_python_that_does_not_serve_is_reported(
    tmp_path: Path, program: Callable[[str, str], Path], script: str, sentence: str
) -> None:
    venv = tmp_path / "venv"
    done = make("html", f"VENV={venv}", f"PYTHON={program('python', script)}")
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not venv.exists()


@pytest.mark.parametrize("target", ["html", "test"])
def test_no_way_to_pypi_is_reported(
    tmp_path: Path, program: Callable[[str, str], Path], target: str
) -> None:
    program("python", '[ "$2" != pip ]')
    done = make(target, f"VENV={tmp_path}")
    assert done.returncode != 0
    assert "is there a way to PyPI?" in done.stderr
    assert not list(tmp_path.glob(".*"))  # the next make tries again


# -- Programs that the tests need ----------------------------------------------------------------

# What a stand-in for apt-get does when it is asked to install something; nothing is installed.
REFUSES, BRINGS_CHROMIUM = "exit 100", "/bin/ln -s {bin}/apt-get {bin}/chromium"


@pytest.mark.parametrize(
    ("program_of_tests", "programs", "apt_get", "wrong", "asked"),
    [
        ("chromium", {}, "", "apt-get install chromium", 0),
        ("chromium", {"chromium": "exit 0"}, BRINGS_CHROMIUM, "", 0),
        ("chromium", {}, BRINGS_CHROMIUM, "", 2),
        ("chromium", {}, REFUSES, "apt-get install chromium", 2),
        ("chromium", {"CHROMIUM": "/nowhere"}, BRINGS_CHROMIUM, 'names "/nowhere"', 0),
        ("node", {}, "", "there is no node: install", 0),
        ("node", {"node": "echo v16.20.2", "npm": "exit 0"}, "", "Node.js is v16.20.2", 0),
        ("node", {"node": "echo v18.20.0", "npm": "exit 0"}, "", "", 0),
    ],
)
def test_what_the_tests_need_is_there_or_installed_or_one_sentence_says_what_to_install(
    tmp_path: Path,
    program: Callable[[str, str], Path],
    program_of_tests: str,
    programs: dict[str, str],
    apt_get: str,
    wrong: str,
    asked: int,
) -> None:
    folder, log = tmp_path / "bin", tmp_path / "asked"
    environment = {"PATH": str(folder)}
    if apt_get:
        install = f'[ "$1" != install ] || {apt_get.format(bin=folder)}'
        program("apt-get", f'echo "$@" >> {log}\n{install}')
        program("sudo", 'shift\nexec "$@"')  # for a user who is not root
    for name, script in programs.items():
        if name.isupper():
            environment[name] = script
        else:
            program(name, script)
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / f"tests/tools/{program_of_tests}.py")],
        env=environment, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == (1 if wrong else 0)
    assert wrong in said_in_one_sentence(done) if wrong else done.stderr == ""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    assert len(lines) == asked
    if asked:
        assert lines[0].startswith("update")
        assert lines[1].split()[0] == "install"
        assert lines[1].split()[-1] == "chromium"


# -- python -m talknotes build --------------------------------------------------------------------


@pytest.fixture
def small(site: SmallSite) -> SmallSite:
    """Return a project of two pages, translated in full."""
    site.page("index", "# Home\n\nHello.\n\n```{toctree}\nother\n```\n")
    site.page("other", "# Other\n\nAnother page.\n")
    site.catalogue("ru", "index", {"Home": "Главная", "Hello.": "Привет."})
    site.catalogue("ru", "other", {"Other": "Другая", "Another page.": "Другая страница."})
    return site


def problems(done: Done) -> set[str]:
    """Return the places that *done* complained of, as path:line below the project."""
    return set(re.findall(r"((?:docs|locale)/[\w./-]+:\d+): ", done.stderr))


def test_a_build_makes_every_language_and_the_way_in(small: SmallSite) -> None:
    done = talknotes(small.root, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^English: \d+ pages, [\d.]+ s$", done.stdout, re.MULTILINE)
    assert re.search(r"^Русский: \d+ pages, [\d.]+ s$", done.stdout, re.MULTILINE)
    assert "build/html/index.html" in done.stdout.splitlines()[-1]
    assert (small.project.html / "index.html").is_file()
    assert "Hello." in small.html("index", "en")
    assert "Привет." in small.html("index", "ru")


def test_a_build_into_another_folder_leaves_the_usual_one_alone(small: SmallSite) -> None:
    done = talknotes(small.root, "build", "--into", "build/other")
    assert (done.returncode, done.stderr) == (0, "")
    assert "build/other/html/index.html" in done.stdout.splitlines()[-1]
    made = small.root / "build" / "other" / "html"
    assert (made / "index.html").is_file()
    assert "Привет." in (made / "ru" / "index.html").read_text(encoding="utf-8")
    assert not small.project.html.exists()


def test_a_build_with_nothing_to_do_writes_nothing_new(small: SmallSite) -> None:
    def state() -> dict[str, bytes]:
        files = [path for path in small.root.rglob("*") if path.is_file()]
        return {path.relative_to(small.root).as_posix(): path.read_bytes() for path in files}

    def moments() -> dict[str, int]:
        names = ["index.html"]
        names += [f"{code}/{page}.html" for code in ("en", "ru") for page in ("index", "other")]
        return {name: (small.project.html / name).stat().st_mtime_ns for name in names}

    talknotes(small.root, "build")
    files, written = state(), moments()
    again = talknotes(small.root, "build")
    assert again.returncode == 0
    assert state() == files
    assert moments() == written


def test_a_language_that_fails_does_not_stop_the_other(small: SmallSite) -> None:
    path = small.catalogue("ru", "other", {"Other": "Другая"})
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\nmsgid broken\n", encoding="utf-8")
    line = text.count("\n") + 2
    done = talknotes(small.root, "build")
    assert done.returncode == 1
    assert "Another page." in small.html("other", "en")
    assert re.search(r"^English: \d+ pages", done.stdout, re.MULTILINE)
    assert re.search(r"^Русский: FAILED", done.stdout, re.MULTILINE)
    assert problems(done) == {f"locale/ru/LC_MESSAGES/other.po:{line}"}
    assert done.stderr.splitlines()[-1] == "Not built without mistakes: Русский; see above."


@pytest.fixture
def faulty(small: SmallSite) -> SmallSite:
    """Return a project with a mistake of every kind that a build looks for."""
    small.page("index", "# Home\n\nHello {doc}`nowhere`.\n\n```{toctree}\nother\nfacts\n```\n")
    small.page("facts", "---\nlanguag: en\n---\n\n# Facts\n\n```{conference}\n```\n")
    small.catalogue("ru", "index", {"Home": "<b>Главная</b>"})
    small.catalogue("ru", "other", {"Other": "Другая", "Another page.": "[Тут](https://x.org)."})
    small.catalogue("ru", "facts", {"Facts": "Факты"})
    small.catalogue("ru", "gone", {"Gone": "Нет"})
    return small


EVERY_MISTAKE = {
    "docs/index.md:3",  # a link to nowhere: seen when the page is written
    "docs/facts.md:2",  # a wrong key of the front matter: seen when it is read
    "docs/facts.md:7",  # a directive that does not exist
    "locale/ru/LC_MESSAGES/index.po:5",  # HTML in a translation
    "locale/ru/LC_MESSAGES/other.po:8",  # a link that the sentence does not have
    "locale/ru/LC_MESSAGES/gone.po:1",  # a catalogue of no page
}


def test_all_mistakes_are_reported_in_one_build_and_in_the_next_one_until_they_are_mended(
    faulty: SmallSite,
) -> None:
    first, second = talknotes(faulty.root, "build"), talknotes(faulty.root, "build")
    for done in (first, second):
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert problems(done) == EVERY_MISTAKE
        lines = done.stderr.splitlines()
        assert len(lines) == len(set(lines))  # also what is wrong in both languages
        assert lines[-1] == "Not built without mistakes: English, Русский; see above."
    faulty.page("index", "# Home\n\nHello.\n\n```{toctree}\nother\nfacts\n```\n")
    faulty.page("facts", "---\nlanguage: en\n---\n\n# Facts\n")
    faulty.catalogue("ru", "index", {"Home": "Главная"})
    faulty.catalogue("ru", "other", {"Other": "Другая", "Another page.": "Тут."})
    (faulty.root / "locale/ru/LC_MESSAGES/gone.po").unlink()
    mended = talknotes(faulty.root, "build")
    assert (mended.returncode, mended.stderr) == (0, "")


INTERRUPT = """
import os, signal

def interrupt(app, env):
    if (ROOT / "interrupt").exists():
        os.kill(os.getppid(), signal.SIGINT)
        raise KeyboardInterrupt

def setup(app):
    app.connect("env-check-consistency", interrupt)
"""


def test_a_mistake_is_reported_again_after_a_build_that_was_interrupted(small: SmallSite) -> None:
    conf = small.root / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + INTERRUPT, encoding="utf-8")
    small.page("other", "---\nlanguag: en\n---\n\n# Other\n\nAnother page.\n")
    small.write("interrupt", "")
    assert talknotes(small.root, "build").returncode != 0
    (small.root / "interrupt").unlink()
    done = talknotes(small.root, "build")
    assert done.returncode == 1
    assert problems(done) == {"docs/other.md:2"}


@pytest.mark.parametrize(
    ("conf", "reported"),
    [
        pytest.param("extensions = [", "SyntaxError", id="not-python"),
        pytest.param("import no_such_package", "no_such_package", id="unknown-package"),
        pytest.param("", "talknotes_languages", id="no-languages"),
        pytest.param("talknotes_languages = 3", "talknotes_languages", id="no-table"),
        pytest.param(None, "conf.py", id="no-project"),
    ],
)
def test_a_broken_conf_py_gives_one_sentence(
    small: SmallSite, conf: str | None, reported: str
) -> None:
    (small.root / "conf.py").unlink()
    if conf is not None:
        small.write("conf.py", conf)
    done = talknotes(small.root, "build")
    assert done.returncode == 1
    sentence = said_in_one_sentence(done)
    assert sentence.startswith("conf.py: ")
    assert reported in sentence


def test_an_extension_that_is_not_installed_gives_no_traceback(small: SmallSite) -> None:
    conf = small.root / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(f'{text}\nextensions.append("no_such_extension")\n', encoding="utf-8")
    done = talknotes(small.root, "build")
    assert done.returncode == 1
    assert "no_such_extension" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_cannot_be_gives_one_sentence(small: SmallSite) -> None:
    done = talknotes(small.root, "serve", "--port", "70000")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "70000" in done.stderr
