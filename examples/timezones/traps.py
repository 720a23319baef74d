"""The hour that does not exist, the hour that exists twice, and what helps: UTC."""

# [traps]
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

berlin = ZoneInfo("Europe/Berlin")

# In March the clocks jump from 2 to 3: half past two does not exist.
gap = datetime(2026, 3, 29, 2, 30, tzinfo=berlin)
print("gap:   ", gap.astimezone(UTC).astimezone(berlin))

# In October they go back from 3 to 2: half past two comes twice; fold says which.
for fold in (0, 1):
    twice = datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=berlin)
    print("fold", fold, twice, "=", twice.astimezone(UTC))

# Adding hours moves the hands of the clock; in UTC it lets time pass.
before = datetime(2026, 3, 28, 12, 0, tzinfo=berlin)
day = timedelta(hours=24)
print("clock: ", before + day)
print("time:  ", (before.astimezone(UTC) + day).astimezone(berlin))
# [/traps]
