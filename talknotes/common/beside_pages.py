"""Writes what stands beside the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sphinx.application import Sphinx

from talknotes.common.files import write_whole


def write_beside_pages(app: Sphinx, write: Callable[[Sphinx, Exception | None], None]) -> None:
    """Have *write* called at the end of a build, but not in the later ones of a preview."""

    def handle(app: Sphinx, exception: Exception | None) -> None:
        if not app.config.talknotes_only_pages:
            write(app, exception)

    app.connect("build-finished", handle)


def write_if_changed(app: Sphinx, path: Path, inputs: str, write: Callable[[], None]) -> None:
    """Call *write*, which writes *path*, if that is missing or was made of other *inputs*.

    *inputs* is an ASCII digest of all that the file is made of.
    """
    made_of = Path(app.doctreedir, f"inputs-{app.builder.name}-{path.name}.txt")
    before = made_of.read_text(encoding="ascii") if made_of.is_file() else ""
    if before != inputs or not path.is_file():
        write()
        write_whole(made_of, inputs.encode("ascii"))
