"""The small language of the cue files, turned into spaCy patterns.

    sent .. thank you (note|letter)   a gap of up to four words; one of several words
    [my] boss                         a word that may be missing
    interview*                        any word that begins so
    <they>                            a list of words kept in lists.yml
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

Pattern = list[dict[str, Any]]

_PART = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S+")
_GAP: Pattern = [{"ORTH": {"NOT_IN": [".", "!", "?", "\n", ";"]}, "OP": "?"}] * 4


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says which and why."""


def compile_phrase(phrase: str, lists: Mapping[str, Iterable[str]]) -> list[Pattern]:
    """Return the spaCy patterns that find the phrase.

    Args:
        phrase: as written in a cue file.
        lists: the word lists that `<name>` stands for.

    Raises:
        PhraseError: the phrase names an unknown list or leaves a bracket open.
    """
    parts = [_part(part, phrase, lists) for part in _PART.findall(phrase)]
    return [[token for piece in pieces for token in piece] for pieces in product(*parts)]


def _part(part: str, phrase: str, lists: Mapping[str, Iterable[str]]) -> list[Pattern]:
    if part == "..":
        return [_GAP]
    if part[0] == "(" and part[-1] == ")":
        return _choices(part[1:-1].split("|"), phrase, lists)
    if part[0] == "[" and part[-1] == "]":
        return [[], *_choices(part[1:-1].split("|"), phrase, lists)]
    if set(part) & set("()[]|"):
        raise PhraseError(f'"{phrase}": a bracket is opened and not closed, or closed and not opened')
    return _choices([part], phrase, lists)


def _choices(choices: list[str], phrase: str, lists: Mapping[str, Iterable[str]]) -> list[Pattern]:
    """Return one pattern for all the single words, and one for each choice of several words."""
    single: list[str] = []
    patterns: list[Pattern] = []
    for choice in _unfolded(choices, phrase, lists):
        words = choice.split()
        if not words:
            raise PhraseError(f'"{phrase}": a choice is empty')
        if len(words) == 1 and not choice.endswith("*"):
            single.append(choice)
        else:
            patterns.append([_token(word) for word in words])
    if single:
        patterns.append([{"ORTH": single[0]} if len(single) == 1 else {"ORTH": {"IN": single}}])
    return patterns


def _unfolded(choices: list[str], phrase: str, lists: Mapping[str, Iterable[str]]) -> list[str]:
    out: list[str] = []
    for choice in choices:
        if choice.startswith("<") and choice.endswith(">"):
            if choice not in lists:
                raise PhraseError(f'"{phrase}": lists.yml has no list {choice}')
            out.extend(lists[choice])
        else:
            out.append(choice)
    return out


def _token(word: str) -> dict[str, Any]:
    return {"ORTH": {"REGEX": f"^{re.escape(word[:-1])}"}} if word.endswith("*") else {"ORTH": word}
