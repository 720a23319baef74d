"""make rename: what moves, what is mended, what is refused; the redirects that it leaves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from browsing import Visit
from bs4 import BeautifulSoup
from conftest import REPOSITORY, SmallSite, serve
from running import talknotes
from sphinx.util.console import strip_colors

from talknotes.commands.rename import NotRenamedError, rename
from talknotes.commands.rename_references import Renaming
from talknotes.common.files import write_all
from talknotes.common.project import Project
from talknotes.publishing.redirects import read_redirects, redirect_problems
from talknotes.translation.updating import update_catalogues

INDEX = """
# Home

See {doc}`meet/binder`, {doc}`the same <meet/binder>`, [again](meet/binder.md),
[there](meet/binder.md#binder-problem), {talk}`binder`, {talk}`that <binder>` and
{ref}`a section <binder-problem>`. ``{talk}`binder` `` is code.

```markdown
{talk}`binder`
```

:::{note}
In a note: {talk}`binder`.
:::

```{toctree}
meet/index
The binder <meet/binder>
meet/other
tools/shelf
```
"""
CONFERENCE = """
---
kind: conference
dates:
  first: 2020-07-23
  last: 2020-07-26
---

# Meet

(meet-day-2)=
## Day 2

```{programme}
:day: 2
```
"""
TALK = """
---
kind: talk
conference: meet
date: 2020-07-24
{when}
---

# {title}

{text}
"""
SHELF = """
# Shelf

```{glossary}
Arrow
   A format, see {talk}`binder`.
```
"""


# MyST asks for it with Sphinx 9, where a page is linked by its file.
pytestmark = pytest.mark.filterwarnings("ignore:.*MystReferenceResolver.app")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site whose pages are all translated."""
    site = SmallSite(tmp_path_factory.mktemp("prepared"))
    site.page("index", INDEX)
    site.page("meet/index", CONFERENCE)
    binder = "See {doc}`other` and [it](other.md).\n\n(binder-problem)=\n## The problem\n\nText."
    site.page("meet/binder", TALK.format(title="Binder", text=binder, when='start: "07:00"'))
    other = TALK.format(title="Other", text="Like {talk}`binder`.", when="after: binder")
    site.page("meet/other", other)
    site.page("tools/shelf", SHELF)
    update_catalogues(site.project)
    for path in sorted((site.root / "locale/ru").rglob("*.po")):
        catalogue = polib.pofile(str(path))
        for entry in catalogue:
            if not entry.msgid_plural and "%" not in entry.msgid:
                entry.msgstr = entry.msgid.replace("See", "См.").replace("Like", "Как")
        catalogue.save()
    update_catalogues(site.project)
    assert site.build("en") == site.build("ru") == ""
    shutil.rmtree(site.root / "build")
    return site.root


@pytest.fixture
def small(prepared: Path, tmp_path: Path) -> SmallSite:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return SmallSite(tmp_path)


def rename_and_write(site: SmallSite, source: str, target: str) -> list[str]:
    """Rename; return the names of the files that changed."""
    files = rename(site.project, source, target)
    write_all(files)
    return sorted(path.relative_to(site.root).as_posix() for path in files)


def assert_nothing_lost(site: SmallSite) -> None:
    """The catalogues fit the pages as they are, every message is translated, both sites build."""
    update = update_catalogues(site.project)
    assert (update.created, update.changed, update.removed) == ([], [], [])
    for path in (site.root / "locale/ru").rglob("*.po"):
        catalogue = polib.pofile(str(path))
        assert not catalogue.fuzzy_entries(), path
        assert not catalogue.obsolete_entries(), path
        if path.name not in ("talknotes.po", "sphinx.po"):
            assert not catalogue.untranslated_entries(), path
    assert site.build("en") == site.build("ru") == ""


# -- A page ---------------------------------------------------------------------------------------


def test_a_page_takes_its_catalogues_along_and_every_reference_follows(small: SmallSite) -> None:
    changed = rename_and_write(small, "meet/binder", "meet/my-binder")
    assert changed == [
        "docs/index.md", "docs/meet/binder.md", "docs/meet/my-binder.md", "docs/meet/other.md",
        "docs/redirects.txt", "docs/tools/shelf.md", "locale/ru/LC_MESSAGES/index.po",
        "locale/ru/LC_MESSAGES/meet/binder.po", "locale/ru/LC_MESSAGES/meet/my-binder.po",
        "locale/ru/LC_MESSAGES/meet/other.po", "locale/ru/LC_MESSAGES/tools/shelf.po",
    ]  # fmt: skip
    assert not (small.root / "docs/meet/binder.md").exists()
    assert not (small.root / "locale/ru/LC_MESSAGES/meet/binder.po").exists()
    index = small.read("docs/index.md")
    for mended in (
        "{doc}`meet/my-binder`", "{doc}`the same <meet/my-binder>`", "[again](meet/my-binder.md)",
        "(meet/my-binder.md#binder-problem)", "{talk}`my-binder`", "{talk}`that <my-binder>`",
        "{ref}`a section <binder-problem>`", "In a note: {talk}`my-binder`",
        "The binder <meet/my-binder>",
        "```markdown\n{talk}`binder`\n```", "``{talk}`binder` `` is code",
    ):  # fmt: skip
        assert mended in index
    assert "after: my-binder\n" in small.read("docs/meet/other.md")
    assert_nothing_lost(small)


def test_a_page_that_moves_to_another_folder_keeps_its_own_references(small: SmallSite) -> None:
    small.page("meet/plain", "# P\n\n{doc}`other` [o](other.md) {doc}`/index`\n")
    small.page("index", INDEX.replace("tools/shelf", "tools/shelf\nmeet/plain"))
    update_catalogues(small.project)
    rename_and_write(small, "docs/meet/plain.md", "tools/deep/plain")
    text = small.read("docs/tools/deep/plain.md")
    assert "{doc}`../../meet/other` [o](../../meet/other.md) {doc}`/index`" in text
    assert small.build("en") == ""


def test_a_conference_takes_all_its_talks_along(small: SmallSite) -> None:
    rename_and_write(small, "meet", "meet-2020")
    assert "conference: meet-2020\n" in small.read("docs/meet-2020/other.md")
    assert "after: binder\n" in small.read("docs/meet-2020/other.md")
    assert "meet/other.md  meet-2020/other.md\n" in small.read("docs/redirects.txt")
    assert_nothing_lost(small)


def test_a_page_that_git_has_moved_already_is_mended_by_the_same_command(small: SmallSite) -> None:
    (small.root / "docs/meet/binder.md").rename(small.root / "docs/meet/my-binder.md")
    rename_and_write(small, "meet/binder", "meet/my-binder")
    assert_nothing_lost(small)


def test_there_and_back_again_leaves_one_redirect_and_nothing_else(small: SmallSite) -> None:
    before = small.contents()
    rename_and_write(small, "meet/binder", "meet/my-binder")
    rename_and_write(small, "meet/my-binder", "meet/binder")
    after = small.contents()
    redirects = after.pop("docs/redirects.txt").decode()
    assert after == before
    assert redirects.endswith("\nmeet/my-binder.md  meet/binder.md\n")


def test_a_page_that_is_renamed_twice_is_reached_from_both_addresses(small: SmallSite) -> None:
    rename_and_write(small, "meet/binder", "meet/second")
    rename_and_write(small, "meet/second", "meet/third")
    moved = {"meet/binder": "meet/third", "meet/second": "meet/third"}
    assert read_redirects(small.project.docs) == moved
    assert redirect_problems(small.project) == []


# -- A label --------------------------------------------------------------------------------------


def test_a_label_is_renamed_everywhere_and_its_old_address_still_works(small: SmallSite) -> None:
    changed = rename_and_write(small, "binder-problem", "binder-why")
    assert changed == ["docs/index.md", "docs/meet/binder.md", "locale/ru/LC_MESSAGES/index.po"]
    index = small.read("docs/index.md")
    assert "{ref}`a section <binder-why>`" in index
    assert "(meet/binder.md#binder-why)" in index
    assert_nothing_lost(small)
    for language in ("en", "ru"):
        page = BeautifulSoup(small.html("meet/binder", language), "html.parser")
        assert page.select_one("h2 a.headerlink")["href"] == "#binder-why"
        assert page.select_one("#binder-problem")


# -- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("meet/bindr", "meet/x", 'label "meet/bindr"; did you mean "meet/binder"?'),
        ("meet/binder", "meet/other", "docs/meet/other.md exists already"),
        ("meet/binder", "meet/My Binder", '"My Binder" cannot be a slug'),
        ("meet/binder", "../binder", '".." cannot be a slug'),
        ("meet/index", "met/index", "in the folder; run: make rename FROM=meet TO=met"),
        ("meet", "tools", "docs/tools exists already"),
        ("binder-problem", "meet-day-2", 'the label "meet-day-2" stands in docs/meet/index.md'),
        ("binder-problem", "Why?", '"Why?" cannot be a label'),
        ("meet/binder", "meet/binder", "FROM and TO are the same"),
        ("", "x", "name the page or the label: make rename FROM=… TO=…"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_is_refused_and_nothing_changes(
    small: SmallSite, source: str, target: str, reason: str
) -> None:
    before = small.contents()
    with pytest.raises(NotRenamedError) as error:
        rename_and_write(small, source, target)
    assert reason in str(error.value)
    assert small.contents() == before


def test_a_catalogue_that_cannot_be_read_stops_the_command(small: SmallSite) -> None:
    (small.root / "locale/ru/LC_MESSAGES/index.po").write_text('msgid "x', encoding="utf-8")
    before = small.contents()
    with pytest.raises(NotRenamedError, match=r"index\.po:1: "):
        rename_and_write(small, "meet/binder", "meet/x")
    assert small.contents() == before


def test_the_command_names_what_it_changed_and_what_is_left(small: SmallSite) -> None:
    command = ("rename", "FROM=meet/binder", "TO=meet/my-binder")
    done = talknotes(small.root, *command)
    assert done.returncode == 0, done.stderr
    assert "removed  docs/meet/binder.md\n" in done.stdout
    assert "created  docs/meet/my-binder.md\n" in done.stdout
    done = talknotes(small.root, *command)
    assert (done.returncode, "Nothing was changed" in done.stderr) == (1, True)


# -- References in one text -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("{talk}`old`", "{talk}`new`"),
        ("{talk}`an\nold <old>`", "{talk}`an\nold <new>`"),
        ("{doc}`!old`", "{doc}`!old`"),
        ("{doc}`../m/old`", "{doc}`new`"),
        ("{doc}`/m/old`", "{doc}`/m/new`"),
        ("[a](/m/old.md) [b](<old.md>)", "[a](/m/new.md) [b](<new.md>)"),
        ("![c](old.png)", "![c](old.png)"),
        ("[a](https://example.org/m/old.md)", "[a](https://example.org/m/old.md)"),
        ("[](#lab) [x](lab) [y](/m/page.md#lab)", "[](#bal) [x](bal) [y](/m/page.md#bal)"),
        ("{ref}`lab` {numref}`x <lab>`", "{ref}`bal` {numref}`x <bal>`"),
        (r"\{talk}`old` and {term}`old`", r"\{talk}`old` and {term}`old`"),
        ("`` {talk}`old` `` {talk}`old`", "`` {talk}`old` `` {talk}`new`"),
        ("a ` tick {talk}`old`", "a ` tick {talk}`old`"),  # code up to the next tick
        ("old, lab and m/old", "old, lab and m/old"),
    ],
)  # fmt: skip
def test_references_in_a_message_are_mended_and_nothing_else(text: str, mended: str) -> None:
    renaming = Renaming({"m/old": "m/new"}, {"old": "new"}, {"lab": "bal"})
    assert renaming.in_message(text, "m/page") == mended


# -- Redirects; wrong ones are in checks/planted_mistakes.yaml -------------------------------------


def test_an_old_address_leads_to_the_page_in_every_language(small: SmallSite) -> None:
    small.write("docs/redirects.txt", "old/deep/binder.md  meet/binder.md\n")
    for language in ("en", "ru"):
        assert small.build(language, parallel=2) == ""
        page = BeautifulSoup(small.html("old/deep/binder", language), "html.parser")
        refresh = page.select_one("noscript meta[http-equiv=refresh]")
        assert page.html["lang"] == language
        assert refresh["content"] == "0; url=../../meet/binder.html"
        assert page.select_one("body a")["href"] == "../../meet/binder.html"
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
        assert page.select_one("link[rel=canonical]") is None
        assert page.title.text
    small.replace("conf.py", "nitpicky", 'talknotes_address = "https://x.example/n"\nnitpicky')
    assert small.build("ru") == ""
    canonical = '<link rel="canonical" href="https://x.example/n/ru/meet/binder.html"'
    assert canonical in small.html("old/deep/binder", "ru")
    small.write("docs/redirects.txt", "")
    assert small.build("en") == ""
    assert not (small.root / "build/html/en/old/deep/binder.html").exists()


def test_a_reader_lands_at_the_section_that_the_old_address_names(
    small: SmallSite, visit: Visit
) -> None:
    small.write("docs/redirects.txt", "old/binder.md  meet/binder.md\n")
    assert small.build("en") == ""
    with serve(small.root / "build/html") as address:
        page = visit(f"{address}/en/old/binder.html?x=1#binder-problem")
        page.wait_for_url("**/meet/binder.html?x=1#binder-problem")


def git(site: SmallSite, *arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=site.root, check=True, capture_output=True)


def test_a_page_that_was_only_moved_with_git_is_named_with_the_command_alone(
    small: SmallSite,
) -> None:
    git(small, "init", "-b", "main")
    git(small, "add", "docs")
    git(small, "commit", "-m", "Pages")
    assert small.build("en") == ""
    git(small, "mv", "docs/meet/binder.md", "docs/meet/my-binder.md")
    reported = (
        "docs/meet/my-binder.md:1: moved from docs/meet/binder.md, whose address is lost; "
        "run: make rename FROM=meet/binder TO=meet/my-binder"
    )
    assert problems_of(small) == [reported]
    git(small, "checkout", "-b", "mine")
    git(small, "commit", "-am", "Moved")
    assert problems_of(small) == [reported]
    # What leads to it, and its catalogues, follow from the move; nothing else is passed over.
    small.replace("docs/index.md", "{doc}`meet/binder`", "{doc}`meet/bender`")
    unknown = 'docs/index.md:3: no page is called "meet/bender"; did you mean "meet/my-binder"?'
    assert problems_of(small) == [unknown, reported]
    small.replace("docs/index.md", "{doc}`meet/bender`", "{doc}`meet/binder`")
    # With a redirect that somebody wrote by hand, what leads to the old name is all that is left.
    redirects = small.write("docs/redirects.txt", "meet/binder.md  meet/my-binder.md\n")
    assert 'docs/index.md:3: no page is called "meet/binder"' in " ".join(problems_of(small))
    redirects.unlink()
    rename_and_write(small, "meet/binder", "meet/my-binder")
    assert problems_of(small) == []
    (small.root / "docs/tools/shelf.md").unlink()
    gone = (
        "docs/redirects.txt:1: docs/tools/shelf.md has left, and its address leads nowhere; "
        "say which page is nearest: tools/shelf.md  other/page.md"
    )
    assert gone in problems_of(small)


def problems_of(site: SmallSite) -> list[str]:
    """Return what the check says of pages and redirects, which a build says as well."""
    lines = strip_colors(site.build("en")).replace(" WARNING: ", " ").splitlines()
    checked = talknotes(site.root, "check").stdout.splitlines()
    # This project's translations and labels are not as good as the rules want them.
    checked = [one for one in checked if one.startswith("docs/")]
    assert set(lines) == set(checked)  # two references of a line are one problem of the check
    return checked


def test_the_redirects_of_the_site_are_right() -> None:
    assert redirect_problems(Project(REPOSITORY)) == []
