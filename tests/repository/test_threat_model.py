"""The page on who can change what names tests that there are."""

from __future__ import annotations

import re

from conftest import REPOSITORY


def test_the_tests_that_the_threat_model_names_are_there() -> None:
    text = (REPOSITORY / "docs/contributing/threat-model.md").read_text(encoding="utf-8")
    named = set(re.findall(r"test_\w+\.py", text))
    assert len(named) > 5
    there = {path.name for path in (REPOSITORY / "tests").rglob("test_*.py")}
    assert named <= there
