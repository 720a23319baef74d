"""What the site is made of, as a digest: as long as it is the same, nothing is to be made anew."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from talknotes.common.cache import findings_path
from talknotes.common.files import digest
from talknotes.content.domain import domain_of
from talknotes.content.site import Site
from talknotes.translation.domain import translation_of


@lru_cache(maxsize=1)
def shared_inputs(site: Site) -> str:
    """Return a digest of what *site* is made of beside its pages, with their catalogues.

    The catalogues of other languages are among it. Files count by their sizes and times.
    """
    config = site.env.config
    root = Path(config.talknotes_root)
    read = {root / page.catalogue for page in translation_of(site.env).pages.values()}
    files = {findings_path(root), *(root / config.talknotes_locale_dir).rglob("*.*")} - read
    times = [(str(one), one.stat()) for one in sorted(files) if one.is_file()]
    parts = (
        config.talknotes_code,
        config.talknotes_assets,
        config.talknotes_books,
        sorted(site.changes.items()),
        sorted(domain_of(site.env).moved.items()),
        [(name, stat.st_size, stat.st_mtime_ns) for name, stat in times],
    )
    return digest(repr(parts).encode("utf-8"))


def inputs(site: Site) -> str:
    """Return a digest of all that *site* is made of; pages count by when they were read."""
    parts = shared_inputs(site), sorted(site.env.all_docs.items())
    return digest(repr(parts).encode("utf-8"))
