"""Configuration of Talk Notes for Sphinx; the sources are in docs/.

In the order of https://www.sphinx-doc.org/en/master/usage/configuration.html
"""

import os
import sys
from pathlib import Path

# The extension stands beside this file; nothing has to be installed to build the site.
sys.path.insert(0, str(Path(__file__).parent))

# -- Project information --------------------------------------------------------------------------

project = "Talk Notes"
author = "Talk Notes"
project_copyright = "2026, Talk Notes"
# Of the site as a whole; EPUBs and objects.inv must name one.
version = "1.0"

# -- General configuration ------------------------------------------------------------------------

# The last one makes a PDF of an SVG picture where a book needs it.
extensions = ["talknotes", "myst_parser", "sphinx_copybutton", "sphinxcontrib.rsvgconverter"]
# Unknown references are mistakes.
nitpicky = True
exclude_patterns = ["_build"]

# -- Internationalization -------------------------------------------------------------------------

language = "en"
# One catalogue for each page.
gettext_compact = False

# The languages of the site, the default first. A new one is an entry here and `make catalogues`;
# "name" is its own name for itself, "locale" is the Babel locale that forms its dates. One that is
# "released" must be complete: `make check` names every sentence that it lacks. Readers are led to
# these; in another, a page without any translation is shown in the language "fallback", if given.
# A page's own file says in which language it is written: see docs/contributing/.
talknotes_languages = {
    "en": {"name": "English", "locale": "en_GB", "released": True},
    "ru": {"name": "Русский", "locale": "ru_RU", "released": True},
}

# -- Where the site and its sources are on the web ------------------------------------------------

# The repository, for the ways from a page to the file and line to change: its address, with
# "#branch" after it where that is not "main". Left empty, it is what Read the Docs builds from;
# where there is neither, pages show the path and line instead. talknotes/common/repository.py knows
# more.
talknotes_repository = ""
# Where the site stands, above its languages: https://talks.example/notes/. Read the Docs says it
# itself. Without an address nothing is written that needs one, such as a sitemap.
talknotes_address = os.environ.get("TALK_NOTES_ADDRESS", "")
# The version on Read the Docs that search engines are to show, where it publishes more than one.
talknotes_published_version = "latest"

# -- HTML -----------------------------------------------------------------------------------------

html_theme = "furo"
html_title = "Talk Notes"
html_favicon = "talknotes/theme/static/favicon.svg"
html_permalinks_icon = "#"
# As furo has it, but for advertisements and a choice of versions.
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
# Every page leads to its file in the repository.
html_copy_source = False
html_show_sourcelink = False

# -- EPUB (make epub); talknotes/publishing/books.py has what depends on the language -------------

epub_uid = "talk-notes"
epub_contributor = author
# The table of contents names conferences and talks, but not the sections of each talk.
epub_tocdepth = 2
epub_tocdup = False
epub_tocscope = "includehidden"
epub_show_urls = "no"
# What only pages in a browser use.
epub_exclude_files = [
    "_static/basic.css",
    "_static/check-solid.svg",
    "_static/copy-button.svg",
    "_static/copybutton.css",
    "_static/favicon.svg",
    "_static/minus.png",
    "_static/plus.png",
    "_static/print.css",
    "_static/talknotes.css",
]

# -- PDF (make pdf) -------------------------------------------------------------------------------

latex_engine = "xelatex"
latex_show_urls = "footnote"
latex_additional_files = ["talknotes/publishing/books.sty"]
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "11pt",
    # One side like the other: it is read on screens, and printed by whoever likes to.
    "extraclassoptions": "openany,oneside",
    "fncychap": "",
    "releasename": "",
    # Made for Russian and Latin letters alike; DejaVu has more characters than PT Mono.
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
    "preamble": r"\usepackage{books}",
}

# -- Links to the web (make linkcheck) ------------------------------------------------------------

linkcheck_timeout = 15
linkcheck_retries = 2
# Anchors of these pages are made by scripts, so they cannot be seen in the page's source.
linkcheck_anchors_ignore_for_url = [r"https://github\.com/"]

# -- MyST, the Markdown of the pages --------------------------------------------------------------

# Markdown only: raw HTML in a page would escape translation, and every check.
myst_disable_syntax = ["html_inline", "html_block"]
myst_enable_extensions = ["colon_fence"]
# Links to headings of a page (#like-this) are by label, never by the words of a heading.
myst_heading_anchors = 0

# -- sphinx-copybutton ----------------------------------------------------------------------------

# The prompt of an interactive example is not copied with it.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
# Whatever belongs to a command is copied with it.
copybutton_line_continuation_character = "\\"
copybutton_here_doc_delimiter = "EOF"
