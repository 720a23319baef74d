"""Says what is wrong with a feed, a sitemap or an llms.txt, by the rules of their formats."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from xml.etree import ElementTree as ET

from read_by_programs import is_absolute

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
# RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry have exactly once, and what else is used here.
_ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated", "summary")}
_MORE = {
    "feed": ("subtitle", "link", "author", "entry"),
    "entry": ("link", "contributor", "category"),
}
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
# sitemaps.org: the limits of a file.
_MOST_URLS, _MOST_BYTES = 50_000, 50 * 1024 * 1024


def _wrong_in(element: ET.Element) -> list[str]:
    name = element.tag.removeprefix(ATOM)
    count = Counter(child.tag.removeprefix(ATOM) for child in element)
    wrong = [f"{name}: {tag} {count[tag]} times" for tag in _ONCE[name] if count[tag] != 1]
    wrong += [f"{name}: no {tag} here" for tag in count if tag not in _ONCE[name] + _MORE[name]]
    found = element.findall(f"{ATOM}link")
    links = [(link.get("rel", "alternate"), link.get("href", "")) for link in found]
    wrong += [f"{name}: {href} is not absolute" for _rel, href in links if not is_absolute(href)]
    wrong += [f"{name}: not one alternate"] * ([rel for rel, _ in links].count("alternate") != 1)
    updated = element.findtext(f"{ATOM}updated") or ""
    if not _RFC3339.fullmatch(updated) or not dt.datetime.fromisoformat(updated):
        wrong.append(f"{name}: {updated!r} is no date")
    if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id") or ""):
        wrong.append(f"{name}: its id is no name")
    return wrong


def wrong_in_feed(text: str) -> list[str]:
    """Return what RFC 4287 does not allow in the feed *text*."""
    feed = ET.fromstring(text)
    if feed.tag != f"{ATOM}feed":
        return [f"{feed.tag} is no feed"]
    entries = feed.findall(f"{ATOM}entry")
    wrong = [problem for element in (feed, *entries) for problem in _wrong_in(element)]
    ids = Counter(one.findtext(f"{ATOM}id") for one in (feed, *entries))
    wrong += [f"{one} is the id of several" for one, times in ids.items() if times > 1]
    if not feed.findtext(f"{ATOM}author/{ATOM}name"):
        wrong.append("no author")
    if [one.get("rel") for one in feed.iterfind(f"{ATOM}link")].count("self") != 1:
        wrong.append("no address of its own")
    return wrong


def wrong_in_sitemap(text: str, pages: list[str]) -> list[str]:
    """Return what sitemaps.org does not allow in *text*, and what differs from *pages*."""
    root = ET.fromstring(text)
    if root.tag != f"{SITEMAP}urlset" or len(text.encode("utf-8")) > _MOST_BYTES:
        return ["no sitemap, or too large"]
    wrong = []
    for url in root:
        tags = [child.tag for child in url]
        if url.tag != f"{SITEMAP}url" or tags[0] != f"{SITEMAP}loc":
            wrong.append(f"{url.tag} with {tags}")
        links = {
            link.get("hreflang"): link.get("href", "") for link in url.iterfind(f"{XHTML}link")
        }
        if set(tags[1:]) != {f"{XHTML}link"} or len(links) != len(tags) - 1:
            wrong.append(f"{tags}")
        if "x-default" not in links or url.findtext(f"{SITEMAP}loc") not in links.values():
            wrong.append(f"{links} lacks itself, or x-default")
        wrong += [f"{href} is not absolute" for href in links.values() if not is_absolute(href)]
    found = [url.findtext(f"{SITEMAP}loc") or "" for url in root]
    if sorted(found) != sorted(pages) or len(found) > _MOST_URLS:
        wrong.append(f"not once each: {sorted(set(found) ^ set(pages))}, {len(found)} in all")
    return wrong


def wrong_in_llms(text: str) -> list[str]:
    """Return what https://llmstxt.org does not allow in *text*."""
    lines = [line for line in text.splitlines() if line]
    wrong = [] if lines[0].startswith("# ") else ["no title"]
    link = re.compile(r"- \[(?:[^\[\]\\]|\\.)+\]\((\S+)\)(: .+)?")
    for line in lines[1:]:
        found = link.fullmatch(line)
        if not found and not line.startswith(("> ", "## ")):
            wrong.append(f"no link and no heading: {line}")
        if found and not is_absolute(found[1]):
            wrong.append(f"not absolute: {line}")
    return wrong
