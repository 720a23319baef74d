from __future__ import annotations

import gettext
import os
import resource
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from talknotes.common.files import write_whole
from talknotes.common.problems import Problem
from talknotes.translation.catalogues import catalogue_path, read_catalogue, serialise
from talknotes.translation.labels import compile_catalogues, compiled_path

# Five lines, so that what follows begins on line 6.
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
SHOWN = "locale/ru/LC_MESSAGES/talknotes.po"
HARM = 'msgid "{a}"\nmsgstr "б"\n\n'
ONE = 'msgid "a"\nmsgstr "б"\n'

Read = Callable[..., tuple[polib.POFile | None, list[Problem]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return what reads a text, or bytes, as a catalogue."""

    def read_text(
        text: str | bytes, *, merges: bool = False
    ) -> tuple[polib.POFile | None, list[Problem]]:
        path = tmp_path / "index.po"
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return read_catalogue(path, SHOWN, merges=merges)

    return read_text


def messages(catalogue: polib.POFile | None) -> dict[str, str]:
    assert catalogue is not None
    return {entry.msgid: entry.msgstr for entry in catalogue}


# -- Reading --------------------------------------------------------------------------------------

GOOD = """# A comment.
#. extracted
#: docs/index.md
#, fuzzy
#| msgctxt "x"
#| msgid "Hello, all."
#| msgid_plural "Hellos"
msgid "Hello."
msgstr "Привет."

#, no-wrap
msgid ""
"A long "
"text with \\"quotes\\", a \\\\ and\\n"
"a new line"
msgstr ""
"Длинный "
"текст"

msgctxt "month"
msgid "May"
msgstr "Май"

msgid "Speaker"
msgid_plural "Speakers"
msgstr[0] "Докладчик"
msgstr[1] "Докладчики"

msgid "Not translated"
msgstr ""

#~| msgid "Older"
#~ msgid "Old"
#~ msgstr "Старое"

#~ msgid "Tool"
#~ msgid_plural "Tools"
#~ msgstr[0] "Инструмент"
#~ msgstr[1] "Инструменты"
"""


def test_all_that_a_good_catalogue_may_hold_is_read(read: Read) -> None:
    catalogue, problems = read(HEADER + GOOD)
    assert problems == []
    assert messages(catalogue) == {
        "Hello.": "Привет.",
        'A long text with "quotes", a \\ and\na new line': "Длинный текст",
        "May": "Май",
        "Speaker": "",
        "Not translated": "",
        "Old": "Старое",
        "Tool": "",
    }
    assert catalogue is not None
    by_msgid = {entry.msgid: entry for entry in catalogue}
    assert by_msgid["Hello."].fuzzy
    assert by_msgid["Hello."].previous_msgid == "Hello, all."
    assert by_msgid["May"].msgctxt == "month"
    assert by_msgid["Speaker"].msgstr_plural == {0: "Докладчик", 1: "Докладчики"}
    assert [entry.msgid for entry in catalogue if entry.obsolete] == ["Old", "Tool"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + HEADER + GOOD, id="byte order mark"),
        pytest.param((HEADER + GOOD).replace("\n", "\r\n"), id="line endings of Windows"),
        pytest.param((HEADER + GOOD).rstrip("\n"), id="no line ending at the end"),
    ],
)
def test_how_an_editor_saves_a_catalogue_changes_nothing(read: Read, text: str) -> None:
    catalogue, problems = read(text)
    assert problems == []
    assert messages(catalogue) == messages(read(HEADER + GOOD)[0])


@pytest.mark.parametrize("character", ["\u2028", "\x0b"], ids=["line separator", "vertical tab"])
def test_a_character_that_python_takes_for_a_line_end_is_one_of_the_text(
    read: Read, character: str
) -> None:
    catalogue, problems = read(f'{HEADER}msgid "a"\nmsgstr "раз{character}два"\n')
    assert problems == []
    assert messages(catalogue) == {"a": f"раз{character}два"}


# What follows the header, from line 6 on, and the lines and words that are reported.
BROKEN = {
    "cut off after msgid": ('msgid "a"\nmsgstr "б"\n\nmsgid "c"\n', [9], "cut off"),
    "cut off in a long msgid": ('msgid ""\n"one "\n"two "\n', [6], "cut off"),
    "cut off after msgid_plural": ('msgid "a"\nmsgid_plural "as"\n', [7], "cut off"),
    "cut off in msgid": ('msgid "a', [6], ""),
    "cut off in msgstr": ('msgid "a"\nmsgstr "б', [7], "msgstr needs a text"),
    "cut off before the text": ('msgid "a"\nmsgstr', [7], "msgstr needs a text"),
    "cut off in a long msgstr": ('msgid "a"\nmsgstr ""\n"б', [8], "not closed"),
    "cut off in a keyword": ('msgid "a"\nmsgst', [6, 7], ""),
    "cut off in an obsolete entry": ('#~ msgid "a"\n', [6], "cut off"),
    "cut off after msgctxt": ('msgctxt "month"\n', [6], ""),
    "msgid not closed": ('msgid "a\nmsgstr "б"\n', [6], "msgid needs a text"),
    "msgstr not closed": ('msgid "a"\nmsgstr "б\n\nmsgid "c"\nmsgstr ""\n', [7], "closed"),
    "last quote escaped": ('msgid "a"\nmsgstr "б\\"\n', [7], "msgstr needs a text"),
    "quote not escaped": ('msgid "a"\nmsgstr "б "в" г"\n', [7], "msgstr needs a text"),
    "no quotes at all": ('msgid "a"\nmsgstr б\n', [7], "msgstr needs a text"),
    "word of nobody": ('hello\nmsgid "a"\nmsgstr "б"\n', [6], '"hello" is not of a PO file'),
    "two msgid": ('msgid "a"\nmsgid "b"\nmsgstr "в"\n', [6], "msgid without msgstr"),
    "entry without msgstr": ('msgid "a"\n\nmsgid "b"\nmsgstr "в"\n', [6], "msgid without msgstr"),
    "two msgstr": ('msgid "a"\nmsgstr "б"\nmsgstr "в"\n', [8], "msgstr without msgid"),
    "msgstr alone": ('msgstr "б"\n', [6], "msgstr without msgid"),
    "plural form without a plural": ('msgid "a"\nmsgstr[0] "б"\n', [7], ""),
    "plural without its forms": ('msgid "a"\nmsgid_plural "as"\nmsgstr "б"\n', [8], ""),
    "text apart from its entry": ('msgid "a"\n# note\n"b"\nmsgstr "в"\n', [8], ""),
    "all at once": (
        'msgid "a\nmsgstr "б"\n\n>>>>>>> other\nmsgid "c"\nmsgid "d"\nmsgstr g\nhello\n"e\n',
        [6, 9, 10, 12, 13, 14],
        "",
    ),
}


@pytest.mark.parametrize(("text", "lines", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_catalogue_is_not_read_and_every_break_is_reported_with_its_line(
    read: Read, text: str, lines: list[int], words: str
) -> None:
    catalogue, problems = read(HEADER + text)
    assert catalogue is None
    assert {problem.path for problem in problems} == {SHOWN}
    assert sorted({problem.line for problem in problems}) == lines
    assert words in problems[-1].message


@pytest.mark.parametrize("base", ["", '||||||| base\nmsgstr "в"\n'], ids=["merge", "diff3"])
def test_every_conflict_marker_is_reported(read: Read, base: str) -> None:
    conflict = f'<<<<<<< HEAD\nmsgstr "б"\n{base}=======\nmsgstr "г"\n>>>>>>> other\n'
    text = f'{HEADER}msgid "a"\n{conflict}'
    catalogue, problems = read(text)
    lines = enumerate(text.split("\n"), 1)
    markers = [number for number, line in lines if line.startswith(("<", "=", ">", "|"))]
    assert catalogue is None
    assert [p.line for p in problems if "conflict marker" in p.message] == markers


def test_a_catalogue_cut_off_anywhere_is_reported_or_whole_up_to_the_cut(read: Read) -> None:
    whole = (
        HEADER + '# Note.\nmsgid "a"\nmsgstr "б"\n\n#, fuzzy\nmsgid "c"\nmsgstr "д"\n\n'
        'msgid "e"\nmsgid_plural "f"\nmsgstr[0] "ж"\nmsgstr[1] "з"\n\n#~ msgid "i"\n#~ msgstr "к"\n'
    ).encode()
    expected = messages(read(whole)[0])
    start = len(HEADER.encode())
    for cut in range(start, len(whole)):
        catalogue, problems = read(whole[:cut])
        if not problems:
            found = messages(catalogue)
            assert found == {key: expected[key] for key in found}, whole[:cut][-20:]


@pytest.mark.parametrize("text", ["", "\n", " \n\n"])
def test_an_empty_file_is_reported(read: Read, text: str) -> None:
    catalogue, (problem,) = read(text)
    assert catalogue is None
    reported = "the file is empty; restore it, or delete it and run: make catalogues"
    assert str(problem) == f"{SHOWN}:1: {reported}"


@pytest.mark.parametrize(("encoding", "line"), [("cp1251", 7), ("koi8-r", 7), ("utf-16", 1)])
def test_a_file_in_another_encoding_is_reported_with_the_first_line_that_shows_it(
    read: Read, encoding: str, line: int
) -> None:
    catalogue, (problem,) = read((HEADER + 'msgid "a"\nmsgstr "Привет"\n').encode(encoding))
    assert catalogue is None
    assert (problem.line, "UTF-8" in problem.message) == (line, True)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(f"{ONE}\n" * 3, [9, 12], id="three times"),
        pytest.param(HEADER, [6], id="the header"),
        pytest.param(f"{HARM}# Note.\n#, fuzzy\n{HARM}", [9], id="with a comment and a flag"),
    ],
)
def test_every_repetition_is_reported_on_its_line(read: Read, text: str, lines: list[int]) -> None:
    _, problems = read(HEADER + text)
    assert [problem.line for problem in problems] == lines
    assert all("stands here again" in problem.message for problem in problems)


FUZZY = f"#, fuzzy\n{ONE}"
EMPTY, OTHER = ONE.replace("б", ""), ONE.replace("б", "в")


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    [(ONE, ONE, False), (EMPTY, ONE, False), (EMPTY, EMPTY, False), (FUZZY, OTHER, False),
     (FUZZY, f"#, fuzzy\n{OTHER}", False), (ONE, OTHER, True)],
)  # fmt: skip
def test_to_a_merge_only_what_contradicts_itself_is_reported(
    read: Read, first: str, second: str, contradict: bool
) -> None:
    for text in (f"{HEADER}{first}\n{second}", f"{HEADER}{second}\n{first}"):
        assert bool(read(text, merges=True)[1]) is contradict
        assert read(text)[1]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param('msgctxt "month"\nmsgid "May"\nmsgstr "Май"\n', id="in another context"),
        pytest.param('#~ msgid "May"\n#~ msgstr "Май"\n', id="obsolete"),
    ],
)
def test_the_same_msgid_may_stand_again(read: Read, again: str) -> None:
    assert read(f'{HEADER}msgid "May"\nmsgstr "Можно"\n\n{again}')[1] == []


# -- Writing --------------------------------------------------------------------------------------


def test_the_canonical_form_is_read_as_it_was_written(read: Read) -> None:
    catalogue, _ = read(HEADER + GOOD + "\n\n")
    assert catalogue is not None
    content = serialise(catalogue)
    again, problems = read(content)
    assert problems == []
    assert again is not None
    assert serialise(again) == content
    assert content.endswith('msgstr[1] "Инструменты"\n'.encode())


def test_a_file_is_written_whole_for_all_to_read_or_what_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "a" / "index.po"
    write_whole(path, b"old")
    assert path.stat().st_mode & 0o444 == 0o444
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # As on a full disk: no file can grow beyond ten bytes.
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_whole(path, b"new content that is too long")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == {"index.po": b"old"}


# -- Compiling ------------------------------------------------------------------------------------


class Catalogues:
    """A folder of catalogues, what is compiled of them, and what is reported."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.locale = root / "locale"
        self.compiled = root / "build" / "locale"

    def write(self, entries: str, *, domain: str = "talknotes", header: str = HEADER) -> Path:
        path = catalogue_path(self.locale, "ru", domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(header + entries, encoding="utf-8")
        return path

    def compile(self) -> list[str]:
        return [str(problem) for problem in compile_catalogues(self.root, self.locale, "ru")]

    def compiled_file(self, domain: str = "talknotes") -> Path:
        return compiled_path(self.compiled, "ru", domain)

    def translate(self, msgid: str, *, domain: str = "talknotes") -> str:
        """Return the translation as gettext finds it, or *msgid* where it finds none."""
        return self.translations(domain).gettext(msgid)

    def translations(self, domain: str = "talknotes") -> gettext.GNUTranslations:
        with self.compiled_file(domain).open("rb") as file:
            return gettext.GNUTranslations(file)


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    return Catalogues(tmp_path)


def test_labels_are_compiled_below_the_build_folder_and_pages_are_not(
    catalogues: Catalogues,
) -> None:
    catalogues.write('msgid "Hello."\nmsgstr "Привет."\n')
    catalogues.write('msgid "Hello."\nmsgstr "Привет."\n', domain="tools/index")
    before = sorted(catalogues.locale.rglob("*"))
    assert catalogues.compile() == []
    assert catalogues.translate("Hello.") == "Привет."
    assert sorted(catalogues.locale.rglob("*")) == before
    files = [path for path in catalogues.compiled.rglob("*") if path.is_file()]
    assert files == [catalogues.compiled / "ru" / "LC_MESSAGES" / "talknotes.mo"]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(FUZZY, id="fuzzy"),
        pytest.param('#~ msgid "a"\n#~ msgstr "б"\n', id="obsolete"),
        pytest.param(EMPTY, id="not translated"),
        pytest.param('msgid "a"\nmsgstr " "\n', id="blank"),
    ],
)
def test_what_is_no_finished_translation_is_not_compiled(
    catalogues: Catalogues, entry: str
) -> None:
    catalogues.write(entry)
    assert catalogues.compile() == []
    assert catalogues.translate("a") == "a"


def test_a_catalogue_that_did_not_change_is_not_written_again(catalogues: Catalogues) -> None:
    catalogues.write(ONE)
    catalogues.compile()
    before = catalogues.compiled_file().stat().st_ino
    catalogues.compile()
    assert catalogues.compiled_file().stat().st_ino == before
    # git sets times as it likes: another branch's file may be older than what was compiled.
    os.utime(catalogues.write(OTHER), ns=(0, 0))
    catalogues.compile()
    assert catalogues.translate("a") == "в"


def test_a_compiled_catalogue_does_not_outlive_its_source(catalogues: Catalogues) -> None:
    source = catalogues.write(ONE, domain="sphinx")
    catalogues.write(ONE)
    catalogues.compile()
    source.unlink()
    assert catalogues.compile() == []
    assert not catalogues.compiled_file("sphinx").exists()
    assert catalogues.compiled_file().exists()


@pytest.mark.parametrize(
    "entries", [HARM, 'msgid "a"\n', f"{ONE}\n" * 2], ids=["harm", "cut", "twice"]
)
def test_problems_are_reported_until_they_are_mended_and_leave_no_old_translation(
    catalogues: Catalogues, entries: str
) -> None:
    catalogues.write('msgid "a"\nmsgstr "старое"\n')
    catalogues.compile()
    catalogues.write(entries)
    first = catalogues.compile()
    assert len(first) == 1
    assert catalogues.compile() == first
    if catalogues.compiled_file().exists():
        assert catalogues.translate("a") != "старое"
    catalogues.write(ONE)
    assert catalogues.compile() == []
    assert catalogues.translate("a") == "б"


def test_a_harmful_translation_is_left_out_and_the_good_ones_stay(catalogues: Catalogues) -> None:
    catalogues.write(
        'msgid "a"\nmsgstr "б"\n\n'
        'msgid "b"\nmsgstr "<b>"\n\n'
        'msgid "c"\nmsgstr "<script>"\n\n'
        'msgid "{d} {e}"\nmsgstr "{g} <b>"\n\n'
        'msgid "e"\nmsgstr "д"\n\n'
        'msgid "f"\nmsgid_plural "fs"\nmsgstr[0] "ж"\nmsgstr[1] "<b>ж</b>"\n'
    )
    assert [reported.split(": ")[0] for reported in catalogues.compile()] == [
        f"{SHOWN}:{line}" for line in (9, 12, 15, 15, 21)
    ]
    found = {msgid: catalogues.translate(msgid) for msgid in ("a", "b", "c", "{d} {e}", "e", "f")}
    assert found == {"a": "б", "b": "b", "c": "c", "{d} {e}": "{d} {e}", "e": "д", "f": "f"}


PLURALS = {
    "a plural that is not the plural of the label":
        'msgid "a"\nmsgid_plural "<b>x</b>"\nmsgstr[0] "б"\nmsgstr[1] "<b>б</b>"\n',
    "the character that parts plural forms in a compiled catalogue":
        'msgid "a\0<b>x</b>"\nmsgstr "б\0<b>б</b>"\n',
    "that character in the msgid alone": 'msgid "a\0<b>x</b>"\nmsgstr "<b>б</b>"\n',
}  # fmt: skip


@pytest.mark.parametrize("entry", PLURALS.values(), ids=PLURALS)
@pytest.mark.parametrize("form", ["1", "0", "(n != 1)"])
def test_a_harmful_translation_cannot_hide_in_plural_forms(
    catalogues: Catalogues, entry: str, form: str
) -> None:
    # gettext gives out the form for one thing where a text has no plural; this header says which.
    catalogues.write(entry, header=HEADER.replace("(n != 1)", form))
    reported = catalogues.compile()
    compiled = catalogues.compiled_file()
    assert not compiled.exists() or catalogues.translate("a") == "a"
    assert reported != []


@pytest.mark.parametrize("character", ["", "\0", "\4"])
def test_a_harmful_translation_cannot_hide_in_a_context(
    catalogues: Catalogues, character: str
) -> None:
    harm = "<b>б</b>"
    catalogues.write(f'msgctxt "a{character}"\nmsgid "{harm}"\nmsgstr "{harm}"\n')
    catalogues.compile()
    assert catalogues.translate("a") == "a"


@pytest.mark.parametrize("rule", ["n/0", "n%(n-5)", "1/(n-100000)", "n*n", "7"])
def test_a_rule_of_plural_forms_that_fails_for_a_number_is_never_used(
    catalogues: Catalogues, rule: str
) -> None:
    catalogues.write(
        'msgid "{n} page"\nmsgid_plural "{n} pages"\nmsgstr[0] "{n} стр."\nmsgstr[1] "{n} стр."\n',
        header=HEADER.replace("(n != 1)", rule),
    )
    catalogues.compile()
    translations = catalogues.translations()
    for number in (0, 1, 5, 100_000):
        assert translations.ngettext("{n} page", "{n} pages", number).startswith("{n} ")


@pytest.mark.parametrize("kind", ["folder", "link", "link to nowhere", "pipe"])
def test_what_is_no_file_of_its_own_is_reported_and_not_read(
    catalogues: Catalogues, tmp_path: Path, kind: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("root:x:0:0", encoding="utf-8")
    path = catalogues.write("")
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(secret if kind == "link" else tmp_path / "nowhere")
    for _again in range(2):
        (reported,) = catalogues.compile()
        assert reported.startswith(f"{SHOWN}:1: this is no file of its own")
        assert "root" not in reported


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("", id="no header"),
        pytest.param('msgid ""\nmsgstr ""\n"Language: ru\\n"\n\n', id="no charset"),
        pytest.param(HEADER.replace("UTF-8", "CHARSET"), id="charset of a template"),
        pytest.param(HEADER.replace("UTF-8", "KOI8-R"), id="another charset"),
        pytest.param(HEADER.replace("(n != 1)", "several"), id="plural forms that are none"),
    ],
)
def test_a_header_that_gettext_cannot_use_is_reported_or_mended(
    catalogues: Catalogues, header: str
) -> None:
    # Sphinx says nothing when gettext fails: the page would just not be translated.
    catalogues.write('msgid "a"\nmsgstr "«Привет» — всем"\n', header=header)
    reported = catalogues.compile()
    assert reported or catalogues.translate("a") == "«Привет» — всем"


def test_a_label_of_the_theme_is_checked_as_well(catalogues: Catalogues) -> None:
    catalogues.write('msgid "a"\nmsgstr "<b>"\n', domain="sphinx")
    (reported,) = catalogues.compile()
    assert reported.startswith("locale/ru/LC_MESSAGES/sphinx.po:6: HTML <b>")
    assert catalogues.translate("a", domain="sphinx") == "a"


def test_a_project_without_catalogues_has_nothing_to_compile(catalogues: Catalogues) -> None:
    assert catalogues.compile() == []
    assert not catalogues.compiled.exists()
