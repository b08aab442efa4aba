"""The reader of situations: n-grams and cues of a whole message, with probabilities that hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from heardback.reading.calibration import Calibrations, learn_calibrations
from heardback.reading.cue_features import CueFeatures
from heardback.reading.cue_files import CueFileError
from heardback.reading.cues import CueFinder, CueHit
from heardback.reading.decision import Thresholds, learn_thresholds
from heardback.reading.linear_model import LinearModel
from heardback.reading.model_files import load_model, save_model
from heardback.reading.ngrams import Floats, NgramKind, NgramVectors, SparseVector, plain_text
from heardback.reading.words import Sentence, read_sentences

KINDS = (
    NgramKind("word", 1, 1, seen_in=2),
    NgramKind("word", 2, 2, seen_in=2),
    NgramKind("letter", 2, 5, seen_in=2),
    NgramKind("kind", 1, 1, seen_in=3),
    NgramKind("kind", 2, 2, seen_in=3),
    NgramKind("kind", 3, 3, seen_in=3),
    NgramKind("pair", seen_in=3),
)
_STRENGTH = 10.0
_FOLDS = 4


@dataclass(frozen=True)
class LabelledText:
    """A text to learn from.

    Attributes:
        text: what was written.
        label: the situation, or `outside`.
        writer: who wrote it, if known: texts of one writer are held out together.
    """

    text: str
    label: str
    writer: str | None = None


@dataclass(frozen=True)
class Habits:
    """What is made of the scores.

    Attributes:
        calibrations: turn the scores into probabilities.
        thresholds: when to act on a probability.
        outside: the name of the label for messages in no situation.
    """

    calibrations: Calibrations
    thresholds: Thresholds
    outside: str


class SituationModel:
    """Gives every situation and `outside` a probability."""

    def __init__(
        self,
        vectors: NgramVectors,
        model: LinearModel,
        finder: CueFinder,
        habits: Habits,
    ) -> None:
        """Put together what was learnt.

        Args:
            vectors: turns a text into a vector.
            model: turns that vector, with the cues' behind it, into scores.
            finder: finds the cues.
            habits: what to make of the scores.
        """
        self._vectors = vectors
        self._model = model
        self._finder = finder
        self._cues = CueFeatures([cue.name for cue in finder.cues])
        self._calibrations = habits.calibrations
        self.thresholds = habits.thresholds
        self.outside = habits.outside

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels, in the order of the probabilities."""
        return self._model.labels

    @classmethod
    def learn(
        cls, examples: Sequence[LabelledText], finder: CueFinder, outside: str
    ) -> SituationModel:
        """Return a model learnt from labelled texts."""
        from heardback.reading.training import (
            fit_regression,
            folds,
            out_of_fold_scores,
            similarities,
            stacked,
        )

        sentences = [read_sentences(example.text) for example in examples]
        plain = [plain_text(parts) for parts in sentences]
        vectors = NgramVectors.learn(KINDS, plain)
        cues = CueFeatures([cue.name for cue in finder.cues])
        rows = stacked(
            [
                _side_by_side(
                    vectors.vector(text), cues.vector(parts, finder.find(parts)), vectors.width
                )
                for text, parts in zip(plain, sentences, strict=True)
            ],
            vectors.width + cues.width,
        )
        labels = [example.label for example in examples]
        names = sorted(set(labels))
        similar = similarities(rows)
        fold = folds(labels, [example.writer for example in examples], _FOLDS)
        held_out = out_of_fold_scores(similar, labels, names, _STRENGTH, fold)
        places = [names.index(label) for label in labels]
        words = [sum(len(sentence.words) for sentence in parts) for parts in sentences]
        place = names.index(outside) if outside in names else None
        calibrations = learn_calibrations(held_out, places, words, place)
        thresholds = Thresholds()
        if place is not None:
            probabilities = np.array(
                [
                    calibrations.of(count).probabilities(scores, place)
                    for count, scores in zip(words, held_out, strict=True)
                ]
            )
            thresholds = learn_thresholds(probabilities, places, place)
        shares, bias = fit_regression(similar, labels, names, _STRENGTH)
        weights = np.ascontiguousarray(rows.T @ shares, dtype=np.float32)
        model = LinearModel(tuple(names), weights, bias)
        return cls(vectors, model, finder, Habits(calibrations, thresholds, outside))

    def probabilities(self, text: str) -> Floats:
        """Return the probability of every label."""
        return self.of_sentences(read_sentences(text))

    def of_sentences(self, sentences: Sequence[Sentence]) -> Floats:
        """Return the probability of every label for a message cut into sentences."""
        vector = _side_by_side(
            self._vectors.vector(plain_text(sentences)),
            self._cues.vector(sentences, self.cues(sentences)),
            self._vectors.width,
        )
        words = sum(len(sentence.words) for sentence in sentences)
        outside = self.labels.index(self.outside) if self.outside in self.labels else None
        return self._calibrations.of(words).probabilities(self._model.scores(vector), outside)

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """Return every label with its probability, best first."""
        found = zip(self.labels, map(float, self.probabilities(text)), strict=True)
        return sorted(found, key=lambda entry: -entry[1])

    def cues(self, sentences: Sequence[Sentence]) -> list[CueHit]:
        """Return the cues in the sentences."""
        return self._finder.find(sentences)

    def cue_meanings(self) -> dict[str, str]:
        """Return what each cue says, in a line."""
        return {cue.name: cue.means for cue in self._finder.cues}

    def save(self, folder: Path, stem: str) -> None:
        """Write the model to two files, `stem`.json and `stem`.npz."""
        about = {
            "cues": self._cues.names,
            "calibrations": self._calibrations.as_json(),
            "thresholds": vars(self.thresholds),
            "outside": self.outside,
        }
        save_model(folder, stem, self._vectors, self._model, about)

    @classmethod
    def load(cls, folder: Path, stem: str, finder: CueFinder) -> SituationModel:
        """Return the model that `save` wrote.

        Raises:
            CueFileError: the cues are not those that the model was trained with.
        """
        vectors, model, about = load_model(folder, stem)
        if about["cues"] != [cue.name for cue in finder.cues]:
            raise CueFileError(
                "The cue files have changed since the model was trained. Train it again: rasa train"
            )
        habits = Habits(
            Calibrations.from_json(about["calibrations"]),
            Thresholds(**about["thresholds"]),
            about["outside"],
        )
        return cls(vectors, model, finder, habits)


def _side_by_side(first: SparseVector, second: SparseVector, width: int) -> SparseVector:
    return SparseVector(
        np.concatenate([first.places, second.places + np.int32(width)]),
        np.concatenate([first.values, second.values]),
    )
