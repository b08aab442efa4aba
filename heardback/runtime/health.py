"""Whether Heardback does its work: red from a failure until the same part works again."""

from __future__ import annotations

import time
from collections.abc import Callable

REMEMBERED = 60.0  # seconds after which a failure that nobody could repeat no longer counts


class Health:
    """Remembers what failed last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin healthy."""
        self._clock = clock
        self._failed: dict[str, float] = {}

    def failed(self, cause: str) -> None:
        """Note that a turn failed for this cause."""
        self._failed[cause] = self._clock()

    def worked(self) -> None:
        """Note that a turn was answered and stored, so that every part works."""
        self._failed.clear()

    @property
    def failing(self) -> tuple[str, ...]:
        """The parts that failed last and have not worked since."""
        since = self._clock() - REMEMBERED
        return tuple(sorted(cause for cause, when in self._failed.items() if when > since))
