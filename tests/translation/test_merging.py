"""Whatever is done to pages and catalogues, no translation is lost: tried with generated edits."""

from __future__ import annotations

import copy
import functools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import polib
import pytest
from fuzzing import IS_LONG, cases
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from talknotes.common.languages import Language
from talknotes.translation.catalogues import serialise
from talknotes.translation.merging import KEPT, Templates, kept_meanwhile, merge

LANGUAGES = {
    "en": Language("en", "English", "en_GB"),
    "ru": Language("ru", "Русский", "ru_RU"),
    "de": Language("de", "Deutsch", "de_DE"),
}
WORDS = {
    "en": ["notes", "hall", "talk", "python", "code", "faster", "cloud", "model", "table", "team"],
    "ru": ["заметки", "зал", "доклад", "питон", "код", "быстрее", "облако", "модель", "выпуск"],
    "de": ["Notizen", "Saal", "Vortrag", "Kode", "schneller", "Wolke", "Modell", "Tabelle", "auf"],
}
# Headings that stand on many pages.
HEADINGS = {"en": "Impressions", "ru": "Впечатления", "de": "Eindrücke"}
NAMES = ["index", "talks/binder", "talks/cython", "tools/data"]

Catalogues = dict[str, dict[str, polib.POFile]]


@dataclass
class Page:
    source: str
    paragraphs: list[str] = field(default_factory=list)


def templates(pages: dict[str, Page]) -> Templates:
    """Return what Sphinx would extract from *pages*."""
    found = {}
    for name, page in pages.items():
        if page.paragraphs:
            found[name] = polib.POFile()
            for text in dict.fromkeys(page.paragraphs):
                place = [(f"docs/{name}.md", "")]
                found[name].append(polib.POEntry(msgid=text, occurrences=place))
    return Templates({name: page.source for name, page in pages.items()}, found, {})


def read(files: dict[str, dict[str, bytes]]) -> Catalogues:
    return {
        language: {domain: polib.pofile(text.decode("utf-8")) for domain, text in of.items()}
        for language, of in files.items()
    }


def write(catalogues: Catalogues) -> dict[str, dict[str, bytes]]:
    return {
        language: {domain: serialise(catalogue) for domain, catalogue in of.items()}
        for language, of in catalogues.items()
    }


def update(
    pages: dict[str, Page], files: dict[str, dict[str, bytes]]
) -> dict[str, dict[str, bytes]]:
    return write(merge(LANGUAGES.values(), templates(pages), read(files)))


def entries(catalogues: dict[str, polib.POFile]) -> Iterator[tuple[str, polib.POEntry]]:
    for domain, catalogue in catalogues.items():
        for entry in catalogue:
            yield domain, entry


def live(catalogues: dict[str, polib.POFile]) -> dict[tuple[str, str], polib.POEntry]:
    return {(domain, e.msgid): e for domain, e in entries(catalogues) if not e.obsolete}


def checked_of_each(catalogues: dict[str, polib.POFile]) -> dict[tuple[str, str], set[str]]:
    """Return all checked translations of a message: what a person left twice has several."""
    found: dict[tuple[str, str], set[str]] = {}
    for domain, entry in entries(catalogues):
        if entry.msgstr and not entry.fuzzy and not entry.obsolete:
            found.setdefault((domain, entry.msgid), set()).add(entry.msgstr)
    return found


def checked(catalogues: dict[str, polib.POFile]) -> dict[tuple[str, str], str]:
    return {key: e.msgstr for key, e in live(catalogues).items() if e.msgstr and not e.fuzzy}


def texts(catalogues: dict[str, polib.POFile]) -> set[tuple[str, str]]:
    """Return all translations with what they may be of."""
    return {
        (source, entry.msgstr)
        for _domain, entry in entries(catalogues)
        for source in (entry.msgid, entry.previous_msgid)
        if entry.msgstr and source
    }


def check_that_nothing_is_lost(
    before: dict[str, polib.POFile], after: dict[str, polib.POFile]
) -> None:
    there = texts(after)
    for domain, entry in entries(before):
        sources = {entry.msgid, entry.previous_msgid or entry.msgid}
        if entry.msgstr:
            found = {(source, entry.msgstr) for source in sources} & there
            assert found, f"{domain}: {entry.msgid!r}: {entry.msgstr!r} is lost"


def check_that_each_file_is_valid(catalogues: dict[str, polib.POFile]) -> None:
    for domain, catalogue in catalogues.items():
        twice = Counter((e.msgctxt or "", e.msgid) for e in catalogue)
        assert not [key for key, count in twice.items() if count > 1], f"{domain}: twice"
        for entry in catalogue:
            assert domain != KEPT or entry.obsolete
            assert not entry.obsolete or entry.msgstr


def check_that_sentences_keep_what_was_checked(
    before: dict[str, polib.POFile], after: dict[str, polib.POFile]
) -> None:
    """Check what stayed where it was, and what moved to where it was not."""
    known, now = checked_of_each(before), live(after)
    stood = live(before)
    for (domain, msgid), entry in now.items():
        if (domain, msgid) in known:
            assert entry.msgstr in known[domain, msgid]
            assert not entry.fuzzy
        elif (domain, msgid) not in stood:
            moved = {
                text
                for (other, source), found in known.items()
                if source == msgid and (other, msgid) not in now
                for text in found
            }
            here = [e for name, e in entries(before) if name == domain and e.msgid == msgid]
            # Of two pages that have it anew, one may be the old page under another name.
            places = [name for name, text in now if text == msgid and (name, text) not in stood]
            if moved and not here and len(places) == 1:
                assert entry.msgstr
                assert not entry.fuzzy


# -- One edit at a time --------------------------------------------------------------------------

FIRST_ROW = "The notes were taken in the first row of the hall."
SECOND_ROW = "The notes were taken in the second row of the hall."
THIRD_ROW = "The notes were taken in the third row of the hall."
CLOUD = "Notebooks run in the cloud, and nobody has to install anything."
TEAM = "A team of five people has written it within a single summer."
# Russian translations of the above.
ROW = "Заметки сделаны в первом ряду."
IN_CLOUD, BY_TEAM = "Блокноты работают в облаке.", "Команда написала это за лето."


def english(**texts: list[str]) -> dict[str, Page]:
    return {name: Page("en", paragraphs) for name, paragraphs in texts.items()}


def translated(
    pages: dict[str, Page], messages: dict[str, str], language: str = "ru"
) -> dict[str, dict[str, bytes]]:
    """Return the catalogues of *pages* with *messages* translated into *language*."""
    files = update(pages, {code: {} for code in LANGUAGES})
    catalogues = read(files)
    for _domain, entry in entries(catalogues[language]):
        entry.msgstr = messages.get(entry.msgid, "")
    return write(catalogues)


def change(
    files: dict[str, dict[str, bytes]], domain: str, msgid: str, msgstr: str
) -> dict[str, dict[str, bytes]]:
    """Change a Russian translation, and nothing else of its entry."""
    catalogues = read(files)
    live(catalogues["ru"])[domain, msgid].msgstr = msgstr
    return write(catalogues)


def shown(files: dict[str, dict[str, bytes]], domain: str, language: str = "ru") -> list[object]:
    """Return (msgid, msgstr, state, former msgid) of the entries of a catalogue."""
    found: list[object] = []
    for entry in read(files)[language].get(domain, ()):
        states = {"obsolete": entry.obsolete, "fuzzy": entry.fuzzy}
        state = " ".join(name for name, is_so in states.items() if is_so)
        found.append((entry.msgid, entry.msgstr, state, entry.previous_msgid))
    return found


IMPRESSIONS = "Impressions"
KNOWN = {FIRST_ROW: ROW, CLOUD: IN_CLOUD, TEAM: BY_TEAM, IMPRESSIONS: "Впечатления"}
BOTH, BOTH_IN_RUSSIAN = f"{FIRST_ROW} {CLOUD}", "Заметки из зала, блокноты из облака."
KNOWN_BOTH = KNOWN | {BOTH: BOTH_IN_RUSSIAN}


def kept_as(msgid: str, state: str = "", previous: str | None = None) -> tuple[object, ...]:
    return (msgid, KNOWN_BOTH[previous or msgid], state, previous)


# What is done to the pages, step by step, and what stands in the Russian catalogues after it.
EDITS: dict[str, tuple[list[dict[str, Page]], dict[str, list[tuple[object, ...]]]]] = {
    "a paragraph that moves to another page takes its translation along": (
        [english(data=[CLOUD, TEAM], cloud=[]), english(data=[TEAM], cloud=[CLOUD])],
        {"cloud": [kept_as(CLOUD)], "data": [kept_as(TEAM)]},
    ),
    "a page under another name takes its sentences along, and the rest is kept": (
        [english(cython=[FIRST_ROW, CLOUD]), english(faster=[FIRST_ROW])],
        {"faster": [kept_as(FIRST_ROW)], KEPT: [kept_as(CLOUD, "obsolete")]},
    ),
    "a page that was removed long ago may return under another name": (
        [english(old=[CLOUD], index=[TEAM]), english(index=[TEAM]),
         english(index=[TEAM], new=[CLOUD])],
        {"new": [kept_as(CLOUD)], "index": [kept_as(TEAM)], KEPT: []},
    ),
    "a sentence that also stands elsewhere is offered the translation as fuzzy": (
        [english(data=[IMPRESSIONS], cloud=[TEAM]),
         english(data=[IMPRESSIONS], cloud=[TEAM, IMPRESSIONS])],
        {"cloud": [kept_as(TEAM), kept_as(IMPRESSIONS, "fuzzy")], "data": [kept_as(IMPRESSIONS)]},
    ),
    "a sentence that was reworded is offered what it was, and that stays": (
        [english(data=[FIRST_ROW]), english(data=[SECOND_ROW])],
        {"data": [kept_as(SECOND_ROW, "fuzzy", FIRST_ROW), kept_as(FIRST_ROW, "obsolete")]},
    ),
    "a sentence that is reworded once more is offered the same, and what was in between is gone": (
        [english(data=[FIRST_ROW]), english(data=[SECOND_ROW]), english(data=[THIRD_ROW])],
        {"data": [kept_as(THIRD_ROW, "fuzzy", FIRST_ROW), kept_as(FIRST_ROW, "obsolete")]},
    ),
    "paragraphs that only change places keep their translations": (
        [english(data=[FIRST_ROW, TEAM]), english(data=[TEAM, FIRST_ROW])],
        {"data": [kept_as(TEAM), kept_as(FIRST_ROW)]},
    ),
    "what is similar on another page is not offered": (
        [english(data=[FIRST_ROW, TEAM], cloud=[CLOUD]),
         english(data=[TEAM], cloud=[CLOUD, SECOND_ROW])],
        {"cloud": [kept_as(CLOUD), (SECOND_ROW, "", "", None)],
         "data": [kept_as(TEAM), kept_as(FIRST_ROW, "obsolete")]},
    ),
    "an obsolete translation that is offered outlasts the offer": (
        [english(data=[FIRST_ROW, TEAM]), english(data=[TEAM]), english(data=[TEAM, SECOND_ROW]),
         {}],
        {KEPT: [kept_as(TEAM, "obsolete"), kept_as(FIRST_ROW, "obsolete")]},
    ),
    "both halves of a paragraph are offered its translation": (
        [english(data=[BOTH]), english(data=[FIRST_ROW, CLOUD])],
        {"data": [kept_as(FIRST_ROW, "fuzzy", BOTH), kept_as(CLOUD, "fuzzy", BOTH),
                  kept_as(BOTH, "obsolete")]},
    ),
    "paragraphs that are joined are offered that of the longer one, and may be parted again": (
        [english(data=[FIRST_ROW, CLOUD]), english(data=[BOTH])],
        {"data": [kept_as(BOTH, "fuzzy", CLOUD), kept_as(CLOUD, "obsolete"),
                  kept_as(FIRST_ROW, "obsolete")]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_what_becomes_of_translations(name: str) -> None:
    (first, *later), expected = EDITS[name]
    files = begun = translated(first, KNOWN_BOTH)
    for pages in later:
        files = update(pages, files)
    assert {domain: shown(files, domain) for domain in expected} == expected
    # All edits together are taken back.
    assert checked(read(begun)["ru"]).items() <= checked(read(update(first, files))["ru"]).items()


def test_a_translation_that_somebody_changed_for_a_new_wording_stays_when_that_is_taken_back() -> (
    None
):
    files = translated(english(data=[FIRST_ROW]), {FIRST_ROW: ROW})
    edited = update(english(data=[SECOND_ROW]), files)
    files = update(english(data=[FIRST_ROW]), change(edited, "data", SECOND_ROW, "Второй ряд."))
    assert shown(files, "data") == [
        (FIRST_ROW, ROW, "", None),
        (SECOND_ROW, "Второй ряд.", "obsolete fuzzy", None),
    ]


def test_a_sentence_with_several_translations_leaves_each_where_it_belongs() -> None:
    files = translated(english(a=[IMPRESSIONS], b=[IMPRESSIONS], c=[TEAM]), {})
    files = change(files, "a", IMPRESSIONS, "Первые")
    files = change(files, "b", IMPRESSIONS, "Вторые")
    files = update(english(c=[TEAM, IMPRESSIONS]), files)
    assert shown(files, "c")[1] == (IMPRESSIONS, "Первые", "", None)
    files = update(english(a=[IMPRESSIONS], b=[IMPRESSIONS], c=[TEAM]), files)
    assert shown(files, "a") == [(IMPRESSIONS, "Первые", "", None)]
    assert shown(files, "b") == [(IMPRESSIONS, "Вторые", "", None)]


@pytest.mark.parametrize(
    ("header", "now"),
    [
        ("Русский (ru) for docs/former.md.\nHow to translate: docs/contributing/", "docs/data.md"),
        ("Перевёл Иван Иванов.", "Перевёл Иван Иванов."),
        ("", "docs/data.md"),
    ],
    ids=["ours, of a page that make rename moved", "a translator's", "none"],
)
def test_the_comment_at_the_top_is_the_translators_own_or_names_the_page(
    header: str, now: str
) -> None:
    catalogues = read(translated(english(data=[CLOUD]), {}))
    catalogues["ru"]["data"].header = header
    catalogues = read(update(english(data=[CLOUD]), write(catalogues)))
    assert now in catalogues["ru"]["data"].header


def test_two_translations_of_one_sentence_are_both_kept_in_a_valid_file() -> None:
    files = translated(english(data=[FIRST_ROW]), {FIRST_ROW: ROW})
    catalogues = read(files)
    for text in ("Другой.", "Третий."):
        catalogues["ru"]["data"].append(
            polib.POEntry(msgid=FIRST_ROW, msgstr=text, obsolete=True, msgctxt=text)
        )
    files = update(english(data=[FIRST_ROW]), write(catalogues))
    contexts = [entry.msgctxt for entry in read(files)["ru"]["data"]]
    assert contexts == [None, "data (2)", "data (3)"]
    assert shown(files, "data")[0] == (FIRST_ROW, ROW, "", None)
    files = update({}, files)
    assert {text for _id, text, *_rest in shown(files, KEPT)} == {ROW, "Другой.", "Третий."}  # type: ignore[misc]
    check_that_each_file_is_valid(read(files)["ru"])


def test_labels_and_pages_are_not_mixed() -> None:
    label = polib.POFile()
    label.append(polib.POEntry(msgid=IMPRESSIONS))
    pages = templates(english(data=[IMPRESSIONS]))
    both = Templates(pages.sources, pages.pages, {"ru": {"talknotes": label}})
    catalogues = read(translated(english(data=[IMPRESSIONS]), KNOWN))
    found = merge(LANGUAGES.values(), both, catalogues)
    assert found["ru"]["talknotes"][0].msgstr == ""
    found["ru"]["talknotes"][0].msgstr = "Надпись"
    later = merge(LANGUAGES.values(), Templates({}, {}, both.labels), read(write(found)))
    assert later["ru"]["talknotes"][0].msgstr == "Надпись"


def test_a_label_that_gets_plural_forms_is_offered_its_translation_and_loses_none() -> None:
    def labels(plural: str) -> Templates:
        label = polib.POFile()
        forms = {0: "", 1: ""} if plural else {}
        label.append(polib.POEntry(msgid="Talk", msgid_plural=plural, msgstr_plural=forms))
        return Templates({}, {}, {"ru": {"talknotes": label}})

    found = merge(LANGUAGES.values(), labels(""), {code: {} for code in LANGUAGES})
    found["ru"]["talknotes"][0].msgstr = "Доклад"
    found = merge(LANGUAGES.values(), labels("Talks"), read(write(found)))
    new, old = found["ru"]["talknotes"]
    assert (new.msgstr_plural, new.fuzzy) == ({0: "Доклад", 1: "", 2: ""}, True)
    assert (old.msgstr, bool(old.obsolete)) == ("Доклад", True)


# -- All edits together --------------------------------------------------------------------------

sentences = {
    language: st.lists(st.sampled_from(words), min_size=3, max_size=8).map(" ".join)
    for language, words in WORDS.items()
}
places = st.integers(min_value=0, max_value=7)
languages = st.sampled_from(sorted(LANGUAGES))


def edit(**arguments: Any) -> Callable[[Callable[..., None]], Any]:
    """Make a rule of an edit, after which `make catalogues` may run, or further edits follow."""

    def decorate(function: Callable[..., None]) -> Any:
        @functools.wraps(function)
        def edit_and_make(self: Site, *, made: bool, **values: Any) -> None:
            function(self, **values)
            if made:
                self.make_catalogues()

        return rule(made=st.booleans(), **arguments)(edit_and_make)

    return decorate


class Site(RuleBasedStateMachine):
    """A site whose pages and catalogues are edited in every way that we can think of."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Page] = {}
        self.removed: dict[str, Page] = {}
        self.files: dict[str, dict[str, bytes]] = {code: {} for code in LANGUAGES}
        self.count = 0
        # Pages and what was checked at some time, until a human touches the catalogues.
        self.past: tuple[dict[str, Page], Catalogues] | None = None

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Begin with three pages in two languages, translated into all."""
        for name, source in zip(NAMES, ["en", "ru", "en"], strict=False):
            text = data.draw(st.lists(sentences[source], min_size=3, max_size=5))
            self.pages[name] = Page(source, [HEADINGS[source], *text])
        self.make_catalogues()
        for language in LANGUAGES:
            catalogues = read({language: self.files[language]})
            for entry in live(catalogues[language]).values():
                self.count += 1
                entry.msgstr = f"{data.draw(sentences[language])} {self.count}"
            self.files |= write(catalogues)

    # -- Choices --

    def page(self, place: int) -> Page:
        names = sorted(self.pages)
        return self.pages[names[place % len(names)]]

    def has_text(self) -> bool:
        return any(page.paragraphs for page in self.pages.values())

    def page_with_text(self, place: int) -> Page:
        found = [page for _name, page in sorted(self.pages.items()) if page.paragraphs]
        return found[place % len(found)]

    def human(self, language: str) -> Catalogues:
        self.past = None
        return read({language: self.files[language]})

    def has_free_name(self) -> bool:
        return len(self.pages) < len(NAMES)

    def free_name(self, place: int) -> str:
        free = [name for name in NAMES if name not in self.pages]
        return free[place % len(free)]

    # -- Edits of pages --

    @precondition(has_free_name)
    @edit(place=places, language=languages, data=st.data())
    def add_page(self, place: int, language: str, data: st.DataObject) -> None:
        text = data.draw(st.lists(sentences[language], min_size=1, max_size=4))
        self.pages[self.free_name(place)] = Page(language, [HEADINGS[language], *text])

    @precondition(lambda self: self.pages)
    @edit(place=places, data=st.data())
    def add_paragraph(self, place: int, data: st.DataObject) -> None:
        page = self.page(place)
        page.paragraphs.append(data.draw(sentences[page.source]))

    @precondition(has_text)
    @edit(place=places, which=places, word=places, data=st.data())
    def reword(self, place: int, which: int, word: int, data: st.DataObject) -> None:
        page = self.page_with_text(place)
        which %= len(page.paragraphs)
        words = page.paragraphs[which].split()
        words[word % len(words)] = data.draw(st.sampled_from(WORDS[page.source]))
        page.paragraphs[which] = " ".join(words)

    @precondition(has_text)
    @edit(place=places, which=places, at=places)
    def split(self, place: int, which: int, at: int) -> None:
        page = self.page_with_text(place)
        which %= len(page.paragraphs)
        words = page.paragraphs[which].split()
        cut = 1 + at % len(words)
        parts = [" ".join(words[:cut]), " ".join(words[cut:])]
        page.paragraphs[which : which + 1] = [part for part in parts if part]

    @precondition(has_text)
    @edit(place=places, which=places)
    def join(self, place: int, which: int) -> None:
        page = self.page_with_text(place)
        which %= len(page.paragraphs)
        page.paragraphs[which : which + 2] = [" ".join(page.paragraphs[which : which + 2])]

    @precondition(has_text)
    @edit(place=places, which=places, other=places, copied=st.booleans())
    def move(self, place: int, which: int, other: int, copied: bool) -> None:
        page, target = self.page_with_text(place), self.page(other)
        text = page.paragraphs[which % len(page.paragraphs)]
        if not copied:
            page.paragraphs.remove(text)
        target.paragraphs.insert(which // 2, text)

    @precondition(has_text)
    @edit(place=places, which=places)
    def remove_paragraph(self, place: int, which: int) -> None:
        page = self.page_with_text(place)
        del page.paragraphs[which % len(page.paragraphs)]

    @precondition(lambda self: self.pages and self.has_free_name())
    @edit(place=places, other=places)
    def rename(self, place: int, other: int) -> None:
        name = sorted(self.pages)[place % len(self.pages)]
        self.pages[self.free_name(other)] = self.pages.pop(name)

    @precondition(lambda self: self.pages)
    @edit(place=places)
    def remove_page(self, place: int) -> None:
        name = sorted(self.pages)[place % len(self.pages)]
        self.removed[name] = self.pages.pop(name)

    @precondition(lambda self: set(self.removed) - set(self.pages))
    @edit(place=places)
    def restore_page(self, place: int) -> None:
        names = sorted(set(self.removed) - set(self.pages))
        name = names[place % len(names)]
        self.pages[name] = self.removed.pop(name)

    @precondition(lambda self: self.pages)
    @edit(place=places, language=languages)
    def change_language(self, place: int, language: str) -> None:
        """Let the page say in *language* what its translation says, where there is one."""
        name = sorted(self.pages)[place % len(self.pages)]
        page = self.pages[name]
        if language == page.source:
            return
        known = live(read({language: self.files[language]})[language])
        translated = []
        for text in page.paragraphs:
            entry = known.get((name, text))
            translated.append(entry.msgstr if entry and entry.msgstr else text)
        self.pages[name] = Page(language, translated)

    # -- Edits of catalogues --

    @edit(language=languages, place=places, every=st.booleans(), data=st.data())
    def translate(self, language: str, place: int, every: bool, data: st.DataObject) -> None:
        catalogues = self.human(language)
        found = [e for e in live(catalogues[language]).values() if e.fuzzy or not e.msgstr]
        for entry in found if every else found[place : place + 1]:
            self.count += 1
            entry.msgstr = f"{data.draw(sentences[language])} {self.count}"
            entry.flags, entry.previous_msgid = [], None
        self.files |= write(catalogues)

    @edit(language=languages, place=places, doubtful=st.booleans())
    def touch(self, language: str, place: int, doubtful: bool) -> None:
        """Change a translation and leave its flags, or flag it."""
        catalogues = self.human(language)
        found = [e for _domain, e in entries(catalogues[language]) if e.msgstr]
        for entry in found[place : place + 1]:
            self.count += 1
            if doubtful and not entry.fuzzy:
                entry.flags.append("fuzzy")
            else:
                entry.msgstr = f"{entry.msgstr} {self.count}"
        self.files |= write(catalogues)

    @edit(language=languages)
    def accept(self, language: str) -> None:
        """Remove nothing but the flag, as some editors do."""
        catalogues = self.human(language)
        for entry in live(catalogues[language]).values():
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        self.files |= write(catalogues)

    @edit(language=languages, place=places)
    def clean(self, language: str, place: int) -> None:
        catalogues = self.human(language)
        for catalogue in list(catalogues[language].values())[place : place + 1]:
            catalogue[:] = [entry for entry in catalogue if not entry.obsolete]
        self.files |= write(catalogues)

    @edit(language=languages, place=places, how=st.sampled_from(["same", "empty", "fuzzy"]))
    def keep_both(self, language: str, place: int, how: str) -> None:
        """Keep both sides of a conflict: all of a catalogue stands twice."""
        catalogues = self.human(language)
        for catalogue in list(catalogues[language].values())[place : place + 1]:
            for entry in list(catalogue):
                again = copy.deepcopy(entry)
                self.count += 1
                if how == "empty":
                    again.msgstr = ""
                elif how == "fuzzy" and not entry.obsolete:
                    again.msgstr, again.flags = f"{entry.msgstr} {self.count}", ["fuzzy"]
                if again.msgstr or not again.obsolete:
                    catalogue.insert(self.count % (len(catalogue) + 1), again)
        self.files |= write(catalogues)

    @edit(language=languages, place=places, retired=st.booleans())
    def save_in_another_editor(self, language: str, place: int, retired: bool) -> None:
        """Sort, drop what is no translation, add headers; retire what the editor does not know."""
        catalogues = self.human(language)
        for catalogue in list(catalogues[language].values())[place : place + 1]:
            catalogue.sort(key=lambda entry: entry.msgid)
            catalogue.metadata["X-Poedit-SourceCharset"] = "UTF-8"
            for entry in catalogue:
                entry.comment, entry.occurrences, entry.previous_msgid = "", [], None
                entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
                entry.obsolete = bool(entry.msgstr) and (retired or entry.obsolete)
        self.files |= write(catalogues)

    # -- make catalogues --

    @rule()
    def make_catalogues(self) -> None:
        before = read(self.files)
        wanted = templates(self.pages)
        self.files = write(merge(LANGUAGES.values(), wanted, before))
        after = read(self.files)
        for language, page_names in ((code, set(after[code]) - {KEPT}) for code in LANGUAGES):
            assert page_names == {
                name
                for name, page in self.pages.items()
                if page.source != language and page.paragraphs
            }
            check_that_nothing_is_lost(before[language], after[language])
            check_that_each_file_is_valid(after[language])
            check_that_sentences_keep_what_was_checked(before[language], after[language])
        again = write(merge(LANGUAGES.values(), wanted, after))
        assert again == self.files, "a second run changes something"

    @rule()
    def remember(self) -> None:
        self.make_catalogues()
        pages = {name: Page(page.source, [*page.paragraphs]) for name, page in self.pages.items()}
        self.past = pages, read(self.files)

    @precondition(lambda self: self.past)
    @rule()
    def undo_everything(self) -> None:
        """Take all edits of pages back: what was checked is again."""
        assert self.past is not None
        pages, then = self.past
        self.make_catalogues()
        self.pages = {name: Page(page.source, [*page.paragraphs]) for name, page in pages.items()}
        self.make_catalogues()
        now = read(self.files)
        for language in LANGUAGES:
            assert checked(then[language]).items() <= checked(now[language]).items()

    @rule()
    def interrupt(self) -> None:
        """Stop the writing of files after every one of them: all is there, and mends itself."""
        old = read(self.files)
        new = merge(LANGUAGES.values(), templates(self.pages), old)
        for language in LANGUAGES:
            disk = dict(old[language])
            meanwhile = kept_meanwhile(old[language], new[language])
            if meanwhile is not None:
                disk[KEPT] = meanwhile
            for domain in sorted({*old[language], *new[language]} - {KEPT}):
                check_that_nothing_is_lost(old[language], disk)
                # What a person left twice stays so until its file is written.
                written = {
                    name: disk[name] for name in disk if disk[name] is not old[language].get(name)
                }
                check_that_each_file_is_valid(written)
                if domain in new[language]:
                    disk[domain] = new[language][domain]
                else:
                    del disk[domain]
            check_that_nothing_is_lost(old[language], disk)
            disk = {domain: new[language][domain] for domain in new[language]}
            check_that_nothing_is_lost(old[language], disk)


# The same edits in every run of `make test`, but for what Hypothesis takes from the constants of
# the modules that happen to be loaded; nothing is remembered between runs.
Site.TestCase.settings = cases(
    60, 1_000, stateful_step_count=25, derandomize=not IS_LONG, database=None
)
TestSite = Site.TestCase
