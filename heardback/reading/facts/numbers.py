"""Numbers in words and digits: "3", "three", "a couple of", "2-3", "three or four"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from heardback.reading.facts.words import Word

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
NUMBERS: dict[str, float] = {word: float(value) for value, word in enumerate(_ONES)} | {
    word: float(value) for word, value in _TENS.items()
}
_TEN = 10
_DIGITS = re.compile(r"^(\d{1,4}(?:\.\d+)?)(?:st|nd|rd|th)?\+?$")
_RANGE = re.compile(r"^(\d{1,3}(?:\.\d+)?)-(\d{1,3}(?:\.\d+)?)$")
_TIMES = {"once": 1, "twice": 2, "thrice": 3}


def plain_number(norm: str) -> float | None:
    """Return the value of one word: "3", "three", "2-3" (its middle), or None."""
    if norm in NUMBERS:
        return NUMBERS[norm]
    if digits := _DIGITS.match(norm):
        return None if norm.rstrip("+")[-1].isalpha() else float(digits[1])
    if span := _RANGE.match(norm):
        return (float(span[1]) + float(span[2])) / 2
    return None


def number_at(words: Sequence[Word], index: int) -> tuple[float, int] | None:
    """Read a number that starts at a word.

    Returns:
        The value and the index of the word after it, or None where no number starts.
    """
    norms = [word.norm for word in words[index : index + 4]] + [""] * 4
    if norms[0] in ("a", "the", "another", "last", "past") and norms[1] == "couple":
        return 2.0, index + (3 if norms[2] in ("of", "a") else 2)
    if norms[0] == "couple":
        return 2.0, index + (2 if norms[1] == "of" else 1)
    if norms[0] == "a" and norms[1] in ("few", "handful"):
        return 3.0, index + (3 if norms[2] == "of" else 2)
    if norms[0] in ("few", "several"):
        return 3.0, index + 1
    if norms[0] == "half" and norms[1] in ("a", "an"):
        return 0.5, index + 2
    return _spelled(norms, index)


def _spelled(norms: list[str], index: int) -> tuple[float, int] | None:
    first = plain_number(norms[0])
    if first is None:
        return None
    if first in _TENS.values() and norms[0] in _TENS:
        skip = 2 if norms[1] == "-" else 1
        unit = NUMBERS.get(norms[skip], 0.0)
        return (first + unit, index + skip + 1) if 0 < unit < _TEN else (first, index + 1)
    if (
        norms[1] in ("or", "to", "-")
        and (second := plain_number(norms[2])) is not None
        and second > first
    ):
        return (first + second) / 2, index + 3
    return first, index + 1


def times_at(words: Sequence[Word], index: int) -> tuple[int, int] | None:
    """Read how often: "twice", "three times", "a couple of times", "once or twice"."""
    norm = words[index].norm if index < len(words) else ""
    if norm in _TIMES:
        return _TIMES[norm], index + 1
    number = number_at(words, index)
    if number and number[1] < len(words) and words[number[1]].norm in ("times", "x"):
        return round(number[0]), number[1] + 1
    return None
