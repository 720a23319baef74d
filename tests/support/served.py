"""A project that a command serves, in a process of its own, as a person would start it."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from running import PATIENCE, command, environment


def heed_interrupts() -> None:
    """Undo what a shell does to programs that it starts in the background, these tests included."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Served:
    """The project in the folder *root*, served in the background by one of its commands."""

    def __init__(self, root: Path, *arguments: str, **variables: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.output = root / "output"
        with self.output.open("w", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                command(*arguments, "--port", str(self.port)),
                cwd=root,
                env=environment(**variables),
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread runs here yet
            )

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def get(self, name: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{name}") as answer:
            return answer.read().decode("utf-8")

    def wait_until(self, done: Callable[[], bool], what: str) -> None:
        """Wait until *done*; the failure of it is that *what* never came."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, f"never {what}:\n{self.said()}"
            time.sleep(0.1)

    def wait_for(self, name: str, text: str) -> None:
        """Wait until the page *name* says *text*."""

        def says() -> bool:
            try:
                return text in self.get(name)
            except OSError:
                return False  # not there yet, or not whole

        self.wait_until(says, f"{name} with {text}")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
