"""What pages load: one style sheet, one script, and on demand what a reader turns to.

Sphinx links every file of the theme and of the extensions by itself. Here those that all pages need
are joined, without comments and blanks, so that a first visit asks for little and the next page for
nothing but itself. What pages of this site never use is left out.

Every address ends in a digest of the content (`talknotes.common.urls.versioned`): a browser may
keep the file for good, and what a new build changed has a new address. The digests of what is
loaded on demand stand in a script of their own (`LIST`), which `talknotes.js` loads before the
first of them: in the pages they would make every page change whenever the index of the search does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import furo
import rcssmin
import rjsmin
import sphinx_copybutton
from sphinx.application import Sphinx
from sphinx.config import Config

from talknotes.common.files import digest, write_changed
from talknotes.common.labels import PACKAGE_DIR
from talknotes.common.urls import SITE_BUILDERS, versioned, with_digest
from talknotes.theme.furo import keys_dialog

STATIC_DIR = PACKAGE_DIR / "theme" / "static"
FURO = furo.THEME_PATH / "static"
COPYBUTTON = Path(sphinx_copybutton.__file__).parent / "_static"

STYLE = "_static/site.css"
SCRIPT = "_static/site.js"
LIST = "_static/on-demand.js"
_FAVICON = "favicon.svg"
_FIRST_SEARCH = "_static/search/index.js"

# In the order of the cascade: file, and the medium that it is for. Furo's colours of code, which
# are no file, come first.
_STYLES = (
    (FURO, "styles/furo.css", ""),
    (STATIC_DIR, "talknotes.css", ""),
    (STATIC_DIR, "print.css", "print"),
    (COPYBUTTON, "copybutton.css", ""),
    (FURO, "styles/furo-extensions.css", ""),
    (STATIC_DIR, "search.css", ""),
)
# In the order in which they run, after the words of the dialog that one of them shows.
_SCRIPTS = (
    (FURO, "scripts/furo.js"),
    (STATIC_DIR, "talknotes.js"),
    (STATIC_DIR, "search.js"),
    (STATIC_DIR, "keyboard.js"),
    (STATIC_DIR, "tooltips.js"),
    (STATIC_DIR, "originals.js"),
)
# What Sphinx and the theme link, and is in the above.
JOINED = frozenset(
    {"pygments.css", "styles/furo.css", "copybutton.css", "styles/furo-extensions.css",
     "scripts/furo.js"}
)  # fmt: skip
# For Sphinx's own search, and for indices of modules that fold; the site has neither.
UNUSED = frozenset({"doctools.js", "sphinx_highlight.js", "translations.js"})
# For pages with blocks of code alone.
FOR_CODE = frozenset({"documentation_options.js", "clipboard.min.js", "copybutton.js"})
_CODE = 'class="highlight'


def _style_parts(favicon: str) -> Iterator[str]:
    yield furo.get_pygments_stylesheet()
    for folder, name, medium in _STYLES:
        # The one file that a style sheet shows.
        css = (folder / name).read_text(encoding="utf-8").replace(_FAVICON, favicon)
        yield f"@media {medium} {{\n{css}\n}}" if medium else css


def _script_parts(app: Sphinx) -> Iterator[str]:
    keys = app.builder.templates.render("components/keys.html", keys_dialog())
    yield f"window.talkNotesKeys = {json.dumps(keys, ensure_ascii=False)};"
    for folder, name in _SCRIPTS:
        yield (folder / name).read_text(encoding="utf-8")


def joined_styles(parts: Iterable[str]) -> bytes:
    """Return *parts* as one style sheet; comments that begin with ``!`` tell of licences.

    Raises `ValueError` where a part imports another sheet: that works only at the very start.
    """
    css = "\n".join(parts)
    if "@import" in css:
        raise ValueError("a part of the style sheet has @import; list what it names instead")
    return str(rcssmin.cssmin(css, keep_bang_comments=True)).encode()


def joined_scripts(parts: Iterable[str]) -> bytes:
    """Return *parts* as one script; each keeps its names, and its "use strict", to itself."""
    wrapped = (f"(() => {{\n{part}\n}})();" for part in parts)
    return "\n".join(rjsmin.jsmin(one, keep_bang_comments=True) for one in wrapped).encode()


def write_joined(app: Sphinx) -> None:
    """Write the style sheet and the script, and keep their addresses (``builder-inited``).

    Pages that were written with other addresses are written again:
    `talknotes.publishing.stale_pages`.
    """
    if app.builder.name not in SITE_BUILDERS:
        return
    favicon = versioned(_FAVICON, (STATIC_DIR / _FAVICON).read_bytes())
    style, script = joined_styles(_style_parts(favicon)), joined_scripts(_script_parts(app))
    root = Path(app.outdir)
    write_changed(root / STYLE, style)
    write_changed(root / SCRIPT, script)
    app.config.talknotes_assets = {
        "style": versioned(STYLE, style),
        "script": versioned(SCRIPT, script),
    }
    if app.config.html_favicon:
        shown = Path(app.confdir, app.config.html_favicon)
        address = versioned(f"_static/{shown.name}", shown.read_bytes())
        app.config.talknotes_assets["favicon"] = address


def choose(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Leave to a page only what is not in the joined files (event ``html-page-context``)."""
    if app.builder.name not in SITE_BUILDERS:
        return
    left_out = JOINED | UNUSED
    if _CODE not in context.get("body", ""):
        left_out |= FOR_CODE
    unwanted = {f"_static/{name}" for name in left_out}
    for kind in ("css_files", "script_files"):
        context[kind] = [one for one in context[kind] if str(one.filename) not in unwanted]
    if pagename == "search":
        # It fetches what it will need while it loads, not one by one.
        found = _on_demand(Path(app.outdir))
        context["talknotes_on_demand"] = _list_of(found)
        if _FIRST_SEARCH in found:
            context["talknotes_preload"] = with_digest(_FIRST_SEARCH, found[_FIRST_SEARCH])
    assets = app.config.talknotes_assets
    context["talknotes_assets"] = assets
    if "favicon" in assets:
        context["favicon_url"] = context["pathto"](assets["favicon"], 1)


def _on_demand(root: Path) -> dict[str, str]:
    """Return the digests of all that is loaded on demand; a preview has no index of the search."""
    names = (_FIRST_SEARCH, "_static/search/dialog.js")
    files = [path for name in names if (path := root / name).exists()]
    files += root.rglob("*.tooltips.js")
    return {path.relative_to(root).as_posix(): digest(path.read_bytes()) for path in files}


def _list_of(found: dict[str, str]) -> str:
    listed = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"window.talkNotesOnDemand={listed};"


def write_list(app: Sphinx, exception: Exception | None) -> None:
    """Write the digests of all that is loaded on demand (event ``build-finished``)."""
    if exception is None and app.builder.name in SITE_BUILDERS:
        root = Path(app.outdir)
        write_changed(root / LIST, f"{_list_of(_on_demand(root))}\n".encode())


def setup(app: Sphinx) -> None:
    """Join the style sheets and scripts, and choose what a page loads."""
    app.add_config_value("talknotes_assets", {}, "")
    app.connect("config-inited", _use_static_files)
    # After furo, which then knows its colours of code.
    app.connect("builder-inited", write_joined, priority=600)
    # After everything that adds a file to a page.
    app.connect("html-page-context", choose, priority=900)
    # After the files that it lists.
    app.connect("build-finished", write_list, priority=550)


def _use_static_files(app: Sphinx, config: Config) -> None:
    config.html_static_path = [str(STATIC_DIR), *config.html_static_path]
