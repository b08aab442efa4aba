"""The day on which everything is read and advised."""

from __future__ import annotations

import os
from datetime import date

TODAY_VARIABLE = "HEARDBACK_TODAY"


def today() -> date:
    """Return today, or the day that the variable HEARDBACK_TODAY names (YYYY-MM-DD).

    Raises:
        ValueError: the variable names no day.
    """
    told = os.environ.get(TODAY_VARIABLE)
    return date.fromisoformat(told) if told else date.today()  # noqa: DTZ011 - the day where the person is
