"""Mistakes of many kinds, planted into one site, are each reported at their place.

By the check, by the build and by the next one alike, and nothing else is reported. The mistakes
stand in planted_mistakes.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import yaml
from conftest import SmallSite, quote
from planted import FRONT
from running import talknotes

TABLE = yaml.safe_load(Path(__file__).with_name("planted_mistakes.yaml").read_text("utf-8"))
HEADER = r"""msgid ""
msgstr ""
"Language: ru\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"
"""  # noqa: E501
CONFERENCE = """---
kind: conference
dates: {first: 2020-07-23, last: 2020-07-25}
---

# Conf

```{programme}
:day: 1
```

```{toctree}
:glob:
*
```
"""
TOOLS = """(tools-top)=
# Tools

(shared-top)=
## One

(other-top)=
## Two

```{glossary}
Kedro
  It.

Shared
  It.
```

```{topic} one
```

```{topic} shared
```
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'


def talk(line: str = "") -> str:
    """Return the front matter of a talk with *line* in the place of its own."""
    facts = dict(FRONT)
    key, colon, value = line.removeprefix("- ").partition(": ")
    if colon:
        facts[key] = value
    elif key:
        del facts[key]
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in facts.items()) + "---"


IN_ORDER = {
    "docs/conf/index.md": CONFERENCE,
    "docs/conf/graphs.md": f"{talk()}\n\n# Graphs\n",
    "docs/conf/walks.md": f"{talk()}\n\n# Walks\n",
    "docs/tools.md": TOOLS,
    "docs/dot.svg": SVG.format(""),
    "docs/script.svg": SVG.format("<script>x</script>"),
    "docs/words.txt": "Words.",
    "examples/one.py": "# [open]\nx = 1\n\n# [first]\ny = 1\n# [/first]\n",
}


@dataclass(frozen=True)
class Planted:
    """A mistake: the file with it, the page that belongs to the file, and all that is said."""

    kind: str
    path: str
    text: str
    said: tuple[str, ...]
    page: str = ""

    @property
    def reports(self) -> set[str]:
        """What is said, with paths and lines."""
        name = self.path.removeprefix("docs/").removesuffix(".md")
        whole = (f"{self.path}:{one}" if re.match(r"\d+: ", one) else one for one in self.said)
        return {one.replace("SELF", self.path).replace("PAGE", name) for one in whole}


def planted() -> Iterator[Planted]:
    """Yield all that the table has."""
    numbers = count()
    for part in ("pages", "fronts", "talks"):
        rows = ((kind, *row) for kind, rows in TABLE[part].items() for row in rows.items())
        for kind, text, said in rows:
            name, title = f"m{(number := next(numbers))}", f"# Page {number}"
            path = f"docs/{'conf' if part == 'talks' else part}/{name}.md"
            body = text.replace("SELF", name) if part == "pages" else ""
            front = "" if body else f"{talk(text) if part == 'talks' else text}\n\n"
            yield Planted(kind, path, f"{front}{title}\n\n{body}\n", (said,))
    for kind, rows in TABLE["translations"].items():
        for source, translation, *said in rows:
            number = next(numbers)
            message = quote(source.partition("\n")[0])
            entry = f"{HEADER}\n\nmsgid {message}\nmsgstr {quote(translation)}\n"
            path = f"locale/ru/LC_MESSAGES/translations/m{number}.po"
            yield Planted(kind, path, entry, tuple(said), f"# Page {number}\n\n{source}\n")
    rows = ((kind, *row) for kind, files in TABLE["files"].items() for row in files.items())
    for kind, path, (text, *said) in rows:
        whole = text.replace("HEADER", HEADER).replace("TALK", talk())
        page = "# Page\n\nIt\n" if "/catalogues/" in path and "lost" not in path else ""
        yield Planted(kind, path, whole, tuple(said), page)


ALL = list(planted())


def run(site: SmallSite, command: str) -> set[str]:
    """Return what *command* says, to whoever runs it in the folder of *site*."""
    done = talknotes(site.root, command)
    assert done.returncode == 1, done.stderr
    lines = (done.stdout if command == "check" else done.stderr).splitlines()
    assert len(lines) == len(set(lines))  # once, also what is wrong in both languages
    return set(lines)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Return what the check and two builds say of one site with all the mistakes."""
    site = SmallSite(tmp_path_factory.mktemp("planted"))
    files = dict(IN_ORDER)
    for one in ALL:
        files[one.path] = one.text
        if one.page:
            page = one.path.replace("locale/ru/LC_MESSAGES", "docs").replace(".po", ".md")
            files[page] = one.page
    listed = [
        path.removeprefix("docs/").removesuffix(".md")
        for path, text in sorted(files.items())
        if path.endswith(".md") and "NOT IN A LIST" not in text
        if not path.startswith("docs/conf/") or path == "docs/conf/index.md"
    ]
    files["docs/index.md"] = "# Home\n\n```{toctree}\n" + "\n".join(listed) + "\n```\n"
    for name, text in files.items():
        path = site.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {name: run(site, name.split()[0]) for name in ("check", "build", "build again")}


@pytest.mark.parametrize("one", ALL, ids=[f"{n}, {one.kind}" for n, one in enumerate(ALL)])
def test_a_planted_mistake_is_reported_at_its_place_by_the_check_and_by_each_build(
    said: dict[str, set[str]], one: Planted
) -> None:
    assert one.reports
    for reports in said.values():
        assert one.reports <= reports, sorted(x for x in reports if x.startswith(one.path))


def test_nothing_else_is_reported_and_all_languages_fail(said: dict[str, set[str]]) -> None:
    wanted = set().union(*(one.reports for one in ALL))
    failed = {"Not built without mistakes: English, Русский; see above."}
    assert said["build"] - wanted == said["build again"] - wanted == failed
    # The catalogue of labels is not whole.
    labels = [one.removeprefix("locale/ru/LC_MESSAGES/") for one in said["check"] - wanted]
    assert [one for one in labels if not one.startswith("talknotes.po:1: ")] == []
