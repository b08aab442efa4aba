"""Fitting of linear models. The only module of the reading layer that needs scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from heardback.reading.linear_model import LinearModel
from heardback.reading.ngrams import Floats, SparseVector


def stacked(vectors: Sequence[SparseVector], width: int) -> csr_matrix:
    """Return the vectors as the rows of one matrix."""
    ends = np.cumsum([0, *(len(vector.places) for vector in vectors)])
    places = np.concatenate([vector.places for vector in vectors])
    values = np.concatenate([vector.values for vector in vectors])
    return csr_matrix((values, places, ends), shape=(len(vectors), width))


def fit_linear_model(
    rows: Any, labels: Sequence[str], strength: float = 30.0, balanced: bool = False
) -> LinearModel:
    """Fit multinomial logistic regression.

    Args:
        rows: one row a text, dense or sparse.
        labels: the label of each row; at least one.
        strength: how closely the texts are followed (the inverse of the penalty).
        balanced: whether every label counts alike, however many texts it has.
    """
    from sklearn.linear_model import LogisticRegression

    names = tuple(sorted(set(labels)))
    if len(names) == 1:
        return LinearModel(
            names, np.zeros((rows.shape[1], 1), np.float32), np.zeros(1, np.float32)
        )
    fitted = LogisticRegression(
        C=strength,
        max_iter=300,
        tol=1e-3,
        class_weight="balanced" if balanced else None,
        multi_class="multinomial",
    ).fit(rows, labels)
    weights, bias = fitted.coef_, fitted.intercept_
    if len(names) == 2:
        weights, bias = np.vstack([-weights, weights]) / 2, np.hstack([-bias, bias]) / 2
    return LinearModel(
        names,
        np.ascontiguousarray(weights.T, dtype=np.float32),
        bias.astype(np.float32),
    )


def folds(labels: Sequence[str], groups: Sequence[str | None], count: int) -> Floats:
    """Return for each text the number of the fold that it is held out in.

    Texts of one group (one writer) are held out together where at least two groups are known, as
    that imitates people whom the model never read; texts without a group are dealt out in turn.
    """
    known = sorted({group for group in groups if group is not None})
    dealt: dict[str, int] = {}
    numbers = []
    for label, group in zip(labels, groups):
        if group is not None and len(known) >= 2:
            numbers.append(known.index(group) % max(count, 1))
            continue
        numbers.append(dealt.get(label, 0) % count)
        dealt[label] = dealt.get(label, 0) + 1
    return np.array(numbers)
