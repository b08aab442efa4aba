"""Whether words are said as so, as not so, or only as something that may be."""

from __future__ import annotations

from heardback.reading.facts.message import Message
from heardback.reading.facts.vocabulary import word_set

_NOT = word_set("mood", "not")
_MAYBE = word_set("mood", "maybe")
_PAST_HELP = word_set("mood", "past_help")
_STOPS = word_set("mood", "stops")
_REACH = 6


def negated(message: Message, first: int, reach: int = _REACH) -> bool:
    """Tell whether a "not" reaches the words that begin at an index."""
    return any(norm in _NOT for norm in _before(message, first, reach))


def maybe(message: Message, first: int, reach: int = _REACH) -> bool:
    """Tell whether a "should", "if", "going to" reaches the words that begin at an index."""
    before = _before(message, first, reach)
    for distance, norm in enumerate(before):
        if norm == "to" and distance <= 1:
            return True
        if norm in _MAYBE:
            return not (
                norm in ("when", "before", "until", "about", "time", "right", "told", "can")
                and _ASSERTED & set(before[:distance])
            )
    return _asks(message, first)


_ASSERTED = word_set("mood", "asserted")


def _before(message: Message, first: int, reach: int) -> list[str]:
    """Return the words before an index, nearest first, as far as they bear on it."""
    out: list[str] = []
    sentence = message.words[first].sentence if first < len(message.words) else -1
    for index in range(first - 1, max(-1, first - 1 - reach), -1):
        word = message.words[index]
        if word.sentence != sentence or word.norm in _STOPS:
            break
        if word.norm in ("and", "or") and message.norm(index + 1) in (
            "i",
            "they",
            "she",
            "he",
            "we",
            "have",
            "it",
        ):
            break
        out.append(word.norm)
    return out


def _asks(message: Message, first: int) -> bool:
    """Tell whether the clause opens as a question about doing it ("do i call")."""
    start, _ = message.clause_of(first)
    opening = [message.norm(index) for index in range(start, min(start + 4, first))]
    return any(
        opening[at] in ("do", "does") and opening[at + 1] in ("i", "we", "he", "she", "you")
        for at in range(len(opening) - 1)
    )
