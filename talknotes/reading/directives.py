"""The directives that pages use: each marks a place that is filled when the page is written."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from talknotes.drawing.views import Place


class _PlaceDirective(SphinxDirective):
    """Marks a place of one class, and knows the line that it stands on."""

    def mark(self, kind: str, argument: str | int = "") -> list[nodes.Node]:
        place = Place(kind=kind, argument=argument)
        place.line = self.lineno
        return [place]


class ProgrammeDirective(_PlaceDirective):
    """``{programme}`` with the option ``day``: the talks of that day of the page's conference."""

    option_spec: ClassVar = {"day": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        if "day" not in self.options:
            raise self.error('"programme" needs the option "day", such as :day: 1')
        return self.mark("programme", self.options["day"])


class ConferencesDirective(_PlaceDirective):
    """``{conferences}``: all conferences, the latest first."""

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        return self.mark("conferences")


class OftenNamedDirective(_PlaceDirective):
    """``{often-named} number``: that many glossary entries, those that most talks name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        given = self.arguments[0]
        if not given.isdecimal() or not int(given):
            raise self.error(f'"{given}" is not how many entries; give a number, such as 12')
        return self.mark("often-named", int(given))


class TopicDirective(_PlaceDirective):
    """``{topic} slug``: makes its section the one of the topic, and lists the talks on it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        return self.mark("topic", self.arguments[0])


class SpeakersDirective(_PlaceDirective):
    """``{speakers}``: all speakers and their talks."""

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        return self.mark("speakers")


class TermbaseDirective(_PlaceDirective):
    """``{termbase}``: how each language says the words that the termbase settles."""

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        return self.mark("termbase")


class StatusDirective(_PlaceDirective):
    """``{status}``: how far the translations are, page by page."""

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        return self.mark("status")


class BooksDirective(_PlaceDirective):
    """``{books}``: links to the site as an EPUB and a PDF, where there are any."""

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        return self.mark("books")


class GlossaryIndexDirective(_PlaceDirective):
    """``{glossary-index}``: the names of all glossary entries, in the order of the alphabet."""

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        return self.mark("glossary-index")


class HomePageDirective(_PlaceDirective):
    """``{home-page} address``: the link to the home page that ends a glossary entry.

    A directive, not prose: an address is nothing to translate.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        address = self.arguments[0]
        if not address.startswith(("https://", "http://")):
            raise self.error(f'"{address}" is not a web address; write it whole, with https://')
        return self.mark("home-page", address)


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "programme": ProgrammeDirective,
    "conferences": ConferencesDirective,
    "often-named": OftenNamedDirective,
    "topic": TopicDirective,
    "speakers": SpeakersDirective,
    "termbase": TermbaseDirective,
    "status": StatusDirective,
    "books": BooksDirective,
    "glossary-index": GlossaryIndexDirective,
    "home-page": HomePageDirective,
}


def setup(app: Sphinx) -> None:
    """Register the directives."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
