"""Pictures on a page: how large they are, that they may come late, and which version they are.

With its size nothing moves when a picture comes; with ``loading="lazy"`` the words of a page do not
wait for what is further down; with a digest in its address a browser may keep it for good.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import imagesize
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.images import get_image_size

from talknotes.common.urls import SITE_BUILDERS, versioned

# As Sphinx writes it; a quotation mark in the text of a page is written as an entity.
_ADDRESS = re.compile(r'(?<==")(?:\.\./)*_images/(?P<name>[^"?#]+)(?=")')


def _natural_size(path: Path) -> tuple[int, int] | None:
    """Return how many pixels wide and high the picture *path* is; none where that is unknown.

    Of an SVG, imagesize 2.0 decodes the first 1,024 bytes, and gives up where these end within a
    letter. In ASCII they cannot.
    """
    if path.suffix != ".svg":
        return get_image_size(path)
    text = path.read_text(encoding="utf-8")
    width, height = imagesize.get(BytesIO(text.encode("ascii", "xmlcharrefreplace")))
    return (int(width), int(height)) if width > 0 and height > 0 else None


def _shown_width(image: nodes.image, natural: int) -> float | None:
    """Return how many pixels wide *image* is asked to be; none where that is not in pixels."""
    if "width" not in image:
        return natural
    value, unit = nodes.parse_measure(image["width"])
    return float(value) if unit in ("", "px") else None


def prepare_images(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let every picture of a page come late, with its size known (event ``doctree-resolved``).

    Without units the sizes become attributes, of which a browser knows the shape of the picture;
    the style sheet still makes it narrower where there is no room. Sphinx itself sizes what is
    scaled.
    """
    if app.builder.name not in SITE_BUILDERS:
        return
    for image in doctree.findall(nodes.image):
        image["loading"] = "lazy"
        if "scale" in image or "height" in image:
            continue
        natural = _natural_size(Path(app.srcdir, image["uri"]))
        width = _shown_width(image, natural[0]) if natural else None
        if natural and width:
            image["width"] = f"{width:.0f}"
            image["height"] = f"{width * natural[1] / natural[0]:.0f}"


def add_versions(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give the address of every picture a digest of it (event ``html-page-context``).

    Earlier is no place for it: Sphinx takes the whole address for the name of a file. A page is
    read again when a picture of it changes, for Sphinx counts that among its sources.
    """
    if app.builder.name not in SITE_BUILDERS or "_images/" not in context.get("body", ""):
        return
    sources = {quote(name): Path(app.srcdir, uri) for uri, name in app.builder.images.items()}

    def with_version(address: re.Match[str]) -> str:
        source = sources.get(address["name"])
        return versioned(address[0], source.read_bytes()) if source else address[0]

    context["body"] = _ADDRESS.sub(with_version, context["body"])


def setup(app: Sphinx) -> None:
    """Tell browsers how large the pictures are, and which version of each a page shows."""
    app.connect("doctree-resolved", prepare_images)
    app.connect("html-page-context", add_versions)
