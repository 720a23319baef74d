"""Merges the messages of the pages with the translations that there are, and loses none. Pure.

Four rules say what becomes of a translation, for every language by itself:

1. The same message on the same page keeps its translation, with its comment and whether it is
   fuzzy; also where it was obsolete, or kept because its page was gone.
2. A message of another page takes along the translation from where it no longer stands.
3. A similar message is offered a translation as fuzzy: that of the same sentence where it still
   stands, or that of one that is gone from this page and resembles it, which ``#|`` then shows.
4. The rest is kept: as obsolete in the catalogue of its page, or in ``kept.po`` when the page is
   gone.

What is offered also stays where it was, so that an edit can be taken back. A second merge changes
nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import polib
from babel.messages.plurals import get_plural

from talknotes.common.languages import Language
from talknotes.translation.catalogues import FIGURES_CATALOGUE, LABEL_CATALOGUES, THEME_CATALOGUE

# The domain of the translations of pages that are gone.
KEPT = ""
_KEPT_HEADERS = ("Last-Translator", "Language-Team", "PO-Revision-Date", "X-Generator")
_PLACEHOLDERS = ("FULL NAME", "LANGUAGE <", "YEAR-MO-DA")

# PO files allow a msgid once, also among the obsolete entries. A further translation of it has
# the page and a number as its context.
_NUMBER = re.compile(r" \(\d+\)\Z")

# The catalogues of one language, by domain.
Catalogues = Mapping[str, polib.POFile]
# A translation: its domain, the msgid, all plural forms.
_Key = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Templates:
    """What there is to translate.

    ``sources`` is the source language of every page; ``pages`` has the messages of those that have
    any; ``labels`` those of the label catalogues, by language and domain.
    """

    sources: Mapping[str, str]
    pages: Mapping[str, polib.POFile]
    labels: Mapping[str, Mapping[str, polib.POFile]]

    def of_language(self, language: str) -> dict[str, polib.POFile]:
        """Return what is translated into *language*, by domain and in order."""
        pages = {d: page for d, page in self.pages.items() if self.sources[d] != language}
        return dict(sorted({**pages, **self.labels.get(language, {})}.items()))


def _forms(entry: polib.POEntry) -> tuple[str, ...]:
    """Return the translation in *entry*, all plural forms; empty where there is none."""
    if entry.msgid_plural:
        forms = tuple(text for _form, text in sorted(entry.msgstr_plural.items()))
    else:
        forms = (entry.msgstr,)
    return forms if any(forms) else ()


@dataclass(frozen=True, eq=False)
class _Former:
    """An entry that there was; ``domain`` is what it belongs to, in whatever file it stood."""

    domain: str
    entry: polib.POEntry
    is_live: bool
    forms: tuple[str, ...]

    @property
    def sources(self) -> list[str]:
        """What it may be a translation of, the likelier one first."""
        previous = [self.entry.previous_msgid] if self.entry.fuzzy else []
        return [source for source in (*previous, self.entry.msgid) if source]

    @property
    def key(self) -> _Key:
        """What tells it from others."""
        return (self.domain, self.entry.msgid, self.forms)


def _formers(catalogues: Catalogues) -> Iterator[_Former]:
    for domain, catalogue in catalogues.items():
        for entry in catalogue:
            belongs_to = _NUMBER.sub("", entry.msgctxt or "") if domain == KEPT else domain
            is_live = domain != KEPT and not entry.obsolete
            yield _Former(belongs_to, entry, is_live, _forms(entry))


# -- The rules ------------------------------------------------------------------------------------


def _resembling(text: str) -> str:
    """Return *text* as it is compared; so does Babel, and with it sphinx-intl."""
    return text.lower().strip()


def _fits(entry: polib.POEntry, former: _Former) -> bool:
    """Return whether *former* has the plural forms that *entry* wants."""
    is_plural = bool(entry.msgid_plural)
    left_out = former.forms[len(entry.msgstr_plural) if is_plural else 1 :]
    return is_plural == bool(former.entry.msgid_plural) and not any(left_out)


def _group(domain: str) -> str:
    """Return what shares its sentences with *domain*: all pages do, and no catalogue of labels."""
    return domain if domain in LABEL_CATALOGUES else ""


class _Merging:
    """The messages of one language on the way to their translations."""

    def __init__(
        self, language: Language, templates: Mapping[str, polib.POFile], old: Catalogues
    ) -> None:
        self._plurals = get_plural(language.locale).num_plurals
        self._standing = {(d, message.msgid) for d, page in templates.items() for message in page}
        self._comments: dict[tuple[str, str], str] = {}
        self._formers: list[_Former] = []
        # By group and msgid.
        self._same: dict[tuple[str, str], list[_Former]] = {}
        for former in _formers(old):
            msgid, comment = former.entry.msgid, former.entry.tcomment
            if comment:
                self._comments.setdefault((former.domain, msgid), comment)
            if former.forms:
                self._formers.append(former)
                self._same.setdefault((_group(former.domain), msgid), []).append(former)
        # Sentences that are gone, by page, each with its best translation.
        self._gone: dict[str, dict[str, _Former]] = {}
        gone = [former for former in self._formers if not self._stands(former)]
        for former in sorted(gone, key=lambda one: (one.entry.fuzzy, not one.is_live)):
            for text in map(_resembling, former.sources):
                self._gone.setdefault(former.domain, {}).setdefault(text, former)
        self._moved: set[_Former] = set()

    def _stands(self, former: _Former) -> bool:
        """Return whether the sentence of *former* still stands where it was."""
        return (former.domain, former.entry.msgid) in self._standing

    def merge(self, domain: str, message: polib.POEntry) -> polib.POEntry:
        """Return the entry of *message*, of the page *domain*, with what it keeps or is offered."""
        entry = polib.POEntry(
            msgid=message.msgid,
            msgid_plural=message.msgid_plural,
            comment=message.comment,
            occurrences=[(path, "") for path in dict.fromkeys(p for p, _ in message.occurrences)],
        )
        if message.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(self._plurals), "")
        same = self._same.get((_group(domain), entry.msgid), [])
        if not (self._keep(domain, entry, same) or self._offer_same(entry, same)):
            self._offer_similar(domain, entry)
        entry.tcomment = self._comments.get((domain, message.msgid)) or entry.tcomment
        return entry

    def _keep(self, domain: str, entry: polib.POEntry, same: list[_Former]) -> bool:
        """Rules 1 and 2: what stands here comes first, then what was checked, then what was here.

        A label that has plural forms now, or none any more, becomes fuzzy.
        """
        fitting = [one for one in same if one.domain == domain or not self._stands(one)]
        if not fitting:
            return False

        def rank(one: _Former) -> tuple[bool, ...]:
            is_elsewhere = one.domain != domain
            is_left = is_elsewhere or not one.is_live
            return (not _fits(entry, one), is_left, one.entry.fuzzy, is_elsewhere, not one.is_live)

        found = min(fitting, key=rank)
        self._take(entry, found)
        entry.tcomment = found.entry.tcomment
        # Where a sentence has several translations, each stays where it belongs as well.
        is_only_one = len({one.forms for one in same}) == 1
        if found.domain != domain and is_only_one and _fits(entry, found):
            self._moved.add(found)
        return True

    def _offer_same(self, entry: polib.POEntry, same: list[_Former]) -> bool:
        """Rule 3, for the same sentence: offer what most other pages have."""
        checked = [one for one in same if not one.entry.fuzzy]
        if not checked:
            return False
        ((forms, _count),) = Counter(one.forms for one in checked).most_common(1)
        self._take(entry, next(one for one in checked if one.forms == forms))
        entry.flags = ["fuzzy"]
        return True

    def _offer_similar(self, domain: str, entry: polib.POEntry) -> None:
        """Rule 3, for one that is similar."""
        gone = self._gone.get(domain, {})
        for text in get_close_matches(_resembling(entry.msgid), gone, n=1):
            found = gone[text]
            self._take(entry, found)
            entry.flags = ["fuzzy"]
            # It may have been offered before: then what it is a translation of has not changed.
            entry.previous_msgid = next((s for s in found.sources if s != entry.msgid), None)
            entry.tcomment = found.entry.tcomment

    def _take(self, entry: polib.POEntry, former: _Former) -> None:
        """Give *entry* the translation of *former*, in doubt where that was, or does not fit."""
        if entry.msgid_plural:
            entry.msgstr_plural |= dict(zip(entry.msgstr_plural, former.forms, strict=False))
        else:
            entry.msgstr = next(form for form in former.forms if form)
        if former.entry.fuzzy or not _fits(entry, former):
            entry.flags = ["fuzzy"]
        if former.entry.fuzzy:
            entry.previous_msgid = former.entry.previous_msgid

    def left_over(self, new: Catalogues) -> list[_Former]:
        """Return, for rule 4, the translations that stand nowhere in *new*."""
        live = {one.key for one in _formers(new)}
        left: dict[_Key, _Former] = {}
        for former in sorted(self._formers, key=lambda one: one.entry.fuzzy):
            if not (self._is_offered(former) or former.key in live or former in self._moved):
                left.setdefault(former.key, former)
        return list(left.values())

    def _is_offered(self, former: _Former) -> bool:
        """Return whether *former* was offered and not taken: what it was offered from is there."""
        return bool(former.entry.fuzzy) and any(
            one.forms == former.forms and not one.entry.fuzzy
            for source in former.sources
            for one in self._same.get((_group(former.domain), source), ())
        )


# -- What is written ------------------------------------------------------------------------------


def _add_obsolete(formers: Iterable[_Former], catalogues: Catalogues, kept: polib.POFile) -> None:
    """Add *formers* to the *catalogues* of their pages, and to *kept* where the page is gone."""
    counts = Counter((domain, e.msgid) for domain, page in catalogues.items() for e in page)
    for former in sorted(formers, key=lambda one: (*one.key[:2], one.entry.fuzzy, one.forms)):
        key = former.domain, former.entry.msgid
        counts[key] += 1
        catalogue = catalogues.get(former.domain, kept)
        context = former.domain if catalogue is kept else ""
        entry = polib.POEntry(
            msgid=former.entry.msgid,
            msgid_plural=former.entry.msgid_plural,
            msgctxt=(f"{former.domain} ({counts[key]})" if counts[key] > 1 else context) or None,
            tcomment=former.entry.tcomment,
            flags=["fuzzy"] if former.entry.fuzzy else [],
            obsolete=True,
        )
        if entry.msgid_plural:
            entry.msgstr_plural = dict(enumerate(former.forms))
        else:
            entry.msgstr = former.forms[0]
        catalogue.append(entry)


def merge(
    languages: Iterable[Language], templates: Templates, old: Mapping[str, Catalogues]
) -> dict[str, dict[str, polib.POFile]]:
    """Return the catalogues that belong to *templates*, by language and domain, in canonical form.

    *old* has the catalogues that there are, of every language of the site; the translations of
    pages that are gone stand under the domain `KEPT`, here and in what is returned, if there are
    any. Nothing that is handed in is changed.
    """
    return {
        one.code: _merge_language(one, templates.of_language(one.code), old[one.code])
        for one in languages
    }


def _merge_language(
    language: Language, templates: Mapping[str, polib.POFile], old: Catalogues
) -> dict[str, polib.POFile]:
    merging = _Merging(language, templates, old)
    new = {domain: _empty_catalogue(domain, language, old.get(domain)) for domain in templates}
    for domain, page in templates.items():
        new[domain].extend(merging.merge(domain, message) for message in page)
    kept = polib.POFile()
    kept.metadata = _headers(language, None)
    _add_obsolete(merging.left_over(new), new, kept)
    return {**new, KEPT: kept} if kept else new


def kept_meanwhile(old: Catalogues, new: Catalogues) -> polib.POFile | None:
    """Return what is to be kept while the files of *old* become those of *new*, one by one.

    That is what is kept before and after, and all that leaves its file; `None` where that is what
    was kept before, or nothing.
    """
    before, after = (
        {
            one.key: one
            for one in _formers({KEPT: catalogues.get(KEPT, polib.POFile())})
            if one.forms
        }
        for catalogues in (old, new)
    )
    staying = {one.key for one in _formers(new)}
    leaving = {one.key: one for one in _formers(old) if one.forms and one.key not in staying}
    found = leaving | after | before
    if found.keys() == before.keys():
        return None
    meanwhile = polib.POFile()
    meanwhile.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    _add_obsolete(found.values(), {}, meanwhile)
    return meanwhile


# -- The top of a catalogue -----------------------------------------------------------------------


_LABELS_OF = {
    "talknotes": "the labels of the site",
    THEME_CATALOGUE: "the labels of the theme",
    FIGURES_CATALOGUE: "the labels of the figures",
}
_HOW = "How to translate: docs/contributing/"
_OUR_COMMENT = re.compile(rf".* for .*\.\n{re.escape(_HOW)}")


def _empty_catalogue(domain: str, language: Language, old: polib.POFile | None) -> polib.POFile:
    """Return a catalogue without entries; its comment is the translators' own if there is one."""
    catalogue = polib.POFile()
    of = _LABELS_OF.get(domain, f"docs/{domain}.md")
    catalogue.header = f"{language.name} ({language.code}) for {of}.\n{_HOW}"
    if old is not None and old.header.strip() and not _OUR_COMMENT.fullmatch(old.header):
        catalogue.header = old.header
    catalogue.metadata = _headers(language, old)
    return catalogue


def _headers(language: Language, old: polib.POFile | None) -> dict[str, str]:
    """Return the canonical headers: no dates of ours, what translators' tools wrote is kept."""
    plural = get_plural(language.locale)
    headers = {
        "Project-Id-Version": "Talk Notes",
        "Language": language.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={plural.num_plurals}; plural={plural.plural_expr};",
    }
    for name in _KEPT_HEADERS:
        value = (old.metadata if old else {}).get(name, "")
        if value and not value.startswith(_PLACEHOLDERS):
            headers[name] = value
    return headers
