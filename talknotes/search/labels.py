"""What the search says, in the language of the site."""

from __future__ import annotations

from talknotes.common.labels import _


def search_labels() -> dict[str, str]:
    """Return what the search says; ``{words}`` and ``{count}`` are filled in by search.js."""
    return {
        "form": _("Search these notes"),
        "find": _("Search"),
        "field": _("Talks, tools, words"),
        "close": _("Close"),
        "results": _("Search results"),
        "keys": _("↑ ↓ choose · ⏎ open"),
        "all": _("All results on a page of their own"),
        "more": _("Show all"),
        "nothing": _("Nothing found for “{words}”."),
        "near": _("Nearest names:"),
        "topics": _("Topics:"),
        "lists": _("Or look through:"),
        "kinds": _("Show"),
        "kind_all": _("Everything"),
        "kind_talk": _("Talks"),
        "kind_guide": _("Guides"),
        "kind_tool": _("Tools and terms"),
        "read": _("Understood as “{words}”."),
        "partial": _("No page has all of these words; these have some of them."),
        "count": _("Found: {count}."),
        "failed": _("The search could not be loaded. Is there a connection? Then try again."),
        "no_script": _("The search needs JavaScript."),
        "listed": _("The terms are listed without it:"),
    }
