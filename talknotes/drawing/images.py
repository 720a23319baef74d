"""Pictures on a page say how large they are, so that nothing moves when they come."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.images import get_image_size

from talknotes.common.urls import SITE_BUILDERS


def _shown_width(image: nodes.image, natural: int) -> float | None:
    """Return how many pixels wide *image* is asked to be; none where that is not in pixels."""
    if "width" not in image:
        return natural
    value, unit = nodes.parse_measure(image["width"])
    return float(value) if unit in ("", "px") else None


def size_images(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give every picture of a page its width and height (event ``doctree-resolved``).

    Without units they become attributes, of which a browser knows the shape of the picture; the
    style sheet still makes it narrower where there is no room. Sphinx itself sizes what is scaled.
    """
    if app.builder.name not in SITE_BUILDERS:
        return
    for image in doctree.findall(nodes.image):
        if "scale" in image or "height" in image:
            continue
        natural = get_image_size(Path(app.srcdir, image["uri"]))
        width = _shown_width(image, natural[0]) if natural else None
        if natural and width:
            image["width"] = f"{width:.0f}"
            image["height"] = f"{width * natural[1] / natural[0]:.0f}"


def setup(app: Sphinx) -> None:
    """Tell browsers how large the pictures are."""
    app.connect("doctree-resolved", size_images)
