"""What is read and written again, so that no page keeps stale text.

Sphinx looks at the sources of a page alone. Here a page is read again when its catalogue came, went
or changed; it is written again when anything changed that it draws from other pages or links to;
and the files of pages that are gone are removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from talknotes.common.files import write_whole
from talknotes.common.project import faulty_pages_path
from talknotes.content.domain import domain_of
from talknotes.content.site import Site, forget_site, page_of_target, site_of
from talknotes.drawing import tooltips
from talknotes.drawing.places import view_of_place
from talknotes.publishing.linked_data import page_thing, script
from talknotes.publishing.social_cards import picture_uri
from talknotes.reading.parser import conference_folders
from talknotes.translation import originals
from talknotes.translation.domain import translation_of
from talknotes.translation.label_loading import labels_digest

# These builders write every page each time: computing fingerprints would be a fifth of their work.
_WRITES_ALL = frozenset({"gettext", "dummy"})


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Return the pages to read again although their own files did not change.

    Those are the pages that the last build complained of, and those that stand in, or name, a
    folder that has become a conference's or is one no more.
    """
    forget_site()
    conference_folders.cache_clear()
    domain = domain_of(env)
    folders = conference_folders(Path(env.srcdir))
    other = {f"{folder}/" for folder in folders ^ domain.conferences}
    domain.conferences = folders
    faulty = _faulty_pages(Path(app.doctreedir))
    return [
        docname
        for docname in domain.pages
        if docname not in removed
        and (docname in faulty or any(docname.startswith(folder) for folder in other))
    ]


def _faulty_pages(doctrees: Path) -> Set[str]:
    """Return the pages that the last build complained of; `talknotes.commands.build` keeps them."""
    try:
        found: list[str] = json.loads(faulty_pages_path(doctrees).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(found)


def forget_before_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget all pages that will be read, as Sphinx does when it reads them in parallel.

    Reading them one by one it forgets each on its turn only: a term that moves to another page
    would be told to stand twice (Sphinx 9.0).
    """
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def _linked_texts(site: Site, docname: str) -> Iterator[str]:
    """Yield what Sphinx takes from other pages when it resolves the links of *docname*."""
    standard = site.env.domains.standard_domain
    for domain, kind, target in site.pages[docname].references:
        if kind == "term":
            place = standard.objects.get(("term", target.lower()), "")
            found = site.entry_of_key(target)
            entry = (found[0], found[1].name, found[1].ids, found[1].language) if found else None
            yield f"{target} {place} {entry}"
        elif kind == "talk":
            talk_page = domain_of(site.env).talk_docname(target)
            yield f"{target} {site.title(talk_page) if talk_page else ''}"
        else:
            label = standard.labels.get(target, "")
            anchor = standard.anonlabels.get(target, "")
            page = page_of_target(docname, target)
            yield f"{domain} {kind} {target} {label} {anchor} {site.title(page)}"


def _drawings(site: Site, docname: str) -> Iterator[str]:
    for place in site.pages[docname].places:
        yield repr(view_of_place(site, docname, place.kind, place.argument))


def _told(site: Site, docname: str) -> Iterator[str]:
    """Yield what the head of the page tells (`talknotes.publishing.head`), without addresses."""
    yield picture_uri(site, docname)
    yield script(page_thing(site, docname, site.env.config.project, lambda _page, _code: "", ""))


def _fingerprint(site: Site, docname: str) -> str:
    """Return a digest of what the page *docname* draws from elsewhere."""
    parts: Iterable[str] = (
        labels_digest(site.env),
        repr(site.env.config.talknotes_assets),
        translation_of(site.env).pages[docname].digest,
        repr(site.title(site.root)),
        repr(site.navigation(docname)),
        repr(site.neighbours(docname)),
        *_drawings(site, docname),
        *_told(site, docname),
        *_linked_texts(site, docname),
    )
    return blake2b("\n".join(parts).encode("utf-8"), digest_size=8).hexdigest()


@lru_cache(maxsize=1)
def _fingerprints(site: Site) -> dict[str, str]:
    """Return the fingerprints of all pages of *site*; of the same `Site` they are computed once."""
    return {docname: _fingerprint(site, docname) for docname in site.pages}


def _fingerprints_path(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"fingerprints-{app.builder.name}.json")


def _written_fingerprints(app: Sphinx) -> dict[str, str]:
    """Return the fingerprints that the pages had when they were last written."""
    try:
        found: dict[str, str] = json.loads(_fingerprints_path(app).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def find_stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that must be written again because of other pages (``env-updated``).

    The files of pages that are gone are removed here as well.
    """
    forget_site()
    if app.builder.name in _WRITES_ALL:
        return []
    site = site_of(env)
    before = _written_fingerprints(app)
    now = _fingerprints(site)
    for docname in set(before) - set(now):
        _remove_output(app, docname)
    return sorted(docname for docname in now if before.get(docname) != now[docname])


def _remove_output(app: Sphinx, docname: str) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.get_output_path(docname).unlink(missing_ok=True)
        for beside in (originals.script_path, tooltips.script_path):
            beside(app.builder, docname).unlink(missing_ok=True)


def keep_fingerprints(app: Sphinx, exception: Exception | None) -> None:
    """Keep what all pages were written with (event ``build-finished``).

    Only when all are written: after a build that was stopped the old ones still tell what is
    stale.
    """
    if exception is None and app.builder.name not in _WRITES_ALL:
        content = json.dumps(_fingerprints(site_of(app.env)), indent=0, sort_keys=True).encode(
            "utf-8"
        )
        write_whole(_fingerprints_path(app), content)


def setup(app: Sphinx) -> None:
    """Read and write again what other pages changed."""
    app.connect("env-get-outdated", find_outdated)
    app.connect("env-before-read-docs", forget_before_reading)
    app.connect("env-updated", find_stale_pages)
    # Last: what was not finished is to be made again.
    app.connect("build-finished", keep_fingerprints, priority=600)
