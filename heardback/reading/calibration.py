"""Turns scores into probabilities that mean what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from heardback.reading.linear_model import softmax
from heardback.reading.ngrams import Floats

# A message of more words than this reads like a letter.
LONGEST_CHAT = 40
_FEWEST_TEXTS = 30
# About a third of what people write is outside the situations, however many examples of it there
# are to learn from.
_SHARE_OF_OUTSIDE = 0.33


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities.

    Attributes:
        sharpness: scores are multiplied by it: below 1 the model was too sure of itself.
        shift: added to the score of `outside`, so that it is read as often as it occurs.
    """

    sharpness: float = 1.0
    shift: float = 0.0

    def probabilities(self, scores: Floats, outside: int | None = None) -> Floats:
        """Return probabilities.

        Args:
            scores: one score a label, along the last axis.
            outside: the place of the label `outside`, if there is one.
        """
        scaled = scores * self.sharpness
        if outside is not None:
            scaled[..., outside] += self.shift
        return softmax(scaled)


@dataclass(frozen=True)
class Calibrations:
    """One calibration for messages like a chat's, one for messages like letters."""

    chat: Calibration = Calibration()
    letter: Calibration = Calibration()

    def of(self, words: int) -> Calibration:
        """Return the calibration for a message of so many words."""
        return self.letter if words > LONGEST_CHAT else self.chat

    def as_json(self) -> dict[str, Any]:
        """Return the calibrations in a form that JSON can hold."""
        return {"chat": vars(self.chat), "letter": vars(self.letter)}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Calibrations:
        """Return what `as_json` gave."""
        return cls(Calibration(**content["chat"]), Calibration(**content["letter"]))


def learn_calibration(
    scores: Floats, labels: Sequence[int], outside: int | None = None
) -> Calibration:
    """Return the calibration under which the labels are likeliest.

    Args:
        scores: scores by models that did not see the texts.
        labels: the place of each text's label.
        outside: the place of the label `outside`, if there is one.
    """
    from scipy.optimize import minimize

    if len(labels) < _FEWEST_TEXTS:
        return Calibration()
    rows = np.arange(len(labels))
    places = np.asarray(labels)
    counts = np.ones(len(labels))
    if outside is not None and 0 < (share := float((places == outside).mean())) < 1:
        counts[places == outside] = _SHARE_OF_OUTSIDE / share
        counts[places != outside] = (1 - _SHARE_OF_OUTSIDE) / (1 - share)

    def surprise(values: Floats) -> float:
        shift = float(values[1]) if outside is not None else 0.0
        calibration = Calibration(float(np.exp(values[0])), shift)
        found = calibration.probabilities(scores, outside)[rows, places]
        misses = -np.log(np.maximum(found, 1e-9)) * counts
        return float(misses.mean() + 0.001 * float(values[1]) ** 2)

    best = minimize(surprise, np.zeros(2), method="Nelder-Mead").x
    return Calibration(float(np.exp(best[0])), float(best[1]) if outside is not None else 0.0)


def learn_calibrations(
    scores: Floats, labels: Sequence[int], words: Sequence[int], outside: int | None = None
) -> Calibrations:
    """Return calibrations for short and for long messages."""
    long = np.asarray(words) > LONGEST_CHAT
    places = np.asarray(labels)
    parts = [
        learn_calibration(scores[chosen], places[chosen].tolist(), outside)
        for chosen in (~long, long)
    ]
    if min((~long).sum(), long.sum()) < _FEWEST_TEXTS:
        both = learn_calibration(scores, labels, outside)
        parts = [both, both]
    return Calibrations(*parts)
