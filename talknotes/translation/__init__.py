"""Translated pages for any Sphinx site that is written in MyST Markdown; knows nothing of talks.

Each page is written in one language, and catalogues carry it to the others::

    extensions = ["myst_parser", "talknotes.translation"]

It may know ``common`` alone. docs/contributing/translation-extension.md describes it for its users.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.typing import ExtensionMetadata


def _set_defaults(app: Sphinx, config: Config) -> None:
    """Check the options, and complete them (event ``config-inited``)."""
    import os
    import sys

    from talknotes.common.languages import read_languages
    from talknotes.common.problems import did_you_mean
    from talknotes.common.repository import read_repository

    config.talknotes_root = str(app.confdir)
    # To an exception Sphinx would add its own traceback.
    try:
        languages = read_languages(config.talknotes_languages)
        config.talknotes_source = read_repository(config.talknotes_repository, os.environ)
    except ConfigError as error:
        sys.exit(str(error))
    except ValueError as error:
        sys.exit(f"conf.py: talknotes_repository: {error}")
    if config.language not in languages:
        hint = did_you_mean(config.language, languages)
        sys.exit(f'conf.py: talknotes_languages has no language "{config.language}"{hint}')


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the wing with Sphinx."""
    from talknotes.translation import (
        domain,
        extraction,
        labels,
        originals,
        page_context,
        parser,
    )

    app.setup_extension("myst_parser")
    app.setup_extension("talknotes.common.reports")
    app.add_config_value("talknotes_languages", {}, "env", types=frozenset({dict}))
    app.add_config_value("talknotes_locale_dir", "locale", "env", types=frozenset({str}))
    app.add_config_value("talknotes_repository", "", "", types=frozenset({str}))
    # Set by what is above, and where messages are extracted.
    app.add_config_value("talknotes_root", str(Path(app.confdir)), "")
    app.add_config_value("talknotes_source", None, "html")
    app.add_config_value("talknotes_extract", False, "env")
    app.connect("config-inited", _set_defaults)
    app.add_domain(domain.TranslationDomain)
    app.connect("env-get-outdated", domain.find_outdated)
    app.add_source_parser(parser.TranslatingParser, override=True)
    app.add_directive_to_domain("std", "glossary", parser.KeyedGlossary, override=True)
    app.connect("build-finished", extraction.write_messages)
    for module in (labels, originals, page_context):
        module.setup(app)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
