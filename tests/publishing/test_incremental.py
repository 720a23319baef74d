"""Building again: what changed is shown everywhere, and what did not change is left alone."""

from __future__ import annotations

import gettext
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import SmallSite
from page_reader import article_of, label_catalogue, links, reports, text_of
from sphinx.builders.html._assets import _file_checksum_inner

# MyST-Parser 5.2 resolves links to pages with what Sphinx 9 calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

INDEX = """
# Front page

See {talk}`graphs`, {doc}`summer/trees`, [the flowers](winter/flowers.md), {ref}`speed`,
[](#speed) and {term}`Graph`.

```{conferences}
```

```{toctree}
:maxdepth: 3

summer/index
winter/index
tools/index
topics
speakers
```
"""
TALK = """
---
kind: talk
conference: CONFERENCE
date: 2020-07-DAY
start: "HOUR:00"
speakers: [SPEAKER]
topics: [speed]
---

# TITLE

A sentence on {term}`Graph` and {term}`zebras <Zebra>`.

(LABEL)=
## Impressions

Another sentence.
"""
FACTS = {
    "summer/graphs": ("23", "10", "Ada Lovelace", "All about graphs"),
    "summer/trees": ("23", "11", "Grace Hopper", "All about trees"),
    "summer/woods": ("24", "10", "Ada Lovelace", "All about woods"),
    "winter/flowers": ("24", "09", "Ada Lovelace", "All about flowers"),
    "winter/snow": ("24", "12", "Émile Zola", "All about snow"),
}
CONFERENCE = """
---
kind: conference
dates: {first: 2020-07-23, last: 2020-07-25}
---

# TITLE

(day-1-SLUG)=
## Day 1

```{programme}
:day: 1
```

(day-2-SLUG)=
## Day 2

```{programme}
:day: 2
```

```{toctree}
:hidden:
:glob:

*
```
"""
TOPICS = """
# Topics

(speed)=
## Speed

Fast things.

```{topic} speed
```
"""
TOOLS = """
# Structures

```{glossary}
Graph
graphs
   Nodes and edges, unlike a {term}`Zebra`.

   ~~~{home-page} https://example.org/graph
   ~~~
```
"""
ANIMALS = """
# Animals

```{glossary}
Zebra
   A striped thing.
```
"""
CATALOGUES = {
    "index": {"Front page": "Титул"},
    "summer/index": {"Summer": "Лето", "Day 1": "Первый день"},
    "summer/graphs": {
        "All about graphs": "Всё о графах",
        "Another sentence.": "Другое предложение.",
    },
    "winter/flowers": {"All about flowers": "Всё о цветах", "Impressions": "Впечатления"},
    "tools/structures": {"Graph": "Граф", "Structures": "Структуры"},
    "topics": {"Speed": "Скорость"},
}
LABELS = {
    "When": "Когда",
    "Conference": "Конференция",
    "Mentioned in": "Упоминается",
    "Language": "Язык",
}


def talk_text(docname: str, **changed: str) -> str:
    """Return the page of a talk; *changed* replaces words of its source."""
    day, hour, speaker, title = FACTS.get(docname, ("23", "12", "Ada Lovelace", "A new talk"))
    words = {"DAY": day, "HOUR": hour, "SPEAKER": speaker, "TITLE": title}
    text = TALK.replace("CONFERENCE", docname.partition("/")[0])
    text = text.replace("LABEL", docname.replace("/", "-"))
    for word, value in {**words, **changed}.items():
        assert word in text
        text = text.replace(word, value)
    return text


def conference_text(slug: str) -> str:
    return CONFERENCE.replace("TITLE", slug.title()).replace("SLUG", slug)


def fill(site: SmallSite) -> SmallSite:
    """Write two conferences, a glossary, topics and speakers, some of it translated."""
    site.page("index", INDEX)
    for slug in ("summer", "winter"):
        site.page(f"{slug}/index", conference_text(slug))
    for docname in FACTS:
        site.page(docname, talk_text(docname))
    site.page("tools/index", "# Tools\n\n```{toctree}\nstructures\nanimals\n```\n")
    site.page("tools/structures", TOOLS)
    site.page("tools/animals", ANIMALS)
    site.page("topics", TOPICS)
    site.page("speakers", "# Speakers\n\n```{speakers}\n```\n")
    for docname, messages in CATALOGUES.items():
        site.catalogue("ru", docname, messages)
    label_catalogue(site, "talknotes", dict(LABELS))
    site.catalogue("ru", "sphinx", {"Next": "Дальше"})
    return site


def edit(site: SmallSite, name: str, old: str, new: str) -> None:
    """Replace *old* by *new* in the file *name*."""
    path = site.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(site: SmallSite, *, parallel: int = 0, out: str = "html") -> str:
    """Build the Russian site as a new process would, which remembers no file of an earlier one."""
    gettext._translations.clear()  # type: ignore[attr-defined]
    _file_checksum_inner.cache_clear()
    return site.build("ru", parallel=parallel, out=out)


def remove(site: SmallSite, *names: str) -> None:
    for name in names:
        path = site.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a built site with their contents, the search's among them."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    tree = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    assert "index.html" in tree
    assert tree["_static/search/index.js"]
    return tree


def differences(site: SmallSite) -> list[str]:
    """Return what differs between the folder built again and the one built anew."""
    again, anew = (files_of(site.root / "build" / out / "ru") for out in ("html", "clean"))
    return [name for name in sorted({*again, *anew}) if again.get(name) != anew.get(name)]


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], SmallSite]:
    """Return what puts a site back, with all times, to where its first build left it."""
    root = tmp_path_factory.mktemp("snapshots")
    sites: dict[int, SmallSite] = {}

    def restore(parallel: int) -> SmallSite:
        work, kept = (root / f"{name}-{parallel}" for name in ("work", "kept"))
        if parallel in sites:
            shutil.rmtree(work)
            shutil.copytree(kept, work)
        else:
            sites[parallel] = fill(SmallSite(work))
            assert build(sites[parallel], parallel=parallel) == ""
            shutil.copytree(work, kept)
        return sites[parallel]

    return restore


LOCALE = "locale/ru/LC_MESSAGES"
LABELS_FILE = f"{LOCALE}/talknotes.po"
# What is edited: files, each with what is replaced and by what.
EDITS: dict[str, list[tuple[str, str, str]]] = {
    "nothing": [],
    "title of a talk": [("docs/summer/trees.md", "# All about", "# Nothing about")],
    "title of the last talk of a section": [("docs/summer/woods.md", "# All", "# Nothing")],
    "title of a translated talk": [("docs/summer/graphs.md", "# All about", "# Nothing about")],
    "title of a conference": [("docs/winter/index.md", "Winter", "Cold")],
    "title of the front page": [("docs/index.md", "# Front", "# First")],
    "start of a talk": [("docs/summer/graphs.md", "10:00", "12:00")],
    "speaker of a talk": [("docs/summer/graphs.md", "Ada", "Augusta Ada")],
    "talk cancelled": [("docs/summer/graphs.md", "kind: talk", "kind: talk\nstatus: cancelled")],
    "tool no longer named": [("docs/summer/graphs.md", "{term}`zebras <Zebra>`", "zebras")],
    "sentence edited": [("docs/summer/graphs.md", "Another sentence", "One more sentence")],
    "first sentence edited": [("docs/summer/graphs.md", "A sentence on", "A word on")],
    "translation of a sentence edited": [(f"{LOCALE}/summer/graphs.po", "Другое", "Иное")],
    "catalogue edited": [(f"{LOCALE}/summer/graphs.po", "Всё о графах", "Ничего о графах")],
    "catalogue broken": [(f"{LOCALE}/summer/graphs.po", 'msgstr "Всё о', 'msgstr "Всё\nо')],
    "labels edited": [(LABELS_FILE, "Упомин", "Упомян")],
    "label of a button edited": [(LABELS_FILE, "Язык", "Языки")],
    "labels of the theme edited": [(f"{LOCALE}/sphinx.po", "Дальше", "Вперёд")],
    "term renamed": [
        (f"docs/{name}.md", "Zebra", "Okapi")
        for name in ("tools/animals", "tools/structures", *FACTS)
    ],
    "term renamed in its entry alone": [("docs/tools/animals.md", "Zebra", "Okapi")],
    "alias put before a term": [("docs/tools/animals.md", "Zebra", "striped horse\nZebra")],
    "term moved to another page": [
        ("docs/tools/animals.md", "Zebra\n   A striped thing.", "Horse\n   Plain."),
        ("docs/tools/structures.md", "Graph\n", "Zebra\n   Moved.\n\nGraph\n"),
    ],
    "definition edited": [("docs/tools/animals.md", "A striped thing", "A horse")],
    "topic renamed": [("docs/topics.md", "## Speed", "## Haste")],
    "topic moved to another section": [
        ("docs/topics.md", "```{topic} speed", "(fast)=\n## Fast\n\n```{topic} speed")
    ],
    "label of a section renamed": [("docs/winter/index.md", "(day-2-", "(second-day-")],
    "first day of a conference edited": [("docs/winter/index.md", "07-23", "07-24")],
    "last day of a conference edited": [("docs/winter/index.md", "07-25", "07-26")],
    "time zone given": [("docs/winter/index.md", "kind:", "timezone: Europe/Berlin\nkind:")],
    "order of sections changed": [
        ("docs/index.md", "summer/index\nwinter/index", "winter/index\nsummer/index")
    ],
    "language of a page changed": [("docs/summer/trees.md", "kind:", "language: ru\nkind:")],
}
# What is removed: files, or folders with all that is in them.
REMOVED: dict[str, tuple[str, ...]] = {
    "talk removed": ("docs/winter/snow.md",),
    "linked talk removed": (
        "docs/summer/graphs.md", "docs/summer/trees.md", f"{LOCALE}/summer/graphs.po",
    ),
    "talk moved": ("docs/winter/snow.md",),
    "catalogue removed": (f"{LOCALE}/summer/graphs.po",),
    "labels removed": (LABELS_FILE,),
    "page of speakers removed": ("docs/speakers.md",),
    "conference removed": ("docs/winter", f"{LOCALE}/winter"),
    "page of a conference removed": ("docs/winter/index.md",),
}  # fmt: skip
EDITS |= {
    "page of speakers removed": [("docs/index.md", "speakers\n", "")],
    "conference removed": [
        ("docs/index.md", "winter/index\n", ""),
        ("docs/index.md", "[the flowers](winter/flowers.md)", "the flowers"),
    ],
    "conference added": [("docs/index.md", "winter/index\n", "winter/index\nautumn/index\n")],
    "page of a conference removed": [
        ("docs/index.md", "winter/index\n", "winter/flowers\nwinter/snow\n")
    ],
}
# What is written: pages, and the catalogues of pages.
PAGES = {
    "talk added": {"summer/new": talk_text("summer/new")},
    "talk moved": {"summer/snow": talk_text("summer/snow")},
    "conference added": {
        "autumn/index": conference_text("autumn"),
        "autumn/leaves": talk_text("autumn/leaves"),
    },
}
TRANSLATED = {
    "catalogue added": ("summer/trees", {"All about trees": "Всё о деревьях"}),
    "needless catalogue added": ("gone", {"Gone": "Нет"}),
    "term translated": ("tools/animals", {"Zebra": "Зебра"}),
}
CHANGES = list(dict.fromkeys([*EDITS, *REMOVED, *PAGES, *TRANSLATED]))


def change(site: SmallSite, name: str) -> None:
    for one in EDITS.get(name, ()):
        edit(site, *one)
    remove(site, *REMOVED.get(name, ()))
    for docname, text in PAGES.get(name, {}).items():
        site.page(docname, text)
    if name in TRANSLATED:
        site.catalogue("ru", *TRANSLATED[name])


# The changes that are mistakes, and reported.
MISTAKES = (
    "linked talk removed", "catalogue broken", "needless catalogue added",
    "term renamed in its entry alone", "page of a conference removed",
)  # fmt: skip
IN_PARALLEL = ("title of a talk", "talk added", "term renamed", "conference removed")


@pytest.mark.parametrize(
    ("name", "parallel"),
    [(name, 0) for name in CHANGES] + [(name, 2) for name in IN_PARALLEL],
)
def test_a_site_built_again_equals_one_built_anew(
    snapshots: Callable[[int], SmallSite], name: str, parallel: int
) -> None:
    site = snapshots(parallel)
    change(site, name)
    found = build(site, parallel=parallel)
    expected = build(site, parallel=parallel, out="clean")
    assert differences(site) == []
    assert sorted(reports(found)) == sorted(reports(expected))
    assert (found != "") == (name in MISTAKES)


def test_what_another_language_says_is_up_to_date_though_no_page_was_read_again(
    snapshots: Callable[[int], SmallSite],
) -> None:
    site = snapshots(0)
    site.build("en")
    before = files_of(site.root / "build" / "html" / "en")
    change(site, "catalogue edited")
    site.build("en")
    site.build("en", out="clean")
    now, anew = (files_of(site.root / "build" / out / "en") for out in ("html", "clean"))
    assert now == anew
    changed = {name for name in now if now[name] != before.get(name)}
    assert "_static/search/index.js" in changed


def test_a_change_taken_back_leaves_no_trace(snapshots: Callable[[int], SmallSite]) -> None:
    site = snapshots(0)
    before = files_of(site.root / "build" / "html" / "ru")
    sources = site.root.with_name("sources")
    for folder in ("docs", "locale"):
        shutil.copytree(site.root / folder, sources / folder)
    for name in ("title of a talk", "talk removed", "catalogue removed"):
        change(site, name)
    build(site)
    assert files_of(site.root / "build" / "html" / "ru") != before
    for folder in ("docs", "locale"):
        shutil.rmtree(site.root / folder)
        shutil.copytree(sources / folder, site.root / folder, copy_function=shutil.copyfile)
    assert build(site) == ""
    assert files_of(site.root / "build" / "html" / "ru") == before


def written_pages(site: SmallSite, build: Callable[[], object]) -> list[str]:
    """Return the pages that *build* writes: those of documents, not the lists of Sphinx."""
    folder = site.root / "build" / "html" / "ru"
    pages = [path for path in folder.rglob("*.html") if path.name not in LISTS]
    before = {path: path.stat().st_mtime_ns for path in pages}
    build()
    after = [path for path in folder.rglob("*.html") if path.name not in LISTS]
    return sorted(
        path.relative_to(folder).with_suffix("").as_posix()
        for path in after
        if path.stat().st_mtime_ns != before.get(path)
    )


# Sphinx writes these on every build.
LISTS = ("404.html", "search.html")


@pytest.mark.parametrize("parallel", [0, 2], ids=["serial", "parallel"])
def test_a_second_build_without_changes_writes_no_page_and_the_search_finds_them_all(
    snapshots: Callable[[int], SmallSite], parallel: int
) -> None:
    site = snapshots(parallel)
    before = files_of(site.root / "build" / "html" / "ru")
    found = before["_static/search/index.js"].decode().lower()
    assert [one for one in ("graph", "zebra", "winter/snow") if f'"{one}"' not in found] == []
    assert written_pages(site, lambda: build(site, parallel=parallel)) == []
    assert files_of(site.root / "build" / "html" / "ru") == before


@pytest.mark.parametrize(
    ("name", "written", "untouched"),
    [
        ("sentence edited", "summer/graphs", ("index", "summer/trees", "winter/", "to", "speak")),
        ("definition edited", "tools/animals", ("index", "summer/", "winter/", "topics")),
        ("catalogue added", "summer/trees", ("winter/",)),
        ("term translated", "winter/snow", ("index", "topics", "speakers")),
    ],
)
def test_a_change_writes_the_pages_that_it_shows_on_alone(
    snapshots: Callable[[int], SmallSite], name: str, written: str, untouched: tuple[str, ...]
) -> None:
    site = snapshots(0)
    change(site, name)
    found = written_pages(site, lambda: build(site))
    assert written in found
    assert [page for page in found if page.startswith(untouched)] == []


def test_a_parallel_build_equals_a_serial_one(site: SmallSite) -> None:
    fill(site)
    assert build(site, parallel=2) == ""
    assert build(site, out="clean") == ""
    assert differences(site) == []


LINKS = (
    "{doc}`gone`", "{talk}`gone`", "{ref}`gone-part`", "{term}`Gone`", "[text](gone.md)",
    "[](#gone-part)",
)  # fmt: skip


def test_every_link_to_a_page_that_is_gone_is_reported(site: SmallSite) -> None:
    fill(site)
    term = "```{glossary}\nGone\n   Soon.\n```\n"
    gone = talk_text("summer/gone").replace("(summer-gone)=", "(gone-part)=")
    site.page("summer/gone", f"{gone}\n{term}")
    text = talk_text("summer/woods") + "".join(
        f"\nAnd {link}, {{term}}`Graph`.\n" for link in LINKS
    )
    path = site.page("summer/woods", text)
    assert build(site) == ""
    remove(site, "docs/summer/gone.md")
    lines = path.read_text(encoding="utf-8").split("\n")
    numbers = [number for number, line in enumerate(lines, start=1) if line.startswith("And ")]
    found = "".join(reports(build(site)))
    assert len(numbers) == len(LINKS)
    assert [number for number in numbers if f"docs/summer/woods.md:{number}:" not in found] == []


def test_a_build_stopped_with_ctrl_c_leaves_nothing_stale(site: SmallSite) -> None:
    fill(site)
    conf = site.root / "conf.py"
    stop = """
        def stop(app, pagename, *_arguments):
            if pagename == "summer/index" and (ROOT / "stop").exists():
                raise KeyboardInterrupt

        def setup(app):
            app.connect("html-page-context", stop)
        """
    site.write("conf.py", conf.read_text(encoding="utf-8") + dedent(stop))
    assert build(site) == ""
    change(site, "title of a talk")
    site.write("stop", "")
    with pytest.raises(KeyboardInterrupt):
        build(site)
    remove(site, "stop")
    build(site)
    build(site, out="clean")
    assert differences(site) == []


def test_files_that_are_no_pages_of_the_site_are_left_alone(site: SmallSite) -> None:
    site.page("index", "# Front page\n")
    site.write("extra/proof-of-ownership.html", "proof")
    conf = (site.root / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f'{conf}html_extra_path = ["extra"]\n')
    build(site)
    build(site)
    proof = site.root / "build" / "html" / "ru" / "proof-of-ownership.html"
    assert proof.read_text(encoding="utf-8") == "proof"


def test_a_page_may_link_by_label_and_by_term(site: SmallSite) -> None:
    fill(site)
    site.page("plain", "---\n---\n\n# Plain\n\n[](#speed) {term}`Graph`\n")
    edit(site, "docs/index.md", "speakers\n", "speakers\nplain\n")
    assert build(site) == ""
    assert text_of(article_of(site, "plain", "ru")) == "Plain Скорость Graph"


def test_a_link_up_into_another_folder_follows_the_title_of_its_page(site: SmallSite) -> None:
    # Neither in the sidebar nor next to it: nothing else would write the page again.
    site.page("index", "# Front page\n\n```{toctree}\ndeep/index\nfolder/index\n```\n")
    site.page("deep/index", "# Deep\n\n```{toctree}\nother\n```\n")
    site.page("deep/other", "# Old title\n")
    site.page("folder/index", "# Folder\n\n```{toctree}\nfirst\npage\n```\n")
    site.page("folder/first", "# First\n")
    site.page("folder/page", "# Page\n\nSee {doc}`../deep/other`.\n")
    assert site.build("en") == ""
    site.page("deep/other", "# New title\n")
    assert site.build("en") == ""
    assert links(article_of(site, "folder/page"))[-1] == ("New title", "../deep/other.html")


def test_a_term_that_moves_to_another_page_never_stands_twice(site: SmallSite) -> None:
    glossary = "\n```{glossary}\nDevOps\n  One team builds and runs.\n```\n"
    site.page("index", "# Home\n\n```{toctree}\na\nb\n```\n")
    site.page("a", "# A\n")
    site.page("b", f"# B\n{glossary}")
    assert site.build() == ""
    site.page("a", f"# A\n{glossary}")
    site.page("b", "# B\n")
    assert site.build() == ""
    assert "DevOps" in site.html("a")
    assert "DevOps" not in site.html("b")
