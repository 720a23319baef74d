"""What we do around gaps of furo: `make test-upstream` says which of it can go.

These tests read the source of another project. Only a newer version of it can make them fail, so
`make test` leaves them out.
"""

from __future__ import annotations

import inspect

import furo
import pytest

pytestmark = pytest.mark.upstream


def test_furo_still_renders_the_whole_table_of_contents_on_every_page() -> None:
    source = inspect.getsource(furo._compute_navigation_tree)
    assert 'context["toctree"]' in source, "the empty toctree in talknotes/theme/furo.py can go"
    assert "maxdepth=-1" in source, "furo may be quick enough by now: talknotes/theme/furo.py"
