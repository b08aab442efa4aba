"""Replies to a question about one fact: "twice", "three weeks ago", "no, by phone"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import yaml

from heardback.reading.facts.cues import CUE_FOLDER
from heardback.reading.facts.message import Message, read_message
from heardback.reading.facts.numbers import number_at, times_at
from heardback.reading.facts.read import read_facts
from heardback.reading.result import FactReading

_Found = tuple[Any, int, int]


def read_answer(text: str, fact_name: str, fact_type: str, today: date) -> FactReading | None:
    """Return what a reply to a question about one fact says of it, or None where it says nothing.

    Args:
        text: the reply.
        fact_name: the fact that was asked for, as in data/advice/facts.yml.
        fact_type: its type there: yes_no, count, days, choice or choices.
        today: the day the reply is read.
    """
    message = read_message(text, today)
    if not message.words or _find(message, _words("unknown")) is not None:
        return None
    told = _told(text, fact_name, today)
    if told is not None and not (fact_type == "count" and told.value == 0):
        return told
    reader = _READERS.get(fact_type)
    found = reader(message, fact_name) if reader else None
    if found is None:
        return told
    value, first, end = found
    return FactReading(fact_name, value, *message.span(first, end))


def _told(text: str, fact_name: str, today: date) -> FactReading | None:
    return next(
        (
            fact
            for fact in read_facts(text, today)
            if fact.name == fact_name and fact.change != "retract"
        ),
        None,
    )


def _yes_no(message: Message, _: str) -> _Found | None:
    denied, affirmed = _find(message, _words("denied")), _find(message, _words("affirmed"))
    if denied and (not affirmed or denied[0] <= affirmed[0] or denied[0] == affirmed[1]):
        return False, *denied
    return (True, *affirmed) if affirmed else None


def _count(message: Message, _: str) -> _Found | None:
    for index in range(len(message.words)):
        if index in message.times:
            continue
        if (times := times_at(message.words, index)) is not None:
            return times[0], index, times[1]
        if (number := number_at(message.words, index)) is not None:
            return round(number[0]), index, min(number[1], len(message.words))
        if message.norm(index) in ("one", "single", "just the one"):
            return 1, index, index + 1
    none = _find(message, _words("none"))
    return (0, *none) if none else None


def _days(message: Message, fact_name: str) -> _Found | None:
    for index, time in message.times.items():
        days = time.ahead if fact_name == "days_to_promise" and time.way == "day" else time.days
        return round(days), index, index + 1
    for index in range(len(message.words)):
        if (number := number_at(message.words, index)) is not None:
            return round(number[0]), index, min(number[1], len(message.words))
        if message.norm(index) == "now" and message.norm(index - 1) == "just":
            return 0, index - 1, index + 1
    return None


def _choices(message: Message, fact_name: str) -> _Found | None:
    found = [
        (value, at)
        for value, words in _content()["choices"].get(fact_name, {}).items()
        if (at := _find(message, tuple(words))) is not None
    ]
    if not found:
        return None
    first = min(at[0] for _, at in found)
    return [value for value, _ in found], first, max(at[1] for _, at in found)


def _choice(message: Message, fact_name: str) -> _Found | None:
    found = _choices(message, fact_name)
    return (found[0][0], found[1], found[2]) if found else None


_READERS: dict[str, Callable[[Message, str], _Found | None]] = {
    "yes_no": _yes_no, "count": _count, "days": _days, "choice": _choice, "choices": _choices,
}  # fmt: skip


def _find(message: Message, phrases: Iterable[str]) -> tuple[int, int] | None:
    """Return where the first of the phrases stands, as the words from and to (before)."""
    split = [phrase.split() for phrase in phrases]
    norms = [word.norm for word in message.words]
    for index in range(len(norms)):
        for words in split:
            if norms[index : index + len(words)] == words:
                return index, index + len(words)
    return None


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    content = yaml.safe_load((CUE_FOLDER / "answers.yml").read_text("utf-8"))
    answers: dict[str, Any] = content["answers"]
    return answers


def _words(kind: str) -> tuple[str, ...]:
    return tuple(str(word) for word in _content()[kind])
