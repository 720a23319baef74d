"""What pages may use is a list, and what is not on it harms nobody."""

from __future__ import annotations

from conftest import SmallSite
from page_reader import article_of, reports_by_case, text_of

from talknotes.reading import allowed

FORBIDDEN = {
    "reStructuredText": ("```{eval-rst}\n`x <javascript:SECRET>`__\n```", '"eval-rst"'),
    "a script under a picture": (
        "```{image} pic.svg\n:alt: x\n:target: javascript:SECRET\n```", '"javascript:SECRET"',
    ),
    "a page under a figure": (
        "```{figure} pic.svg\n:alt: x\n:target: data:text/html,SECRET\n```", '"data:text',
    ),
    "a script in a list of pages": (
        "```{toctree}\nx <javascript://%0aSECRET>\n```", '"javascript://%0aSECRET"',
    ),
    "a picture of another host": ("![x](https://evil.example/SECRET.png)", "another host"),
    "the head of the page": ("```{meta}\n:http-equiv=refresh: 0;url=https://x.org/\n```", '"meta"'),
    "HTML": ("```{raw} html\n<b>x</b>\n```", '"raw"'),
    "a file": ("```{include} other.md\n```", '"include"'),
    "a file as code": ("```{literalinclude} notes.txt\n```", '"literalinclude"'),
    "a program for LaTeX": ("```{math}\n\\input{SECRET}\n```", '"math"'),
    "a table of a file": ("```{csv-table}\n:file: notes.txt\n```", '"csv-table"'),
    "LaTeX": ("```{tabularcolumns} \\input{SECRET}\n```", '"tabularcolumns"'),
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
    "a picture of the machine": ("![x](../secret.png)", '"../secret.png"'),
    "a figure of the machine": ("```{figure} ../secret.png\n```", '"../secret.png"'),
    "a picture in the address": ("![x](data:image/png;base64,AAAA)", "data:"),
}  # fmt: skip
FILES = {
    "pic.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "notes.txt": "SECRET",
    "evil.html": "<script>SECRET</script>",
    "evil.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>SECRET</script></svg>',
    "click.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="SECRET"/>',
    "entity.svg": '<!DOCTYPE svg [<!ENTITY a "SECRET">]><svg xmlns="http://www.w3.org/2000/svg"/>',
}


def test_what_is_not_on_the_list_is_refused_with_its_line_and_left_out(site: SmallSite) -> None:
    site.write("secret.png", "SECRET")
    for name, content in FILES.items():
        site.write(f"docs/{name}", content)
    pages = {case: f"# Page\n\n{text}\n" for case, (text, _report) in FORBIDDEN.items()}
    for case, found in reports_by_case(site, pages).items():
        line = 4 if case == "inside of another" else 3
        assert len(found) == 1, found
        assert found[0].startswith(f"{line}: "), found
        assert FORBIDDEN[case][1] in found[0]
    site.build(builder="latex", out="latex")
    for kind in ("html", "latex"):
        written = [path for path in (site.root / "build" / kind).rglob("*") if path.is_file()]
        assert written
        assert not [path for path in written if b"SECRET" in path.read_bytes()]


def test_every_directive_of_ours_is_on_the_list() -> None:
    assert {"added", "example", "quotation", "numbers", "programme"} <= allowed.directives()
    assert {"note", "figure", "list-table", "glossary", "toctree"} <= allowed.directives()


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
]


def test_fences_that_are_right_are_let_through(site: SmallSite) -> None:
    site.write("docs/pic.svg", FILES["pic.svg"])
    pages = {text: f"# Home\n\n{text}\n\n## The end\n" for text in RIGHT}
    assert reports_by_case(site, pages) == {text: [] for text in RIGHT}
    for number in range(len(RIGHT)):
        assert "The end" in text_of(article_of(site, f"case-{number}"))
