"""Installs, where they are missing, XeLaTeX for the books and Java for the check of EPUBs."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from chromium import complain, install_from_debian

sys.path.insert(0, str(Path(__file__).parents[2]))

from talknotes.commands.make_books import missing_for_pdf


def missing() -> list[str]:
    """Return Debian's packages that are missing."""
    java = [] if shutil.which("java") else ["default-jre-headless"]
    poppler = [] if shutil.which("pdftotext") else ["poppler-utils"]
    return [*java, *poppler, *missing_for_pdf()]


def main() -> int:
    """Make sure that all is there; return 0, or 1 with a sentence on what to install."""
    # Programs first: only with them it can be seen which files and fonts are missing.
    for _attempt in range(2):
        packages = missing()
        if not packages or not install_from_debian(*packages, recommended=False):
            break
    packages = missing()
    if not packages:
        return 0
    return complain(
        "To make and check the books something is missing; install it (Debian, Ubuntu: "
        f"apt-get install --no-install-recommends {' '.join(packages)})."
    )


if __name__ == "__main__":
    sys.exit(main())
