"""Ask for the time once, and hand it on: two requests may fall on two days."""

# [now]
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def label_twice(clock: Clock) -> str:
    """Ask for the time twice: midnight may come in between."""
    return f"{clock():%Y-%m-%d} {clock():%H:%M}"


def label_once(now: datetime) -> str:
    """Take the time from the caller, who asked for it once."""
    return f"{now:%Y-%m-%d} {now:%H:%M}"


def ticking() -> Clock:
    """Return a clock for tests that passes midnight between two requests."""
    times = [datetime(2026, 1, 1, 23, 59, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)]
    return iter(times).__next__


print(label_twice(ticking()), "- a day too early")
print(label_once(ticking()()))
# [/now]
