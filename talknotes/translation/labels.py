"""Gives Sphinx the translated labels: those of this package, and those of the theme.

Labels are texts of programs and templates, not Markdown. Their catalogues are compiled for Python's
gettext into ``build/locale``, never beside their source: a compiled catalogue whose source is gone
would still be applied. What is wrong in them is left out.
"""

from __future__ import annotations

import gettext
import io
import re
from functools import partial
from pathlib import Path

import polib
from babel import UnknownLocaleError
from babel.messages.plurals import get_plural
from docutils.languages import get_language
from docutils.parsers.rst.languages import get_language as get_names
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translator

from talknotes.common.files import digest_of_file, write_changed
from talknotes.common.labels import CATALOGUE
from talknotes.common.problems import Problem, unseen_characters
from talknotes.common.reports import Subtype, warn
from talknotes.translation.catalogues import (
    LABEL_CATALOGUES,
    MESSAGES_FOLDER,
    THEME_CATALOGUE,
    catalogue_path,
    check_messages,
    read_catalogue,
    translations_of,
)
from talknotes.translation.inline_text import NO_TEXT, compare_items, find_unfit

_COMPILED = Path("build", "locale")

# -- What the translation of a label may hold -----------------------------------------------------

# {name}, %(name)s and %s, which the program fills in.
_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]\b")
_BRACE = re.compile(r"[{}]|%\(")
_TAG = re.compile(r"<[^<>]*>?")


def find_label_differences(msgid: str, msgstr: str) -> list[str]:
    """Return a sentence for each placeholder or HTML tag in which a label's translation differs.

    Labels are texts of the program or of the theme's templates, not Markdown.
    """
    sentences = find_unfit(msgid, msgstr)
    if sentences:
        return sentences
    wanted = _PLACEHOLDER.findall(msgid)
    sentences += compare_items("placeholder", wanted, _PLACEHOLDER.findall(msgstr))
    if not sentences:
        left = _PLACEHOLDER.sub("", msgstr)
        leftover = sorted(set(_BRACE.findall(left)))
        sentences = [f'"{brace}" is left over; close the placeholder' for brace in leftover]
        if not leftover and "%" in left.replace("%%", "") and "%" in "".join(wanted):
            sentences.append('"%" stands alone beside a placeholder; write %%')
    tags = list(compare_items("HTML", _TAG.findall(msgid), _TAG.findall(msgstr)))
    sentences += tags
    if not tags and _nests(msgid) and not _nests(msgstr):
        sentences.append("HTML tags are in another order than in the source; close what is open")
    if '"' in msgstr and '"' not in msgid:
        sentences.append('the character " would end an attribute of HTML; write “…” or «…»')
    return sentences


def _nests(text: str) -> bool:
    """Return whether every tag in *text* that ends something ends what was opened last."""
    opened: list[str] = []
    for tag in _TAG.findall(text):
        name = tag.strip("</> ").split()[0] if tag.strip("</> ") else ""
        if not tag.startswith("</"):
            opened += [] if tag.endswith("/>") or name in ("br", "wbr", "img") else [name]
        elif not opened or opened.pop() != name:
            return False
    return not opened


def find_plural_differences(msgid: str, msgid_plural: str) -> list[str]:
    """Return a sentence for each thing that the plural of a label has and its singular has not.

    What a translation may hold is read from both, so neither may bring anything in.
    """
    sentences = [
        f"{name} in the msgid_plural; remove it" for name in unseen_characters(msgid_plural)
    ]
    # Sphinx's scripts fill in ${number}, and only in the plural.
    wanted, found = (
        re.findall(r"(?<!\$)\{\w*\}|%\(\w+\)[sd]|%[sd]\b", one) for one in (msgid, msgid_plural)
    )
    tags = _TAG.findall(msgid), _TAG.findall(msgid_plural)
    if sorted(wanted) != sorted(found) or sorted(tags[0]) != sorted(tags[1]):
        sentences.append("msgid_plural is not the plural of this msgid; run: make catalogues")
    return sentences


def shown_of_label(text: str) -> str:
    """Return what a reader reads of the label *text*, with `NO_TEXT` for what is filled in."""
    return _TAG.sub("", _PLACEHOLDER.sub(NO_TEXT, text))


def label_differences(entry: polib.POEntry) -> list[str]:
    """Return a sentence for each thing that keeps the translation of *entry*, a label, back."""
    sentences: list[str] = []
    for translation in translations_of(entry):
        found = find_label_differences(entry.msgid, translation)
        # A plural form may follow either source: Russian says "1 page" with the number for 21 too.
        if found and entry.msgid_plural:
            found = find_label_differences(entry.msgid_plural, translation)
        sentences += found
    if entry.msgid_plural:
        sentences += find_plural_differences(entry.msgid, entry.msgid_plural)
    return sentences


# -- The compiler ---------------------------------------------------------------------------------


def compiled_path(compiled_dir: Path, language: str, domain: str) -> Path:
    """Return where the compiled catalogue of *domain* in *language* stands."""
    return compiled_dir / language / MESSAGES_FOLDER / f"{domain}.mo"


def _compile_one(source: Path, language: str, target: Path, shown_path: str) -> list[Problem]:
    catalogue, problems = read_catalogue(source, shown_path)
    if catalogue is None:
        target.unlink(missing_ok=True)
        return problems
    found = check_messages(catalogue, shown_path, label_differences)
    problems += [problem for place in sorted(found) for problem in found[place]]
    usable = polib.POFile()
    usable.metadata = dict(catalogue.metadata)
    # The file is read as UTF-8, whatever its header says.
    usable.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    usable.extend(
        entry
        for place, entry in enumerate(catalogue)
        # Gettext would take blanks for a translation, and asks for none with a context.
        if place not in found and entry.msgid and entry.msgctxt is None and translations_of(entry)
    )
    # Where Python's gettext cannot read the header, it reads nothing at all.
    try:
        gettext.GNUTranslations(io.BytesIO(usable.to_binary()))
    except (ValueError, IndexError, RecursionError, OverflowError):
        problems.append(Problem(shown_path, 1, 'the header "Plural-Forms" cannot be read'))
    # A rule that can be read can still fail for a number, so that none but Babel's is compiled.
    usable.metadata["Plural-Forms"] = _plural_forms(language)
    write_changed(target, usable.to_binary())
    return problems


def _plural_forms(language: str) -> str:
    """Return the header "Plural-Forms" for *language*; where Babel knows none, that of English."""
    try:
        return str(get_plural(language).plural_forms)
    except (ValueError, UnknownLocaleError):
        return str(get_plural("en").plural_forms)


def compile_catalogues(root: Path, locale_dir: Path, language: str) -> list[Problem]:
    """Compile the labels of *language*, remove what has no source.

    Return what is wrong with them, and is left out, with paths relative to *root*.
    """
    compiled_dir = root / _COMPILED
    problems: list[Problem] = []
    wanted: set[Path] = set()
    for domain in sorted(LABEL_CATALOGUES):
        source = catalogue_path(locale_dir, language, domain)
        if not (source.exists() or source.is_symlink()):
            continue
        target = compiled_path(compiled_dir, language, domain)
        wanted.add(target)
        problems += _compile_one(source, language, target, source.relative_to(root).as_posix())
    for stale in (compiled_dir / language).rglob("*.mo"):
        if stale not in wanted:
            stale.unlink(missing_ok=True)
    return problems


# -- In a build -----------------------------------------------------------------------------------


def _report(problems: list[Problem], app: Sphinx) -> None:
    """Warn of what is wrong in the labels of this build's language (event ``builder-inited``)."""
    if not app.config.talknotes_extract:
        for problem in sorted(problems):
            warn(problem, Subtype.CATALOGUE)


def _choose_docutils_labels(app: Sphinx) -> None:
    """Take docutils' English labels where it has none (event ``builder-inited``).

    It would warn on every page; readers see Sphinx's labels and those of this package.
    """
    code = app.config.language
    if any(labels(code) is labels("en") for labels in (get_language, get_names)):
        app.env.settings["language_code"] = "en"


def labels_digest(env: BuildEnvironment) -> str:
    """Return a digest of the labels that every page draws on."""
    folder = Path(env.config.talknotes_root, _COMPILED)
    paths = (compiled_path(folder, env.config.language, one) for one in sorted(LABEL_CATALOGUES))
    return " ".join(map(digest_of_file, paths))


def setup(app: Sphinx) -> None:
    """Load the labels. Sphinx made its translator before: it gets another."""
    root = Path(app.confdir)
    locale_dir = root / app.config.talknotes_locale_dir
    problems = compile_catalogues(root, locale_dir, app.config.language)
    for name in (CATALOGUE, THEME_CATALOGUE):
        app.add_message_catalog(name, str(root / _COMPILED))
    app.translator = get_translator(THEME_CATALOGUE)
    app.connect("builder-inited", partial(_report, problems))
    app.connect("builder-inited", _choose_docutils_labels)
