"""Finds text that was carried over from the raw notes, which are not part of the repository.

What the repository keeps of them is a fingerprint of every run of eight words, sorted, so that the
notes cannot be read from it. To make the file anew, or to add the notes of another conference to
it, run this with the language and the file (UTF-8) of each of the notes:

    .venv/bin/python tests/tools/own_words.py en=NOTES.txt ru=NOTES.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

# A run this long is a sentence of somebody's; a shorter one may be chance, or a list of names.
RUN = 8
FINGERPRINTS = Path(__file__).with_name("raw_notes_fingerprints.txt")
# 40 bits: with 9,000 fingerprints and 100,000 runs on the site, one false alarm in 1,000 sites.
_DIGEST_SIZE = 5
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Return the words of *text*: small letters, no punctuation, е for ё."""
    return _WORD.findall(text.lower().replace("ё", "е"))


def fingerprint(language: str, run: list[str]) -> str:
    """Return the fingerprint of *run*, words of *language*, as hexadecimal digits."""
    text = " ".join([language, *run])
    return hashlib.blake2b(text.encode("utf-8"), digest_size=_DIGEST_SIZE).hexdigest()


def runs(text: str) -> Iterator[list[str]]:
    """Yield every run of `RUN` words of *text*."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        yield found[start : start + RUN]


def carried_over(language: str, text: str, known: frozenset[str]) -> list[str]:
    """Return the runs of *text* whose fingerprint is *known*, as words."""
    return [" ".join(run) for run in runs(text) if fingerprint(language, run) in known]


def read_fingerprints() -> frozenset[str]:
    """Return the fingerprints of the raw notes in all languages."""
    return frozenset(FINGERPRINTS.read_text(encoding="ascii").split())


def main(arguments: list[str]) -> None:
    """Write the fingerprints of the notes that *arguments* name, each as ``language=path``."""
    made = set(read_fingerprints()) if FINGERPRINTS.exists() else set()
    for argument in arguments:
        language, _, path = argument.partition("=")
        notes = Path(path).read_text(encoding="utf-8")
        made |= {fingerprint(language, run) for run in runs(notes)}
    FINGERPRINTS.write_text("\n".join(sorted(made)) + "\n", encoding="ascii")
    print(f"{FINGERPRINTS.name}: {len(made)} fingerprints")


if __name__ == "__main__":
    main(sys.argv[1:])
