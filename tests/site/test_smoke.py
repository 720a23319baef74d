from __future__ import annotations

from conftest import SmallSite


def test_a_small_site_builds_without_a_warning(site: SmallSite) -> None:
    site.page("index", "# Home\n\nHello.\n")
    site.catalogue("ru", "index", {"Home": "Дом", "Hello.": "1. Привет {}."})
    assert site.build("ru") == ""
    assert "1. Привет {}." in site.html("index", "ru")
