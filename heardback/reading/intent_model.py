"""The general reader: n-grams and one linear model, for any set of labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from heardback.reading.calibration import Calibration, learn_calibration
from heardback.reading.linear_model import LinearModel
from heardback.reading.model_files import load_model, save_model
from heardback.reading.ngrams import Floats, NgramKind, NgramVectors, plain_text
from heardback.reading.words import read_sentences

KINDS = (
    NgramKind("word", 1, 1, doubt=1),
    NgramKind("word", 2, 2, doubt=1),
    NgramKind("letter", 2, 5, weight=1.4, doubt=1),
)
_STRENGTH = 0.5
_FOLDS = 3


class IntentModel:
    """Gives every label of the training texts a probability."""

    def __init__(self, vectors: NgramVectors, model: LinearModel, calibration: Calibration) -> None:
        """Put together what was learnt.

        Args:
            vectors: turns a text into a vector.
            model: turns the vector into scores.
            calibration: turns the scores into probabilities.
        """
        self._vectors = vectors
        self._model = model
        self._calibration = calibration

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels, in the order of the probabilities."""
        return self._model.labels

    @classmethod
    def learn(cls, texts: Sequence[str], labels: Sequence[str]) -> IntentModel:
        """Return a model learnt from labelled texts."""
        from heardback.reading.training import fit_margins, folds, stacked

        plain = [plain_text(read_sentences(text)) for text in texts]
        vectors = NgramVectors.learn(KINDS, plain)
        rows = stacked([vectors.vector(text) for text in plain], vectors.width)
        names = sorted(set(labels))
        if len(names) == 1:
            weights = np.zeros((vectors.width, 1), np.float32)
            return cls(
                vectors, LinearModel(tuple(names), weights, np.zeros(1, np.float32)), Calibration()
            )
        scores = np.full((len(texts), len(names)), -1.0, dtype=np.float32)
        fold = folds(labels, [None] * len(labels), _FOLDS)
        for number in range(_FOLDS):
            inside, held = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            seen = [labels[place] for place in inside]
            if len(set(seen)) < 2 or not len(held):  # noqa: PLR2004
                continue
            part = fit_margins(rows[inside], seen, _STRENGTH)
            columns = np.array([names.index(name) for name in part.labels])
            scores[np.ix_(held, columns)] = rows[held] @ part.weights + part.bias
        places = [names.index(label) for label in labels]
        return cls(vectors, fit_margins(rows, labels, _STRENGTH), learn_calibration(scores, places))

    def probabilities(self, text: str) -> Floats:
        """Return the probability of every label."""
        vector = self._vectors.vector(plain_text(read_sentences(text)))
        return self._calibration.probabilities(self._model.scores(vector))

    def save(self, folder: Path, stem: str) -> None:
        """Write the model to two files, `stem`.json and `stem`.npz."""
        save_model(folder, stem, self._vectors, self._model, vars(self._calibration))

    @classmethod
    def load(cls, folder: Path, stem: str) -> IntentModel:
        """Return the model that `save` wrote."""
        vectors, model, about = load_model(folder, stem)
        return cls(vectors, model, Calibration(**about))
