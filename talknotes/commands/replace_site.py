"""Puts a finished site in the place of the former one, in one step."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def replace_site(made: Path, site: Path) -> None:
    """Put the site in the folder *made*, which stays, in the place of *site*.

    What *site* has beside it, such as a language that was not built, is kept. Whatever ends this,
    the folder *site* is the former site or the new one: it is exchanged by its name.
    """
    following, former = site.with_name(f"{site.name}.new"), site.with_name(f"{site.name}.old")
    recover_site(site)
    shutil.rmtree(following, ignore_errors=True)
    shutil.copytree(made, following)
    for path in site.iterdir() if site.is_dir() else ():
        kept = following / path.name
        # Nobody changes what is published, so that the same file can stand in both.
        if path.is_dir() and not kept.exists():
            shutil.copytree(path, kept, copy_function=os.link)
    if site.exists():
        site.rename(former)
    following.rename(site)
    shutil.rmtree(former, ignore_errors=True)


def recover_site(site: Path) -> None:
    """Bring the former site back where an earlier exchange was ended between its two steps."""
    former = site.with_name(f"{site.name}.old")
    if former.exists() and not site.exists():
        former.rename(site)
    shutil.rmtree(former, ignore_errors=True)
