"""The kind of a word: a name for words that tell the same, or the word without its ending."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from heardback.reading.yaml_text import parse_yaml

_FILE = Path(__file__).resolve().parents[2] / "data" / "reading" / "word_kinds.yml"
_SHORTEST_STEM = 4
_ENDINGS = ("ing", "ed", "es", "s")


@lru_cache(maxsize=1)
def _content() -> Mapping[str, Any]:
    return dict(parse_yaml(_FILE.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    entries = _content()["kinds"]
    return {word: kind for kind, words in entries.items() for word in words.split()}


@lru_cache(maxsize=1)
def little_words() -> frozenset[str]:
    """Return the words that say nothing by themselves."""
    return frozenset(_content()["little_words"].split())


@lru_cache(maxsize=20_000)
def kind_of(word: str) -> str:
    """Return the name of the word's kind, or the word without its ending."""
    kind = _kinds().get(word)
    if kind:
        return kind
    if word[0].isdigit():
        return "<number>"
    for ending in _ENDINGS:
        if (
            len(word) >= len(ending) + _SHORTEST_STEM
            and word.endswith(ending)
            and not word.endswith("ss")
        ):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word.endswith("e") else word
