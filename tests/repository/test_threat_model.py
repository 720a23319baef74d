"""The page on who can change what names tests that there are."""

from __future__ import annotations

import re

from conftest import REPOSITORY


def test_each_row_of_the_threat_model_names_tests_that_are_there() -> None:
    text = (REPOSITORY / "docs/contributing/threat-model.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| (?!Who \||---)", line)]
    there = {path.name for path in (REPOSITORY / "tests").rglob("test_*.py")}
    assert len(rows) > 5
    for row in rows:
        named = set(re.findall(r"test_\w+\.py", row))
        assert named, row
        assert named <= there, row
