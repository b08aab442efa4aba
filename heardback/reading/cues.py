"""Finds cues in sentences: phrases from the cue files, with negation and what cancels them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from heardback.reading.cue_files import Cue, CueSet, all_cues
from heardback.reading.phrases import PhraseError, PhraseIndex, PhraseReader
from heardback.reading.words import Sentence

NEGATIONS = frozenset(
    {"not", "no", "never", "without", "nor", "neither", "hardly", "barely", "nobody", "none"}
)
_NEGATION_REACH = 3


@dataclass(frozen=True)
class CueHit:
    """A cue found in a sentence.

    Attributes:
        name: the cue.
        negated: whether it stands after a negation, so that it says the opposite.
        sentence: the number of the sentence, from 0.
        start: offset in the message of the first character of its words.
        end: offset one past their last character.
    """

    name: str
    negated: bool
    sentence: int
    start: int
    end: int


class CueFinder:
    """Finds the cues of a set."""

    def __init__(self, cue_set: CueSet) -> None:
        """Index the phrases.

        Raises:
            PhraseError: a phrase cannot be read; the message names its cue.
        """
        self.cues = cue_set.cues
        self._turned = {cue.name for cue in self.cues if cue.negation == "turns"}
        reader = PhraseReader(cue_set.lists)
        for cue in self.cues:
            _check(cue, reader)
        says = ((cue.name, phrase) for cue in self.cues for phrase in cue.says)
        unless = ((cue.name, phrase) for cue in self.cues for phrase in cue.unless)
        self._says = PhraseIndex(reader, says)
        self._unless = PhraseIndex(reader, unless)

    def find(self, sentences: Sequence[Sentence]) -> list[CueHit]:
        """Return the cues in the sentences, in their order."""
        return [
            hit for number, sentence in enumerate(sentences) for hit in self._of(sentence, number)
        ]

    def _of(self, sentence: Sentence, number: int) -> list[CueHit]:
        plain = [word.plain for word in sentence.words]
        cancelled = {name for name, _, _ in self._unless.find(plain)}
        hits: dict[tuple[str, bool], CueHit] = {}
        for name, first, end in self._says.find(plain):
            if name in cancelled:
                continue
            negated = name in self._turned and not NEGATIONS.isdisjoint(
                plain[max(0, first - _NEGATION_REACH) : first]
            )
            words = sentence.words[first:end]
            hit = CueHit(name, negated, number, words[0].start, words[-1].end)
            known = hits.get((name, negated))
            if known is None or hit.end - hit.start > known.end - known.start:
                hits[name, negated] = hit
        return list(hits.values())


def _check(cue: Cue, reader: PhraseReader) -> None:
    try:
        for phrase in (*cue.says, *cue.unless):
            reader.paths(phrase)
    except PhraseError as error:
        raise PhraseError(f"In the cue '{cue.name}': {error}") from error


@lru_cache(maxsize=1)
def cue_finder() -> CueFinder:
    """Return the finder for the cue files, made once."""
    return CueFinder(all_cues())
