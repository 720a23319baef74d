"""Reads built pages, the warnings of a build and catalogues as a person would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import SmallSite, quote

from talknotes.translation import parser

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PLURALS = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);"


def page_of(site: SmallSite, docname: str, language: str = "en", *, out: str = "html") -> Tag:
    """Return the whole built page."""
    return BeautifulSoup(site.html(docname, language, out=out), "html.parser")


def article_of(site: SmallSite, docname: str, language: str = "en") -> Tag:
    """Return what the page itself says: no sidebar, no switch, no marks beside the text."""
    article = page_of(site, docname, language).select_one("#furo-main-content")
    assert article is not None
    for extra in article.select(".headerlink, .language-switch, .untranslated"):
        extra.decompose()
    return article


def text_of(tag: Tag) -> str:
    """Return the text of *tag* with single spaces."""
    return " ".join(tag.get_text().split())


def texts(article: Tag, selector: str) -> list[str]:
    """Return the texts of all that *selector* finds."""
    return [text_of(tag) for tag in article.select(selector)]


def row(article: Tag, label: str) -> Tag:
    """Return what stands beside *label* in a drawn block, such as the header of a talk."""
    for term in article.select("dt"):
        if text_of(term) == label:
            found = term.find_next_sibling("dd")
            assert isinstance(found, Tag)
            return found
    raise AssertionError(f"no row {label!r} in {texts(article, 'dt')}")


def links(tag: Tag) -> list[tuple[str, str]]:
    """Return the text and the address of every link in *tag*."""
    return [(text_of(link), str(link["href"])) for link in tag.select("a[href]")]


# What runs, loads or looks otherwise than the texts of a page.
_FORBIDDEN = "script, iframe, object, embed, meta, form, svg, style, .attacked, [id*=attacked]"
_SCHEMES = ("javascript", "data", "vbscript", "file")


def dangers(tag: Tag, *, picture: str = "") -> list[str]:
    """Return what an attack has brought into *tag*, where no picture stands but *picture*."""
    found = [str(one) for one in tag.select(_FORBIDDEN)]
    found += [str(one) for one in tag.select("img") if not picture or picture not in one["src"]]
    for one in tag.find_all(True):
        found += [f"{name} of {one.name}" for name in one.attrs if name.startswith("on")]
    addresses = [address for _text, address in links(tag)]
    found += [one for one in addresses if one.partition(":")[0].lower() in _SCHEMES]
    return found + [one for one in addresses if "_downloads" in one]


def reports(warnings: str) -> list[str]:
    """Return the lines of *warnings* without colours."""
    return [line for line in _COLOUR.sub("", warnings).splitlines() if line.strip()]


def reports_by_case(site: SmallSite, cases: Mapping[str, str]) -> dict[str, list[str]]:
    """Build one site with a page of each of *cases*; return what is reported of each of them.

    A report begins with its line. The pages are called ``case-0`` and so on, in their order.
    """
    site.page("index", "# Home\n\n```{toctree}\n:glob:\n\ncase-*\n```\n")
    for number, text in enumerate(cases.values()):
        site.page(f"case-{number}", text)
    found: dict[str, list[str]] = {case: [] for case in cases}
    names = list(cases)
    for line in reports(site.build()):
        number, report = re.fullmatch(r"docs/case-(\d+)\.md:(.*)", line).groups()
        found[names[int(number)]].append(report)
    return found


def line_of_msgid(path: Path, msgid: str) -> int:
    """Return the line of *msgid* in the catalogue at *path*, counted from 1."""
    return path.read_text(encoding="utf-8").splitlines().index(f"msgid {quote(msgid)}") + 1


@contextmanager
def unchecked() -> Iterator[None]:
    """Compare no translation with its source: what is left is the parser's own wall."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "find_differences", lambda *_messages: [])
        yield


def label_catalogue(site: SmallSite, domain: str, messages: dict[str, str | list[str]]) -> Path:
    """Write a Russian catalogue of labels; a list of forms is keyed by ``singular|plural``."""
    path = site.catalogue("ru", domain, {})
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = [f'{header}"Plural-Forms: {PLURALS}\\n"\n']
    for message, translated in messages.items():
        if isinstance(translated, str):
            entries.append(f"msgid {quote(message)}\nmsgstr {quote(translated)}\n")
            continue
        singular, plural = message.split("|")
        forms = "".join(f"msgstr[{n}] {quote(form)}\n" for n, form in enumerate(translated))
        entries.append(f"msgid {quote(singular)}\nmsgid_plural {quote(plural)}\n{forms}")
    path.write_text("\n".join(entries), encoding="utf-8")
    return path
