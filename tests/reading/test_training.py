"""Fitting of linear models."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from heardback.reading.training import (
    fit_margins,
    fit_regression,
    folds,
    out_of_fold_scores,
    similarities,
)

GENERATOR = np.random.default_rng(0)
ROWS = GENERATOR.normal(size=(60, 200)).astype(np.float32) * (GENERATOR.random((60, 200)) < 0.05)
LABELS = [("a", "b", "c")[int(place)] for place in ROWS[:, :3].argmax(axis=1)]
NAMES = ("a", "b", "c")


def test_similarities_are_products_of_rows():
    assert similarities(csr_matrix(ROWS)) == pytest.approx(ROWS @ ROWS.T, abs=1e-4)


def test_regression_on_similarities_is_regression_on_features():
    shares, bias = fit_regression(ROWS @ ROWS.T, LABELS, NAMES, 1.0)
    ours = ROWS @ (ROWS.T @ shares) + bias
    other = LogisticRegression(C=1.0, max_iter=1000).fit(ROWS, LABELS).decision_function(ROWS)
    ours -= ours.mean(axis=1, keepdims=True)
    other -= other.mean(axis=1, keepdims=True)
    assert ours == pytest.approx(other, abs=0.05)


def test_texts_that_say_the_same_do_no_harm():
    rows = np.repeat(ROWS[:4], 200, axis=0) * 3
    shares, bias = fit_regression(rows @ rows.T, ["a", "b", "c", "a"] * 200, NAMES, 10.0)
    assert np.isfinite(shares).all()
    assert np.isfinite(bias).all()


def test_margins_of_two_labels_have_a_column_each():
    labels = ["a" if label == "a" else "b" for label in LABELS]
    model = fit_margins(csr_matrix(ROWS), labels, 1.0)
    assert model.weights.shape == (200, 2)
    scores = ROWS @ model.weights + model.bias
    right = scores.argmax(axis=1) == [model.labels.index(label) for label in labels]
    assert right.mean() > 0.9


def test_texts_of_one_writer_are_held_out_together():
    writers = ["w1", "w2", "w3"] * 20
    fold = folds(LABELS, writers, 2)
    assert {(writer, number) for writer, number in zip(writers, fold.tolist(), strict=True)} == {
        ("w1", 0),
        ("w2", 1),
        ("w3", 0),
    }


def test_without_writers_every_label_is_dealt_out_evenly():
    fold = folds(["a"] * 6 + ["b"] * 3, [None] * 9, 3)
    assert fold.tolist() == [0, 1, 2, 0, 1, 2, 0, 1, 2]


def test_no_text_is_scored_by_a_model_that_saw_it():
    similar = np.eye(12, dtype=np.float32)
    labels = ["a", "b"] * 6
    scores = out_of_fold_scores(similar, labels, ("a", "b"), 100.0, folds(labels, [None] * 12, 3))
    assert np.ptp(scores, axis=0) == pytest.approx([0, 0], abs=1e-3)
