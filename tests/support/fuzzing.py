"""How many generated cases a property is tried with: few in `make test`, many in `make fuzz`."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

IS_LONG = bool(os.environ.get("TALK_NOTES_FUZZ"))


def cases(few: int, many: int, **options: Any) -> settings:
    """Return the settings of a property that is tried with *few* cases, or with *many*."""
    return settings(
        max_examples=many if IS_LONG else few,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        **options,
    )
