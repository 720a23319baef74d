"""`make check`: what it finds in pages and catalogues, where, and what it lets pass."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import REPOSITORY, SmallSite
from planted import release

from talknotes.checks import run
from talknotes.checks.allowances import Allowances, read_allowances
from talknotes.checks.model import Knowledge, Text
from talknotes.checks.run import RULE_NAMES, check_project, check_text, check_translations
from talknotes.checks.structure import read_numbers
from talknotes.checks.termbase import Settled, read_termbase
from talknotes.checks.words import phrase_of, with_yo
from talknotes.common.problems import Problem
from talknotes.common.project import Project
from talknotes.translation.catalogues import needless
from talknotes.translation.updating import update_catalogues

KNOWLEDGE = Knowledge(
    {
        "en": {"deep learning": ("deep learning", "DL"), "graph database": ("graph database",)},
        "ru": {
            "deep learning": ("глубокое обучение",),
            "graph database": ("графовая база данных",),
        },
    },
    (
        Settled(1, {"en": ("speaker",), "ru": ("докладчик", "лектор")}, {"ru": ("спикер",)}),
        Settled(2, {"en": ("feature",), "ru": ("признак",)}, {}, strict=False),
    ),
)

# Rule, language, source (None: a page's own text), text, and a part of the report.
MISTAKES: list[tuple[str, str, str | None, str, str]] = [
    ("code", "ru", "Run `make`.", "Запустите `мейк`.", "code `мейк` is not in the source"),
    ("code", "ru", "Run `make`.", "Запустите make.", "code `make` of the source is missing"),
    ("emphasis", "ru", "*Fast* code", "*Быстрый код", "* is not closed"),
    ("emphasis", "en", None, "This is **bold.", "** is not closed"),
    ("brackets", "ru", "Fast (very)", "Быстро (очень", "( has no counterpart"),
    ("brackets", "ru", 'The "cat"', "«Кот", "« has no counterpart"),
    ("brackets", "en", None, "a list]", "] has no counterpart"),
    ("block", "ru", "Two. Three.", "2. Три.", '"2." at the start makes no block'),
    ("block", "ru", "A dash", "- тире", '"-" at the start makes no block'),
    ("numbers", "ru", "It took 30 s.", "Заняло 40 с.", "number 40 is not in the source, which"),
    ("numbers", "ru", "In 2018", "В том году", "number 2018 of the source is missing"),
    ("numbers", "ru", "1.5 times", "в 15 раз", "number 15 is not in the source, which has 1.5"),
    ("glossary", "ru", "{term}`deep learning`", "{term}`глубинное обучение <deep learning>`",
     'the glossary calls it "глубокое обучение"'),
    ("glossary", "en", None, "{term}`graph library <graph database>`",
     '"graph library" for the term'),
    ("termbase", "ru", "The speaker said", "Ведущий сказал", "the translation does not say it"),
    ("termbase", "en", "Ведущий сказал", "The speaker said", "the source does not say it"),
    ("avoided", "ru", "The lecturer", "По словам спикера", '"спикер" is avoided (termbase); use'),
    ("no-break-space", "ru", "10 GB", "10\N{NO-BREAK SPACE}ГБ", "the site ties what belongs"),
    ("spaces", "en", None, "Two  spaces", "two spaces"),
    ("spaces", "ru", "Yes, no", "Да , нет", "a space before ,"),
    ("spaces", "ru", "(yes)", "( да)", "a space after ("),
    ("ellipsis", "ru", "And so on…", "И так далее...", "type …"),
    ("straight-quotes", "en", None, 'The "cat', "has no counterpart; close it"),
    ("english-quotes", "en", "«кот»", "the «cat»", "the site sets the English marks"),
    ("russian-quotes", "ru", 'the "cat"', "“кот”", "type «…»"),
    ("english-dashes", "en", None, "Fast - very fast", "type – with spaces"),
    ("english-dashes", "en", None, "Fast — very fast", "an em dash"),
    ("russian-dashes", "ru", "Dask is fast", "Dask - быстрый", "type — with spaces"),
    ("russian-dashes", "ru", "Dask is fast", "Dask – быстрый", "a short dash"),
    ("russian-dashes", "ru", "Dask is fast", "Даск—быстрый", "a dash without spaces"),
    ("ranges", "en", None, "lines 10-20", "type – between them"),
    ("russian-abbreviations", "ru", "etc.", "и т.д.", "type a space between the parts"),
    ("russian-units", "ru", "10 GB, 5 %", "10ГБ, 5%", "no space before the unit"),
    ("yo", "ru", "still", "Ещё не еще", '"еще" lacks its ё; write "ещё"'),
    ("mixed-alphabets", "ru", "Cython", "Сython", '"Сython" mixes two alphabets (Cyrillic: С)'),
    ("foreign-in-russian", "ru", "It is fast", "Это is really very fast, да", "is not Russian"),
    ("foreign-in-english", "en", "Кот", "The кот", '"кот" is not English'),
    ("not-translated", "ru", "nothing was done here", "nothing was done here", "the source itself"),
]  # fmt: skip

CLEAN: list[tuple[str, str | None, str]] = [
    ("ru", "Run `make` (or `make test`): 1,000.5 s.", "`make` (или `make test`): 1 000,5 с."),
    ("ru", "On day 2, three talks", "Во второй день — 3 доклада"),
    ("ru", "{term}`deep learning` of {term}`Dask`",
     "{term}`глубокого обучения <deep learning>` {term}`Dask`"),
    ("ru", "{term}`DL <deep learning>`", "{term}`глубокому <deep learning>`"),
    ("ru", "{term}`graph databases <graph database>`", "{term}`графовых баз <graph database>`"),
    ("ru", "Two speakers", "Два докладчика"),
    ("en", "Ведущий сказал", "The host said"),
    ("ru", "A speaker", "Лекторы"),
    ("ru", "The features of a car", "Особенности машины"),
    ("ru", 'The "cat" :-) and so on…', "«Кот», „кот“ :-) и т. д. и т. п…"),
    ("ru", "3-D, 2018-10-26, GPU-based, 10–20 lines", "3-D, 2018-10-26, на GPU, 10–20 строк"),
    ("ru", "NumPy, SciPy and scikit-learn", "NumPy, SciPy и scikit-learn"),
    ("ru", "All of it, they hear", "Всё это, все; небо, берет, чем"),
    ("ru", "Apache Spark", "Apache Spark"),
    ("ru", "O'Reilly published it in 2018", "O’Reilly издало её в 2018 году"),
    ("en", None, "A well-known, co-ordinated *thing* – see `x - y`, C++, 1.5 GB, 3*4, snake_case."),
    ("en", None, "It's 10–20 % \"faster\", isn't it? [Here](https://example.org/a--b)."),
    ("en", "1 000 строк, 0,5 с", "1,000 lines, 0.5 s"),
    ("en", "1. Первое", "1. First"),
]  # fmt: skip


def found(language: str, source: str | None, text: str, comment: str = "") -> list[str]:
    """Return what is reported of *text*."""
    other = "" if source is None else ("ru" if language == "en" else "en")
    one = Text("a.po", 7, language, text, source, other)
    allowed = read_allowances(comment, "a.po", 7)
    return [problem.message for problem in check_text(one, allowed, KNOWLEDGE)]


@pytest.mark.parametrize(("rule", "language", "source", "text", "report"), MISTAKES)
def test_each_mistake_is_reported_by_its_rule(
    rule: str, language: str, source: str | None, text: str, report: str
) -> None:
    messages = [one for one in found(language, source, text) if one.endswith(f"[{rule}]")]
    assert messages
    assert report in messages[0]


@pytest.mark.parametrize(("language", "source", "text"), CLEAN)
def test_clean_texts_are_passed_over_in_silence(
    language: str, source: str | None, text: str
) -> None:
    assert found(language, source, text) == []


def test_there_is_a_failing_example_for_every_rule() -> None:
    assert {rule for rule, *_rest in MISTAKES} == RULE_NAMES


def test_labels_are_read_without_their_html_and_placeholders() -> None:
    label = Text("a.po", 1, "ru", 'на <a href="x">{count} - 5</a>', "on {count} - 5", "en", True)
    report = list(check_text(label, Allowances("a.po", 1), KNOWLEDGE))
    assert len(report) == 1
    assert 'a hyphen for a dash in "на \N{OBJECT REPLACEMENT CHARACTER} - 5"' in report[0].message


def test_numbers_are_compared_whatever_their_notation() -> None:
    assert read_numbers("en", "1,234.5 and 10:30, 3.11") == ["1234.5", "10:30", "3.11"]
    assert read_numbers("ru", "1 234,5 и 10:30, 3.11") == ["1234.5", "10:30", "3.11"]


# -- Silencing ------------------------------------------------------------------------------------


def test_a_comment_with_a_reason_silences_one_rule_for_one_entry() -> None:
    assert found("ru", "In 2018", "Тогда", "allow numbers: the year is in the heading") == []
    report = found("ru", "In 2018", "Тогда , да", "allow numbers: the year is in the heading")
    assert [one[-8:] for one in report] == ["[spaces]"]


@pytest.mark.parametrize(
    ("comment", "report"),
    [
        ("allow numbers", "allow numbers: say why after the colon"),
        ("allow numbers:  ", "allow numbers: say why after the colon"),
        ("allow number: x", 'allow: unknown rule "number"; did you mean "numbers"?'),
        ("allow spaces: x", "allow spaces: there is nothing to allow here; remove the comment"),
    ],
)
def test_a_comment_that_allows_nothing_or_says_no_reason_is_reported(
    comment: str, report: str
) -> None:
    allowed = read_allowances(comment, "a.po", 7)
    text = Text("a.po", 7, "ru", "Тогда", "In 2018", "en")
    list(check_text(text, allowed, KNOWLEDGE))
    assert allowed.problems(RULE_NAMES) == [Problem("a.po", 7, report)]


def test_other_comments_are_left_alone() -> None:
    assert read_allowances("Say it aloud.\nallowing for this", "a.po", 7).names == {}


# -- Whole projects -------------------------------------------------------------------------------


INDEX_PO = "locale/ru/LC_MESSAGES/index.po"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project whose one page and catalogues are in order."""
    site = SmallSite(tmp_path_factory.mktemp("prepared"))
    site.page("index", "# Notes\n\nIt took 30 s.\n")
    release(site, {"Notes": "Записки", "It took 30 s.": "Заняло 30 с."})
    return site.root


@pytest.fixture
def small(prepared: Path, tmp_path: Path) -> SmallSite:
    """Return a copy of that project."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return SmallSite(tmp_path, keep=True)


def reports_of(site: SmallSite) -> list[str]:
    return [str(problem) for problem in check_project(site.project).problems]


def test_a_project_in_order_is_passed_over_in_silence(small: SmallSite) -> None:
    report = check_project(small.project)
    assert report.problems == []
    reached = report.progress["ru"]
    assert reached.translated == reached.words > 2
    assert report.summary == [
        f"ru: {reached.words} of {reached.words} words translated",
        "No mistakes.",
    ]


def test_a_page_that_says_more_or_less_than_its_catalogue_is_reported(small: SmallSite) -> None:
    line = small.read(INDEX_PO).splitlines().index('msgid "It took 30 s."')
    small.page("index", "# Notes\n\nIt took 40 s.\n")
    assert reports_of(small) == [
        f'{INDEX_PO}:1: the page also says "It took 40 s."; run: make catalogues',
        f'{INDEX_PO}:{line}: the page no longer says "It took 30 s."; run: make catalogues',
    ]


def test_a_line_that_only_moved_is_no_difference(small: SmallSite) -> None:
    small.page("index", "# Notes\n\n\n\n\nIt took 30 s.\n")
    assert reports_of(small) == []


def test_a_page_without_catalogue_and_a_catalogue_without_page_are_reported(
    small: SmallSite,
) -> None:
    gone = INDEX_PO.replace("index", "gone")
    (small.root / INDEX_PO).rename(small.root / gone)
    assert reports_of(small) == [
        f"{gone}:1: {needless('gone', is_page=False)}",
        f"{INDEX_PO}:1: there is no such catalogue; run: make catalogues",
    ]


@pytest.mark.parametrize("machine", ["CI", "FORCE_COLOR"])
def test_what_sphinx_says_of_a_page_is_reported_with_its_line(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch, machine: str
) -> None:
    monkeypatch.setenv(machine, "1")  # Sphinx would colour its report
    small.page("index", "---\nlanguage: xx\n---\n\n# Notes\n\nIt took 30 s.\n")
    report = reports_of(small)
    assert len(report) == 1
    assert report[0].startswith('docs/index.md:2: unknown language "xx"')


def test_a_mistake_in_a_page_is_reported_unless_a_comment_above_it_allows_it(
    small: SmallSite,
) -> None:
    def reports_with(comment: str, text: str) -> list[str]:
        small.page("index", f"# Notes\n\n{comment}\n{text}\n")
        update_catalogues(small.project)
        return [one for one in reports_of(small) if one.startswith("docs/")]

    allow = "% allow english-dashes: that is how it is written"
    (found,) = reports_with("", "It took - 30 s.")
    assert found.startswith('docs/index.md:4: a hyphen for a dash in "It took - 30 s."')
    assert reports_with(allow, "It took - 30 s.") == []
    assert reports_with(allow, "It took 30 s.") == [
        "docs/index.md:4: allow english-dashes: there is nothing to allow here; remove the comment"
    ]


@pytest.mark.parametrize(
    ("old", "new", "report"),
    [
        ('msgstr "Записки"', 'msgstr ""', "not translated"),
        ('msgid "Notes"', '#, fuzzy\nmsgid "Notes"', "fuzzy; mend the translation, then"),
        ('msgstr "Заняло 30 с."', 'msgstr "Заняло 300 с."', "number 300 is not in the source"),
        ('"Language: ru\\n"', '"Language: uk\\n"', 'the header "Language" is "uk"; it should'),
        ("charset=UTF-8", "charset=KOI8-R", 'the header "Content-Type" is'),
        ("nplurals=3", "nplurals=2", 'the header "Plural-Forms" is'),
    ],
)  # fmt: skip
def test_planted_mistakes_are_reported_with_file_and_line(
    small: SmallSite, old: str, new: str, report: str
) -> None:
    line = small.replace(INDEX_PO, old, new)
    lines = range(line - 2, line + 3) if "header" not in report else (1,)
    problems = check_project(small.project).problems
    found = [one.line for one in problems if one.path == INDEX_PO and report in one.message]
    assert set(found) & set(lines), problems


def test_a_language_that_is_not_released_may_be_incomplete(small: SmallSite) -> None:
    small.replace(INDEX_PO, 'msgstr "Записки"', 'msgstr ""')
    small.replace("conf.py", ', "released": True', "")
    report = check_project(small.project)
    assert report.problems == []
    reached = report.progress["ru"]
    assert (reached.translated, reached.missing) == (reached.words - 1, 1)


def test_the_termbase_and_the_glossary_are_heeded(small: SmallSite) -> None:
    small.write("locale/termbase.yaml", "- en: note\n  ru: заметка\n- term: Grph\n")
    settled, unknown = reports_of(small)
    assert settled.startswith(f'{INDEX_PO}:12: "note" is settled as "заметка" in the termbase')
    assert unknown == 'locale/termbase.yaml:3: "Grph" is no term of the glossary'


def test_what_did_not_change_is_not_checked_again_and_what_did_is(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.replace(INDEX_PO, "30 с", "40 с")
    first = reports_of(small)
    assert len(first) == 1
    asked = []
    monkeypatch.setattr(run, "check_texts", lambda texts, _knowledge: asked.append(texts) or ())
    assert reports_of(small) == first
    assert asked == []
    small.replace(INDEX_PO, "40 с", "50 с")
    assert reports_of(small) == []
    assert len(asked) == 1
    small.write("locale/termbase.yaml", "- en: note\n  ru: заметка\n")  # what all depend on
    reports_of(small)
    assert len(asked) > 2


def test_a_preview_also_names_what_the_page_no_longer_asks_for(small: SmallSite) -> None:
    small.catalogue("ru", "index", {"A sentence that left.": "Здесь <b>ошибка</b>."})
    found = [str(one) for one in check_translations(small.project, "ru")]
    assert [one for one in found if "HTML <b>" in one and "index.po:5: " in one]


def test_the_repository_itself_is_in_order() -> None:
    problems = check_project(Project(REPOSITORY)).problems
    assert problems == [], "\n".join(str(problem) for problem in problems[:40])


# -- What the rules know --------------------------------------------------------------------------


def test_an_entry_of_the_termbase_with_a_mistake_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "termbase.yaml"
    path.write_text("- en: talk\n  ru: [доклад]\n- en: 5\n- word: x\n", encoding="utf-8")
    entries, problems = read_termbase(path, "termbase.yaml", ["en", "ru"])
    assert [entry.renderings for entry in entries] == [{"en": ("talk",), "ru": ("доклад",)}]
    assert [problem.line for problem in problems] == [3, 4, 4]


def test_words_know_their_forms_and_their_yo() -> None:
    assert phrase_of("ru", "о графовых базах данных").contains(
        phrase_of("ru", "графовая база данных")
    )
    assert not phrase_of("ru", "графовая модель").contains(phrase_of("ru", "модель графа"))
    assert phrase_of("en", "two GPUs").contains(phrase_of("en", "GPU"))
    assert with_yo("Трехмерный") == "трёхмерный"
    assert [with_yo(one) for one in ("все", "берет", "ещё", "Dask")] == [
        "все", "берет", "ещё", "Dask",
    ]  # fmt: skip
