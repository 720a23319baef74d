from __future__ import annotations

import contextlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest
import sphinx.locale
from conftest import SmallSite

from talknotes.__main__ import main
from talknotes.common.files import write_whole
from talknotes.translation.catalogues import catalogue_path, serialise
from talknotes.translation.extraction import ExtractionError
from talknotes.translation.updating import UnreadableCataloguesError, Update, update_catalogues

FIRST_ROW = "The notes were taken in the first row of the hall."
SECOND_ROW = "The notes were taken in the second row of the hall."
OWN_PAGE = "Every talk has a page of its own."
ENTRY = "A tool has an entry in the glossary."
# Two sentences that one translation fits.
THANKS = "Thanks!"
THANK_YOU = "We thank you very much."
NEW = "A sentence that nobody has translated yet."
HALL = "![The hall](hall.png)"
RUSSIAN = "Код на Python ускоряется."
NOTEBOOKS = "Notebooks run in the cloud."

PARAGRAPHS = "\n\n".join([FIRST_ROW, OWN_PAGE, ENTRY, THANKS, THANK_YOU, NEW, HALL])
INDEX = f"# Home\n\n{PARAGRAPHS}\n\n```{{toctree}}\ntalks/binder\nnotes/cython\n```\n"
BINDER = f"# Binder\n\n{NOTEBOOKS}\n\nNobody translated this.\n"
CYTHON = f"---\nlanguage: ru\n---\n\n# Кратко о Cython\n\n{RUSSIAN}\n"

TRANSLATIONS = {
    "ru/index": {
        "Home": "Начало",
        FIRST_ROW: "Заметки сделаны в первом ряду.",
        OWN_PAGE: "У каждого доклада своя страница.",
        ENTRY: "У инструмента есть статья.",
        THANKS: "Спасибо!",
        THANK_YOU: "Спасибо!",
        HALL: "![Зал](hall.png)",
        "The hall": "Зал",
    },
    "ru/talks/binder": {NOTEBOOKS: "Блокноты работают в облаке.", "Binder": "Папка"},
    "ru/talknotes": {"Talk": "Доклад"},
    "en/notes/cython": {"Кратко о Cython": "Cython in short", RUSSIAN: "Python code runs faster."},
}
# What translators wrote at the top of a catalogue, and above these entries.
TRANSLATOR = "Перевёл Иван Иванов.\nВерсия вторая."
HEADERS = {
    "Last-Translator": "Иван Иванов <ivan@example.org>",
    "PO-Revision-Date": "2026-11-01 10:00+0300",
}
COMMENT, COMMENTED = "Проверено.\nИван", (FIRST_ROW, OWN_PAGE, ENTRY, NEW)


def open_catalogue(site: SmallSite, name: str) -> polib.POFile:
    """Return the catalogue *name*, such as ``ru/index``."""
    language, domain = name.split("/", 1)
    path = catalogue_path(site.project.locale, language, domain)
    return polib.pofile(str(path), encoding="utf-8")


def entry(site: SmallSite, name: str, msgid: str) -> polib.POEntry:
    """Return the one entry with *msgid* in the catalogue *name*, obsolete ones included."""
    (found,) = [one for one in open_catalogue(site, name) if one.msgid == msgid]
    return found


def locale_bytes(site: SmallSite) -> dict[str, bytes]:
    """Return all that stands in locale/, by path."""
    paths = [path for path in site.project.locale.rglob("*") if path.is_file()]
    return {path.relative_to(site.root).as_posix(): path.read_bytes() for path in paths}


def copy(site: SmallSite, root: Path) -> SmallSite:
    shutil.copytree(site.root, root, dirs_exist_ok=True)
    return SmallSite(root)


@dataclass
class Updated:
    """A project, what an update reported of it, and its catalogues as they were before."""

    site: SmallSite
    update: Update
    before: dict[str, bytes]


def run(site: SmallSite) -> Updated:
    before = locale_bytes(site)
    return Updated(site, update_catalogues(site.project), before)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Updated:
    """Return a project of three pages after its first update. Only to be looked at."""
    site = SmallSite(tmp_path_factory.mktemp("first"))
    site.page("index", INDEX)
    site.write("docs/hall.png", "")
    site.page("talks/binder", BINDER)
    site.page("notes/cython", CYTHON)
    return run(site)


@pytest.fixture(scope="module")
def translated(first: Updated, tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Return the same project with its catalogues translated. Only to be looked at."""
    site = copy(first.site, tmp_path_factory.mktemp("translated"))
    for name, messages in TRANSLATIONS.items():
        catalogue = open_catalogue(site, name)
        for one in catalogue:
            one.msgstr = messages.get(one.msgid, "")
            one.tcomment = COMMENT if one.msgid in COMMENTED else ""
        if name == "ru/index":
            catalogue.header = TRANSLATOR
            catalogue.metadata |= HEADERS
        if name == "ru/talks/binder":
            catalogue.find("Binder").flags = ["fuzzy"]
            catalogue.find("Binder").previous_msgid = "Folder"
        path = catalogue_path(site.project.locale, *name.split("/", 1))
        path.write_bytes(serialise(catalogue))
    return site


@pytest.fixture
def site(translated: SmallSite, tmp_path: Path) -> SmallSite:
    """Return a copy of the translated project, to be changed."""
    return copy(translated, tmp_path)


@pytest.fixture(scope="module")
def edited(translated: SmallSite, tmp_path_factory: pytest.TempPathFactory) -> Updated:
    """Return the project after an edit and an update. Only to be looked at.

    On the front page one paragraph has changed, one has moved, two are gone; one talk is gone.
    """
    site = copy(translated, tmp_path_factory.mktemp("edited"))
    paragraphs = "\n\n".join([OWN_PAGE, SECOND_ROW, THANKS, NEW, HALL])
    site.page("index", f"# Home\n\n{paragraphs}\n\n```{{toctree}}\nnotes/cython\n```\n")
    (site.root / "docs" / "talks" / "binder.md").unlink()
    return run(site)


# -- The first update -----------------------------------------------------------------------------


def test_a_page_has_catalogues_in_the_other_languages_only(first: Updated) -> None:
    created = [
        "locale/en/LC_MESSAGES/notes/cython.po",
        "locale/ru/LC_MESSAGES/index.po",
        "locale/ru/LC_MESSAGES/sphinx.po",
        "locale/ru/LC_MESSAGES/talknotes.po",
        "locale/ru/LC_MESSAGES/talks/binder.po",
    ]
    assert sorted(locale_bytes(first.site)) == sorted(first.update.created) == created
    assert first.update.summary == "5 created, 0 changed, 0 removed"


def test_a_catalogue_holds_the_sentences_of_its_page_in_their_order(first: Updated) -> None:
    found = open_catalogue(first.site, "ru/talks/binder")
    assert [one.msgid for one in found] == ["Binder", NOTEBOOKS, "Nobody translated this."]
    assert {one.msgstr for one in found} == {""}
    assert [one.occurrences for one in found] == [[("docs/talks/binder.md", "")]] * 3


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("ru/index", r"nplurals=3; plural=.*;"),
        ("ru/talknotes", r"nplurals=3; plural=.*;"),
        ("en/notes/cython", r"nplurals=2; plural=\(n != 1\);"),
    ],
)
def test_headers_are_canonical_and_have_no_dates(first: Updated, name: str, plural: str) -> None:
    metadata = dict(open_catalogue(first.site, name).metadata)
    assert re.fullmatch(plural, metadata.pop("Plural-Forms"))
    assert metadata == {
        "Project-Id-Version": "Talk Notes",
        "Language": name[:2],
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }


def test_labels_have_a_place_for_each_of_the_three_plural_forms_of_russian(first: Updated) -> None:
    speakers = entry(first.site, "ru/talknotes", "Speaker")
    assert speakers.msgid_plural == "Speakers"
    assert speakers.msgstr_plural == {0: "", 1: "", 2: ""}


def test_labels_of_the_theme_are_asked_for_unless_sphinx_translates_them(first: Updated) -> None:
    catalogue = open_catalogue(first.site, "ru/sphinx")
    of_furo = {one.msgid for one in catalogue if one.occurrences[0][0].startswith("furo/")}
    known = polib.pofile(str(Path(sphinx.locale.__file__).parent / "sphinx.pot"))
    assert {"Back to top", "On this page", "Skip to content"} <= of_furo
    assert of_furo & {one.msgid for one in known} == set()


# -- An edit, and an update -----------------------------------------------------------------------


def test_each_paragraph_has_its_translation_and_its_comment_after_an_edit(edited: Updated) -> None:
    known = TRANSLATIONS["ru/index"]
    assert [
        (one.msgid, one.msgstr, one.fuzzy, bool(one.obsolete), one.tcomment)
        for one in open_catalogue(edited.site, "ru/index")
    ] == [
        ("Home", known["Home"], False, False, ""),
        (OWN_PAGE, known[OWN_PAGE], False, False, COMMENT),
        (SECOND_ROW, known[FIRST_ROW], True, False, COMMENT),
        (THANKS, known[THANKS], False, False, ""),
        (NEW, "", False, False, COMMENT),
        (HALL, known[HALL], False, False, ""),
        (ENTRY, known[ENTRY], False, True, COMMENT),
        (FIRST_ROW, known[FIRST_ROW], False, True, COMMENT),
        (THANK_YOU, known[THANK_YOU], False, True, ""),
    ]
    assert entry(edited.site, "ru/index", SECOND_ROW).previous_msgid == FIRST_ROW


def test_what_translators_wrote_at_the_top_survives(edited: Updated) -> None:
    catalogue = open_catalogue(edited.site, "ru/index")
    assert catalogue.header == TRANSLATOR
    assert catalogue.metadata.items() >= HEADERS.items()


def test_what_is_translated_of_a_page_that_is_gone_is_kept_apart(edited: Updated) -> None:
    kept = polib.pofile(str(edited.site.project.locale / "ru" / "kept.po"), encoding="utf-8")
    assert {one.msgid: one.msgstr for one in kept} == TRANSLATIONS["ru/talks/binder"]
    assert {(one.msgctxt, bool(one.obsolete)) for one in kept} == {("talks/binder", True)}


def test_only_what_the_edit_touched_is_written_and_reported(edited: Updated) -> None:
    assert edited.update.created == ["locale/ru/kept.po"]
    assert edited.update.changed == ["locale/ru/LC_MESSAGES/index.po"]
    assert edited.update.removed == ["locale/ru/LC_MESSAGES/talks/binder.po"]
    after = locale_bytes(edited.site)
    touched = {path for path in edited.before | after if edited.before.get(path) != after.get(path)}
    assert touched == {*edited.update.created, *edited.update.changed, *edited.update.removed}
    assert not (edited.site.project.locale / "ru" / "LC_MESSAGES" / "talks").exists()


def test_a_second_update_changes_nothing(edited: Updated, tmp_path: Path) -> None:
    # There are fuzzy, obsolete and kept entries here, comments and plural forms.
    again = run(copy(edited.site, tmp_path))
    assert again.update == Update()
    assert again.update.summary == "Nothing changed: the catalogues match the pages."
    assert locale_bytes(again.site) == again.before


def test_what_returns_gets_translation_comment_and_doubts_back(
    edited: Updated, tmp_path: Path
) -> None:
    site = copy(edited.site, tmp_path)
    site.page("index", INDEX)
    site.page("talks/binder", BINDER)
    update = run(site).update
    assert update.created == ["locale/ru/LC_MESSAGES/talks/binder.po"]
    assert update.removed == ["locale/ru/kept.po"]
    for name, *messages in (
        ("ru/talks/binder", NOTEBOOKS),
        ("ru/index", ENTRY, THANK_YOU, FIRST_ROW),
    ):
        for back in (entry(site, name, msgid) for msgid in messages):
            assert (back.msgstr, back.fuzzy) == (TRANSLATIONS[name][back.msgid], False)
            assert not back.obsolete
    assert entry(site, "ru/index", ENTRY).tcomment == COMMENT
    doubtful = entry(site, "ru/talks/binder", "Binder")
    assert (doubtful.msgstr, doubtful.fuzzy) == ("Папка", True)


# -- Pages that come and go, and change their language --------------------------------------------


@pytest.mark.parametrize(
    ("page", "text", "gone", "made"),
    [
        ("talks/binder", "---\nlanguage: ru\n---\n# Биндер\n", "ru", "en"),
        ("notes/cython", "# Cython\n", "en", "ru"),
    ],
    ids=["from the default", "to the default"],
)
def test_a_page_can_change_its_language(
    site: SmallSite, page: str, text: str, gone: str, made: str
) -> None:
    site.page(page, text)
    update = run(site).update
    assert update.removed == [f"locale/{gone}/LC_MESSAGES/{page}.po"]
    assert sorted(update.created) == sorted(
        [f"locale/{made}/LC_MESSAGES/{page}.po", f"locale/{gone}/kept.po"]
    )


def test_an_entry_of_the_glossary_that_moves_takes_its_translation_along(site: SmallSite) -> None:
    site.page("index", INDEX.replace(f"{ENTRY}\n", ""))
    site.page("talks/binder", f"{BINDER}\n```{{glossary}}\nDVC\n  {ENTRY}\n```\n")
    run(site)
    moved = entry(site, "ru/talks/binder", ENTRY)
    assert (moved.msgstr, moved.fuzzy) == (TRANSLATIONS["ru/index"][ENTRY], False)
    assert moved.tcomment == COMMENT
    assert ENTRY not in [one.msgid for one in open_catalogue(site, "ru/index")]


@pytest.mark.parametrize("written", range(6))
def test_an_update_that_is_interrupted_loses_nothing(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    def texts() -> set[tuple[str, str]]:
        files = (site.project.locale / "ru").rglob("*.po")
        found = [one for path in files for one in polib.pofile(str(path), encoding="utf-8")]
        return {(one.previous_msgid or one.msgid, one.msgstr) for one in found if one.msgstr}

    # One sentence goes from the first page to the second, another the other way.
    site.page("talks/binder", BINDER.replace(NOTEBOOKS, ENTRY))
    (site.root / "docs" / "notes" / "cython.md").rename(site.root / "docs" / "notes" / "c.md")
    site.page("index", INDEX.replace(ENTRY, NOTEBOOKS).replace("notes/cython", "notes/c"))
    before, left = texts(), iter(range(written))

    def write(path: Path, content: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        write_whole(path, content)

    with monkeypatch.context() as patched:
        patched.setattr("talknotes.common.files.write_whole", write)
        with contextlib.suppress(KeyboardInterrupt):
            update_catalogues(site.project)
    assert before <= texts()
    run(site)
    assert before <= texts()
    for name, msgid in (("ru/index", NOTEBOOKS), ("ru/talks/binder", ENTRY)):
        live = [one for one in open_catalogue(site, name) if not one.obsolete]
        assert [one.fuzzy for one in live if one.msgid == msgid] == [False]


def test_a_byte_order_mark_does_not_hide_the_language_of_a_page(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.page("index", f"\ufeff{CYTHON}")
    assert site.project.page_languages(("en", "ru")) == {"index": "ru"}


def test_a_character_that_python_takes_for_a_line_end_does_not_stop_the_update(
    site: SmallSite,
) -> None:
    site.page("talks/binder", "# Binder\n\nOne\u2028two.\n")
    run(site)
    assert "One\u2028two." in [one.msgid for one in open_catalogue(site, "ru/talks/binder")]


def test_messages_that_somebody_removed_takes_no_translation_along(site: SmallSite) -> None:
    site.page("index", INDEX)
    run(site)
    (site.project.build / "messages.json").unlink()
    assert run(site).update.summary.startswith("Nothing changed")


# -- The same input gives the same bytes ----------------------------------------------------------


def test_what_is_already_translated_is_not_taken_for_source_text(site: SmallSite) -> None:
    # A picture within a sentence is translated with it, and its text is no message of its own.
    image = "![Схема](../hall.png)"
    messages = TRANSLATIONS["en/notes/cython"] | {image: "![Diagram](../hall.png)"}
    site.page("notes/cython", f"{CYTHON}\n{image}\n")
    site.catalogue("en", "notes/cython", messages)
    run(site)
    found = {one.msgid: one.msgstr for one in open_catalogue(site, "en/notes/cython")}
    assert found == messages


def test_the_place_and_the_settings_of_the_machine_change_nothing(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("LANGUAGE", "ru")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TZ", "Asia/Kamchatka")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    again = run(site)
    assert again.update == Update()
    assert locale_bytes(site) == again.before


def test_catalogues_made_anew_are_the_same_whatever_was_built_before(
    first: Updated, site: SmallSite
) -> None:
    shutil.rmtree(site.project.locale)
    run(site)
    assert locale_bytes(site) == locale_bytes(first.site)


def test_what_other_tools_write_into_a_catalogue_is_tidied_away(site: SmallSite) -> None:
    path = catalogue_path(site.project.locale, "ru", "talks/binder")
    tidy = path.read_text(encoding="utf-8")
    headers = (
        "POT-Creation-Date: 2026-11-01 10:00+0300", "PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator: FULL NAME <EMAIL@ADDRESS>", "Language-Team: LANGUAGE <LL@li.org>",
        "Language: ru",
    )  # fmt: skip
    added = "".join(f'"{header}\\n"\n' for header in headers)
    untidy = tidy.replace('"Language: ru\\n"\n', added)
    untidy = untidy.replace("#: docs/talks/binder.md\n", "#: ../docs/talks/binder.md:3 x.md:7\n")
    untidy = untidy.replace(f'msgid "{NOTEBOOKS}"', f'#, python-brace-format\nmsgid "{NOTEBOOKS}"')
    path.write_text(untidy + "\n\n", encoding="utf-8")
    assert run(site).update.changed == ["locale/ru/LC_MESSAGES/talks/binder.po"]
    assert path.read_text(encoding="utf-8") == tidy


# -- A third language -----------------------------------------------------------------------------


def test_a_language_is_added_by_one_entry_and_one_update(site: SmallSite) -> None:
    conf = site.root / "conf.py"
    entry_of_english = '"en": {"name": "English", "locale": "en_GB"},'
    german = '"de": {"name": "Deutsch", "locale": "de_DE"},'
    text = conf.read_text(encoding="utf-8")
    conf.write_text(text.replace(entry_of_english, f"{entry_of_english} {german}"), "utf-8")
    added = run(site)
    folder = "locale/de/LC_MESSAGES/"
    assert sorted(added.update.created) == [
        f"{folder}{domain}.po"
        for domain in ("index", "notes/cython", "sphinx", "talknotes", "talks/binder")
    ]
    assert {path: locale_bytes(site)[path] for path in added.before} == added.before
    assert entry(site, "de/notes/cython", RUSSIAN).msgstr == ""
    assert entry(site, "de/index", FIRST_ROW).msgstr == ""
    assert entry(site, "de/talknotes", "Speaker").msgstr_plural == {0: "", 1: ""}
    assert open_catalogue(site, "de/index").metadata["Language"] == "de"


# -- Mistakes -------------------------------------------------------------------------------------


def test_broken_catalogues_stop_everything_and_are_reported_at_once(site: SmallSite) -> None:
    # Something to do in both languages, so that it shows when anything is done.
    site.page("talks/binder", "# Other\n")
    site.page("notes/cython", "---\nlanguage: ru\n---\n# Другое\n")
    paths = [
        "locale/en/LC_MESSAGES/notes/cython.po",
        "locale/ru/LC_MESSAGES/gone.po",
        "locale/ru/LC_MESSAGES/index.po",
        "locale/ru/LC_MESSAGES/talknotes.po",
        "locale/ru/kept.po",
    ]
    for path in paths:
        site.write(path, 'msgid "cut off"\n\nmsgid "again"\n')
    before = locale_bytes(site)
    with pytest.raises(UnreadableCataloguesError) as raised:
        update_catalogues(site.project)
    found = sorted((problem.path, problem.line) for problem in raised.value.problems)
    assert found == [(path, line) for path in paths for line in (1, 3)]
    assert locale_bytes(site) == before


def test_a_broken_page_stops_everything(site: SmallSite) -> None:
    site.page("talks/binder", "---\nlangage: ru\n---\n\nNo title.\n")
    site.page("notes/cython", "---\nlanguage: fr\n---\n# Cython\n\nNew.\n")
    before = locale_bytes(site)
    with pytest.raises(ExtractionError) as raised:
        update_catalogues(site.project)
    for place in ("talks/binder.md:2: ", "talks/binder.md:5: ", "notes/cython.md:2: "):
        assert f"docs/{place}" in str(raised.value)
    assert locale_bytes(site) == before


def test_a_translation_that_lost_a_link_does_not_stop_the_update(site: SmallSite) -> None:
    # It is the build that reports it; here it would keep the translator from the new sentences.
    link = "[ускоряется](https://cython.org)"
    site.page("notes/cython", CYTHON.replace("ускоряется", link))
    site.catalogue("en", "notes/cython", {RUSSIAN.replace("ускоряется", link): "Faster."})
    site.page("talks/binder", "# Binder\n\nSee [it](https://mybinder.org).\n")
    site.catalogue("ru", "talks/binder", {"See [it](https://mybinder.org).": "Смотрите."})
    run(site)
    assert entry(site, "en/notes/cython", "Кратко о Cython").msgstr == ""


def test_the_command_reports_a_broken_catalogue_in_sentences(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("locale/ru/kept.po", 'msgid "cut off"\n')
    monkeypatch.chdir(site.root)
    assert main(["catalogues"]) == 1
    problem, advice = capsys.readouterr().err.splitlines()
    assert problem.startswith("locale/ru/kept.po:1: ")
    assert advice == "Nothing was changed; mend the above and run it again."
