"""Limits how often something may be done, for each key on its own."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_KEYS = 50_000


@dataclass
class Limit:
    """A token bucket for each key: `burst` at once, `per_minute` in the long run.

    A key that has not been used for longest is let go where there are too many; it begins afresh.
    """

    burst: int
    per_minute: int
    now: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, key: str) -> float:
        """Take one, and return 0; or the seconds until there is one again."""
        now = self.now()
        left, since = self._buckets.pop(key, (float(self.burst), now))
        left = min(float(self.burst), left + (now - since) * self.per_minute / 60)
        taken = left >= 1
        self._buckets[key] = (left - 1 if taken else left, now)
        if len(self._buckets) > MOST_KEYS:
            self._buckets.popitem(last=False)
        return 0.0 if taken else (1 - left) * 60 / self.per_minute
