"""Ends a process together with the one that started it, however that one ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

# A variable of the environment: the process that the builds of its commands must not outlive.
WITH_PARENT = "TALK_NOTES_ENDS_WITH"
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have Linux end this process with its parent where `WITH_PARENT` names that; forks likewise.

    Elsewhere a process that is left alone ends when its build does.
    """
    named = os.environ.pop(WITH_PARENT, "")
    if not named or sys.platform != "linux":
        return
    _bind()
    os.register_at_fork(after_in_child=_bind)
    if os.getppid() != int(named):
        # It ended while this one started.
        os.kill(os.getpid(), signal.SIGKILL)


def _bind() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
