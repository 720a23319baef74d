from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from conftest import SmallSite


def addresses(page: BeautifulSoup) -> list[str]:
    return [
        str(tag[name])
        for tag in page.select("[href], [src], [action], [data-content_root]")
        for name in ("href", "src", "action", "data-content_root")
        if tag.get(name) and not str(tag[name]).startswith(("#", "https://", "data:"))
    ]


@pytest.mark.parametrize(
    ("address", "path"), [("", "/"), ("https://talks.example/notes/", "/notes/")]
)
def test_the_page_works_at_any_depth_and_leads_home_and_to_the_search(
    site: SmallSite, address: str, path: str
) -> None:
    conf = (site.root / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f"{conf}\ntalknotes_address = {address!r}\n")
    site.page("index", "# Home\n\nText.\n\n```{toctree}\nother\n```\n")
    site.page("other", "# Other\n\nText.\n")
    site.catalogue("ru", "talknotes", {"Page not found": "Страница не найдена"})
    for language, title in (("en", "Page not found"), ("ru", "Страница не найдена")):
        for _again in range(2):  # the second build writes no other page
            site.build(language)
        page = BeautifulSoup(site.html("404", language), "html.parser")
        found = addresses(page)
        assert [one for one in found if not one.startswith(path)] == []
        folder = site.root / "build" / "html"
        here = [one.removeprefix(path) for one in found if one.startswith(f"{path}{language}/")]
        assert len(here) > 5
        assert [one for one in here if not (folder / re.split("[?#]", one)[0]).exists()] == []
        assert page.h1 is not None
        assert page.h1.get_text() == title
        assert page.select_one(f'article form[action="{path}{language}/search.html"] [name="q"]')
        assert page.select_one(f'article a[href="{path}{language}/index.html"]')
        assert page.select_one(f'head link[href^="{path}{language}/_static/site.css"]')
        other = {"en": "ru", "ru": "en"}[language]
        (link,) = page.select("article a[hreflang]")
        assert (link["lang"], link["href"]) == (other, f"{path}{other}/index.html")
        switch = [str(link["href"]) for link in page.select(".language-switch a")]
        assert switch == [f"{path}{code}/index.html" for code in ("en", "ru")]
        assert page.select_one('head meta[name="robots"][content="noindex"]')
