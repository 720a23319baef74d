from __future__ import annotations

import pytest

from talknotes.checks.glossary import Entry, find_entries, read_glossaries

PAGE = """# Shelf

````{glossary}
:sorted:

Arrow
Apache Arrow
   A format.

   ```{home-page} https://arrow.apache.org
   ```

Zarr
   Another format.
````

The end.
"""


def test_a_glossary_is_read_with_the_lines_of_its_entries_and_its_end() -> None:
    (glossary,) = read_glossaries(PAGE)
    assert glossary.entries == (Entry(("Arrow", "Apache Arrow"), 5), Entry(("Zarr",), 12))
    assert PAGE.split("\n")[glossary.end] == "````"


@pytest.mark.parametrize("fence", ["`````markdown", "~~~", "`````"])
def test_an_example_of_a_glossary_is_none(fence: str) -> None:
    end = fence.removesuffix("markdown")
    example = f"{fence}\n{PAGE}{end}\n"
    texts = {"example": example, "both": f"{example}\n{PAGE}"}
    assert find_entries(texts) == {"both": [("Arrow", "Apache Arrow"), ("Zarr",)]}


@pytest.mark.parametrize("fence", ["`````{note}", ":::{note}"])
def test_a_glossary_inside_of_another_directive_is_one(fence: str) -> None:
    end = fence.removesuffix("{note}")
    (glossary,) = read_glossaries(f"# Page\n\n{fence}\n{PAGE}{end}\n")
    assert [entry.line for entry in glossary.entries] == [8, 15]


def test_a_glossary_that_is_never_closed_ends_with_the_page() -> None:
    (glossary,) = read_glossaries("```{glossary}\nArrow\n   A format.")
    assert glossary.entries == (Entry(("Arrow",), 1),)
