"""What a talk brings to the page of its conference: the programme of its day, a list of talks."""

from __future__ import annotations

import re

from talknotes.commands.begin.fences import Fence, find_fences
from talknotes.commands.begin.writing import insert

_DAY = """\
({conference}-day-{number})=
## {heading}

```{{programme}}
:day: {number}
```
"""

_TALKS_OF_CONFERENCE = """\
```{toctree}
:hidden:
:glob:

*
```
"""


def show_day(text: str, conference: str, number: int, heading: str) -> str:
    """Return the conference's page *text* with a programme of day *number*, among the others."""
    days: dict[int, Fence] = {}
    last_line = len(text.split("\n"))
    for fence in find_fences(text):
        found = re.search(r":day:\s*(\d+)", fence.text)
        if fence.name == "programme" and found:
            days[int(found[1])] = fence
        elif fence.name == "toctree":
            last_line = min(last_line, fence.start)
    if number in days:
        return text
    later = [day for day in days if day > number]
    if later:
        line = _section_start(text, days[min(later)].start)
    else:
        line = days[max(days)].end if days else last_line
    section = _DAY.format(conference=conference, number=number, heading=heading)
    return insert(text, line, section)


def _section_start(text: str, line: int) -> int:
    """Return the line where the section begins that *line* is in, its label included."""
    lines = text.split("\n")
    while line > 0 and not lines[line].startswith("#"):
        line -= 1
    while line > 0 and re.fullmatch(r"\([\w-]+\)=\s*", lines[line - 1]):
        line -= 1
    return line


def show_talks(text: str) -> str:
    """Return the conference's page *text* with the list that brings its talks into the sidebar.

    A list that finds no talk would be a warning, so that the first talk brings it along.
    """
    if any(fence.name == "toctree" for fence in find_fences(text)):
        return text
    return insert(text, len(text.split("\n")), _TALKS_OF_CONFERENCE)
