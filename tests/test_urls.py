from __future__ import annotations

from itertools import product
from urllib.parse import urljoin

import pytest

from talknotes.urls import SiteLayout

LOCAL = SiteLayout()
# Page, and the page's address from the folder where all languages stand.
PAGES = ("index.html", "search.html", "tools/index.html", "europython-2020/deep/er/binder.html")


@pytest.mark.parametrize(
    ("environment", "version"),
    [
        ({}, ""),
        ({"READTHEDOCS_VERSION": "latest"}, ""),
        ({"READTHEDOCS": "False", "READTHEDOCS_VERSION": "latest"}, ""),
        ({"READTHEDOCS": "True", "READTHEDOCS_VERSION": "latest"}, "latest"),
        ({"READTHEDOCS": "True", "READTHEDOCS_VERSION": "v1.2"}, "v1.2"),
        ({"READTHEDOCS": "True"}, ""),
    ],
)
def test_the_version_is_a_folder_on_read_the_docs_alone(
    environment: dict[str, str], version: str
) -> None:
    assert SiteLayout.from_environment(environment) == SiteLayout(version)


@pytest.mark.parametrize(
    ("layout", "page", "address"),
    [
        (LOCAL, "index.html", "../ru/index.html"),
        (LOCAL, "tools/index.html", "../../ru/tools/index.html"),
        (SiteLayout("latest"), "index.html", "../../ru/latest/index.html"),
        (SiteLayout("v1.2"), "tools/index.html", "../../../ru/v1.2/tools/index.html"),
    ],
)
def test_the_address_of_the_same_page_in_another_language(
    layout: SiteLayout, page: str, address: str
) -> None:
    assert layout.to_language(page, "ru") == address


@pytest.mark.parametrize("version", ["", "latest", "stable", "feature-x"])
@pytest.mark.parametrize(
    "site",
    ["https://talks.example/", "http://localhost:8000/below/", "file:///home/reader/build/html/"],
)
@pytest.mark.parametrize(("here", "there"), [("en", "ru"), ("ru", "en"), ("pt-br", "de")])
def test_the_address_leads_from_page_to_page(
    site: str, version: str, here: str, there: str
) -> None:
    layout = SiteLayout(version)
    folder = f"{version}/" if version else ""
    for page in PAGES:
        from_page = f"{site}{here}/{folder}{page}"
        to_page = f"{site}{there}/{folder}{page}"
        assert urljoin(from_page, layout.to_language(page, there)) == to_page


def test_the_way_back_leads_to_the_page_that_one_came_from() -> None:
    for page, version in product(PAGES, ["", "latest"]):
        layout = SiteLayout(version)
        start = urljoin("https://talks.example/en/", f"{version}/{page}".lstrip("/"))
        there = urljoin(start, layout.to_language(page, "ru"))
        assert there != start
        assert urljoin(there, layout.to_language(page, "en")) == start
