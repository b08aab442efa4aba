"""The word lists of data/reading/facts/words, one file a reader."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

WORDS_FOLDER = Path(__file__).parents[3] / "data" / "reading" / "facts" / "words"


def word_set(file: str, name: str) -> frozenset[str]:
    """Return a list of words.

    Args:
        file: stem of the file that holds it.
        name: its name there.
    """
    return frozenset(str(word) for word in _content(file)[name])


def words_by_value(file: str, name: str) -> dict[str, str]:
    """Return what each word stands for, where the file lists the words of each value.

    Args:
        file: stem of the file that holds the lists.
        name: their name there; words listed under `any` stand for "".
    """
    lists: dict[str, list[str]] = _content(file)[name]
    return {
        str(word): "" if value == "any" else str(value)
        for value, words in lists.items()
        for word in words
    }


def word_lists(file: str, name: str) -> dict[str, frozenset[str]]:
    """Return several lists of words, by the word that each is kept under.

    Args:
        file: stem of the file that holds them.
        name: their name there.
    """
    lists: dict[str, list[str]] = _content(file)[name]
    return {str(key): frozenset(str(word) for word in words) for key, words in lists.items()}


def word_groups(file: str, name: str) -> dict[str, dict[str, frozenset[str]]]:
    """Return groups of lists of words, each list under its name in its group.

    Args:
        file: stem of the file that holds them.
        name: their name there.
    """
    groups: dict[str, dict[str, list[str]]] = _content(file)[name]
    return {
        key: {part: frozenset(str(word) for word in words) for part, words in group.items()}
        for key, group in groups.items()
    }


def weights(file: str, name: str) -> dict[str, float]:
    """Return how much each sign speaks for a reading (or, below nought, against it).

    Args:
        file: stem of the file that holds the weights.
        name: their name there.
    """
    return {str(sign): float(weight) for sign, weight in _content(file)[name].items()}


@lru_cache(maxsize=16)
def _content(file: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((WORDS_FOLDER / f"{file}.yml").read_text("utf-8"))
    return content
