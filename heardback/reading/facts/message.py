"""A message ready for reading: its words, every mention of a time drawn into one word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from heardback.reading.facts.time_words import Time
from heardback.reading.facts.times import find_times
from heardback.reading.facts.words import Word, read_words

MOST_TIMES = 60
"""Times that are looked at in one message; nobody tells more."""

TIME_WORDS = ("<ago>", "<ahead>", "<span>", "<day>")


@dataclass(frozen=True)
class Message:
    """A message as the fact readers see it.

    Attributes:
        text: what the person wrote.
        words: its words; "3 weeks ago" is the one word "<ago>", "friday" is "<day>".
        times: what such a word says, by its index.
        sentences: the first word of each sentence and the one after its last, by its number.
        clauses: the same of each clause.
    """

    text: str
    words: tuple[Word, ...]
    times: dict[int, Time] = field(default_factory=dict)
    sentences: dict[int, tuple[int, int]] = field(default_factory=dict)
    clauses: dict[int, tuple[int, int]] = field(default_factory=dict)

    def norm(self, index: int) -> str:
        """Return the word at an index, or "" beyond the ends."""
        return self.words[index].norm if 0 <= index < len(self.words) else ""

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the characters from one word to (before) another."""
        return self.words[first].start, self.words[end - 1].end

    def sentence_of(self, index: int) -> tuple[int, int]:
        """Return the first word of a word's sentence and the one after its last."""
        return self.sentences[self.words[index].sentence]

    def clause_of(self, index: int) -> tuple[int, int]:
        """Return the first word of a word's clause and the one after its last."""
        return self.clauses[self.words[index].clause]


def _stretches(numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    out: dict[int, tuple[int, int]] = {}
    for index, number in enumerate(numbers):
        out[number] = (out.get(number, (index, 0))[0], index + 1)
    return out


def read_message(text: str, today: date) -> Message:
    """Return the message ready for reading."""
    raw = read_words(text)
    words: list[Word] = []
    times: dict[int, Time] = {}
    at = 0
    for time in find_times(raw, today)[:MOST_TIMES]:
        words.extend(raw[at : time.first])
        first, last = raw[time.first], raw[time.end - 1]
        times[len(words)] = time
        words.append(Word(f"<{time.way}>", first.start, last.end, first.sentence, first.clause))
        at = time.end
    words.extend(raw[at:])
    sentences = _stretches(word.sentence for word in words)
    clauses = _stretches(word.clause for word in words)
    return Message(text, tuple(words), times, sentences, clauses)
