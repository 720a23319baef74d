"""Finds the Chromium that the tests drive; run as a program it installs it where it is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium as root needs --no-sandbox; the rest keeps it from asking other hosts for anything.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """Return the path of Chromium: the variable CHROMIUM, else what is on the PATH."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install_from_debian(*packages: str, recommended: bool = True) -> bool:
    """Install Debian's *packages*, with what they recommend; return whether that went well."""
    if not shutil.which("apt-get"):
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not shutil.which("sudo"):
        return False
    print(f"Installing Debian's {', '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    alone = [] if recommended else ["--no-install-recommends"]
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", *alone, *packages]):
        command = [*prefix, "apt-get", *arguments]
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            return False
    return True


def complain(sentence: str) -> int:
    """Print *sentence* as an error; return the exit status."""
    print(sentence, file=sys.stderr)
    return 1


def main() -> int:
    """Make sure that there is a Chromium; return 0, or 1 with a sentence on what to install."""
    named = os.environ.get("CHROMIUM")
    if named and not find_chromium():
        return complain(f'The variable CHROMIUM names "{named}", and there is no such program.')
    if find_chromium() or (install_from_debian("chromium") and find_chromium()):
        return 0
    return complain(
        "The tests drive a real Chromium, and there is none: install it (Debian, Ubuntu: "
        "apt-get install chromium), or name one with the variable CHROMIUM."
    )


if __name__ == "__main__":
    sys.exit(main())
