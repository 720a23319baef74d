"""Configuration of Talk Notes for Sphinx; the sources are in docs/.

https://www.sphinx-doc.org/en/master/usage/configuration.html
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent
# The extension stands beside this file; nothing has to be installed to build the site.
sys.path.insert(0, str(ROOT))


# -- The site -------------------------------------------------------------------------------------

project = "Talk Notes"
author = "Talk Notes"
project_copyright = "2026, Talk Notes"
language = "en"
# Of the site as a whole; EPUBs and objects.inv must name one.
version = "1.0"

# The languages of the site, the default first. A new one is an entry here and `make catalogues`;
# "name" is its own name for itself, "locale" is the Babel locale that forms its dates. One that is
# "released" must be complete: `make check` names every sentence that it lacks. Readers are led to
# these; in another, a page without any translation is shown in the language "fallback", if given.
talknotes_languages = {
    "en": {"name": "English", "locale": "en_GB", "released": True},
    "ru": {"name": "Русский", "locale": "ru_RU", "released": True},
}

# The repository, for the ways from a page to the file and line to change: its address, with
# "#branch" behind it where that is not "main". Left empty, it is what Read the Docs builds from;
# where there is neither, pages show the path and line instead. talknotes/common/repository.py knows
# more.
talknotes_repository = ""
# Where the site stands on the web, above its languages: https://talks.example/notes/. Read the Docs
# tells it itself. Without an address nothing is written that needs one, such as a sitemap.
talknotes_address = os.environ.get("TALK_NOTES_ADDRESS", "")
# The version on Read the Docs that search engines are to show, where it publishes more than one.
talknotes_published_version = "latest"

# -- What is built, and how -----------------------------------------------------------------------

# The last one makes a PDF of an SVG picture where a book needs it.
extensions = ["talknotes", "myst_parser", "sphinx_copybutton", "sphinxcontrib.rsvgconverter"]
# Unknown references are mistakes.
nitpicky = True
# A page's own file says in which language it is written: see docs/contributing/.
exclude_patterns = ["_build"]

# Markdown only: raw HTML in a page would escape translation, and every check.
myst_disable_syntax = ["html_inline", "html_block"]
myst_enable_extensions = ["colon_fence"]
# Links to headings of a page (#like-this) are by label, never by the words of a heading.
myst_heading_anchors = 0

# -- Catalogues -----------------------------------------------------------------------------------

gettext_compact = False
gettext_uuid = False

# -- HTML -----------------------------------------------------------------------------------------

html_theme = "furo"
html_title = "Talk Notes"
html_favicon = "talknotes/theme/static/favicon.svg"
html_show_sourcelink = False
html_copy_source = False
html_last_updated_fmt = None
html_permalinks_icon = "#"
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
# The prompt of an interactive example is not copied with it.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# -- Books (make epub, make pdf); talknotes/publishing/books.py has what depends on the language ---
# ------------

epub_uid = "talk-notes"
epub_contributor = author
# The table of contents names conferences and talks, but not the sections of each talk.
epub_tocscope = "includehidden"
epub_tocdepth = 2
epub_tocdup = False
epub_show_urls = "no"
# For pages of the site alone.
epub_exclude_files = [
    f"_static/{name}"
    for name in (
        "basic.css", "check-solid.svg", "copy-button.svg", "copybutton.css", "favicon.svg",
        "minus.png", "plus.png", "print.css", "talknotes.css",
    )
]  # fmt: skip

latex_engine = "xelatex"
latex_show_urls = "footnote"
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "11pt",
    # One side like the other: it is read on screens, and printed by whoever likes to.
    "extraclassoptions": "openany,oneside",
    "fncychap": "",
    "releasename": "",
    # Made for Russian and Latin letters alike; DejaVu has more signs than PT Mono.
    "fontpkg": r"""
\setmainfont{PT Serif}
\setsansfont{PT Sans}
\setmonofont{DejaVu Sans Mono}[Scale=0.82]
""",
    "sphinxsetup": (
        "TitleColor={RGB}{29,36,51}, InnerLinkColor={RGB}{33,77,140}, "
        "OuterLinkColor={RGB}{33,77,140}, verbatimforcewraps=true, verbatimwithframe=false, "
        "VerbatimColor={RGB}{245,243,238}"
    ),
    "tocdepth": r"\setcounter{tocdepth}{1}",
    "secnumdepth": r"\setcounter{secnumdepth}{-1}",
    "preamble": (ROOT / "talknotes" / "publishing" / "books.tex").read_text(encoding="utf-8"),
}

# -- Links to the web (make linkcheck) ------------------------------------------------------------

linkcheck_timeout = 15
linkcheck_retries = 2
# Anchors of these pages are made by scripts, so they cannot be seen in the page's source.
linkcheck_anchors_ignore_for_url = [r"https://github\.com/"]
