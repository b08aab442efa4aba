"""Fitting of linear models. The only module of the reading layer that needs scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import LinAlgError, cholesky, solve_triangular
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from heardback.reading.linear_model import LinearModel
from heardback.reading.ngrams import Floats, SparseVector

# A feature that more than this share of the texts have is worked with as a dense column.
_FREQUENT = 0.04
_DENSE_COLUMNS_AT_ONCE = 2000
_ROWS_AT_ONCE = 500


def stacked(vectors: Sequence[SparseVector], width: int) -> csr_matrix:
    """Return the vectors as the rows of one matrix."""
    ends = np.cumsum([0, *(len(vector.places) for vector in vectors)])
    places = np.concatenate([vector.places for vector in vectors])
    values = np.concatenate([vector.values for vector in vectors])
    return csr_matrix((values, places, ends), shape=(len(vectors), width))


def fit_margins(rows: csr_matrix, labels: Sequence[str], strength: float) -> LinearModel:
    """Fit one linear support vector machine a label: quick with many labels.

    Args:
        rows: one row a text.
        labels: the label of each row; at least two different ones.
        strength: how closely the texts are followed (the inverse of the penalty).
    """
    from sklearn.svm import LinearSVC

    names = tuple(sorted(set(labels)))
    fitted = LinearSVC(C=strength, class_weight="balanced").fit(rows, labels)
    weights, bias = fitted.coef_, fitted.intercept_
    if len(names) == 2:  # noqa: PLR2004
        weights, bias = np.vstack([-weights, weights]), np.hstack([-bias, bias])
    return LinearModel(
        names, np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32)
    )


def similarities(rows: csr_matrix) -> Floats:
    """Return the product of every row with every row."""
    columns = rows.tocsc()
    frequent = np.diff(columns.indptr) > _FREQUENT * rows.shape[0]
    product: Floats = np.zeros((rows.shape[0], rows.shape[0]), dtype=np.float32)
    places = np.flatnonzero(frequent)
    for start in range(0, len(places), _DENSE_COLUMNS_AT_ONCE):
        dense = columns[:, places[start : start + _DENSE_COLUMNS_AT_ONCE]].toarray()
        product += dense @ dense.T
    rare = columns[:, np.flatnonzero(~frequent)].tocsr()
    for start in range(0, rows.shape[0], _ROWS_AT_ONCE):
        product[start : start + _ROWS_AT_ONCE] += (
            rare[start : start + _ROWS_AT_ONCE] @ rare.T
        ).toarray()
    return product


def fit_regression(
    similar: Floats, labels: Sequence[str], names: Sequence[str], strength: float
) -> tuple[Floats, Floats]:
    """Fit multinomial logistic regression on the similarities of the texts.

    There are far more features than texts; working with the texts' similarities takes seconds
    where working with the features takes minutes, and gives the same model.

    Args:
        similar: the product of every text's features with every text's.
        labels: the label of each text.
        names: the labels, in the order of the scores.
        strength: how closely the texts are followed (the inverse of the penalty).

    Returns:
        The share of every text in the weights (one column a label), and the bias of each label.
    """
    count, width = len(labels), len(names)
    wanted = np.zeros((count, width), dtype=np.float32)
    wanted[np.arange(count), [list(names).index(label) for label in labels]] = 1
    root = _square_root(similar)
    penalty = 1 / strength

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights = flat[: count * width].reshape(count, width).astype(np.float32)
        scores = root @ weights + flat[count * width :].astype(np.float32)
        highest = scores.max(axis=1, keepdims=True)
        raised = np.exp(scores - highest)
        total = raised.sum(axis=1, keepdims=True)
        missed = np.log(total[:, 0]) + highest[:, 0] - (scores * wanted).sum(axis=1)
        error = raised / total - wanted
        slope = np.concatenate([(root.T @ error + penalty * weights).ravel(), error.sum(axis=0)])
        return (
            float(missed.sum() + penalty * (weights**2).sum() / 2),
            slope.astype(np.float64),
        )

    start = np.zeros(count * width + width)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    weights = found[: count * width].reshape(count, width).astype(np.float32)
    shares = solve_triangular(root, weights, lower=True, trans="T", check_finite=False)
    return shares, found[count * width :].astype(np.float32)


def _square_root(similar: Floats) -> Floats:
    """Return the lower triangle whose product with itself is the matrix.

    Texts that say the same make the matrix singular, and rounding makes it worse: as much as is
    needed is added along the diagonal, which the fit does not notice.
    """
    size = float(similar.diagonal().mean()) or 1.0
    for share in (1e-5, 1e-4, 1e-3, 1e-2):
        raised = similar + np.float32(share * size) * np.eye(len(similar), dtype=np.float32)
        try:
            root: Floats = cholesky(raised, lower=True, check_finite=False)
        except LinAlgError:
            continue
        return root
    raise LinAlgError("The training texts cannot be told apart.")


def folds(labels: Sequence[str], groups: Sequence[Any], count: int) -> npt.NDArray[np.int64]:
    """Return for each text the number of the fold that it is held out in.

    Texts of one group (one writer) are held out together where at least two groups are known, as
    that imitates people whom the model never read; texts without a group are dealt out in turn.
    """
    known = sorted({group for group in groups if group is not None})
    dealt: dict[str, int] = {}
    numbers = []
    for label, group in zip(labels, groups, strict=True):
        if group is not None and len(known) > 1:
            numbers.append(known.index(group) % count)
            continue
        numbers.append(dealt.get(label, 0) % count)
        dealt[label] = dealt.get(label, 0) + 1
    return np.array(numbers)


def out_of_fold_scores(
    similar: Floats,
    labels: Sequence[str],
    names: Sequence[str],
    strength: float,
    fold: npt.NDArray[np.int64],
) -> Floats:
    """Return each text's scores by a model that did not see its fold."""
    scores = np.zeros((len(labels), len(names)), dtype=np.float32)
    for number in np.unique(fold):
        inside, held = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if not len(inside):
            continue
        seen = [labels[place] for place in inside]
        shares, bias = fit_regression(similar[np.ix_(inside, inside)], seen, names, strength)
        scores[held] = similar[np.ix_(held, inside)] @ shares + bias
    return scores
