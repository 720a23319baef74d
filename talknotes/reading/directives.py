"""What a page marks: empty places, which are filled when the page is written.

`talknotes.drawing.places` has the table of their kinds, and makes a directive of each.
"""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from talknotes.content.facts import address_mistake

Argument = str | int | tuple[str, ...]


class Place(nodes.General, nodes.Element):
    """An empty node where drawn content goes; ``kind`` and ``argument`` as in `PlaceRecord`."""

    @property
    def kind(self) -> str:
        """What is drawn here."""
        return str(self["kind"])

    @property
    def argument(self) -> Argument:
        """Of what it is drawn."""
        argument: Argument = self.get("argument", "")
        return argument


class PlaceDirective(SphinxDirective):
    """Marks a place of the kind that the directive is called, and knows the line it stands on."""

    def run(self) -> list[nodes.Node]:
        """Return the marked place."""
        place = Place(kind=self.name, argument=self.argument())
        place.line = self.lineno
        return [place]

    def argument(self) -> Argument:
        """Return of what it is drawn: what the argument names, if there is one."""
        return self.arguments[0] if self.arguments else ""


class DayDirective(PlaceDirective):
    """A place of one day of the page's conference: the option ``day``."""

    option_spec: ClassVar = {"day": directives.positive_int}
    required_options = ("day",)

    def run(self) -> list[nodes.Node]:
        """Return the marked place; nothing where the day was refused."""
        return super().run() if "day" in self.options else []

    def argument(self) -> Argument:
        """Return the day's number."""
        return int(self.options["day"])


class WordDirective(PlaceDirective):
    """A place of what its argument names."""

    required_arguments = 1


class AddressDirective(WordDirective):
    """A place of an address; not prose, as an address is nothing to translate."""

    def argument(self) -> Argument:
        """Return the address."""
        mistake = address_mistake(self.arguments[0])
        if mistake:
            raise self.error(mistake)
        return super().argument()
