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


@pytest.mark.parametrize("into", ["build", "build/other"])
def test_a_build_makes_every_language_and_the_way_in_in_its_folder_alone(
    small: SmallSite, into: str
) -> None:
    done = talknotes(small.root, "build", *(["--into", into] if into != "build" else []))
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^English: \d+ pages, [\d.]+ s$", done.stdout, re.MULTILINE)
    assert re.search(r"^Русский: \d+ pages, [\d.]+ s$", done.stdout, re.MULTILINE)
    assert f"{into}/html/index.html" in done.stdout.splitlines()[-1]
    assert (small.root / into / "html/index.html").is_file()
    assert "Hello." in small.read(f"{into}/html/en/index.html")
    assert "Привет." in small.read(f"{into}/html/ru/index.html")
    assert small.project.html.exists() == (into == "build")


def test_a_build_with_nothing_to_do_writes_nothing_new(small: SmallSite) -> None:
    def state() -> dict[Path, tuple[bytes, int]]:
        pages = ("index.html", "other.html")
        return {
            path: (path.read_bytes(), path.stat().st_mtime_ns if path.name in pages else 0)
            for path in small.root.rglob("*")
            if path.is_file()
        }

    talknotes(small.root, "build")
    files = state()
    again = talknotes(small.root, "build")
    assert again.returncode == 0
    assert state() == files


def test_a_language_that_fails_does_not_stop_the_other(small: SmallSite) -> None:
    path = small.catalogue("ru", "other", {"Other": "Другая"})
    with path.open("a", encoding="utf-8") as file:
        file.write("\nmsgid broken\n")
    done = talknotes(small.root, "build")
    assert done.returncode == 1
    assert "Another page." in small.html("other", "en")
    assert re.search(r"^English: \d+ pages", done.stdout, re.MULTILINE)
    assert re.search(r"^Русский: FAILED", done.stdout, re.MULTILINE)
    assert problems(done) == {"locale/ru/LC_MESSAGES/other.po:8"}
    assert done.stderr.splitlines()[-1] == "Not built without mistakes: Русский; see above."


INTERRUPT = """
import os, signal

def interrupt(app, env):
    if (ROOT / "interrupt").exists():
        os.kill(os.getppid(), signal.SIGINT)
        raise KeyboardInterrupt

def setup(app):
    app.connect("env-check-consistency", interrupt)
"""


def test_mistakes_are_reported_again_after_an_interrupted_build_until_they_are_mended(
    small: SmallSite,
) -> None:
    before = small.contents()
    small.write("conf.py", small.read("conf.py") + INTERRUPT)
    small.page("other", "---\nlanguag: en\n---\n\n# Other\n\nAnother page.\n")
    small.page("index", "# Home\n\nHello {doc}`nowhere`.\n\n```{toctree}\nother\n```\n")
    small.catalogue("ru", "other", {"Other": "<b>Другая</b>"})
    small.write("interrupt", "")
    assert talknotes(small.root, "build").returncode != 0
    (small.root / "interrupt").unlink()
    done = talknotes(small.root, "build")
    assert done.returncode == 1
    other = "locale/ru/LC_MESSAGES/other.po:5"
    assert problems(done) == {"docs/other.md:2", "docs/index.md:3", other}
    for name, content in before.items():
        (small.root / name).write_bytes(content)
    mended = talknotes(small.root, "build")
    assert (mended.returncode, mended.stderr) == (0, "")


@pytest.mark.parametrize(
    ("conf", "reported"),
    [
        ("extensions = [", "SyntaxError"),
        ("import no_such_package", "no_such_package"),
        ("", "talknotes_languages"),
        ("talknotes_languages = 3", "talknotes_languages"),
        (None, "conf.py"),
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


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [(["build"], "no_such_extension"), (["serve", "--port", "70000"], "70000")],
)
def test_an_extension_or_a_port_that_cannot_be_gives_no_traceback(
    small: SmallSite, arguments: list[str], reported: str
) -> None:
    small.write("conf.py", f'{small.read("conf.py")}\nextensions.append("no_such_extension")\n')
    done = talknotes(small.root, *arguments)
    assert done.returncode != 0
    assert reported in done.stderr
    assert "Traceback" not in done.stderr
