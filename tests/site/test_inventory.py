"""``objects.inv``: another site can link to the talks, the tools and the sections of this one."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.testing.util import _clean_up_global_state
from sphinx.util.docutils import docutils_namespace
from sphinx.util.inventory import InventoryFile

LANGUAGES = ("en", "ru")
ADDRESS = {language: f"https://notes.example.org/{language}/latest/" for language in LANGUAGES}
TALK = {
    "en": "Writing and Scaling Collaborative Data Pipelines with Kedro",
    "ru": "Как вместе писать и\N{NO-BREAK SPACE}масштабировать конвейеры данных",
}

OTHER_CONF = """
extensions = ["myst_parser", "sphinx.ext.intersphinx"]
nitpicky = True
html_theme = "basic"
intersphinx_mapping = {mapping!r}
"""

OTHER_PAGE = """
# Another site

[](inv:notes:talknotes:talk#kedro) and {external+notes:doc}`europython-2020/kedro`,
{external+notes:term}`Kedro`, {external+notes:ref}`kedro-growth`.
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_without_this_extension_links_to_talks_and_tools(
    real_site: Path, tmp_path: Path, language: str
) -> None:
    inventory = str(real_site / language / "objects.inv")
    mapping = {"notes": (ADDRESS[language], inventory)}
    (tmp_path / "conf.py").write_text(OTHER_CONF.format(mapping=mapping), encoding="utf-8")
    (tmp_path / "index.md").write_text(OTHER_PAGE, encoding="utf-8")
    warnings = StringIO()
    out = tmp_path / "out"
    try:
        with docutils_namespace():
            app = Sphinx(
                str(tmp_path), str(tmp_path), str(out), str(tmp_path / "doctrees"), "html",
                status=StringIO(), warning=warnings,
            )  # fmt: skip
            app.build()
    finally:
        _clean_up_global_state()
    assert warnings.getvalue() == ""
    page = BeautifulSoup((out / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = page.select("a.external")
    talk = f"{ADDRESS[language]}europython-2020/kedro.html"
    assert [str(link["href"]).partition("#")[0] for link in links] == [
        talk,
        talk,
        f"{ADDRESS[language]}tools/pipelines.html",
        talk,
    ]
    assert links[0].text.startswith(TALK[language])
    for link in links:
        target, _, anchor = str(link["href"]).removeprefix(ADDRESS[language]).partition("#")
        html = (real_site / language / target).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_talk_can_be_linked_by_its_slug(
    real_site: Path, talks: dict[str, dict[str, Any]], language: str
) -> None:
    content = (real_site / language / "objects.inv").read_bytes()
    found = InventoryFile.loads(content, uri="").data["talknotes:talk"]
    expected = {name.rsplit("/", 1)[1].removesuffix(".html"): name for name in talks}
    assert {slug: item.uri.partition("#")[0] for slug, item in found.items()} == expected
