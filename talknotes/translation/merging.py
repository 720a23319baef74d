"""Merges the messages of the pages with the translations that there are, and loses none. Pure.

What becomes of a translation, for every language by itself:

1. A page that has another name now is known by its sentences; all that follows holds for it under
   the new name.
2. A message that had a translation in its catalogue keeps it, with flags and comments. It gets it
   back as well from the obsolete entries, and from the kept ones if its page was gone.
3. An edit that was taken back takes back what it did. See `_fingerprint`.
4. A message that moved here from a page where it no longer stands keeps its translation as it was:
   the same sentence, seen by a human.
5. All else is offered as fuzzy: the translation of the same sentence that still stands elsewhere;
   the sentence itself where a page changed its language, so that what was translated is now the
   source; the translations of the paragraphs that were joined to this one; the translation of an
   earlier wording, of this page or of a place that is gone.

What is left over stays as obsolete in the catalogue of its page, or among the kept ones when the
page is gone. A second merge changes nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

import polib
from babel.messages.plurals import get_plural

from talknotes.common.languages import Language
from talknotes.translation.catalogues import FIGURES_CATALOGUE, LABEL_CATALOGUES, THEME_CATALOGUE
from talknotes.translation.similarity import TextIndex, is_earlier_wording, joined_parts

# The domain of the translations of pages that are gone.
KEPT = ""
_KEPT_HEADERS = ("Last-Translator", "Language-Team", "PO-Revision-Date", "X-Generator")
_PLACEHOLDERS = ("FULL NAME", "LANGUAGE <", "YEAR-MO-DA")

# PO files allow a msgid once, also among the obsolete entries. A further translation of it has
# the page and a number as its context.
_NUMBERED = re.compile(r"(?P<domain>.*) \(\d+\)")
_MARK = "was-checked-"
# A page has another name now if at least this share of its text is the same.
_RENAMED = 0.5
# What is similar on the same page is the likelier earlier wording.
_SAME_PAGE = 0.1
# How often what is left over is looked through again; once is enough for nearly all that happens.
_ROUNDS = 4
# A few words that are similar mean nothing when they come from another page.
_LONG_ENOUGH_TO_TRAVEL = 20

# The catalogues of one language, by domain.
Catalogues = Mapping[str, polib.POFile]


@dataclass(frozen=True)
class Templates:
    """What there is to translate.

    ``sources`` is the source language of every page; ``pages`` has the messages of those that have
    any; ``labels`` those of the label catalogues, by language and domain.
    """

    sources: Mapping[str, str]
    pages: Mapping[str, polib.POFile]
    labels: Mapping[str, Mapping[str, polib.POFile]]

    def of_pages(self, language: str) -> dict[str, polib.POFile]:
        """Return the templates of the pages that are translated into *language*."""
        return {d: page for d, page in self.pages.items() if self.sources[d] != language}


class _Place(IntEnum):
    """Where a translation was found; the first is the best."""

    LIVE = 0
    OBSOLETE = 1
    GONE = 2


@dataclass(frozen=True)
class _Translation:
    """A translation that there was, of whatever state."""

    number: int
    place: _Place
    domain: str
    msgid: str
    msgid_plural: str
    forms: tuple[str, ...]
    fuzzy: bool = False
    previous: str | None = None
    mark: str = ""
    comment: str = ""
    # What it was last offered for, if it no longer is.
    offered_for: str | None = None

    @property
    def is_untouched_offer(self) -> bool:
        """Return whether this is the checked translation of ``previous``, as it was offered."""
        return self.fuzzy and bool(self.previous) and self.mark == _fingerprint(self.forms)

    def as_left_over(self) -> _Translation:
        """Return this, or what it was before it was offered, where nobody has touched the offer."""
        if self.previous and self.is_untouched_offer:
            return replace(
                self,
                msgid=self.previous,
                fuzzy=False,
                previous=None,
                mark="",
                offered_for=self.msgid,
            )
        return self


def _fingerprint(forms: tuple[str, ...]) -> str:
    """Return the flag that says: this text, and no other, was checked before it was offered.

    Where the translation of an earlier wording is offered as fuzzy, the flag stands beside. If
    the sentence becomes again what it was, its translation is good again, unless somebody has
    changed it in between for the newer wording. Without the flag nobody could tell.
    """
    return _MARK + hashlib.sha256("\0".join(forms).encode("utf-8")).hexdigest()[:8]


def _forms(entry: polib.POEntry) -> tuple[str, ...]:
    """Return the translation in *entry*, all plural forms; empty where there is none."""
    if entry.msgid_plural:
        forms = tuple(text for _form, text in sorted(entry.msgstr_plural.items()))
    else:
        forms = (entry.msgstr,)
    return forms if any(forms) else ()


def _translation(number: int, place: _Place, domain: str, entry: polib.POEntry) -> _Translation:
    marks = [flag for flag in entry.flags if flag.startswith(_MARK)]
    return _Translation(
        number,
        place,
        domain,
        entry.msgid,
        entry.msgid_plural or "",
        _forms(entry),
        entry.fuzzy,
        (entry.previous_msgid or None) if entry.fuzzy else None,
        marks[0] if entry.fuzzy and marks else "",
        entry.tcomment,
    )


# -- Pages with another name ----------------------------------------------------------------------


def _domain_of_kept(entry: polib.POEntry) -> str:
    context = entry.msgctxt or ""
    numbered = _NUMBERED.fullmatch(context)
    return numbered["domain"] if numbered else context


def _entries(catalogues: Catalogues) -> Iterator[tuple[str, bool, polib.POEntry]]:
    """Yield all entries with the page that they belong to, and whether they were in use there."""
    for domain, catalogue in catalogues.items():
        for entry in catalogue:
            if domain == KEPT:
                yield _domain_of_kept(entry), False, entry
            else:
                yield domain, not entry.obsolete, entry


def _common(ours: set[str], theirs: set[str]) -> float:
    """Return the common share of two sets of texts, by their length."""
    total = sum(map(len, ours)) + sum(map(len, theirs))
    return 2 * sum(map(len, ours & theirs)) / total if total else 0.0


def find_renamed(templates: Templates, old: Mapping[str, Catalogues]) -> dict[str, str]:
    """Return which pages of the catalogues *old* have another name now: former name → name.

    Such a page is gone, another is new, and at least half of the text is the same. It may have
    changed its language: then what was its translation is its text.
    """
    texts: dict[str, set[str]] = {}
    translations: dict[tuple[str, str], set[str]] = {}
    for language, catalogues in old.items():
        for domain in catalogues:
            texts.setdefault(domain, set())
        for domain, in_use, entry in _entries(catalogues):
            if in_use or domain not in catalogues:
                texts.setdefault(domain, set()).add(entry.msgid)
                translations.setdefault((language, domain), set()).update(_forms(entry)[:1])
    gone = sorted(set(texts) - set(templates.sources) - LABEL_CATALOGUES - {KEPT})
    found = []
    for new in sorted(set(templates.pages) - set(texts)):
        wanted = {entry.msgid for entry in templates.pages[new]}
        for former in gone:
            translated = translations.get((templates.sources[new], former), set())
            share = max(_common(wanted, texts[former]), _common(wanted, translated))
            if share >= _RENAMED:
                found.append((-share, former, new))
    renamed: dict[str, str] = {}
    for _share, former, new in sorted(found):
        if former not in renamed and new not in renamed.values():
            renamed[former] = new
    return renamed


# -- One language ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Offer:
    """A translation that fits a message but for a human's look at it."""

    translation: _Translation
    forms: tuple[str, ...]
    previous: str | None
    mark: str = ""
    # Whether it was the source, and the text was the translation.
    is_reversed: bool = False


def _offer(found: _Translation) -> _Offer:
    """Return the offer of *found* for another wording; a fuzzy one stays of its first source."""
    if found.fuzzy:
        return _Offer(found, found.forms, found.previous or found.msgid, found.mark)
    return _Offer(found, found.forms, found.msgid, _fingerprint(found.forms))


@dataclass
class _Message:
    """A message that wants a translation; ``entry`` is what will be written."""

    domain: str
    entry: polib.POEntry
    given: bool = False

    def fits(self, found: _Translation, count: int) -> bool:
        """Return whether *found* has the plural forms of this message, of *count*."""
        plural = bool(self.entry.msgid_plural)
        return plural == bool(found.msgid_plural) and not any(found.forms[count if plural else 1 :])

    def take(self, forms: tuple[str, ...]) -> None:
        """Take *forms* as the translation."""
        self.given = True
        if self.entry.msgid_plural:
            places = range(len(self.entry.msgstr_plural))
            self.entry.msgstr_plural = dict(
                zip(places, [*forms, *[""] * len(places)], strict=False)
            )
        else:
            self.entry.msgstr = forms[0]

    def doubt(self, previous: str | None, mark: str) -> None:
        """Mark the translation as fuzzy."""
        self.entry.flags = ["fuzzy", *([mark] if mark else [])]
        self.entry.previous_msgid = previous


# Finds what may be offered for a message of a page because a page changed its language: by the
# page, the former translations, each with what it was a translation of.
_Reversed = Callable[[str], "dict[str, list[_Offer]]"]


class _Merging:
    """One language, or one of its label catalogues, on the way from old to new."""

    def __init__(
        self,
        language: Language,
        templates: Mapping[str, polib.POFile],
        translations: list[_Translation],
    ) -> None:
        self.plurals = get_plural(language.locale).num_plurals
        self.messages: dict[tuple[str, str], _Message] = {}
        # The numbers of the translations that stand in the result.
        self.used: set[int] = set()
        comments: dict[tuple[str, str], str] = {}
        for found in translations:
            if found.comment:
                comments.setdefault((found.domain, found.msgid), found.comment)
        self.comments = comments
        for domain in sorted(templates):
            for template in templates[domain]:
                self.messages[domain, template.msgid] = _Message(domain, self._entry(template))
        self.translations = [
            found if self.stands(found) else found.as_left_over()
            for found in translations
            if found.forms
        ]
        self.by_msgid: dict[str, list[_Translation]] = {}
        for found in self.translations:
            self.by_msgid.setdefault(found.msgid, []).append(found)

    def _entry(self, template: polib.POEntry) -> polib.POEntry:
        entry = polib.POEntry(
            msgid=template.msgid,
            msgid_plural=template.msgid_plural,
            comment=template.comment,
            occurrences=[(path, "") for path in dict.fromkeys(p for p, _ in template.occurrences)],
        )
        if template.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(self.plurals), "")
        return entry

    def open_messages(self) -> list[_Message]:
        return [message for message in self.messages.values() if not message.given]

    def stands(self, found: _Translation) -> bool:
        """Return whether the sentence of *found* still stands where it was."""
        return (found.domain, found.msgid) in self.messages

    def keep_as_it_was(self, message: _Message, found: _Translation) -> None:
        message.take(found.forms)
        message.entry.tcomment = found.comment
        if found.fuzzy:
            message.doubt(found.previous, found.mark)
        self.used.add(found.number)

    def keep_own(self) -> None:
        for message in self.open_messages():
            known = self.by_msgid.get(message.entry.msgid, ())
            own = [found for found in known if found.domain == message.domain]
            for found in sorted(own, key=lambda t: (t.place, t.fuzzy, t.number)):
                if message.fits(found, self.plurals):
                    self.keep_as_it_was(message, found)
                    break
            else:
                # A label has plural forms now, or none any more.
                if own:
                    message.take(own[0].forms)
                    message.doubt(None, "")

    def undo_edits(self) -> None:
        """Give a sentence that is again what it was what was made of its translation."""
        former: dict[tuple[str, str], list[_Translation]] = {}
        for found in self.translations:
            if found.fuzzy and found.previous:
                former.setdefault((found.domain, found.previous), []).append(found)
        for message in self.open_messages():
            found_here = former.get((message.domain, message.entry.msgid), [])
            for found in sorted(found_here, key=lambda t: not t.is_untouched_offer):
                if message.fits(found, self.plurals):
                    message.take(found.forms)
                    message.entry.tcomment = found.comment
                    if not found.is_untouched_offer:
                        message.doubt(found.msgid, "")
                    if not self.stands(found):
                        self.used.add(found.number)
                    break

    def follow_moves(self) -> None:
        """Give messages the translations of the same sentence where it no longer stands.

        What is kept of pages that are gone stays kept: the page may come back.
        """
        for message in self.open_messages():
            moved = [t for t in self._elsewhere(message) if not self.stands(t)]
            if moved:
                found = min(moved, key=lambda t: (t.fuzzy, t.place, t.number))
                used = set(self.used)
                self.keep_as_it_was(message, found)
                if found.place == _Place.GONE:
                    self.used = used

    def _elsewhere(self, message: _Message) -> list[_Translation]:
        return [
            found
            for found in self.by_msgid.get(message.entry.msgid, ())
            if found.domain != message.domain and message.fits(found, self.plurals)
        ]

    def offer_copies(self) -> None:
        """Offer the translation of the same sentence on another page: what most of them have."""
        for message in self.open_messages():
            copies = self._elsewhere(message)
            best = [found for found in copies if not found.fuzzy] or copies
            if best:
                counts = Counter(found.forms for found in best)
                found = min(best, key=lambda t: (-counts[t.forms], t.number))
                message.take(found.forms)
                message.doubt(found.previous, found.mark)

    def offer_reversed(self, reversed_of: _Reversed) -> None:
        """Offer what the text of a message was a translation of, before its page changed."""
        for message in self.open_messages():
            offers = reversed_of(message.domain).get(message.entry.msgid)
            if offers and not message.entry.msgid_plural:
                message.take(offers[0].forms)
                message.doubt(offers[0].previous, "")

    def offer_reworded(self, reversed_of: _Reversed) -> None:
        """Offer the translations of earlier wordings that no longer stand where they were."""
        offers: dict[str, list[_Offer]] = {}
        for found in self.translations:
            if found.number not in self.used and not self.stands(found):
                for text in {
                    found.msgid,
                    found.previous or found.msgid,
                    found.offered_for or found.msgid,
                }:
                    offers.setdefault(text, []).append(_offer(found))
        index = TextIndex(offers)
        reversed_indexes: dict[str, TextIndex] = {}
        taken: set[int] = set()
        for message in self.open_messages():
            if message.domain not in reversed_indexes:
                reversed_indexes[message.domain] = TextIndex(reversed_of(message.domain))
            text = message.entry.msgid
            alike = index.alike(text)
            if self._take_joined(message, alike, offers):
                continue
            ranked = [
                *self._ranked(message, alike, offers),
                *self._ranked(
                    message,
                    reversed_indexes[message.domain].alike(text),
                    reversed_of(message.domain),
                ),
            ]
            for _rank, earlier, offer in sorted(ranked, key=lambda one: one[0]):
                if is_earlier_wording(text, earlier):
                    taken |= self._take_offer(message, earlier, offer)
                    break
        # Only now: a paragraph that was split leaves its translation to all its parts.
        self.used |= taken

    @staticmethod
    def _take_joined(
        message: _Message, alike: Iterable[str], offers: Mapping[str, list[_Offer]]
    ) -> bool:
        """Take the translations of the paragraphs that were joined to *message*, if any were.

        They stay where they are as well: the paragraphs may be parted again.
        """
        known: dict[str, str] = {}
        for text in alike:
            for offer in offers[text]:
                found = offer.translation
                is_own = (found.domain, found.msgid) == (message.domain, text)
                if is_own and not found.fuzzy and not found.msgid_plural:
                    known.setdefault(text, offer.forms[0])
        parts = joined_parts(message.entry.msgid, known)
        if not parts or message.entry.msgid_plural:
            return False
        message.take((" ".join(known[part] for part in parts),))
        message.doubt(" ".join(parts), "")
        return True

    @staticmethod
    def _take_offer(message: _Message, earlier: str, offer: _Offer) -> set[int]:
        """Take *offer*; return the translation that stands in the message from now on, if any."""
        message.take(offer.forms)
        message.doubt(earlier if offer.is_reversed else offer.previous, offer.mark)
        found = offer.translation
        if offer.is_reversed or found.domain != message.domain:
            return set()
        message.entry.tcomment = found.comment
        return {found.number} if found.place == _Place.LIVE else set()

    def _ranked(
        self, message: _Message, alike: Mapping[str, float], offers: Mapping[str, list[_Offer]]
    ) -> Iterator[tuple[tuple[float, int, int], str, _Offer]]:
        for text, share in alike.items():
            for offer in offers[text]:
                found = offer.translation
                same_page = found.domain == message.domain
                travels = min(len(text), len(message.entry.msgid)) >= _LONG_ENOUGH_TO_TRAVEL
                if (same_page or travels) and message.fits(found, self.plurals):
                    score = share + (_SAME_PAGE if same_page else 0)
                    yield (-score, found.place, found.number), text, offer

    # -- What is left over --

    def left_over(self) -> dict[str, list[_Translation]]:
        """Return the translations that stand nowhere in the result, by page."""
        rest = [t.as_left_over() for t in self.translations if t.number not in self.used]
        offered = {t.number for t in rest if t.fuzzy or t.offered_for}
        entries = [message.entry for message in self.messages.values()]
        checked = {(entry.msgid, _forms(entry)) for entry in entries if not entry.fuzzy}
        checked |= {(t.msgid, t.forms) for t in rest if t.number not in offered}
        found: list[_Translation] = []
        seen: set[tuple[str, str, tuple[str, ...]]] = set()
        # The fuzzy ones last: what was checked and is left over counts as well.
        also_checked: set[tuple[str, tuple[str, ...]]] = set()
        for one in sorted(rest, key=lambda t: (t.fuzzy, t.domain, t.msgid, t.forms, t.number)):
            here = self.messages.get((one.domain, one.msgid))
            stands_here = here is not None and _forms(here.entry) == one.forms
            # What was offered and not taken need not stay beside what it was offered from.
            text = (one.msgid, one.forms)
            is_checked = text in checked or (one.fuzzy and text in also_checked)
            is_copy = one.number in offered and is_checked
            key = (one.domain, *text)
            if not (stands_here or is_copy or key in seen):
                found.append(one)
                seen.add(key)
                if not one.fuzzy:
                    also_checked.add(text)
        by_page = sorted(found, key=lambda t: (t.domain, t.msgid, t.fuzzy, t.forms))
        return _grouped(by_page, lambda t: t.domain)


def _obsolete(found: Iterable[_Translation], *, kept: bool, seen: set[str]) -> list[polib.POEntry]:
    """Return *found*, all of one page, as obsolete entries; *seen* are the msgids that stand."""
    entries = []
    counts = Counter(seen)
    for one in found:
        counts[one.msgid] += 1
        number = counts[one.msgid]
        context = (one.domain or None) if kept else None
        if number > 1:
            context = f"{one.domain} ({number})"
        entry = polib.POEntry(
            msgid=one.msgid,
            msgid_plural=one.msgid_plural,
            msgctxt=context,
            tcomment=one.comment,
            flags=["fuzzy"] if one.fuzzy else [],
            obsolete=True,
        )
        if one.msgid_plural:
            entry.msgstr_plural = dict(enumerate(one.forms))
        else:
            entry.msgstr = one.forms[0]
        entries.append(entry)
    return entries


# -- All languages --------------------------------------------------------------------------------


@dataclass
class _Old:
    """The catalogues that there are, pages under their present names."""

    catalogues: dict[str, Catalogues]
    former_names: dict[str, str]
    translations: dict[str, list[_Translation]] = field(default_factory=dict)


def _read_old(templates: Templates, old: Mapping[str, Catalogues]) -> _Old:
    renamed = find_renamed(templates, old)
    read = _Old({}, {new: former for former, new in renamed.items()})
    for language, catalogues in old.items():
        wanted = {*templates.of_pages(language), *templates.labels.get(language, {})}
        read.catalogues[language] = {renamed.get(d, d): c for d, c in catalogues.items()}
        translations: list[_Translation] = []
        for former, in_use, entry in _entries(catalogues):
            domain = renamed.get(former, former)
            place = _Place.LIVE if in_use else _Place.OBSOLETE
            if domain not in wanted:
                place = _Place.GONE
            translations.append(_translation(len(translations), place, domain, entry))
        read.translations[language] = translations
    return read


class _Reversals:
    """What the pages say now, and what that was a translation of before they changed language."""

    def __init__(self, templates: Templates, old: _Old) -> None:
        self.sources = templates.sources
        self.languages = list(old.translations)
        self.by_msgid = {
            language: _grouped(found, lambda t: t.msgid)
            for language, found in old.translations.items()
        }
        self.by_domain = {
            language: _grouped((t for t in found if t.forms), lambda t: t.domain)
            for language, found in old.translations.items()
        }
        self.found: dict[tuple[str, str], dict[str, list[_Offer]]] = {}

    def into(self, language: str) -> _Reversed:
        """Return what finds the offers for *language*."""

        def of_page(domain: str) -> dict[str, list[_Offer]]:
            if (language, domain) not in self.found:
                self.found[language, domain] = self._of_page(language, domain)
            return self.found[language, domain]

        return of_page

    def _of_page(self, language: str, domain: str) -> dict[str, list[_Offer]]:
        source = self.sources[domain]
        offers: dict[str, list[_Offer]] = {}
        here = self.by_domain.get(source, {}).get(domain, [])
        for found in sorted(here, key=lambda t: (t.fuzzy, t.place, t.number)):
            offer = self._offer(found, source, language)
            if offer is not None:
                offers.setdefault(found.forms[0], []).append(offer)
        return offers

    def _offer(self, found: _Translation, source: str, language: str) -> _Offer | None:
        """Return what *found*, a text in *source*, is in *language*, if that is known."""
        if found.msgid_plural:
            return None
        same = self.by_msgid[language].get(found.msgid, ())
        known = [t for t in same if t.forms and not t.msgid_plural]
        if known:
            best = min(known, key=lambda t: (t.fuzzy, t.domain != found.domain, t.place, t.number))
            return _Offer(found, best.forms, best.msgid, is_reversed=True)
        # It is a sentence in this very language if all the other languages translate it.
        others = set(self.languages) - {source, language}
        if all(found.msgid in self.by_msgid[other] for other in others):
            return _Offer(found, (found.msgid,), None, is_reversed=True)
        return None


def _grouped(
    translations: Iterable[_Translation], key: Callable[[_Translation], str]
) -> dict[str, list[_Translation]]:
    groups: dict[str, list[_Translation]] = {}
    for one in translations:
        groups.setdefault(key(one), []).append(one)
    return groups


def _nothing(_domain: str) -> dict[str, list[_Offer]]:
    return {}


def _merge_pages(
    language: Language, templates: Mapping[str, polib.POFile], old: _Old, reversed_of: _Reversed
) -> _Merging:
    translations = [t for t in old.translations[language.code] if t.domain not in LABEL_CATALOGUES]
    return _merged(_Merging(language, templates, translations), reversed_of)


def _merge_labels(
    language: Language, domain: str, template: polib.POFile | None, old: _Old
) -> _Merging:
    translations = [t for t in old.translations[language.code] if t.domain == domain]
    wanted = {} if template is None else {domain: template}
    return _merged(_Merging(language, wanted, translations), _nothing)


def _merged(merging: _Merging, reversed_of: _Reversed) -> _Merging:
    merging.keep_own()
    merging.undo_edits()
    merging.follow_moves()
    merging.offer_copies()
    merging.offer_reversed(reversed_of)
    merging.offer_reworded(reversed_of)
    for (domain, msgid), message in merging.messages.items():
        message.entry.tcomment = message.entry.tcomment or merging.comments.get((domain, msgid), "")
    return merging


def merge(
    languages: Iterable[Language], templates: Templates, old: Mapping[str, Catalogues]
) -> dict[str, dict[str, polib.POFile]]:
    """Return the catalogues that belong to *templates*, by language and domain, in canonical form.

    *old* has the catalogues that there are, of every language of the site; the translations of
    pages that are gone stand under the domain `KEPT`, here and in what is returned, if there are
    any. Nothing that is handed in is changed.
    """
    known = tuple(languages)
    merged = _merge_once(known, templates, old)
    # What one round leaves over, the next may offer, where many sentences are alike.
    for _round in range(_ROUNDS):
        again = _merge_once(known, templates, merged)
        if _state(again) == _state(merged):
            break
        merged = again
    return merged


def _merge_once(
    languages: Iterable[Language], templates: Templates, old: Mapping[str, Catalogues]
) -> dict[str, dict[str, polib.POFile]]:
    read = _read_old(templates, old)
    reversals = _Reversals(templates, read)
    return {
        language.code: _catalogues(language, templates, read, reversals) for language in languages
    }


def _state(catalogues: Mapping[str, Catalogues]) -> list[tuple[object, ...]]:
    """Return all that *catalogues* say, to compare."""
    return [
        (language, domain, entry.msgctxt, entry.msgid, entry.previous_msgid, _forms(entry),
         entry.flags, entry.obsolete, entry.comment, entry.tcomment)
        for language, of_language in sorted(catalogues.items())
        for domain, catalogue in sorted(of_language.items())
        for entry in catalogue
    ]  # fmt: skip


def _catalogues(
    language: Language, templates: Templates, old: _Old, reversals: _Reversals
) -> dict[str, polib.POFile]:
    pages = templates.of_pages(language.code)
    labels = templates.labels.get(language.code, {})
    parts = [_merge_pages(language, pages, old, reversals.into(language.code))]
    parts += [
        _merge_labels(language, name, labels.get(name), old) for name in sorted(LABEL_CATALOGUES)
    ]
    new = {}
    for domain in sorted({*pages, *labels}):
        new[domain] = polib.POFile()
        former = old.catalogues[language.code].get(domain)
        new[domain].header = _header(domain, language, former, old.former_names.get(domain))
        new[domain].metadata = _headers(language, former)
    kept = polib.POFile()
    kept.metadata = _headers(language, None)
    for part in parts:
        for (domain, _msgid), message in part.messages.items():
            new[domain].append(message.entry)
        for domain, rest in sorted(part.left_over().items()):
            if domain in new:
                standing = {entry.msgid for entry in new[domain]}
                new[domain].extend(_obsolete(rest, kept=False, seen=standing))
            else:
                kept.extend(_obsolete(rest, kept=True, seen=set()))
    if kept:
        kept.sort(key=lambda entry: (_domain_of_kept(entry), entry.msgid, entry.msgctxt or ""))
        new[KEPT] = kept
    return new


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


def _header(domain: str, language: Language, old: polib.POFile | None, former: str | None) -> str:
    """Return the comment at the top, the translators' own if there is one."""
    ours = {name: _own_header(name, language) for name in (domain, former or domain)}
    if old is not None and old.header.strip() and old.header not in ours.values():
        return str(old.header)
    return ours[domain]


_LABELS_OF = {
    "talknotes": "the labels of the site",
    THEME_CATALOGUE: "the labels of the theme",
    FIGURES_CATALOGUE: "the labels of the figures",
}


def _own_header(domain: str, language: Language) -> str:
    of = _LABELS_OF.get(domain, f"docs/{domain}.md")
    return f"{language.name} ({language.code}) for {of}.\nHow to translate: docs/contributing/"


def kept_meanwhile(old: Catalogues, new: Catalogues) -> polib.POFile | None:
    """Return what is to be kept while the files of *old* become those of *new*, one by one.

    That is what is kept before and after, and all that leaves its file; `None` where that is what
    was kept before, or nothing.
    """
    staying = {
        (domain, msgid, _forms(entry))
        for domain, catalogue in new.items()
        for entry in catalogue
        for msgid in (entry.msgid, entry.previous_msgid)
    }
    found: list[_Translation] = []
    for catalogues in (old, new):
        for domain, catalogue in catalogues.items():
            for entry in catalogue:
                is_leaving = (domain, entry.msgid, _forms(entry)) not in staying
                if domain == KEPT or (catalogues is old and is_leaving):
                    page = _domain_of_kept(entry) if domain == KEPT else domain
                    left = _translation(len(found), _Place.GONE, page, entry).as_left_over()
                    found.append(left)
    unique: dict[tuple[str, str, tuple[str, ...]], _Translation] = {}
    for one in found:
        if one.forms:
            unique.setdefault((one.domain, one.msgid, one.forms), one)
    if len(unique) == len(old.get(KEPT, ())):
        return None
    meanwhile = polib.POFile()
    meanwhile.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for page in sorted({one.domain for one in unique.values()}):
        of_page = [one for one in unique.values() if one.domain == page]
        meanwhile.extend(_obsolete(of_page, kept=True, seen=set()))
    return meanwhile
