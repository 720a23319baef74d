"""What is read and written again, so that no page keeps stale text.

Sphinx looks at the sources of a page alone. Here a page is written again when anything changed that
it draws from other pages or links to, and the files of pages that are gone are removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from functools import lru_cache
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from talknotes.common.files import digest, read_json, write_changed
from talknotes.common.project import faulty_pages_path
from talknotes.content.domain import domain_of
from talknotes.content.inputs import shared_inputs
from talknotes.content.sidebar import sidebar
from talknotes.content.site import Site, forget_site, page_of_target, site_of
from talknotes.drawing import tooltips
from talknotes.drawing.places import drawn_from
from talknotes.publishing.linked_data import page_thing
from talknotes.publishing.social_cards import picture_uri
from talknotes.reading.parser import conference_folders
from talknotes.translation import originals
from talknotes.translation.domain import translation_of
from talknotes.translation.labels import labels_digest


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Return the pages to read again although their own files did not change.

    Those are the pages that the last build complained of; all, where a page has gone, which any of
    them may name, or a folder has become a conference's or is one no more.
    """
    forget_site()
    conference_folders.cache_clear()
    domain = domain_of(env)
    folders, before = conference_folders(Path(env.srcdir)), domain.conferences
    domain.data["conferences"] = folders
    known = domain.pages.keys() - removed
    faulty = read_json(faulty_pages_path(Path(app.doctreedir))) or ()
    return sorted(known if removed or folders != before else known.intersection(faulty))


def forget_before_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget all pages that will be read, as Sphinx does when it reads them in parallel.

    Reading them one by one it forgets each on its turn only: a term that moves to another page
    would be reported to stand twice (Sphinx 9.0).
    """
    for docname in env.all_docs.keys() & docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def _linked(site: Site, docname: str) -> Iterator[object]:
    """Yield what Sphinx takes from other pages when it resolves the links of *docname*."""
    domain, standard = domain_of(site.env), site.env.domains.standard_domain
    for *_kind, target in site.pages[docname].references:
        entry = site.entry_of_key(target)
        yield entry and (entry.docname, entry.name, entry.ids, entry.language)
        yield standard.objects.get(("term", target.lower()))
        yield standard.labels.get(target), standard.anonlabels.get(target)
        pages = domain.talk_docname(target), page_of_target(docname, target)
        yield [site.title(page) for page in pages if page]


def _fingerprint(site: Site, docname: str, shared: object) -> str:
    """Return a digest of what the page *docname* draws from elsewhere."""
    parts = (
        shared,
        translation_of(site.env).pages[docname].digest,
        sidebar(site, docname),
        site.neighbours(docname),
        site.last_change(docname),
        [drawn_from(site, docname, one.kind, one.argument) for one in site.pages[docname].places],
        list(_linked(site, docname)),
        picture_uri(site, docname),
        page_thing(site, docname, lambda _page, _code: "", ""),
    )
    return digest(repr(parts).encode("utf-8"))


def _offered(site: Site, docname: str) -> str:
    """Return a digest of what other pages may draw from the page *docname*, in its own language."""
    env, standard = site.env, site.env.domains.standard_domain
    translated = translation_of(env).pages[docname]
    record = site.pages[docname]
    messages = translated.title, *(key for entry in record.entries for key in entry.keys)
    parts = (
        record,
        translated.progress,
        [site.said(docname, one, site.language.code) for one in messages],
        env.titles[docname].pformat(),
        env.toctree_includes.get(docname),
        [one for one in standard.labels.items() if one[1][0] == docname],
        [one for one in standard.anonlabels.items() if one[1][0] == docname],
    )
    return digest(repr(parts).encode("utf-8"))


def _written_path(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"fingerprints-{app.builder.name}.json")


@lru_cache(maxsize=1)
def _fingerprints(site: Site, path: Path) -> dict[str, Any]:
    """Return what the pages of *site* are written with; of the same `Site` it is computed once.

    For each page that is when it was read, what it offers to others, and its fingerprint. The file
    *path* has those of the last build: they stay where the pages that were read since offer the
    same as before.
    """
    before = read_json(path) or {}
    known, read = before.get("pages", {}), site.env.all_docs
    again = [name for name in site.pages if name not in known or known[name][0] != read[name]]
    offered = {name: _offered(site, name) for name in again}
    is_same = before.get("shared") == shared_inputs(site) and known.keys() == site.pages.keys()
    if not (is_same and all(known[name][1] == offered[name] for name in again)):
        known, again = {}, list(site.pages)
    shared = (
        labels_digest(site.env),
        site.env.config.talknotes_assets,
        site.title(site.root),
        domain_of(site.env).moved,
    )
    pages = {
        name: [
            read[name],
            offered.get(name) or _offered(site, name),
            _fingerprint(site, name, shared),
        ]
        for name in again
    }
    return {"shared": shared_inputs(site), "pages": known | pages}


def find_stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that must be written again because of other pages (``env-updated``).

    The files of pages that are gone are removed here as well. All other builders write every page.
    """
    forget_site()
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    path = _written_path(app)
    before = (read_json(path) or {}).get("pages", {})
    now = _fingerprints(site_of(env), path)["pages"]
    for docname in before.keys() - now.keys():
        app.builder.get_output_path(docname).unlink(missing_ok=True)
        for module in (originals, tooltips):
            module.script_path(app.builder, docname).unlink(missing_ok=True)
    return sorted(name for name in now if name not in before or before[name][2] != now[name][2])


def keep_fingerprints(app: Sphinx, exception: Exception | None) -> None:
    """Keep what all pages were written with (event ``build-finished``).

    After a build that was stopped the old ones stay, and still say what is stale.
    """
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        path = _written_path(app)
        content = json.dumps(_fingerprints(site_of(app.env), path), indent=0, sort_keys=True)
        write_changed(path, content.encode("utf-8"))


def setup(app: Sphinx) -> None:
    """Read and write again what other pages changed."""
    app.connect("env-get-outdated", find_outdated)
    app.connect("env-before-read-docs", forget_before_reading)
    app.connect("env-updated", find_stale_pages)
    # Last: what was not finished is to be made again.
    app.connect("build-finished", keep_fingerprints, priority=600)
