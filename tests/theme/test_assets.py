"""How style sheets and scripts are joined."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from talknotes.common.urls import versioned
from talknotes.theme.assets import _STYLES, _addressed, joined_scripts, joined_styles


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("url(a.png)", "url(styles/a.png)"),
        ("url('../a.png')", "url('a.png')"),
        ('url( "a b.svg#c" )', 'url("styles/a b.svg#c")'),
        ('url("data:image/svg+xml,<svg/>")', 'url("data:image/svg+xml,<svg/>")'),
        ("url(https://example.org/a.png)", "url(https://example.org/a.png)"),
        ("url(/a.png) url(#b)", "url(/a.png) url(#b)"),
    ],
)
def test_an_address_in_a_style_sheet_still_leads_to_its_file(before: str, after: str) -> None:
    assert _addressed(before, Path("nowhere"), "styles") == after


def test_an_address_in_a_style_sheet_has_the_digest_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "mark.svg").write_text("<svg/>", encoding="utf-8")
    address = versioned("mark.svg", b"<svg/>")
    assert _addressed('url("../mark.svg")', tmp_path, "styles") == f'url("{address}")'


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
