"""N-grams of a text, of words, of kinds of words and of letters, weighted by TF-IDF."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from heardback.reading.word_kinds import kind_of, little_words
from heardback.reading.words import Sentence

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
PlainText = Sequence[Sequence[str]]  # the plain words of each sentence

_PAIR_REACH = 3


@dataclass(frozen=True)
class NgramKind:
    """One kind of n-gram.

    Attributes:
        unit: "word"; "kind" (of a word: its name, or the word without its ending); "pair" (two
            kinds near each other); "letter" (letters within a word, its borders included).
        shortest: the smallest n; of no account for pairs.
        longest: the largest n; of no account for pairs.
        weight: the length of this kind's part of a text's vector.
        seen_in: in how many texts an n-gram must occur to be kept.
        doubt: how much n-grams that were not kept count in a text's length: with 1 a text of
            which half is new has weaker features, so that its scores are lower, too; with 0 only
            what is known counts.
    """

    unit: str
    shortest: int = 1
    longest: int = 1
    weight: float = 1.0
    seen_in: int = 1
    doubt: float = 0.0

    def of(self, text: PlainText) -> Iterator[str]:
        """Yield the n-grams of a text."""
        for words in text:
            if self.unit == "letter":
                for word in words:
                    yield from _letter_ngrams(word, self.shortest, self.longest)
            elif self.unit == "word":
                yield from _ngrams(words, self.shortest, self.longest)
            elif self.unit == "kind":
                yield from _ngrams([kind_of(word) for word in words], self.shortest, self.longest)
            else:
                yield from _pairs([kind_of(word) for word in words])


@dataclass(frozen=True)
class SparseVector:
    """The entries of a vector that are not zero."""

    places: Ints
    values: Floats


def plain_text(sentences: Iterable[Sentence]) -> PlainText:
    """Return the plain words of each sentence."""
    return [[word.plain for word in sentence.words] for sentence in sentences]


def _ngrams(words: Sequence[str], shortest: int, longest: int) -> Iterator[str]:
    for size in range(shortest, longest + 1):
        for place in range(len(words) - size + 1):
            yield " ".join(words[place : place + size])


def _pairs(kinds: Sequence[str]) -> Iterator[str]:
    little = little_words()
    telling = [kind for kind in kinds if kind not in little]
    for place, first in enumerate(telling):
        for second in telling[place + 1 : place + 1 + _PAIR_REACH]:
            yield f"{first} ~ {second}"


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

    def __init__(
        self, kind: NgramKind, ngrams: Sequence[str], rarity: Floats, rarest: float
    ) -> None:
        """Keep the n-grams in the order of their places.

        Args:
            kind: which n-grams these are.
            ngrams: the n-grams, the first at place 0.
            rarity: the inverse document frequency of each.
            rarest: the inverse document frequency of one that was never seen.
        """
        self.kind = kind
        self.ngrams = tuple(ngrams)
        self.rarity = rarity
        self.rarest = rarest
        self._place = {ngram: place for place, ngram in enumerate(self.ngrams)}

    @classmethod
    def learn(cls, kind: NgramKind, texts: Iterable[PlainText]) -> NgramTable:
        """Return the table of the n-grams in the texts."""
        count = 0
        occurs: Counter[str] = Counter()
        for text in texts:
            count += 1
            occurs.update(set(kind.of(text)))
        kept = sorted(ngram for ngram, times in occurs.items() if times >= kind.seen_in)
        rarity = np.array(
            [math.log((1 + count) / (1 + occurs[ngram])) + 1 for ngram in kept], dtype=np.float32
        )
        return cls(kind, kept, rarity, math.log(1 + count) + 1)

    def __len__(self) -> int:
        """Return how many n-grams the table holds."""
        return len(self.ngrams)

    def vector(self, text: PlainText) -> SparseVector:
        """Return the weighted n-grams of a text, scaled to the length `kind.weight`."""
        counts: dict[int, int] = {}
        unseen = 0.0
        find = self._place.get
        for ngram, times in Counter(self.kind.of(text)).items():
            place = find(ngram)
            if place is None:
                unseen += (1 + math.log(times)) ** 2
            else:
                counts[place] = times
        places = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(often)) * self.rarity[places] if counts else often
        unseen *= self.kind.doubt * self.rarest**2
        length = math.sqrt(float((values**2).sum()) + unseen) or 1.0
        return SparseVector(places, (values * (self.kind.weight / length)).astype(np.float32))

    def as_json(self) -> dict[str, Any]:
        """Return all but the rarity, in a form that JSON can hold."""
        return {"kind": vars(self.kind), "ngrams": list(self.ngrams), "rarest": self.rarest}


class NgramVectors:
    """Several tables side by side: a text becomes one sparse vector."""

    def __init__(self, tables: Sequence[NgramTable]) -> None:
        """Put the tables side by side, in the order given."""
        self.tables = tuple(tables)

    @classmethod
    def learn(cls, kinds: Sequence[NgramKind], texts: Sequence[PlainText]) -> NgramVectors:
        """Return the vectors' tables, learnt from texts."""
        return cls([NgramTable.learn(kind, texts) for kind in kinds])

    @property
    def width(self) -> int:
        """Return how many places a vector has."""
        return sum(len(table) for table in self.tables)

    def vector(self, text: PlainText) -> SparseVector:
        """Return the vector of a text."""
        places, values, offset = [], [], 0
        for table in self.tables:
            part = table.vector(text)
            places.append(part.places + offset)
            values.append(part.values)
            offset += len(table)
        return SparseVector(np.concatenate(places), np.concatenate(values))
