"""A linear model: a weight for each feature and label, and a start value for each label."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from heardback.reading.ngrams import Floats, SparseVector


@dataclass(frozen=True)
class LinearModel:
    """Turns a vector into one score a label.

    Attributes:
        labels: what the scores stand for, in order.
        weights: one row a feature, one column a label.
        bias: one number a label.
    """

    labels: tuple[str, ...]
    weights: Floats
    bias: Floats

    def scores(self, vector: SparseVector) -> Floats:
        """Return the score of every label."""
        scores: Floats = vector.values @ self.weights[vector.places] + self.bias
        return scores


def softmax(scores: Floats) -> Floats:
    """Return probabilities from scores, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)
