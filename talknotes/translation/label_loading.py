"""Gives Sphinx the translated labels: those of this package, and those of the theme.

They are compiled into ``build/locale``, never beside their source, and only what is right in them.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from docutils.languages import get_language
from docutils.parsers.rst.languages import get_language as get_names
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translator

from talknotes.common.labels import CATALOGUE
from talknotes.common.problems import Problem
from talknotes.common.reports import Subtype, warn
from talknotes.translation.catalogues import (
    LABEL_CATALOGUES,
    THEME_CATALOGUE,
    compile_catalogues,
    compiled_path,
)

_COMPILED = Path("build", "locale")


def _compile(app: Sphinx) -> list[Problem]:
    root = Path(app.confdir)
    return compile_catalogues(
        root / app.config.talknotes_locale_dir,
        root / _COMPILED,
        app.config.language,
        shown_from=root,
    )


def _report(app: Sphinx) -> None:
    """Warn of what is wrong in the labels of this build's language (event ``builder-inited``).

    Those with problems still look stale, so that they are told on every build.
    """
    if not app.config.talknotes_extract:
        for problem in sorted(_compile(app)):
            warn(problem, Subtype.CATALOGUE)


def _choose_docutils_labels(app: Sphinx) -> None:
    """Take docutils' English labels where it has none (event ``builder-inited``).

    It would warn on every page; readers see Sphinx's labels and those of this package.
    """
    code = app.config.language
    if any(labels(code) is labels("en") for labels in (get_language, get_names)):
        app.env.settings["language_code"] = "en"


def labels_digest(env: BuildEnvironment) -> str:
    """Return a digest of the labels that every page draws on."""
    digest = blake2b(digest_size=8)
    for name in sorted(LABEL_CATALOGUES):
        path = compiled_path(Path(env.config.talknotes_root, _COMPILED), env.config.language, name)
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def setup(app: Sphinx) -> None:
    """Load the labels. Sphinx makes its translator before it loads extensions, so it is told."""
    _compile(app)
    for name in (CATALOGUE, THEME_CATALOGUE):
        app.add_message_catalog(name, str(Path(app.confdir, _COMPILED)))
    app.translator = get_translator(THEME_CATALOGUE)
    app.connect("builder-inited", _report)
    app.connect("builder-inited", _choose_docutils_labels)
