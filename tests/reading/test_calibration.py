"""Probabilities that mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from heardback.reading.calibration import (
    Calibration,
    Calibrations,
    learn_calibration,
    learn_calibrations,
)


def test_scores_that_are_too_sure_are_softened():
    generator = np.random.default_rng(0)
    true = generator.normal(size=(3000, 3)).astype(np.float32)
    shares = Calibration().probabilities(true)
    labels = [int(generator.choice(3, p=row / row.sum())) for row in shares.astype(float)]
    assert learn_calibration(true * 4, labels).sharpness == pytest.approx(0.25, rel=0.15)


def test_a_third_is_held_to_be_outside_whatever_the_examples():
    scores = np.zeros((400, 2), dtype=np.float32)
    calibration = learn_calibration(scores, [0] * 300 + [1] * 100, outside=1)
    assert calibration.probabilities(scores[:1], 1)[0, 1] == pytest.approx(0.33, abs=0.02)


def test_with_few_texts_nothing_is_learnt():
    assert learn_calibration(np.zeros((3, 2), dtype=np.float32), [0, 1, 0]) == Calibration()


def test_short_and_long_messages_have_their_own():
    generator = np.random.default_rng(0)
    scores = generator.normal(size=(2000, 2)).astype(np.float32)
    shares = Calibration().probabilities(scores).astype(float)
    labels = [int(generator.uniform() > row[0]) for row in shares]
    words = [10] * 1000 + [200] * 1000
    scores[1000:] *= 5
    learnt = learn_calibrations(scores, labels, words)
    assert learnt.of(10).sharpness > 2 * learnt.of(200).sharpness
    assert Calibrations.from_json(learnt.as_json()) == learnt
