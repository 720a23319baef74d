"""The real site in letters that no source has: what is shown comes from the catalogues alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup, Tag
from conftest import REPOSITORY

from talknotes.common.project import Project
from talknotes.translation.catalogues import catalogue_path
from talknotes.translation.extraction import templates_of_pages
from talknotes.translation.inline_text import is_plain

pytestmark = pytest.mark.builds
# Letters of Georgian and Armenian: each message stays different from all others.
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LETTERS = str.maketrans(
    {one: chr(0x10D0 + place) for place, one in enumerate(_LATIN)}
    | {one.upper(): chr(0x10D0 + place) for place, one in enumerate(_LATIN)}
    | {one: chr(0x561 + place) for place, one in enumerate(_CYRILLIC)}
    | {one.upper(): chr(0x561 + place) for place, one in enumerate(_CYRILLIC)}
)
_ROLE = re.compile(r"\{(term|doc|ref|talk|abbr|guilabel|sub|sup)\}`([^`]+)`")
_KEPT = re.compile(
    r"(\{\w+\}`[^`]*`|``.*?``|`[^`]*`|\]\([^)]*\)|\]\[[^\]]*\]|\[\^\w+\]|<https?:[^>]*>|&\w+;|\\\n)"
)
_WORDS = {"ru": re.compile("[A-Za-z]{2,}"), "en": re.compile("[А-Яа-яЁё]{2,}")}


def marked(text: str) -> str:
    """Return the message *text* in other letters, its markup kept."""
    return "".join(
        _ROLE.sub(_marked_role, part) if number % 2 else part.translate(_LETTERS)
        for number, part in enumerate(_KEPT.split(text))
    )


def _marked_role(role: re.Match[str]) -> str:
    name, content = role.groups()
    words, arrow, target = content.rpartition(" <")
    if arrow:
        return f"{{{name}}}`{words.translate(_LETTERS)} <{target}`"
    if name == "term":
        return f"{{{name}}}`{content.translate(_LETTERS)} <{content}>`"
    if name in ("doc", "ref", "talk"):  # shows the title of what it leads to
        return role[0]
    return f"{{{name}}}`{content.translate(_LETTERS)}`"


class Copy:
    """The project in a folder of its own, with other catalogues of pages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = Project(REPOSITORY).page_languages(("en", "ru"))
        for name in ("docs", "examples", "locale"):
            shutil.copytree(REPOSITORY / name, root / name)
        shutil.copy(REPOSITORY / "conf.py", root)
        (root / "talknotes").symlink_to(REPOSITORY / "talknotes")
        self.messages = {
            name: [entry.msgid for entry in template]
            for name, template in templates_of_pages(Project(REPOSITORY)).items()
        }

    def translate(self) -> None:
        """Replace the translation of every message by its source in other letters."""
        for name, messages in self.messages.items():
            language = "ru" if self.sources[name] == "en" else "en"
            catalogue = polib.POFile()
            catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
            catalogue += [polib.POEntry(msgid=one, msgstr=marked(one)) for one in messages]
            catalogue.save(str(catalogue_path(self.root / "locale", language, name)))

    def forget(self) -> None:
        """Take all catalogues of pages away."""
        for name in self.messages:
            for language in ("en", "ru"):
                catalogue_path(self.root / "locale", language, name).unlink(missing_ok=True)

    def build(self, language: str, builder: str = "html") -> Path:
        """Build *language*, and return the folder."""
        out = self.root / "build" / builder / language
        command = [
            sys.executable, "-m", "sphinx", "-q", "-b", builder, "-c", str(self.root),
            "-D", f"language={language}", "-d", str(self.root / "build" / "doctrees" / language),
            str(self.root / "docs"), str(out),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        # Without rsvg-convert, which only pictures in a PDF need, Sphinx warns that it is missing.
        said = [line for line in done.stderr.splitlines() if "rsvg-convert" not in line]
        assert (done.returncode, said) == (0, [])
        return out

    def plain(self, language: str) -> list[str]:
        """Return the sentences without markup that a build of *language* must have translated.

        Those of quotations stand below their translation, and code may hold one as well.
        """
        texts = [path.read_text("utf-8") for path in (self.root / "docs").rglob("*.md")]
        blocks = r":::\{quotation\}\n(.*?)\n:::|```\w+\n(.*?)\n```"
        kept = " ".join(map(str, re.findall(blocks, "\n".join(texts), re.DOTALL)))
        return [
            one
            for name, messages in self.messages.items()
            if self.sources[name] != language
            for one in messages
            if is_plain(one) and one.count(" ") > 3 and one[-1] in ".:;!?" and one not in kept
        ]


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return the project with every message in other letters."""
    copy = Copy(tmp_path_factory.mktemp("pseudo"))
    copy.translate()
    return copy


def _names(copy: Copy, language: str) -> set[str]:
    """Return the words that stand in the letters of the source by right.

    Those of front matter and code, of the site's labels, the termbase, of pages in *language*.
    """
    own = [name for name, source in copy.sources.items() if source == language]
    texts = [(copy.root / f"docs/{name}.md").read_text(encoding="utf-8") for name in own]
    for path in (copy.root / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        texts += [*re.findall(r"\A---\n(.*?)\n---", text, re.DOTALL), *re.findall("`.+?`", text)]
    for path in (copy.root / "locale").rglob("*.po"):
        if path.parent.name == "LC_MESSAGES" and path.stem in ("talknotes", "sphinx"):
            texts += [entry.msgstr or entry.msgid for entry in polib.pofile(str(path))]
    texts += [(copy.root / one).read_text("utf-8") for one in ("conf.py", "locale/termbase.yaml")]
    return set(_WORDS[language].findall("\n".join(texts)))


_CODE = "pre, code, kbd, samp, script, style, .quotation-original, .example-file, .file"


def _words_of(page: Path, language: str) -> set[str]:
    article = BeautifulSoup(page.read_bytes(), "html.parser").select_one("article")
    assert isinstance(article, Tag)
    assert article.select(".untranslated") == []
    # What is marked as another language is the name that something has there.
    for code in article.select(f"{_CODE}, [lang]:not([lang={language}])"):
        code.decompose()
    for link in article.select("a.external"):
        if link.get_text().strip().rstrip("/") in str(link["href"]):
            link.decompose()  # an address that is shown as it is
    shown = [article.get_text(" "), *(str(one.get("alt", "")) for one in article.select("img"))]
    return set(_WORDS[language].findall(" ".join(shown)))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_word_of_the_source_is_left_on_any_page(translated: Copy, language: str) -> None:
    html = translated.build(language)
    names = _names(translated, language)
    left = {
        name: found
        for name, source in translated.sources.items()
        if source != language
        and (found := sorted(_words_of(html / f"{name}.html", language) - names))
    }
    assert left == {}
    texts = "".join(path.read_text("utf-8") for path in html.rglob("texts-*.js"))
    feeds = "".join(path.read_text("utf-8") for path in html.rglob("*.xml"))
    assert texts
    assert [one for one in translated.plain(language) if one in texts or one in feeds] == []


@pytest.mark.parametrize("builder", ["epub", "latex"])
def test_no_sentence_of_the_source_is_left_in_a_book(translated: Copy, builder: str) -> None:
    out = translated.build("ru", builder)
    books = [path.read_text("utf-8") for path in out.glob("*.tex")]
    for path in out.glob("*.epub"):
        with zipfile.ZipFile(path) as book:
            pages = [name for name in book.namelist() if name.endswith(".xhtml")]
            books += [book.read(name).decode("utf-8") for name in pages]
    text = " ".join("\n".join(books).split())
    assert len(text) > 100_000
    assert [one for one in translated.plain("ru") if one in text] == []


def test_without_translations_every_text_of_the_site_bears_its_mark(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.forget()
    html = copy.build("ru")
    for name, source in copy.sources.items():
        if source == "ru":
            continue
        page = BeautifulSoup((html / f"{name}.html").read_bytes(), "html.parser")
        marks = page.select("article .untranslated")
        assert all(mark["lang"] == "ru" and mark.find_parent(lang="en") for mark in marks), name
        pictures = {str(one["alt"]) for one in page.select("article img")}
        shown = "\n".join(mark.parent.get_text().translate(_QUOTES) for mark in marks)
        unmarked = [
            one
            for one in copy.messages[name]
            if is_plain(one) and one not in pictures and one[:20].translate(_QUOTES) not in shown
        ]
        assert unmarked == _titles_in_lists(copy, name), name


def _titles_in_lists(copy: Copy, name: str) -> list[str]:
    """Return the captions of tables of contents, which stand in the sidebar alone."""
    text = (copy.root / f"docs/{name}.md").read_text(encoding="utf-8")
    return re.findall(r"^:caption: (.*)$", text, re.MULTILINE) if "{toctree}" in text else []


_QUOTES = str.maketrans("“”‘’…–—\N{NO-BREAK SPACE}", "\"\"''.-- ")
