"""The commands as a person types them: the Makefile, python -m talknotes, tests/tools/."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY, SmallSite
from served import PATIENCE, command, environment

Done = subprocess.CompletedProcess[str]
MAKEFILE = REPOSITORY / "Makefile"
# What `make test`, which runs these tests, hands down to a `make` that they run.
HANDED_DOWN = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON", "PORT", "VENV", "PIP")


def said_in_one_sentence(done: Done) -> str:
    """Return what *done* complained of; it must be one line, and no traceback."""
    assert "Traceback" not in done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


# -- make -----------------------------------------------------------------------------------------


def make(*arguments: str) -> Done:
    environment = {key: value for key, value in os.environ.items() if key not in HANDED_DOWN}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def test_make_alone_builds_the_site() -> None:
    alone, html = make("--dry-run"), make("--dry-run", "html")
    assert alone.returncode == 0
    assert alone.stdout == html.stdout
    assert "-m talknotes build" in alone.stdout


def test_make_test_looks_for_chromium_before_it_runs_the_tests() -> None:
    lines = make("--dry-run", "test").stdout.splitlines()
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


# -- Chromium -------------------------------------------------------------------------------------


def look_for_chromium(path: Path, *, by: str = "chromium.py", **environment: str) -> Done:
    """Run a program of tests/tools/ where only the programs in the folder *path* exist."""
    return subprocess.run(
        [sys.executable, str(REPOSITORY / "tests/tools" / by)],
        env={"PATH": str(path), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_without_chromium_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    done = look_for_chromium(tmp_path)
    assert done.returncode == 1
    assert "apt-get install chromium" in said_in_one_sentence(done)


def test_a_chromium_on_the_machine_is_enough(
    tmp_path: Path, program: Callable[[str, str], Path]
) -> None:
    program("chromium", "exit 0")
    program("apt-get", f"touch {tmp_path}/installed")
    done = look_for_chromium(tmp_path / "bin")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "installed").exists()


@pytest.mark.parametrize(
    ("version", "wrong"),
    [("", "there is no node"), ("v16.20.2", "Node.js is v16.20.2"), ("v18.20.0", "")],
)
def test_one_sentence_says_which_node_lighthouse_needs(
    program: Callable[[str, str], Path], tmp_path: Path, version: str, wrong: str
) -> None:
    if version:
        program("node", f"echo {version}")
        program("npm", "exit 0")
    done = look_for_chromium(tmp_path / "bin", by="node.py")
    assert done.returncode == (1 if wrong else 0)
    if wrong:
        said = said_in_one_sentence(done)
        assert wrong in said
        assert "apt-get install nodejs npm" in said


@pytest.fixture
def debian(tmp_path: Path, program: Callable[[str, str], Path]) -> Callable[[str], Path]:
    """Return a function that makes a Debian whose apt-get notes what it is asked for.

    A stand-in: nothing is installed. For a user who is not root there is a sudo as well.
    """

    def make_debian(install: str) -> Path:
        asked = tmp_path / "asked"
        script = f'echo "$@" >> {asked}\n[ "$1" != install ] || {install}'
        folder = program("apt-get", script).parent
        program("sudo", 'shift\nexec "$@"')
        return folder

    return make_debian


def test_debian_is_asked_for_its_chromium(
    tmp_path: Path, debian: Callable[[str], Path], program: Callable[[str, str], Path]
) -> None:
    ready = program("not-yet", "exit 0")
    folder = debian(f"/bin/ln -s {ready} {tmp_path}/bin/chromium")
    done = look_for_chromium(folder)
    assert done.returncode == 0
    assert done.stderr == ""
    update, install = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert update.startswith("update")
    assert install.split()[0] == "install"
    assert install.split()[-1] == "chromium"


def test_where_debian_cannot_install_it_one_sentence_says_so(debian: Callable[[str], Path]) -> None:
    done = look_for_chromium(debian("exit 100"))
    assert done.returncode == 1
    assert "apt-get install chromium" in said_in_one_sentence(done)


def test_a_wrong_name_for_chromium_is_reported_and_nothing_is_installed(
    tmp_path: Path, debian: Callable[[str], Path]
) -> None:
    folder = debian("exit 0")
    done = look_for_chromium(folder, CHROMIUM="/nowhere/chromium")
    assert done.returncode == 1
    assert "/nowhere/chromium" in said_in_one_sentence(done)
    assert not (tmp_path / "asked").exists()


# -- python -m talknotes build --------------------------------------------------------------------


def talknotes(site: SmallSite, *arguments: str) -> Done:
    return subprocess.run(
        command(*arguments),
        cwd=site.root,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )


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
    done = talknotes(small, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^English: \d+ pages, [\d.]+ s$", done.stdout, re.MULTILINE)
    assert re.search(r"^Русский: \d+ pages, [\d.]+ s$", done.stdout, re.MULTILINE)
    assert "build/html/index.html" in done.stdout.splitlines()[-1]
    assert (small.project.html / "index.html").is_file()
    assert "Hello." in small.html("index", "en")
    assert "Привет." in small.html("index", "ru")


def test_a_build_into_another_folder_leaves_the_usual_one_alone(small: SmallSite) -> None:
    done = talknotes(small, "build", "--into", "build/other")
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

    talknotes(small, "build")
    files, written = state(), moments()
    again = talknotes(small, "build")
    assert again.returncode == 0
    assert state() == files
    assert moments() == written


def test_a_language_that_fails_does_not_stop_the_other(small: SmallSite) -> None:
    path = small.catalogue("ru", "other", {"Other": "Другая"})
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\nmsgid broken\n", encoding="utf-8")
    line = text.count("\n") + 2
    done = talknotes(small, "build")
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
    first, second = talknotes(faulty, "build"), talknotes(faulty, "build")
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
    mended = talknotes(faulty, "build")
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
    assert talknotes(small, "build").returncode != 0
    (small.root / "interrupt").unlink()
    done = talknotes(small, "build")
    assert done.returncode == 1
    assert problems(done) == {"docs/other.md:2"}


@pytest.mark.parametrize(
    ("conf", "told"),
    [
        pytest.param("extensions = [", "SyntaxError", id="not-python"),
        pytest.param("import no_such_package", "no_such_package", id="unknown-package"),
        pytest.param("", "talknotes_languages", id="no-languages"),
        pytest.param("talknotes_languages = 3", "talknotes_languages", id="no-table"),
    ],
)
def test_a_broken_conf_py_gives_one_sentence(small: SmallSite, conf: str, told: str) -> None:
    small.write("conf.py", conf)
    done = talknotes(small, "build")
    assert done.returncode == 1
    sentence = said_in_one_sentence(done)
    assert sentence.startswith("conf.py: ")
    assert told in sentence


def test_an_extension_that_is_not_installed_gives_no_traceback(small: SmallSite) -> None:
    conf = small.root / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(f'{text}\nextensions.append("no_such_extension")\n', encoding="utf-8")
    done = talknotes(small, "build")
    assert done.returncode == 1
    assert "no_such_extension" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_project_gives_one_sentence(small: SmallSite) -> None:
    (small.root / "conf.py").unlink()
    done = talknotes(small, "build")
    assert done.returncode == 1
    assert "conf.py" in said_in_one_sentence(done)


def test_a_port_that_cannot_be_gives_one_sentence(small: SmallSite) -> None:
    done = talknotes(small, "serve", "--port", "70000")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "70000" in done.stderr
