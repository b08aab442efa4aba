"""When to act, to ask, or to say that no situation fits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heardback.reading.decision import Thresholds, decide, learn_thresholds

LIMITS = Thresholds(act=0.6, outside=0.5)


@pytest.mark.parametrize(
    ("ranking", "decision"),
    [
        ([("a", 0.7), ("b", 0.2), ("outside", 0.1)], {"act": "a"}),
        ([("a", 0.6), ("b", 0.3), ("outside", 0.1)], {"act": "a"}),
        ([("a", 0.48), ("b", 0.46), ("outside", 0.06)], {"choose": ["a", "b"]}),
        ([("a", 0.4), ("b", 0.3), ("c", 0.29), ("outside", 0.01)], {"choose": ["a", "b", "c"]}),
        ([("outside", 0.8), ("a", 0.1), ("b", 0.1)], {"outside": True}),
        ([("outside", 0.45), ("a", 0.4), ("b", 0.15)], {"choose": ["a", "b"]}),
        ([("a", 1.0)], {"act": "a"}),
        ([("outside", 1.0)], {"outside": True}),
    ],
)
def test_decisions(ranking: list[tuple[str, float]], decision: dict[str, Any]):
    found = decide(ranking, LIMITS, "outside")
    assert found == decision


def test_a_likelier_situation_goes_before_outside():
    low = Thresholds(act=0.4, outside=0.3)
    assert decide([("a", 0.5), ("outside", 0.4), ("b", 0.1)], low, "outside") == {"act": "a"}


def test_thresholds_keep_acting_right_nine_times_in_ten():
    generator = np.random.default_rng(0)
    sure = generator.uniform(0.34, 1, 2000)
    labels = np.where(generator.uniform(size=2000) < sure, 0, 1)
    rest = (1 - sure) / 2
    thresholds = learn_thresholds(np.column_stack([sure, rest, rest]).astype(np.float32), labels, 2)
    acted = sure >= thresholds.act
    assert (labels[acted] == 0).mean() == pytest.approx(0.9, abs=0.02)


def test_few_situations_are_called_outside():
    generator = np.random.default_rng(1)
    share = generator.uniform(0, 0.8, 1000)
    inside = np.column_stack([1 - share, share]).astype(np.float32)
    thresholds = learn_thresholds(inside, [0] * 1000, 1)
    assert (share >= thresholds.outside).mean() == pytest.approx(0.05, abs=0.01)
