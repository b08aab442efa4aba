"""The cue files, data/reading/cues/*.yml, read and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from heardback.reading.yaml_text import parse_yaml

CUE_FOLDER = Path(__file__).resolve().parents[2] / "data" / "reading" / "cues"
_KEYS = {"cue", "means", "says", "unless", "negation"}


class CueFileError(ValueError):
    """A cue file that cannot be used; the message names file and cue."""


@dataclass(frozen=True)
class Cue:
    """One sign to look for in a sentence.

    Attributes:
        name: unique over all files.
        means: what the sign says, in a line for people.
        says: the phrases that are the sign.
        unless: phrases whose presence in the sentence takes it back.
        negation: "turns" (after "not" it is the opposite sign) or "ignored".
    """

    name: str
    means: str
    says: tuple[str, ...]
    unless: tuple[str, ...] = ()
    negation: str = "turns"


@dataclass(frozen=True)
class CueSet:
    """All cues, and the lists of words that their phrases name."""

    cues: tuple[Cue, ...]
    lists: Mapping[str, Sequence[str]]


def cue_file_texts(folder: Path = CUE_FOLDER) -> dict[str, str]:
    """Return the cue files' names and texts."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yml"))}


def parse_cue_files(texts: Mapping[str, str]) -> CueSet:
    """Return what the files say.

    Raises:
        CueFileError: a file is not as it should be.
    """
    cues: list[Cue] = []
    lists: dict[str, Sequence[str]] = {}
    for name, text in texts.items():
        content = parse_yaml(text) or {}
        lists.update(content.get("lists") or {})
        cues.extend(_cue(entry, name) for entry in content.get("cues") or [])
    names = [cue.name for cue in cues]
    for name in names:
        if names.count(name) > 1:
            raise CueFileError(f"The cue '{name}' is written twice.")
    return CueSet(tuple(cues), lists)


@lru_cache(maxsize=1)
def all_cues() -> CueSet:
    """Return the cues of data/reading/cues."""
    return parse_cue_files(cue_file_texts())


def _cue(entry: Mapping[str, Any], file: str) -> Cue:
    name = entry.get("cue", "?")
    unknown = set(entry) - _KEYS
    if unknown or not entry.get("says") or not entry.get("means"):
        raise CueFileError(
            f"{file}: the cue '{name}' needs 'cue', 'means' and 'says'"
            + (f" and knows no '{min(unknown)}'." if unknown else ".")
        )
    if entry.get("negation", "turns") not in ("turns", "ignored"):
        raise CueFileError(f"{file}: 'negation' of '{name}' is neither 'turns' nor 'ignored'.")
    return Cue(
        name=name,
        means=entry["means"],
        says=tuple(str(phrase) for phrase in entry["says"]),
        unless=tuple(str(phrase) for phrase in entry.get("unless") or ()),
        negation=entry.get("negation", "turns"),
    )
