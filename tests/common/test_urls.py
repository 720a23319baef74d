from __future__ import annotations

from urllib.parse import urljoin

import pytest

from talknotes.common.urls import SiteLayout

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


# -- On the web -----------------------------------------------------------------------------------


def on_read_the_docs(version: str, kind: str = "branch", language: str = "ru") -> SiteLayout:
    environment = {
        "READTHEDOCS": "True",
        "READTHEDOCS_VERSION": version,
        "READTHEDOCS_VERSION_TYPE": kind,
        "READTHEDOCS_CANONICAL_URL": f"https://talks.example/{language}/{version}/",
    }
    return SiteLayout.from_environment(
        environment, root="https://not.this.example/", published_version="latest"
    )


def test_the_address_on_read_the_docs_is_that_of_the_published_version() -> None:
    address = "https://talks.example/en/latest/tools/index.html"
    for version in ("latest", "v1.2"):
        layout = on_read_the_docs(version)
        assert layout.address("tools/index.html", "en") == address
        assert layout.is_published == (version == "latest")
        assert layout.path("ru") == f"/ru/{version}/"


def test_the_build_of_a_pull_request_has_no_address_to_publish() -> None:
    layout = on_read_the_docs("123", "external")
    assert (layout.address("index.html", "en"), layout.is_published) == ("", False)
    assert layout.path("en") == "/en/123/"


@pytest.mark.parametrize("root", ["https://talks.example/notes", "https://talks.example/notes/"])
def test_elsewhere_the_address_is_the_one_that_is_set(root: str) -> None:
    layout = SiteLayout.from_environment({}, root=root)
    assert (
        layout.address("a b/index.html", "ru") == "https://talks.example/notes/ru/a%20b/index.html"
    )
    assert layout.path("ru") == "/notes/ru/"
    assert layout.is_published


def test_without_an_address_there_is_none_to_give() -> None:
    assert LOCAL.address("index.html", "en") == ""
    assert not LOCAL.is_published
    assert LOCAL.path("en") == "/en/"
