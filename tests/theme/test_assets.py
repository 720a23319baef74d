"""How style sheets and scripts are joined."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import SmallSite

from talknotes.common.urls import versioned
from talknotes.theme.assets import _STYLES, STYLE, joined_scripts, joined_styles


def test_an_address_in_the_style_sheet_leads_to_its_file_and_has_its_digest(
    real_site: Path,
) -> None:
    sheet = real_site / "en" / STYLE
    found = re.findall(r"url\([\"']?(?!data:)([^\"')]+)", sheet.read_text(encoding="utf-8"))
    assert found
    for address in found:
        name = address.partition("?")[0]
        assert address == versioned(name, (sheet.parent / name).read_bytes())


def test_a_page_shows_the_icon_that_the_settings_name(site: SmallSite) -> None:
    site.page("index", "# Welcome\n")
    icon = site.write("own.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    conf = (site.root / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", conf + '\nhtml_favicon = "own.svg"\n')
    assert site.build() == ""
    page = (site.root / "build/html/en/index.html").read_text(encoding="utf-8")
    assert f'href="{versioned("_static/own.svg", icon.read_bytes())}"' in page


def test_styles_keep_their_order_and_what_licences_ask_for() -> None:
    css = joined_styles(["/*! MIT */ a { color: red }", "/* why */\n@media print {\nb {}\n}"])
    assert css.decode() == "/*! MIT */a{color:red}@media print{b{}}"


def test_a_style_sheet_that_imports_another_is_refused() -> None:
    with pytest.raises(ValueError, match="list what it names"):
        joined_styles(['@import "a.css";'])


def test_scripts_keep_their_names_and_their_strictness_to_themselves() -> None:
    script = joined_scripts(['"use strict"; const a = 1; // one', "const a = `2  2`;"]).decode()
    parts = re.findall(r"\(\(\)=>\{(.*?)\}\)\(\);", script, re.DOTALL)
    assert parts == ['"use strict";const a=1;', "const a=`2  2`;"]


def test_only_the_sheet_for_paper_is_for_one_medium() -> None:
    assert [(name, medium) for _folder, name, medium in _STYLES if medium] == [
        ("print.css", "print")
    ]
