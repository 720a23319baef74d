"""The examples run, each stands on a page, and the figures are those that their scripts draw."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY

pytestmark = pytest.mark.builds
EXAMPLES = REPOSITORY / "examples"
FIGURES = EXAMPLES / "figures"
PYTHON = REPOSITORY / ".venv-examples" / "bin" / "python"
NEEDS = re.compile(r"#\s*needs:\s*(.+)")
SECONDS = 60


def programs() -> list[Path]:
    """Return the files that are examples: those right in the folder of a page.

    What stands deeper belongs to an example, which runs it.
    """
    return [path for path in sorted(EXAMPLES.glob("*/*.py")) if path.parent != FIGURES]


def shown(path: Path) -> str:
    return path.relative_to(EXAMPLES).as_posix()


def is_measurement(path: Path) -> bool:
    """Return whether *path* is run by hand, on a machine that does nothing else."""
    return path.name.startswith("measure_")


def imported_beside(folder: Path) -> Iterator[str]:
    """Yield the names of the modules that the files in *folder* import."""
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module


def in_examples(*arguments: str, cwd: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    """Run Python with *arguments* in the environment of the examples."""
    assert PYTHON.exists(), "the environment of the examples is missing; run: make figures"
    # Nothing of the reader's own: no settings, no cache in the sources.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [str(PYTHON), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        env=environment,
    )


def are_there(names: str) -> bool:
    """Return whether the packages *names*, with commas between them, can be imported."""
    code = (
        "import sys; from importlib.util import find_spec; "
        "sys.exit(not all(find_spec(name.strip()) for name in sys.argv[1].split(',')))"
    )
    return not in_examples("-c", code, names).returncode


def pages() -> str:
    """Return the text of all pages."""
    return "".join(path.read_text("utf-8") for path in (REPOSITORY / "docs").rglob("*.md"))


@pytest.mark.parametrize("path", programs(), ids=shown)
def test_an_example_runs_and_says_nothing_on_the_side(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ast.parse(text)
    needs = NEEDS.match(text)
    if is_measurement(path) or (needs and not are_there(needs[1])):
        return
    done = in_examples(path.name, cwd=path.parent)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_example_stands_on_a_page() -> None:
    on_pages = set(re.findall(r"\{example\} (\S+)", pages()))
    helpers = {
        path
        for path in programs()
        if is_measurement(path) or path.stem in set(imported_beside(path.parent))
    }
    assert sorted({shown(path) for path in set(programs()) - helpers} - on_pages) == []


# -- Figures --------------------------------------------------------------------------------------


def test_every_figure_is_the_one_that_its_script_draws() -> None:
    pinned = re.findall(
        r"^matplotlib==(\S+)", (EXAMPLES / "requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    done = in_examples("-c", "import matplotlib; print(matplotlib.__version__)")
    if done.stdout.split() != pinned:
        pytest.skip("another version of Matplotlib draws other files")
    done = in_examples(str(FIGURES / "make.py"), "--check")
    assert (done.stdout, done.returncode) == ("", 0), f"run: make figures\n{done.stderr}"


def test_every_figure_stands_on_a_page() -> None:
    figures = list((REPOSITORY / "docs" / "figures").glob("*.svg"))
    drawn = [path.name for path in figures if "." not in path.stem]
    assert [name for name in drawn if f"/figures/{name}" not in pages()] == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with one figure, drawn in two languages."""
    root = tmp_path_factory.mktemp("figures")
    folder = root / "examples" / "figures"
    folder.mkdir(parents=True)
    for name in ("look.py", "make.py"):
        (folder / name).write_bytes((FIGURES / name).read_bytes())
    (folder / "page_bars.py").write_text(
        "from look import ACCENT, INK, SECOND, new_figure\n"
        "def draw(_):\n"
        "    figure, axes = new_figure()\n"
        "    axes.barh([_('by hand'), 'Polars'], [1, 2], color=[ACCENT, SECOND])\n"
        "    axes.text(1, 1, '1,234.5%')\n"
        "    return figure\n",
        encoding="utf-8",
    )
    conf = (REPOSITORY / "conf.py").read_text(encoding="utf-8")
    (root / "conf.py").write_text(conf, encoding="utf-8")
    catalogue = root / "locale" / "ru" / "LC_MESSAGES" / "figures.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "by hand"\nmsgstr "вручную"\n', encoding="utf-8")
    (root / "docs" / "figures").mkdir(parents=True)
    (root / "docs" / "figures" / "old.svg").write_text("<svg/>", encoding="utf-8")
    done = in_examples(str(folder / "make.py"), cwd=root)
    assert done.stderr == ""
    assert "removed  docs/figures/old.svg" in done.stdout
    return root


def test_the_words_of_a_figure_are_text_in_the_language_of_the_reader(small: Path) -> None:
    figures = small / "docs" / "figures"
    assert sorted(path.name for path in figures.iterdir()) == ["page-bars.ru.svg", "page-bars.svg"]
    english, russian = (
        re.findall(r"<text[^>]*>([^<]+)</text>", (figures / name).read_text(encoding="utf-8"))
        for name in ("page-bars.svg", "page-bars.ru.svg")
    )
    assert {"by hand", "Polars", "1,234.5%"} <= set(english)
    assert {"вручную", "Polars", "1234,5\N{NO-BREAK SPACE}%"} <= set(russian)


def test_a_figure_has_two_sets_of_colours_and_nothing_that_changes_by_itself(small: Path) -> None:
    text = (small / "docs" / "figures" / "page-bars.svg").read_text(encoding="utf-8")
    light, dark = text.split("@media(prefers-color-scheme:dark)")
    assert ".f-accent{fill:#9a4a17}" in light
    assert ".f-accent{fill:#e5a873}" in dark
    assert "style=" not in text
    assert "date" not in text
    assert len(text) < 4000
    again = in_examples(str(small / "examples" / "figures" / "make.py"), "--check", cwd=small)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_colour_of_ones_own_is_reported(small: Path) -> None:
    script = small / "examples" / "figures" / "page_red.py"
    script.write_text(
        "from look import new_figure\n"
        "def draw(_):\n"
        "    figure, axes = new_figure()\n"
        "    axes.bar([1], [1], color='red')\n"
        "    return figure\n",
        encoding="utf-8",
    )
    done = in_examples(str(script.with_name("make.py")), cwd=small)
    script.unlink()
    assert done.returncode == 1
    assert done.stderr.startswith(
        "examples/figures/page_red.py:1: the colour #ff0000 is none of look.py; "
    )


def test_a_picture_of_another_library_is_kept_as_that_library_makes_it(small: Path) -> None:
    script = small / "examples" / "figures" / "page_picture.py"
    picture = small / "docs" / "figures" / "page-picture.svg"
    script.write_text("def svg(_):\n    return '<svg fill=\"red\"/>\\n'\n", encoding="utf-8")
    done = in_examples(str(script.with_name("make.py")), cwd=small)
    assert (done.stdout, done.stderr) == ("drawn    docs/figures/page-picture.svg\n", "")
    assert picture.read_text(encoding="utf-8") == '<svg fill="red"/>\n'
    # Where it cannot be made, what is there stays; nothing takes its place.
    script.write_text("def svg(_):\n    return ''\n", encoding="utf-8")
    done = in_examples(str(script.with_name("make.py")), cwd=small)
    assert (done.returncode, done.stdout) == (0, "")
    picture.unlink()
    done = in_examples(str(script.with_name("make.py")), cwd=small)
    script.unlink()
    assert done.returncode == 1
    assert done.stderr == (
        "page_picture.py: this picture cannot be made here; is Chromium installed?\n"
    )
