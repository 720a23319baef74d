"""Sphinx's domain of labels and terms, without its long way to forget a page.

Before a page is read, Sphinx looks through the labels and terms of the whole site for those of the
page, even where it has never read it: the time grows with the square of the site. Written for
Sphinx 9.0; `make test-upstream` says when it can go.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment


class QuickStandardDomain(StandardDomain):
    """Sphinx's own, but that it has nothing to forget of a page that was never read."""

    @cached_property
    def _known(self) -> set[str]:
        kinds = [kind for kind in self.data.values() if isinstance(kind, dict)]
        return {place[0] for kind in kinds for place in kind.values()}

    def clear_doc(self, docname: str) -> None:
        """Forget the page *docname*."""
        if docname in self._known:
            super().clear_doc(docname)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Take over the labels of a page that was read."""
        self._known.add(docname)
        super().process_doc(env, docname, document)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self._known.update(docnames)
        otherdata.setdefault("terms", {})  # Sphinx makes it when it first looks there
        super().merge_domaindata(docnames, otherdata)


def setup(app: Sphinx) -> None:
    """Register the domain in place of Sphinx's."""
    app.add_domain(QuickStandardDomain, override=True)
