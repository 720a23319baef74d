"""The page for newcomers names every module, so that it cannot fall behind."""

from __future__ import annotations

from conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "contributing" / "how-the-site-works.md"


def test_how_the_site_works_names_every_module_of_the_extension() -> None:
    text = PAGE.read_text(encoding="utf-8")
    package = REPOSITORY / "talknotes"
    paths = [path.relative_to(package).as_posix() for path in package.rglob("*.py")]
    modules = [path for path in paths if not path.endswith("/__init__.py")]
    assert modules
    assert [name for name in modules if f"`{name}`" not in text] == []
