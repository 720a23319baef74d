"""Spells the site's texts with Hunspell and its dictionaries; run as a program it installs them.

Hunspell itself and not a port of it: the ports on PyPI bring no dictionaries, or two hundred
megabytes of them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from chromium import complain, install_from_debian

# Which dictionary spells which letters.
DICTIONARIES = {"ru_RU": re.compile(r"[А-Яа-яЁё]"), "en_GB": re.compile(r"[A-Za-zÀ-ɏ]")}
PACKAGES = ("hunspell", "hunspell-ru", "hunspell-en-gb")
EXCEPTIONS = Path(__file__).with_name("spelling_exceptions.txt")
# A word with its apostrophes and hyphens; names with digits or special characters are no words.
_WORD = re.compile(r"(?<![\w./@])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w/@]|\.\w|[+#])")


def words_of(text: str) -> list[str]:
    """Return the words of *text*, with straight apostrophes and without the genitive's."""
    return [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]


def read_exceptions() -> frozenset[str]:
    """Return the words that are right although no dictionary has them."""
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.partition("#")[0].strip() for line in lines) - {""}


def is_installed() -> bool:
    """Return whether Hunspell is there with the dictionaries."""
    if not shutil.which("hunspell"):
        return False
    # With no file to spell it lists the dictionaries that it finds, on its standard error.
    done = subprocess.run(
        ["hunspell", "-D", "/dev/null"], capture_output=True, text=True, encoding="utf-8"
    )
    found = {Path(line).name for line in (done.stdout + done.stderr).splitlines()}
    return found.issuperset(DICTIONARIES)


def misspelt(words: Iterable[str]) -> set[str]:
    """Return those of *words* that neither the dictionary of their letters nor anybody knows."""
    waiting = set(words)
    wrong: set[str] = set()
    for dictionary, letters in DICTIONARIES.items():
        here = {word for word in waiting if letters.search(word)}
        done = subprocess.run(
            ["hunspell", "-d", dictionary, "-i", "utf-8", "-l"],
            input="\n".join(sorted(here)),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        reported = set(done.stdout.split())
        # It parts compounds in its own way; what it reports may be a part of a word.
        wrong |= {
            word for word in here if word in reported or reported.intersection(word.split("-"))
        }
    return wrong


def main() -> int:
    """Make sure that there is Hunspell; return 0, or 1 with a sentence on what to install."""
    if is_installed() or (install_from_debian(*PACKAGES) and is_installed()):
        return 0
    return complain(
        "The tests spell with Hunspell and its dictionaries ru_RU and en_GB: install them "
        f"(Debian, Ubuntu: apt-get install {' '.join(PACKAGES)})."
    )


if __name__ == "__main__":
    sys.exit(main())
