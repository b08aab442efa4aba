"""Facts read from the phrases of the cue files, data/reading/facts/*.yml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from heardback.reading.facts import mood
from heardback.reading.facts.message import TIME_WORDS, Message
from heardback.reading.facts.phrases import PhraseBook, PhraseError, compile_phrase
from heardback.reading.result import FactChange, FactReading

CUE_FOLDER = Path(__file__).parents[3] / "data" / "reading" / "facts"

Turn = Literal["drop", "turn", "keep"]
_TIME_LISTS = {"<time>": TIME_WORDS} | {name: (name,) for name in TIME_WORDS}


class CueError(ValueError):
    """A cue file that cannot be used; the message names file, entry and remedy."""


@dataclass(frozen=True)
class Cue:
    """One entry of a cue file: phrases that say a fact.

    Attributes:
        fact: the fact they say, or the name of a mark that other readers look for.
        value: its value; None in an entry that sets takes the weaker phrases of the fact away.
        phrases: as written.
        negated: what a "not" before them does: "drop" the fact, "turn" it over, or "keep" it.
        maybe: the same for "should I", "if", "going to".
        strength: the strongest cue of a message decides; of equals, the last.
        change: "set" the fact, or "retract" it.
    """

    fact: str
    value: Any
    phrases: tuple[str, ...]
    negated: Turn = "drop"
    maybe: Turn = "drop"
    strength: int = 1
    change: FactChange = "set"


@dataclass(frozen=True)
class Hit:
    """A cue found in a message, from one word to (before) another."""

    cue: Cue
    value: Any
    first: int
    end: int


class CueBook:
    """All cues, ready to be looked for."""

    def __init__(self, cues: Iterable[Cue], lists: Mapping[str, Iterable[str]]) -> None:
        """Compile the cues.

        Args:
            cues: the entries of the cue files.
            lists: the word lists that `<name>` in a phrase stands for.
        """
        self._cues = tuple(cues)
        known = {name: tuple(words) for name, words in lists.items()} | _TIME_LISTS
        self._book = PhraseBook(
            (number, compile_phrase(phrase, known))
            for number, cue in enumerate(self._cues)
            for phrase in cue.phrases
        )

    def hits(self, message: Message) -> tuple[Hit, ...]:
        """Return what was found and holds, in the order of the message."""
        found = self._book.find([word.norm for word in message.words])
        hits = [self._hit(message, number, first, end) for number, first, end in found]
        return tuple(sorted((hit for hit in hits if hit), key=lambda hit: (hit.first, hit.end)))

    def _hit(self, message: Message, number: int, first: int, end: int) -> Hit | None:
        cue = self._cues[number]
        value = cue.value
        for turn, holds in ((cue.negated, mood.negated), (cue.maybe, mood.maybe)):
            if turn == "keep" or not holds(message, first):
                continue
            if turn == "drop":
                return None
            value = not value
        return Hit(cue, value, first, end)


def strongest(message: Message, hits: Iterable[Hit]) -> list[FactReading]:
    """Return one reading a fact: of its strongest cue, and of equals the last.

    What is taken back comes beside it.
    """
    best: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        key = (hit.cue.fact, "" if hit.cue.change == "set" else f"{hit.cue.change} {hit.value}")
        held = best.get(key)
        if held is None or hit.cue.strength >= held.cue.strength:
            best[key] = hit
    return [
        FactReading(name, hit.value, *message.span(hit.first, hit.end), hit.cue.change)
        for (name, _), hit in best.items()
        if hit.value is not None or hit.cue.change != "set"
    ]


@lru_cache(maxsize=4)
def load_cues(folder: Path = CUE_FOLDER) -> CueBook:
    """Return the cues of a folder.

    Raises:
        CueError: a file has an entry that cannot be used.
    """
    lists: dict[str, list[str]] = {}
    cues: list[Cue] = []
    for path in sorted(folder.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        if path.stem == "lists":
            lists = {f"<{name}>": [str(word) for word in words] for name, words in content.items()}
        else:
            cues.extend(
                _cue(path, number, entry)
                for number, entry in enumerate(content.get("cues", []), start=1)
            )
    try:
        return CueBook(cues, lists)
    except PhraseError as error:
        raise CueError(f"{folder}: {error}") from error


def _cue(path: Path, number: int, entry: dict[str, Any]) -> Cue:
    unknown = set(entry) - {"fact", "value", "phrases", "negated", "maybe", "strength", "change"}
    if unknown or not {"fact", "value", "phrases"} <= set(entry):
        what = (
            f"does not know {', '.join(sorted(unknown))}"
            if unknown
            else "needs fact, value and phrases"
        )
        raise CueError(f"{path.name}, entry {number}: {what}")
    phrases = tuple(str(phrase) for phrase in entry["phrases"])
    return Cue(
        entry["fact"],
        entry["value"],
        phrases,
        entry.get("negated", "drop"),
        entry.get("maybe", "drop"),
        int(entry.get("strength", 1)),
        entry.get("change", "set"),
    )
