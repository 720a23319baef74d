"""What is read and written again, so that no page keeps stale text.

Sphinx looks at the sources of a page alone. Here a page is read again when its catalogue came, went
or changed; it is written again when anything changed that it draws from other pages or links to;
and the files of pages that are gone are removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from hashlib import blake2b
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from talknotes.domain import domain_of
from talknotes.drawing import view_of_place
from talknotes.labels import PACKAGE_DIR
from talknotes.parser import conference_folders
from talknotes.site import Site, forget_site, site_of
from talknotes.transforms import catalogue_digest, labels_digest

_CODE_SUFFIXES = frozenset({".py", ".html", ".css", ".js"})


def code_digest() -> str:
    """Return a digest of this package: when it changes, every page is read again."""
    digest = blake2b(digest_size=8)
    for path in sorted(PACKAGE_DIR.rglob("*")):
        if path.suffix in _CODE_SUFFIXES:
            digest.update(path.relative_to(PACKAGE_DIR).as_posix().encode("utf-8"))
            digest.update(path.read_bytes())
    return digest.hexdigest()


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Return the pages whose catalogue is not the one they were read with."""
    forget_site()
    conference_folders.cache_clear()
    return [
        docname
        for docname, record in domain_of(env).pages.items()
        if docname not in removed and catalogue_digest(env, docname) != record.catalogue
    ]


def _linked_texts(site: Site, docname: str) -> Iterator[str]:
    """Yield what Sphinx takes from other pages when it resolves the links of *docname*."""
    standard = site.env.domains.standard_domain
    for domain, kind, target in site.pages[docname].references:
        if kind == "term":
            place = standard.objects.get(("term", target.lower()), "")
            yield f"{target} {place} {site.entry_of_key(target)}"
        elif kind == "talk":
            talk_page = domain_of(site.env).talk_docname(target)
            yield f"{target} {site.title(talk_page) if talk_page else ''}"
        else:
            label = standard.labels.get(target, "")
            anchor = standard.anonlabels.get(target, "")
            page = _page_of_target(docname, target)
            yield f"{domain} {kind} {target} {label} {anchor} {site.title(page)}"


def _page_of_target(docname: str, target: str) -> str:
    """Return the page that ``{doc}`` with *target* on *docname* means."""
    base = Path(target) if target.startswith("/") else Path("/", docname).parent / target
    return str(base).lstrip("/").removesuffix(".md")


def _drawings(site: Site, docname: str) -> Iterator[str]:
    for place in site.pages[docname].places:
        yield repr(view_of_place(site, docname, place.kind, place.argument))


def _fingerprint(site: Site, docname: str) -> str:
    parts: Iterable[str] = (
        labels_digest(site.env),
        repr(site.title(site.root)),
        repr(site.navigation(docname)),
        repr(site.neighbours(docname)),
        *_drawings(site, docname),
        *_linked_texts(site, docname),
    )
    return blake2b("\n".join(parts).encode("utf-8"), digest_size=8).hexdigest()


def find_stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that must be written again because of other pages (``env-updated``)."""
    forget_site()
    site = site_of(env)
    domain = domain_of(env)
    fingerprints = {docname: _fingerprint(site, docname) for docname in site.pages}
    stale = [d for d, print_ in fingerprints.items() if domain.fingerprints.get(d) != print_]
    domain.fingerprints.clear()
    domain.fingerprints.update(fingerprints)
    return sorted(stale)


def forget_written_pages(app: Sphinx) -> None:
    """Start a build with no page written (event ``builder-inited``)."""
    _WRITTEN.clear()


def note_written_page(app: Sphinx, pagename: str, *_unused: object) -> None:
    """Remember a page that this build wrote (event ``html-page-context``)."""
    _WRITTEN.add(pagename)


_WRITTEN: set[str] = set()


def remove_orphans(app: Sphinx, exception: Exception | None) -> None:
    """Remove the files of pages that no longer exist (event ``build-finished``).

    Pages that are no document, such as the index of terms, are written on every build.
    """
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if not _WRITTEN:
        return
    known = {Path(builder.get_output_path(name)) for name in (*app.env.found_docs, *_WRITTEN)}
    for path in Path(app.outdir).rglob("*.html"):
        if path not in known and "_static" not in path.parts:
            path.unlink()
