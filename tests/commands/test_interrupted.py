"""Whatever ends a build: the former site is whole, and no process goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import SmallSite
from running import command, environment, talknotes

from talknotes.commands import replace_site


def processes_of(site: SmallSite) -> list[int]:
    """Return the processes that name the folder of *site* and are no zombies."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            started = (folder / "cmdline").read_bytes()
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if os.fsencode(site.root) in started and state != "Z":
            found.append(int(folder.name))
    return found


def texts_of(site: SmallSite) -> dict[str, str]:
    html = site.root / "build/html"
    return {p.relative_to(html).as_posix(): p.read_text("utf-8") for p in html.rglob("*.html")}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Return a site of many pages, built once."""
    site = SmallSite(tmp_path_factory.mktemp("many"))
    site.page("index", "# Home\n\n```{toctree}\n:glob:\n\npage-*\n```\n")
    write_pages(site, "First")
    done = talknotes(site.root, "build")
    assert done.returncode == 0, done.stderr
    return site


def write_pages(site: SmallSite, word: str) -> None:
    for n in range(40):
        site.page(f"page-{n}", f"# Page {n}\n\n{word}.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone ends processes by their parent")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_ended_leaves_the_former_site_and_no_process(
    many: SmallSite, end: signal.Signals
) -> None:
    before = texts_of(many)
    write_pages(many, f"Second {end}")
    with subprocess.Popen(
        command("build"), cwd=many.root, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        assert process.stdout
        next(line for line in process.stdout if "writing output" in line)
        process.send_signal(end)
    until = time.monotonic() + 30
    while processes_of(many) and time.monotonic() < until:
        time.sleep(0.1)
    assert processes_of(many) == []
    assert texts_of(many) == before
    talknotes(many.root, "build")
    after = texts_of(many)
    assert after.keys() == before.keys()
    assert all(f"Second {end}" in text for name, text in after.items() if "page-" in name)


def test_a_language_that_was_not_built_stays_on_the_site(tmp_path: Path) -> None:
    for name in ("made/en/a.html", "html/en/old.html", "html/ru/a.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(name)
    replace_site.replace_site(tmp_path / "made", tmp_path / "html")
    found = sorted(p.relative_to(tmp_path).as_posix() for p in (tmp_path / "html").rglob("*.html"))
    assert found == ["html/en/a.html", "html/ru/a.html"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["html", "made"]


@pytest.mark.parametrize("step", [1, 2])
def test_an_exchange_that_is_ended_within_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    for name in ("made/a.html", "html/a.html"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name)
    steps = iter(range(1, 9))
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if next(steps) == step:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(KeyboardInterrupt):
        replace_site.replace_site(tmp_path / "made", tmp_path / "html")
    replace_site.recover_site(tmp_path / "html")
    assert (tmp_path / "html/a.html").read_text() == "html/a.html"
