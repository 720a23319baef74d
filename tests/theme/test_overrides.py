"""What we do around gaps of other projects. A test that fails here says: look, this can go."""

from __future__ import annotations

import inspect
import re

import furo
from furo import THEME_PATH
from myst_parser.mdit_to_docutils.base import DocutilsRenderer

from talknotes.theme import furo as theme


def furo_templates() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in THEME_PATH.rglob("*.html"))


def test_furo_still_writes_these_labels_into_its_templates() -> None:
    templates = furo_templates()
    gone = [english for english in theme._fixed_labels() if english not in templates]
    assert gone == [], (
        "furo translates these by now, or says them otherwise: talknotes/theme/furo.py"
    )


def test_furo_still_has_no_place_for_a_switch_beside_its_buttons() -> None:
    assert furo_templates().count(theme._BUTTONS) == 1
    assert furo_templates().count(theme._ARTICLE) == 1


def test_furo_still_shows_its_switch_of_colours_by_script_alone_and_brings_its_icons() -> None:
    css = (THEME_PATH / "static" / "styles" / "furo.css").read_text(encoding="utf-8")
    assert ".no-js .theme-toggle-container{display:none}" in css
    icons = (THEME_PATH / "partials" / "icons.html").read_text(encoding="utf-8")
    brought = re.findall('<symbol id="([^"]*)"', icons)
    assert [one for one in (*theme.LATE_ICONS, "svg-eye") if one not in brought] == []


def test_furo_still_has_parts_that_are_no_landmark_or_have_no_name() -> None:
    templates = furo_templates()
    for beginning in theme._landmarks("", ""):
        assert templates.count(beginning) == 1
    assert 'role="region"' not in templates
    asides = re.findall("<aside[^>]*>", templates)
    assert [one for one in asides if "aria-label" in one] == []


def test_furo_still_opens_its_drawers_by_labels_that_no_keyboard_reaches() -> None:
    labels = re.findall('<label[^>]*for="__(?:navigation|toc)"[^>]*>', furo_templates())
    assert len(labels) == 5, "look through talknotes/theme/static/keyboard.js"
    assert [one for one in labels if "tabindex" in one] == []
    styles = (THEME_PATH / "static" / "styles" / "furo.css").read_text(encoding="utf-8")
    assert ".sidebar-toggle{display:none" in styles


def test_furo_still_renders_the_whole_table_of_contents_on_every_page() -> None:
    source = inspect.getsource(furo._compute_navigation_tree)
    assert 'context["toctree"]' in source
    assert "maxdepth=-1" in source


def test_myst_still_makes_a_new_option_parser_for_every_text() -> None:
    assert "make_document())" in inspect.getsource(DocutilsRenderer.setup_render)
