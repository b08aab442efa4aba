"""Hears whether somebody speaks of harming themselves, by the rules of data/reading/danger.yml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from heardback.reading.phrases import PhraseIndex, PhraseReader
from heardback.reading.words import Sentence, read_sentences
from heardback.reading.yaml_text import parse_yaml

# A long message is read further here than elsewhere: one sentence may matter.
_LONGEST_START = 15_000
_LONGEST_END = 5_000

Danger = Literal["", "dark", "explicit"]

DANGER_FILE = Path(__file__).resolve().parents[2] / "data" / "reading" / "danger.yml"


class DangerRules:
    """Phrases that tell of danger, and phrases that only sound like it."""

    def __init__(self, text: str) -> None:
        """Read the rules from the text of the file."""
        content = parse_yaml(text)
        reader = PhraseReader()
        self._harmless = PhraseIndex(reader, (("", str(phrase)) for phrase in content["harmless"]))
        self._danger = PhraseIndex(
            reader,
            ((level, str(phrase)) for level in ("explicit", "dark") for phrase in content[level]),
        )

    def read(self, sentences: Sequence[Sentence]) -> Danger:
        """Return the worst that any sentence tells."""
        levels = {level for sentence in sentences for level in self._levels(sentence)}
        if "explicit" in levels:
            return "explicit"
        return "dark" if levels else ""

    def _levels(self, sentence: Sentence) -> set[str]:
        words = ["0" if word.plain.isdigit() else word.plain for word in sentence.words]
        passed_over = {
            place for _, start, end in self._harmless.find(words) for place in range(start, end)
        }
        return {
            level
            for level, start, end in self._danger.find(words)
            if passed_over.isdisjoint(range(start, end))
        }


@lru_cache(maxsize=1)
def danger_rules() -> DangerRules:
    """Return the rules, read once."""
    return DangerRules(DANGER_FILE.read_text(encoding="utf-8"))


def read_danger(text: str) -> Danger:
    """Return "explicit" where somebody speaks of harming themselves, "dark" for dark thoughts."""
    return danger_rules().read(read_sentences(text, _LONGEST_START, _LONGEST_END))
