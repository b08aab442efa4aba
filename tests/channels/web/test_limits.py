from __future__ import annotations

import pytest

from heardback.channels.web import limits
from heardback.channels.web.limits import Limit


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_burst_passes_and_the_next_waits():
    limit = Limit(burst=3, per_minute=30, now=Clock())
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 2.0]


def test_one_passes_again_after_the_wait():
    clock = Clock()
    limit = Limit(burst=1, per_minute=30, now=clock)
    limit.wait("a")
    clock.seconds = 2.0
    assert limit.wait("a") == 0
    assert limit.wait("a") == 2.0


def test_a_long_quiet_time_gives_no_more_than_a_burst():
    clock = Clock()
    limit = Limit(burst=2, per_minute=30, now=clock)
    clock.seconds = 86_400
    assert [limit.wait("a") > 0 for _ in range(3)] == [False, False, True]


def test_of_ten_thousand_from_one_only_the_burst_passes_and_another_is_unharmed():
    limit = Limit(burst=12, per_minute=30, now=Clock())
    assert sum(limit.wait("noisy") == 0 for _ in range(10_000)) == 12
    assert limit.wait("quiet") == 0


def test_keys_without_end_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MOST_KEYS", 100)
    limit = Limit(burst=1, per_minute=30, now=Clock())
    for number in range(1_000):
        limit.wait(str(number))
    assert len(limit._buckets) == 100
    assert limit.wait("999") > 0
