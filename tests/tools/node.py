"""Installs, where they are missing, Node.js and npm, with which Lighthouse runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

from chromium import complain, install_from_debian

# What the version of Lighthouse in lighthouse/package.json asks for.
OLDEST = (18, 20)


def problem() -> str:
    """Return what is wrong with this machine's Node.js and npm, empty where nothing is."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            return f"there is no {program}"
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(map(int, re.findall(r"\d+", said)[:2]))
    return "" if version >= OLDEST else f"Node.js is {said.strip() or 'of an unknown version'}"


def main() -> int:
    """Make sure that they are there; return 0, or 1 with a sentence on what to install."""
    if problem():
        install_from_debian("nodejs", "npm", recommended=False)
    found = problem()
    if not found:
        return 0
    return complain(
        f"Lighthouse needs Node.js {'.'.join(map(str, OLDEST))} or later and npm, and {found}: "
        "install them (Debian, Ubuntu: apt-get install nodejs npm)."
    )


if __name__ == "__main__":
    sys.exit(main())
