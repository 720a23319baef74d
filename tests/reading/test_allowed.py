"""What pages may use is a list; fences are closed where they should be; else it is said where."""

from __future__ import annotations

import pytest
from conftest import SmallSite
from page_reader import article_of, reports, text_of

from talknotes.reading import allowed

FORBIDDEN = {
    "reStructuredText": ("```{eval-rst}\n.. meta::\n   :x: y\n```", '"eval-rst"'),
    "the head of the page": ("```{meta}\n:http-equiv=refresh: 0;url=https://x.org/\n```", '"meta"'),
    "HTML": ("```{raw} html\n<b>x</b>\n```", '"raw"'),
    "a file": ("```{include} other.md\n```", '"include"'),
    "a file as code": ("```{literalinclude} notes.txt\n```", '"literalinclude"'),
    "a table of a file": ("```{csv-table}\n:file: notes.txt\n```", '"csv-table"'),
    "a formula": ("```{math}\nx\n```", '"math"'),
    "LaTeX": ("```{tabularcolumns} \\input{x}\n```", '"tabularcolumns"'),
    "by colons": (":::{only} html\nText.\n:::", '"only"'),
    "inside of another": ("::::{note}\n:::{only} html\nText.\n:::\n::::", '"only"'),
    "of a domain": ("```{py:function} attacked()\n```", '"py:function"'),
    "a download": ("See {download}`notes.txt`.", '"download"'),
    "a formula in text": ("See {math}`x`.", '"math"'),
    "a role of a domain": ("See {std:ref}`x`.", '"std:ref"'),
    "a role in reStructuredText": ("{eval-rst}`x`", '"eval-rst"'),
    "a link to a file": ("See [it](notes.txt).", '"notes.txt"'),
    "a link to a script": ("See [it](evil.html).", '"evil.html"'),
    "a link by path": ("See [it](path:notes.txt).", '"notes.txt"'),
    "a picture that is a page": ("![x](evil.html)", '"evil.html"'),
    "a picture with a script": ("![x](evil.svg)", "script"),
    "a picture with a handler": ("![x](click.svg)", "onload"),
    "a picture with entities": ("![x](entity.svg)", "entity"),
    "a picture in the address": ("![x](data:image/png;base64,AAAA)", "data:"),
}  # fmt: skip
FILES = {
    "notes.txt": "SECRET",
    "evil.html": "<script>SECRET</script>",
    "evil.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>SECRET</script></svg>',
    "click.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="SECRET"/>',
    "entity.svg": '<!DOCTYPE svg [<!ENTITY a "SECRET">]><svg xmlns="http://www.w3.org/2000/svg"/>',
}


@pytest.mark.parametrize("case", FORBIDDEN)
def test_what_is_not_on_the_list_is_refused_with_its_line_and_left_out(
    site: SmallSite, case: str
) -> None:
    for name, content in FILES.items():
        site.write(f"docs/{name}", content)
    text, told = FORBIDDEN[case]
    site.page("index", f"# Home\n\n{text}\n")
    found = reports(site.build())
    line = 4 if case == "inside of another" else 3
    assert len(found) == 1, found
    assert found[0].startswith(f"docs/index.md:{line}: "), found
    assert told in found[0]
    written = [p for p in (site.root / "build/html").rglob("*") if p.is_file()]
    assert not [p for p in written if b"SECRET" in p.read_bytes()]


def test_the_nearest_that_is_allowed_is_named(site: SmallSite) -> None:
    site.page("index", "# Home\n\n```{figgure} x.svg\n```\n\nSee {tern}`x`.\n")
    first, second = reports(site.build())
    assert 'the directive "figgure" is not for pages; did you mean "figure"?' in first
    assert 'the role "tern" is not for pages; did you mean "term"?' in second


def test_every_directive_of_ours_is_on_the_list() -> None:
    assert {"added", "example", "quotation", "numbers", "programme"} <= allowed.directives()
    assert {"note", "figure", "list-table", "glossary", "toctree"} <= allowed.directives()


HEADINGS = {
    "doc": "## See {doc}`other`",
    "ref": "## See {ref}`there`",
    "talk": "## See {talk}`other`",
    "a link": "## See [](other.md)",
}


@pytest.mark.parametrize("case", HEADINGS)
def test_a_link_in_a_heading_has_a_text_of_its_own(site: SmallSite, case: str) -> None:
    site.page("index", f"# Home\n\n```{{toctree}}\nother\n```\n\n{HEADINGS[case]}\n")
    site.page("other", "(there)=\n# Other\n")
    (told,) = reports(site.build())
    assert told.startswith("docs/index.md:7: ")
    assert "text of its own" in told


FENCES = {
    "never closed": ("# Home\n\n```python\nx\n\n## More\n", 3, "never closed"),
    "never closed, no end of line": ("# Home\n\n```python\nx", 3, "never closed"),
    "with colons": ("# Home\n\n:::{note}\nText.\n\n## More\n\n{term}`x`\n", 3, "never closed"),
    "too few colons": (
        "# Home\n\n::::{admonition} Look\nText.\n:::\n\n## More\n", 3, 'line 5 (":::")',
    ),
    "the next one closes it": (
        "# Home\n\n```python\nx\n\nText.\n\n```python\ny\n```\n", 3, "line 8",
    ),
    "an inner one as long": (
        "# Home\n\n:::{note}\n:::{tip}\nText.\n:::\n:::\n", 3, "line 4",
    ),
    "an inner one": (
        "# Home\n\n::::{note}\n```python\nx\n::::\n\n## More\n", 4, "never closed",
    ),
    "too many": ("# Home\n\n```python\nx\n```\n\n```\n\n## More\n", 7, "never closed"),
    "in a list": ("# Home\n\n- One\n\n  ```python\n  x\n\nText.\n", 5, "never closed"),
    "in a quotation": ("# Home\n\n> ```python\n> x\n\nText.\n", 3, "never closed"),
    "other signs": ("# Home\n\n:::{note}\nText.\n```\n\n## More\n", 3, "never closed"),
    "colons without a directive": ("# Home\n\n:::\n\nText.\n\n:::\n", 3, "directive"),
    "a heading inside": (
        "# Home\n\n:::{note}\nText.\n\n## More\n:::\n", 6, '"More" stands inside {note} of line 3',
    ),
    "a line that makes a heading": (
        "# Home\n\n:::{note}\nText.\n---\n:::\n", 4, '"Text." stands inside {note} of line 3',
    ),
    "far too many": (
        "# Home\n\n"
        + "".join(f"{':' * n}{{note}}\n" for n in range(290, 10, -1))
        + "x\n"
        + "".join(f"{':' * n}\n" for n in range(11, 291)),
        11, "deep",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FENCES)
def test_a_fence_that_is_wrong_is_named_where_it_opens_and_nothing_else_is(
    site: SmallSite, case: str
) -> None:
    text, line, told = FENCES[case]
    site.page("index", text)
    found = reports(site.build())
    assert len(found) == 1, found
    assert found[0].startswith(f"docs/index.md:{line}: "), found
    assert told in found[0]


RIGHT = [
    "::::{note}\n:::{tip}\nText.\n:::\n::::",
    ":::{note}\nText.\n:::::",
    "````text\n```python\nx\n```\n````",
    "- One\n\n  ```python\n  x\n  ```\n\n- Two",
    "> ```python\n> x\n> ```",
    "```{note}\n:::{tip}\nText.\n:::\n```",
    "~~~text\n```python\n~~~",
    "```{figure} pic.svg\n:alt: x\n\nText.\n```",
    "```\n```",
    ":::{note}\n\n:::{tip}\n".replace(":::{note}\n\n", "") + "Text.\n:::",
]


@pytest.mark.parametrize("text", RIGHT)
def test_fences_that_are_right_are_let_through(site: SmallSite, text: str) -> None:
    site.write("docs/pic.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    site.page("index", f"# Home\n\n{text}\n\n## The end\n")
    assert site.build() == ""
    assert "The end" in text_of(article_of(site, "index"))
