"""What a page is about, for programs: JSON-LD with the words of https://schema.org.

A talk is an ``Event`` that an ``Article`` tells of, a conference the event that it was part of, and
an entry of the glossary a ``DefinedTerm``. Only what the page itself says is said here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from talknotes.common.languages import offered
from talknotes.content.domain import GlossaryEntry
from talknotes.content.facts import Conference, Talk
from talknotes.content.site import Site

# The web address of a page in a language, empty where the site knows of none.
AddressOf = Callable[[str, str], str]
Thing = dict[str, Any]

_CONTEXT = "https://schema.org"
# What could end the script element, or begin a comment in it (HTML, "Restrictions for contents of
# script elements").
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def talk_start(talk: Talk, conference: Conference | None) -> str:
    """Return when *talk* began in ISO 8601: a day, or a moment on the conference's clock."""
    if not talk.start:
        return talk.date.isoformat()
    moment = dt.datetime.combine(talk.date, dt.time.fromisoformat(talk.start))
    if conference and conference.timezone:
        moment = moment.replace(tzinfo=ZoneInfo(conference.timezone))
    return moment.isoformat(timespec="minutes")


def _known(thing: Thing) -> Thing:
    """Return *thing* without what is empty."""
    return {key: value for key, value in thing.items() if value}


def _conference_event(site: Site, conference: Conference) -> Thing:
    return _known(
        {
            "@type": "Event",
            "name": site.title(conference.docname).text,
            "startDate": conference.first.isoformat(),
            "endDate": conference.last.isoformat(),
            "url": conference.website,
        }
    )


def _talk_event(site: Site, talk: Talk) -> Thing:
    conference = site.conferences.get(talk.conference)
    return _known(
        {
            "@type": "Event",
            "name": site.title(talk.docname).text,
            "startDate": talk_start(talk, conference),
            "endDate": talk.last_date.isoformat() if talk.last_date != talk.date else "",
            "eventStatus": f"{_CONTEXT}/EventCancelled" if talk.status == "cancelled" else "",
            "performer": [{"@type": "Person", "name": name} for name in talk.speakers],
            "superEvent": _conference_event(site, conference) if conference else None,
        }
    )


def _defined_term(site: Site, entry: GlossaryEntry) -> Thing:
    return _known(
        {
            "@type": "DefinedTerm",
            "@id": f"#{entry.ids[0]}",
            "name": entry.name,
            # The whole definition, which stands in the page, would be the page again.
            "description": site.entry_summary(entry),
            "alternateName": list(entry.aliases),
            "sameAs": entry.home_page,
        }
    )


def _translations(site: Site, docname: str, address_of: AddressOf) -> Thing:
    """Return of what the page is a translation, or which translations it has."""
    source, own = site.pages[docname].facts.language, site.language.code

    def work(language: str) -> Thing:
        tag = site.languages[language].tag
        return {"@id": address_of(docname, language), "inLanguage": tag}

    if source != own:
        return {"translationOfWork": work(source)}
    others = [work(one.code) for one in offered(site.languages) if one.code != own]
    return {"workTranslation": others} if others else {}


def page_thing(site: Site, docname: str, address_of: AddressOf, picture: str) -> Thing:
    """Return what the page *docname* is about.

    *picture* is the web address of the page's picture. It, and every address of a page, is left out
    where it is empty.
    """
    record = site.pages[docname]
    title = site.title(docname)
    thing: Thing = {"@context": _CONTEXT, "@type": "WebPage", "name": title.text}
    language = title.language or site.language.code
    thing["inLanguage"] = site.languages[language].tag
    if record.facts.talk:
        del thing["name"]
        thing |= {"@type": "Article", "headline": title.text}
        thing["author"] = {"@type": "Organization", "name": site.env.config.project}
        thing["about"] = _talk_event(site, record.facts.talk)
    elif record.facts.conference:
        thing["@type"] = "CollectionPage"
        thing["about"] = _conference_event(site, record.facts.conference)
    elif record.entries:
        thing["@type"] = "DefinedTermSet"
        thing["hasDefinedTerm"] = [_defined_term(site, entry) for entry in record.entries]
    elif docname == site.root:
        thing["@type"] = "WebSite"
    if address_of(docname, site.language.code):
        thing["url"] = address_of(docname, site.language.code)
        thing |= _translations(site, docname, address_of)
    if record.facts.talk and picture:
        thing["image"] = picture
    return thing


def script(thing: Thing) -> str:
    """Return *thing* as JSON that can stand in a script element of HTML."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)
