"""A page of every type that the site has: the one list for the tests that go through them all."""

from __future__ import annotations

LANGUAGES = ("en", "ru")

# Below the folder of a language; what each of them shows that others do not.
PAGES = {
    "front": "index.html",
    "conference": "europython-2020/index.html",
    "talk": "europython-2020/dvc-ml-workflow.html",
    "talk taken in Russian": "pycon-de-2018/timezones.html",
    "talk of few facts": "pycon-de-2018/sprints-pyladies.html",
    "cancelled talk": "europython-2020/sql-analytical-functions.html",
    "lightning talks": "pycon-de-2018/lightning-talks-day-1.html",
    "tools": "tools/index.html",
    "tools of a field": "tools/pipelines.html",
    "tools from A to Z": "tools/index-a-z.html",
    "guides": "guides/index.html",
    "guide": "guides/beyond-pandas.html",
    "topics": "topics.html",
    "speakers": "speakers.html",
    "map": "map.html",
    "contributing": "contributing/index.html",
    "tables and code": "contributing/conventions.html",
    "pictures and code": "contributing/how-the-site-works.html",
    "status": "contributing/status.html",
    "termbase": "contributing/termbase.html",
    "search": "search.html",
}
# The same, with what only a server or a question brings.
ADDRESSES = {
    **PAGES,
    "search with results": "search.html?q=pandas",
    "search without": "search.html?q=qqqqzzzz",
    "no page": "404.html",
}
# Above the languages; it leads on at once where scripts may run.
LANDING = "index.html"
