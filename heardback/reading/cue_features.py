"""Cues as numbers: which were found, and where in the message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from heardback.reading.cues import CueHit
from heardback.reading.ngrams import SparseVector
from heardback.reading.words import Sentence

# Places of a cue's numbers, each as many apart as there are cues.
_FOUND, _NEGATED, _AT_THE_END, _AT_THE_START, _HOW_OFTEN = range(5)
_PARTS = 5
_LONG, _VERY_LONG = 40, 120
WEIGHT = 0.14


class CueFeatures:
    """Turns cue hits into a vector."""

    def __init__(self, names: Sequence[str]) -> None:
        """Remember the cues' names, in order."""
        self.names = tuple(names)
        self._place = {name: place for place, name in enumerate(self.names)}

    @property
    def width(self) -> int:
        """Return how many places a vector has."""
        return _PARTS * len(self.names) + 5

    def vector(self, sentences: Sequence[Sentence], hits: Sequence[CueHit]) -> SparseVector:
        """Return the vector of a message."""
        count = len(self.names)
        values: dict[int, float] = {}
        times = Counter(hit.name for hit in hits if not hit.negated)
        for hit in hits:
            place = self._place[hit.name]
            if hit.negated:
                values[_NEGATED * count + place] = 1.0
                continue
            values[_FOUND * count + place] = 1.0
            values[_HOW_OFTEN * count + place] = float(np.log1p(times[hit.name]))
            if hit.sentence == 0:
                values[_AT_THE_START * count + place] = 1.0
            if hit.sentence == len(sentences) - 1 or sentences[hit.sentence].asks:
                values[_AT_THE_END * count + place] = 1.0
        words = sum(len(sentence.words) for sentence in sentences)
        form = (
            words > _LONG,
            words > _VERY_LONG,
            any(sentence.asks for sentence in sentences),
            bool(sentences) and sentences[-1].asks,
            np.log1p(words) / 5,
        )
        values.update({_PARTS * count + place: float(value) for place, value in enumerate(form)})
        places = np.fromiter(values.keys(), dtype=np.int32, count=len(values))
        numbers = np.fromiter(values.values(), dtype=np.float32, count=len(values))
        return SparseVector(places, numbers * np.float32(WEIGHT))
