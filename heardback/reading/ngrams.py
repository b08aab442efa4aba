"""Word and letter n-grams of a text, weighted by TF-IDF, without scikit-learn."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from heardback.reading.words import read_sentences

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class NgramKind:
    """One kind of n-gram.

    Attributes:
        unit: "word" or "letter" (letters within a word, its borders included).
        shortest: the smallest n.
        longest: the largest n.
        weight: the length of this kind's part of a text's vector.
        seen_in: in how many texts an n-gram must occur to be kept.
    """

    unit: str
    shortest: int
    longest: int
    weight: float = 1.0
    seen_in: int = 1

    def of(self, words: Sequence[str]) -> Iterable[str]:
        """Yield the n-grams of a text given as words."""
        if self.unit == "word":
            return _word_ngrams(words, self.shortest, self.longest)
        return (
            ngram for word in words for ngram in _letter_ngrams(word, self.shortest, self.longest)
        )


@dataclass(frozen=True)
class SparseVector:
    """The entries of a vector that are not zero."""

    places: Ints
    values: Floats


def plain_words(text: str) -> list[str]:
    """Return the plain words of a text, sentence ends left out."""
    return [word.plain for sentence in read_sentences(text) for word in sentence.words]


def _word_ngrams(words: Sequence[str], shortest: int, longest: int) -> Iterable[str]:
    for size in range(shortest, longest + 1):
        for place in range(len(words) - size + 1):
            yield " ".join(words[place : place + size])


@lru_cache(maxsize=20_000)
def _letter_ngrams(word: str, shortest: int, longest: int) -> tuple[str, ...]:
    padded = f" {word[:40]} "
    return tuple(
        padded[place : place + size]
        for size in range(shortest, longest + 1)
        for place in range(max(1, len(padded) - size + 1))
    )


class NgramTable:
    """The n-grams of one kind that were seen in training, each with its place and its weight."""

    def __init__(self, kind: NgramKind, ngrams: Sequence[str], rarity: Floats) -> None:
        """Keep the n-grams in the order of their places.

        Args:
            kind: which n-grams these are.
            ngrams: the n-grams, the first at place 0.
            rarity: the inverse document frequency of each.
        """
        self.kind = kind
        self.ngrams = tuple(ngrams)
        self.rarity = rarity
        self._place = {ngram: place for place, ngram in enumerate(self.ngrams)}

    @classmethod
    def learn(cls, kind: NgramKind, texts: Iterable[Sequence[str]]) -> NgramTable:
        """Return the table of the n-grams in the texts (each a sequence of words)."""
        count = 0
        occurs: Counter[str] = Counter()
        for words in texts:
            count += 1
            occurs.update(set(kind.of(words)))
        kept = sorted(ngram for ngram, times in occurs.items() if times >= kind.seen_in)
        rarity = np.array(
            [math.log((1 + count) / (1 + occurs[ngram])) + 1 for ngram in kept], dtype=np.float32
        )
        return cls(kind, kept, rarity)

    def __len__(self) -> int:
        """Return how many n-grams the table holds."""
        return len(self.ngrams)

    def vector(self, words: Sequence[str]) -> SparseVector:
        """Return the weighted n-grams of a text, scaled to the length `kind.weight`."""
        counts: Counter[int] = Counter()
        find = self._place.get
        for ngram in self.kind.of(words):
            place = find(ngram)
            if place is not None:
                counts[place] += 1
        places = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
        times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(times)) * self.rarity[places] if len(counts) else times
        length = float(np.sqrt((values**2).sum())) or 1.0
        return SparseVector(places, (values * (self.kind.weight / length)).astype(np.float32))

    def as_json(self) -> dict[str, Any]:
        """Return all but the rarity, in a form that JSON can hold."""
        return {"kind": vars(self.kind), "ngrams": list(self.ngrams)}


class NgramVectors:
    """Several tables side by side: a text becomes one sparse vector."""

    def __init__(self, tables: Sequence[NgramTable]) -> None:
        """Put the tables side by side, in the order given."""
        self.tables = tuple(tables)

    @classmethod
    def learn(cls, kinds: Sequence[NgramKind], texts: Sequence[Sequence[str]]) -> NgramVectors:
        """Return the vectors' tables, learnt from texts given as words."""
        return cls([NgramTable.learn(kind, texts) for kind in kinds])

    @property
    def width(self) -> int:
        """Return how many places a vector has."""
        return sum(len(table) for table in self.tables)

    def vector(self, words: Sequence[str]) -> SparseVector:
        """Return the vector of a text given as words."""
        places, values, offset = [], [], 0
        for table in self.tables:
            part = table.vector(words)
            places.append(part.places + offset)
            values.append(part.values)
            offset += len(table)
        return SparseVector(np.concatenate(places), np.concatenate(values))
