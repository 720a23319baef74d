"""Writes how far the translations are: beside the pages for programs, and as a badge."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from talknotes.common.beside_pages import write_beside_pages
from talknotes.common.files import write_whole
from talknotes.common.project import Project
from talknotes.content.site import site_of
from talknotes.translation.status import (
    BADGE_NAME,
    STATUS_NAME,
    draw_badge,
    read_status,
    status_as_json,
)


def write_status_files(app: Sphinx, exception: Exception | None) -> None:
    """Write ``status.json`` and ``status.svg`` beside the pages (event ``build-finished``)."""
    if exception is None and app.builder.name == "html":
        status = site_of(app.env).status
        write_whole(Path(app.outdir, STATUS_NAME), status_as_json(status))
        write_whole(Path(app.outdir, BADGE_NAME), draw_badge(status).encode("utf-8"))


def badge_path(project: Project) -> Path:
    """Return where the badge of the README stands."""
    return project.locale / BADGE_NAME


def current_badge(project: Project) -> bytes:
    """Return the badge as the catalogues of *project* want it now."""
    codes = tuple(project.languages())
    sources = project.page_languages(codes)
    status = read_status(project.root, project.locale, codes, sources)
    return draw_badge(status).encode("utf-8")


def setup(app: Sphinx) -> None:
    """Write the status for programs."""
    write_beside_pages(app, write_status_files)
