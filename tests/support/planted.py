"""Mistakes as people make them: a small site in order, and a grammar of what goes wrong in it."""

from __future__ import annotations

from conftest import REPOSITORY, SmallSite
from hypothesis import strategies as st

from talknotes.translation.updating import update_catalogues

INDEX = """
# Notes

The notes are of {term}`Kedro` and {talk}`graphs`.

BODY

```{toctree}
conf/index
tools
```
"""
CONFERENCE = """
---
kind: conference
dates: {first: 2020-07-23, last: 2020-07-24}
---

# Conf

```{toctree}
graphs
walks
```

```{programme}
:day: 1
```
"""
TALK = """
---
FRONT
---

# TITLE

The talk is on graphs.
"""
FRONT = {
    "kind": "talk", "conference": "conf", "date": "2020-07-23", "start": '"10:00"',
    "speakers": "[Ada Lovelace]",
}  # fmt: skip
TOOLS = """
(tools-top)=
# Tools

```{glossary}
Kedro
  A library for graphs.
```
"""
WORDS = {
    "Notes": "Записки", "Tools": "Инструменты", "Conf": "Конференция",
    "Graphs": "Графы", "Walks": "Обходы", "The talk is on graphs.": "Доклад о графах.",
    "Kedro": "Kedro", "A library for graphs.": "Библиотека для графов.",
    "The notes are of {term}`Kedro` and {talk}`graphs`.":
        "Записки о {term}`Kedro` и {talk}`graphs`.",
}  # fmt: skip

# -- The grammar ----------------------------------------------------------------------------------

VALUES = st.sampled_from(
    ["", "x", "[]", "{}", "2020-02-31", "2020-07-30", "12", '"25:00"', "true", "~", "conv", "- a",
     "talkk", "[a, [b]]", "&a x", "*a", "!!python/name:os.system x", '"', "{", "\t", "2020-07-23"]
)  # fmt: skip
FRONTS = st.fixed_dictionaries(
    {"key": st.sampled_from([*FRONT, "topics", "after", "language", "lang", "links"]),
     "value": VALUES, "drops": st.booleans()}
)  # fmt: skip
NAMES = st.sampled_from(["Kedro", "Kedroo", "graphs", "grafs", "tools", "tools-top", "conf/index"])
ROLES = st.sampled_from(["term", "talk", "doc", "ref", "tern", "math", "download", "abbr", "any"])
REFERENCES = st.one_of(
    st.builds("{{{}}}`{}`".format, ROLES, NAMES),
    st.builds("{{{}}}`it <{}>`".format, ROLES, NAMES),
    st.builds("[it]({}.md)".format, NAMES),
    st.builds("[it](#{})".format, NAMES),
    st.builds("[]({})".format, NAMES),
    st.sampled_from(["[it](javascript:x)", "![it](x.svg)", "[it][x]", "It[^x]", "`it"]),
)
MARKS = st.sampled_from(["```", "````", ":::", "::::", ":::::"])
OPENINGS = st.sampled_from(
    ["{note}", "{admonition} It", "{figure} x.svg", "python", "pyton", "json", "{eval-rst}",
     "{toctree}", "{only} html", "{programme}", "{topic} x", "{example} x.py", "", "{quotation}",
     "{glossary}", "{include} tools.md", "{added}", "{raw} html", "{added"]
)  # fmt: skip
INSIDE = st.sampled_from(
    ["It is.", "## More", ":x: y", "It\n---", "index", "Kedro\n  It.", "{x", "> It", "- It", ""]
)
FENCES = st.builds("{0}{1}\n{3}\n{2}".format, MARKS, OPENINGS, MARKS, INSIDE)
BLOCKS = st.one_of(
    REFERENCES,
    FENCES,
    st.sampled_from(
        ["## More", "# More", "#### More", "(tools-top)=\n## More", "(a)=\n\n(a)=\n## More",
         "- `it\n- it", "| a |\n|---|\n| {term}`Kedroo` |", "[x]: #y", "---", "% allow x", "## Ещё",
         "> ```\n> it", "<b>It</b>", "It\\", "\u200bIt", "[^x]: It", "{{ x }}", "$x$"]
    ),
)  # fmt: skip
BODIES = st.lists(BLOCKS, max_size=3).map("\n\n".join)
CATALOGUES = st.sampled_from(
    [
        ('msgid "Notes"', 'msgid "Notes'),
        ('msgid "Notes"', '#, fuzzy\nmsgid "Notes"'),
        ('msgid "Notes"', 'msgctxt "x"\nmsgid "Notes"'),
        ('msgstr "Записки"', 'msgstr "<b>Записки</b>"'),
        ('msgstr "Записки"', 'msgstr "Записки [x](https://x.org/)"'),
        ('msgstr "Записки"', 'msgid "Notes"\nmsgstr "Записки"'),
        ('msgstr "Записки"', "=======\n"),
        ("{term}`Kedro` и", "{term}`Kedroo` и"),
        ("{term}`Kedro` и", "{term}`Kedro и"),
        ("{term}`Kedro` и", "{trem}`Kedro` и"),
        ("{talk}`graphs`.", "{talk}`graphs`. {raw}`x`"),
        ('"Plural-Forms: nplurals', '"Plural-Forms: x nplurals'),
        ("charset=UTF-8", "charset=KOI8-R"),
    ]
)


def plain_site(site: SmallSite) -> None:
    """Write the site in order, with its catalogues translated."""
    write_pages(site)
    release(site, WORDS)


def release(site: SmallSite, words: dict[str, str]) -> None:
    """Make Russian a released language, with catalogues that are translated by *words*."""
    site.replace("conf.py", '"ru_RU"', '"ru_RU", "released": True')
    update_catalogues(site.project)
    folder = site.root / "locale" / "ru" / "LC_MESSAGES"
    for path in folder.rglob("*.po"):
        text = path.read_text(encoding="utf-8").replace('\\n"\n"\\n"', '\\n"')
        for message, said in words.items():
            entry = f'msgid "{message}"\nmsgstr "'
            text = text.replace(f'{entry}"', f'{entry}{said}"')
        path.write_text(text, encoding="utf-8")
    for name in ("talknotes", "sphinx"):
        source = REPOSITORY / "locale/ru/LC_MESSAGES" / f"{name}.po"
        (folder / f"{name}.po").write_bytes(source.read_bytes())


def write_pages(site: SmallSite, body: str = "", front: dict[str, str] | None = None) -> None:
    """Write the pages, with *body* on the front page and *front* above one of the talks."""
    site.page("index", INDEX.replace("BODY\n\n", f"{body}\n\n" if body else ""))
    site.page("conf/index", CONFERENCE)
    lines = "\n".join(f"{key}: {value}" for key, value in (front or FRONT).items())
    site.page("conf/graphs", TALK.replace("FRONT", lines).replace("TITLE", "Graphs"))
    lines = "\n".join(f"{key}: {value}" for key, value in FRONT.items())
    site.page("conf/walks", TALK.replace("FRONT", lines).replace("TITLE", "Walks"))
    site.page("tools", TOOLS)
