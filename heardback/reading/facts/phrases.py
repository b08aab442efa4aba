"""The small language of the cue files, and the search for its phrases.

sent .. thank you (note|letter)   a gap of up to four words; one of several words
[my] boss                         a word that may be missing
<they>                            a list of words kept in lists.yml
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

WIDEST_GAP = 4

_PART = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S+")
_GAP_ENDS = {".", "!", "?", "\n", ";"}

Name = TypeVar("Name")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says which and why."""


@dataclass(frozen=True)
class Part:
    """One part of a phrase: one of several words (or runs of words), or a gap."""

    choices: Mapping[str, tuple[tuple[str, ...], ...]]
    optional: bool = False
    gap: bool = False


Phrase = tuple[Part, ...]


def compile_phrase(phrase: str, lists: Mapping[str, Iterable[str]]) -> Phrase:
    """Return the phrase, ready to be looked for.

    Args:
        phrase: as written in a cue file.
        lists: the word lists that `<name>` stands for.

    Raises:
        PhraseError: the phrase names an unknown list, leaves a bracket open or begins with a gap.
    """
    parts = tuple(_part(part, phrase, lists) for part in _PART.findall(phrase))
    if not parts or parts[0].gap:
        raise PhraseError(f'"{phrase}": a phrase begins with a word')
    return parts


def _part(part: str, phrase: str, lists: Mapping[str, Iterable[str]]) -> Part:
    if part == "..":
        return Part({}, gap=True)
    bracketed = (part[0] == "(" and part[-1] == ")") or (part[0] == "[" and part[-1] == "]")
    inside = part[1:-1] if bracketed and len(part) > 1 else part
    if set(inside) & set("()[]|") and not bracketed:
        raise PhraseError(
            f'"{phrase}": a bracket is opened and not closed, or closed and not opened'
        )
    return Part(_by_first_word(inside.split("|"), phrase, lists), optional=part[0] == "[")


def _by_first_word(
    choices: Iterable[str], phrase: str, lists: Mapping[str, Iterable[str]]
) -> dict[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, list[tuple[str, ...]]] = {}
    for choice in _unfolded(choices, phrase, lists):
        words = tuple(choice.split())
        if not words:
            raise PhraseError(f'"{phrase}": a choice is empty')
        out.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(runs, key=len, reverse=True)) for first, runs in out.items()}


def _unfolded(
    choices: Iterable[str], phrase: str, lists: Mapping[str, Iterable[str]]
) -> Iterator[str]:
    for choice in choices:
        if choice.startswith("<") and choice.endswith(">"):
            if choice not in lists:
                raise PhraseError(f'"{phrase}": lists.yml has no list {choice}')
            yield from lists[choice]
        else:
            yield choice


class PhraseBook(Generic[Name]):
    """Many named phrases, looked up by their first word."""

    def __init__(self, phrases: Iterable[tuple[Name, Phrase]]) -> None:
        """Sort the phrases by the words that they may begin with."""
        self._by_word: dict[str, list[tuple[Name, Phrase]]] = {}
        for name, phrase in phrases:
            for word in sorted(_first_words(phrase)):
                self._by_word.setdefault(word, []).append((name, phrase))

    def find(self, words: Sequence[str]) -> Iterator[tuple[Name, int, int]]:
        """Yield the name of each phrase found, its first word and the word after it."""
        for index, word in enumerate(words):
            for name, phrase in self._by_word.get(word, ()):
                end = _match(words, index, phrase, 0)
                if end is not None:
                    yield name, index, end


def _first_words(phrase: Phrase) -> set[str]:
    out: set[str] = set()
    for part in phrase:
        out |= set(part.choices)
        if not part.optional:
            break
    return out


def _match(words: Sequence[str], at: int, phrase: Phrase, number: int) -> int | None:
    """Return the word after the rest of the phrase, matched from a word on, or None."""
    if number == len(phrase):
        return at
    part = phrase[number]
    if part.gap:
        return _match_gap(words, at, phrase, number + 1)
    if at < len(words):
        for run in part.choices.get(words[at], ()):
            if len(run) > 1 and tuple(words[at : at + len(run)]) != run:
                continue
            end = _match(words, at + len(run), phrase, number + 1)
            if end is not None:
                return end
    return _match(words, at, phrase, number + 1) if part.optional else None


def _match_gap(words: Sequence[str], at: int, phrase: Phrase, number: int) -> int | None:
    for skipped in range(WIDEST_GAP + 1):
        end = _match(words, at + skipped, phrase, number)
        if end is not None:
            return end
        if at + skipped >= len(words) or words[at + skipped] in _GAP_ENDS:
            break
    return None
