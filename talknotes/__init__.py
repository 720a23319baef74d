"""The Sphinx extension of Talk Notes: talks, tools and conferences in several languages.

This module names the wings; each registers itself, and docs/contributing/how-the-site-works.md says
what they are for.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0"
# Raised whenever the shape of what is kept in the build environment changes.
ENVIRONMENT_VERSION = 5
WINGS = ("translation", "content", "reading", "drawing", "search", "theme", "publishing")


def _choose_index(app: Sphinx, config: Config) -> None:
    """Leave out Sphinx's index: {glossary-index} knows more names and languages. A book has it."""
    config.html_use_index, config.epub_use_index = False, True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register all wings with Sphinx."""
    from talknotes.common.cache import code_digest
    from talknotes.common.parent_process import end_with_parent

    end_with_parent()
    # When the code changes, every page is read again.
    app.add_config_value("talknotes_code", code_digest(), "env")
    # Set by `make preview`, which leaves the files beside the pages as they are.
    app.add_config_value("talknotes_only_pages", False, "")
    app.connect("config-inited", _choose_index)
    for wing in WINGS:
        app.setup_extension(f"{__name__}.{wing}")
    return {
        "version": __version__,
        "env_version": ENVIRONMENT_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
