"""References that lead nowhere: reported in one form, with what may have been meant.

What a page would define that was moved, or could not be read whole, is not missed: that would
follow from its mistake, which is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.nodes import get_node_line

from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.reports import Subtype, shown_path, warn
from talknotes.content.domain import domain_of
from talknotes.content.site import Site, site_of


class RefuseUnknown(SphinxPostTransform):
    """Reports every reference whose target there is not, and leaves its text."""

    default_priority = 4  # before all that resolve references

    def run(self, **kwargs: Any) -> None:
        """Warn of each, at its line of the page."""
        site = site_of(self.env)
        find: dict[str, Callable[[Site, addnodes.pending_xref, str], str]] = {
            "term": self._term,
            "talk": self._talk,
            "doc": self._page,
            "ref": self._label,
            "myst": self._link,
        }
        for link in list(self.document.findall(addnodes.pending_xref)):
            rule, target = find.get(link["reftype"]), str(link["reftarget"])
            unknown = rule(site, link, target) if rule else ""
            if not unknown:
                continue
            if not site.is_excused(target):
                path = shown_path(self.env, self.env.current_document.docname)
                line = link.line or get_node_line(link.parent) or 1
                warn(Problem(path, line, unknown), Subtype.REFERENCES)
            link.replace_self([child.deepcopy() for child in link.children] or [nodes.Text("")])

    def _term(self, site: Site, _link: addnodes.pending_xref, target: str) -> str:
        if site.entry_of_key(target):
            return ""
        names = [key for entry in site.glossary for key in entry.keys]
        return f'no entry of the glossary is called "{target}"{did_you_mean(target, names)}'

    def _talk(self, site: Site, _link: addnodes.pending_xref, target: str) -> str:
        if domain_of(self.env).talk_docname(target):
            return ""
        return f'no talk is called "{target}"{did_you_mean(target, self._talks(site))}'

    def _page(self, _site: Site, link: addnodes.pending_xref, target: str) -> str:
        if docname_join(link["refdoc"], target) in self.env.all_docs:
            return ""
        start = "/" if target.startswith("/") else ""
        pages = [start + name for name in self.env.all_docs]
        return f'no page is called "{target}"{did_you_mean(target, pages)}'

    def _label(self, _site: Site, link: addnodes.pending_xref, target: str) -> str:
        standard = self.env.domains.standard_domain
        if target not in standard.anonlabels:
            return f'no label is called "{target}"{did_you_mean(target, self._labels())}'
        if not link["refexplicit"] and target not in standard.labels:
            return f'the label "{target}" stands above no heading; give the link a text of its own'
        return ""

    def _link(self, site: Site, link: addnodes.pending_xref, target: str) -> str:
        if link["refdomain"] == "doc":
            return self._part(link, target)
        labels = {label.lower() for label in self._labels()}
        known = target in self.env.all_docs or target.lower() in labels or target.endswith("/")
        # Sphinx finds a term by its key, MyST only by small letters.
        is_term = ("term", target.lower()) in self.env.domains.standard_domain.objects
        if known or is_term or target in self._talks(site):
            return ""
        if site.entry_of_key(target):
            return f'a link to "{target}" leads nowhere; write {{term}}`{target}`'
        if link.get("reflocalid"):
            return ""
        if target.partition("#")[0].endswith(".md"):
            pages = [f"{name}.md" for name in self.env.all_docs]
            return f'there is no page "{target}"{did_you_mean(target, pages)}'
        given = f"#{target}"
        return f'no label is called "{given}"{did_you_mean(given, [f"#{x}" for x in labels])}'

    def _part(self, link: addnodes.pending_xref, docname: str) -> str:
        part = link.get("reftargetid")
        labels = self.env.domains.standard_domain.anonlabels
        here = {
            one
            for name, (page, anchor) in labels.items()
            if page == docname
            for one in (name, anchor)
        }
        if not part or part in here:
            return ""
        path = shown_path(self.env, docname)
        return f'{path} has no label "{part}"{did_you_mean(part, here)}'

    def _labels(self) -> Iterable[str]:
        standard = self.env.domains.standard_domain
        return [name for name in standard.anonlabels if name not in ("genindex", "modindex")]

    @staticmethod
    def _talks(site: Site) -> list[str]:
        return [talk.slug for talks in site.talks.values() for talk in talks]


def setup(app: Sphinx) -> None:
    """Refuse references that lead nowhere, before they are resolved."""
    app.add_post_transform(RefuseUnknown)
