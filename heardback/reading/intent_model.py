"""The general reader: n-grams and one linear model, for any set of labels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from heardback.reading.linear_model import LinearModel, softmax
from heardback.reading.ngrams import Floats, NgramKind, NgramTable, NgramVectors, plain_words

KINDS = (NgramKind("word", 1, 2), NgramKind("letter", 2, 5))


class IntentModel:
    """Gives every label of the training texts a probability."""

    def __init__(self, vectors: NgramVectors, model: LinearModel, sharpness: float = 1.0) -> None:
        """Put together what was learnt.

        Args:
            vectors: turns words into a vector.
            model: turns the vector into scores.
            sharpness: scores are multiplied by it before they become probabilities.
        """
        self.vectors = vectors
        self.model = model
        self.sharpness = sharpness

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels, in the order of the probabilities."""
        return self.model.labels

    @classmethod
    def learn(
        cls, texts: Sequence[str], labels: Sequence[str], kinds: Sequence[NgramKind] = KINDS
    ) -> IntentModel:
        """Return a model learnt from labelled texts."""
        from heardback.reading.training import fit_linear_model, stacked

        words = [plain_words(text) for text in texts]
        vectors = NgramVectors.learn(kinds, words)
        rows = stacked([vectors.vector(text) for text in words], vectors.width)
        return cls(vectors, fit_linear_model(rows, labels))

    def probabilities(self, text: str) -> Floats:
        """Return the probability of every label."""
        vector = self.vectors.vector(plain_words(text))
        return softmax(self.model.scores(vector) * self.sharpness)

    def save(self, folder: Path, stem: str) -> None:
        """Write the model to two files, `stem`.json and `stem`.npz."""
        about = {
            "labels": self.labels,
            "sharpness": self.sharpness,
            "tables": [table.as_json() for table in self.vectors.tables],
        }
        (folder / f"{stem}.json").write_text(json.dumps(about), encoding="utf-8")
        rarities = {f"rarity{i}": table.rarity for i, table in enumerate(self.vectors.tables)}
        np.savez(
            folder / f"{stem}.npz", weights=self.model.weights, bias=self.model.bias, **rarities
        )

    @classmethod
    def load(cls, folder: Path, stem: str) -> IntentModel:
        """Return the model that `save` wrote."""
        about = json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))
        with np.load(folder / f"{stem}.npz", allow_pickle=False) as arrays:
            tables = [
                NgramTable(NgramKind(**table["kind"]), table["ngrams"], arrays[f"rarity{i}"])
                for i, table in enumerate(about["tables"])
            ]
            model = LinearModel(tuple(about["labels"]), arrays["weights"], arrays["bias"])
        return cls(NgramVectors(tables), model, about["sharpness"])
