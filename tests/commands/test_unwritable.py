"""A disk that is full, or that nobody may write to: one sentence, and nothing half-written."""

from __future__ import annotations

import resource

import pytest
from conftest import SmallSite
from running import talknotes


def full_disk() -> None:
    """Let no file be longer than 200 bytes, as if the disk were full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))


@pytest.fixture
def small(site: SmallSite) -> SmallSite:
    site.page("index", "# Home\n\n" + "\n\n".join(f"Sentence {n} of many." for n in range(50)))
    return site


@pytest.mark.parametrize("command", ["build", "catalogues", "check", "epub"])
@pytest.mark.parametrize("build_is_a_file", [False, True])
def test_a_full_disk_or_a_file_in_the_place_of_a_folder_is_reported_in_one_sentence(
    small: SmallSite, command: str, build_is_a_file: bool
) -> None:
    small.catalogue("ru", "index", {"Home": "Дом", "Old": "Старое " * 60})
    if build_is_a_file:
        small.write("build", "This is no folder.\n")
    before = small.contents()
    done = talknotes(small.root, command, preexec_fn=full_disk)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said
    assert "Cannot " in said, said
    assert small.contents() == before
