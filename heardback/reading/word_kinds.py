"""The kind of a word: a name for words that tell the same, or the word without its ending."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).resolve().parents[2] / "data" / "reading" / "word_kinds.yml"
_ENDINGS = ("ing", "ed", "es", "s")

# Words that say nothing by themselves: pairs of words are made without them.
LITTLE_WORDS = frozenset(
    "a an the and of to in for on at is was it i my me that this with so as but be or by from up "
    "out have has had do did are were am 's 'd if".split()
)


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    entries = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {word: kind for kind, words in entries.items() for word in words.split()}


@lru_cache(maxsize=20_000)
def kind_of(word: str) -> str:
    """Return the name of the word's kind, or the word without its ending."""
    kind = _kinds().get(word)
    if kind:
        return kind
    if word[0].isdigit():
        return "<number>"
    for ending in _ENDINGS:
        if len(word) > len(ending) + 3 and word.endswith(ending) and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
