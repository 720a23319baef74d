"""What we do around gaps of furo: `make test-upstream` says which of it can go.

These tests read the source of another project. Only a newer version of it can make them fail, so
`make test` leaves them out.
"""

from __future__ import annotations

import inspect
import re

import furo
import pytest
from furo import THEME_PATH

from talknotes.theme import furo as theme

pytestmark = pytest.mark.upstream
TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in THEME_PATH.rglob("*.html"))
STYLES = (THEME_PATH / "static/styles/furo.css").read_text(encoding="utf-8")


def test_furo_still_writes_these_labels_into_its_templates() -> None:
    gone = [english for english in theme._fixed_labels() if english not in TEMPLATES]
    assert gone == [], "can go from _fixed_labels in talknotes/theme/furo.py"


def test_furo_still_has_no_place_for_a_switch_beside_its_buttons() -> None:
    places = [TEMPLATES.count(one) for one in (theme._BUTTONS, theme._ARTICLE)]
    assert places == [1, 1], "look through _landmarks and finish in talknotes/theme/furo.py"


def test_furo_still_shows_its_switch_of_colours_by_script_alone_and_brings_its_icons() -> None:
    assert ".no-js .theme-toggle-container{display:none}" in STYLES
    icons = (THEME_PATH / "partials/icons.html").read_text(encoding="utf-8")
    brought = re.findall('<symbol id="([^"]*)"', icons)
    gone = [one for one in (*theme.LATE_ICONS, "svg-eye") if one not in brought]
    assert gone == [], "can go from LATE_ICONS in talknotes/theme/furo.py"


def test_furo_still_has_parts_that_are_no_landmark_or_have_no_name() -> None:
    found = {start: TEMPLATES.count(start) for start in theme._landmarks("", "")}
    assert found == dict.fromkeys(found, 1)
    named = re.findall(r'role="region"|<aside[^>]*aria-label', TEMPLATES)
    assert named == [], "can go from _landmarks in talknotes/theme/furo.py"


def test_furo_still_opens_its_drawers_by_labels_that_no_keyboard_reaches() -> None:
    labels = re.findall('<label[^>]*for="__(?:navigation|toc)"[^>]*>', TEMPLATES)
    assert len(labels) == 5, "look through talknotes/theme/static/keyboard.js"
    reached = [one for one in labels if "tabindex" in one]
    assert reached == [], "talknotes/theme/static/keyboard.js can go"
    assert ".sidebar-toggle{display:none" in STYLES


def test_furo_still_renders_the_whole_table_of_contents_on_every_page() -> None:
    source = inspect.getsource(furo._compute_navigation_tree)
    assert 'context["toctree"]' in source, "the empty toctree in talknotes/theme/furo.py can go"
    assert "maxdepth=-1" in source, "furo may be quick enough by now: talknotes/theme/furo.py"
