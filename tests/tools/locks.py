"""Makes what is installed, requirements.txt, from the short lists of what we choose.

    make lock                     # adds what a list names anew, drops what it names no more
    make lock UPGRADE=furo        # and takes the newest version of that
    make lock UPGRADE=all         # and of everything

Each package gets one version for every Python that Talk Notes runs on, and the hashes of all its
files. The first line of a lock names the digest of its list, so that a test sees, without a
network, that one was changed and not the other.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
# In this order: the versions of the site's packages bind those of the tests.
LISTS = (
    "requirements.in",
    "tests/requirements.in",
    "examples/requirements.in",
    "tests/audit/requirements.in",
    "tests/bench/requirements.in",
)
# The oldest Python that Talk Notes runs on; newer ones are meant too.
OPTIONS = ("--universal", "--python-version=3.11", "--fork-strategy=fewest", "--generate-hashes")


def lock_of(name: str) -> Path:
    """Return the path of what is made from the list *name*."""
    return (REPOSITORY / name).with_suffix(".txt")


def lines_of(text: str) -> list[str]:
    """Return what a list says, without its comments and blank lines."""
    lines = (re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def digest(text: str) -> str:
    """Return a digest of what a list says."""
    return hashlib.sha256("\n".join(lines_of(text)).encode()).hexdigest()


def header(name: str) -> str:
    """Return the first lines of what is made from the list *name*.

    Dependabot takes the options from there, and keeps these lines as they are.
    """
    said = digest((REPOSITORY / name).read_text(encoding="utf-8"))
    return (
        f"# Made by `make lock` from {name}; change that, not this file.\n"
        f"# {Path(name).name}: sha256:{said}\n"
        f"# uv pip compile {' '.join(OPTIONS)}\n"
    )


def environment() -> dict[str, str]:
    """Return the environment for uv, which asks the index that pip is configured to ask."""
    environ = dict(os.environ)
    command = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    configured = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    index = environ.get("PIP_INDEX_URL") or configured
    if index:
        environ.setdefault("UV_DEFAULT_INDEX", index)
    return environ


def make(name: str, upgraded: list[str]) -> None:
    """Make the lock of the list *name*, with the packages *upgraded* at their newest versions."""
    lock = lock_of(name)
    newer = [f"--upgrade-package={package}" for package in upgraded]
    if upgraded == ["all"]:
        newer = ["--upgrade"]
    target = lock.relative_to(REPOSITORY).as_posix()
    uv = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS]
    # What another Python would be given is computed: none has to be there, or to be downloaded.
    python = ["--python", sys.executable, "--no-python-downloads"]
    output = ["--quiet", "--no-header", "--output-file", target]
    command = [*uv, *python, *newer, *output, name]
    subprocess.run(command, cwd=REPOSITORY, env=environment(), check=True)
    lock.write_text(header(name) + lock.read_text(encoding="utf-8"), encoding="utf-8")


def main() -> int:
    """Make all locks; return 0, or 1 where uv has said what is in the way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--upgrade", nargs="*", default=[], metavar="PACKAGE")
    upgraded = parser.parse_args().upgrade
    for name in LISTS:
        print(f"Making {lock_of(name).relative_to(REPOSITORY)} …", flush=True)
        try:
            make(name, upgraded)
        except subprocess.CalledProcessError:
            print(f"Could not make it: see above, and {name}.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
