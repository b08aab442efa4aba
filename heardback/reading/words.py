"""A message cut into sentences and words, each word with its plain form and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from heardback.reading.yaml_text import parse_yaml

LONGEST_START = 3000
LONGEST_END = 1500

_SPELLINGS_FILE = Path(__file__).resolve().parents[2] / "data" / "reading" / "spellings.yml"
_WORD = re.compile(r"[^\W_]+(?:['\u2019\u2018`\u00b4\u02bc][^\W_]+)*|[?!.]+|\n\s*\n|[^\w\s]")
_SENTENCE_END = re.compile(r"[?!.]+|\n\s*\n|[;]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018`\u00b4\u02bc", "'"))


@dataclass(frozen=True)
class Word:
    """One word of a message.

    Attributes:
        plain: lower case, short forms written out ("didnt" is the two words "did", "not").
        start: offset in the message of the first character.
        end: offset one past the last character.
    """

    plain: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """The words between two sentence ends.

    Attributes:
        words: its words, in order, never empty.
        asks: whether it ends with a question mark.
    """

    words: tuple[Word, ...]
    asks: bool = False

    @property
    def start(self) -> int:
        """Return where in the message the sentence begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return where in the message the sentence ends."""
        return self.words[-1].end

    @property
    def plain(self) -> str:
        """Return the plain words with a space between them."""
        return " ".join(word.plain for word in self.words)


@lru_cache(maxsize=1)
def spellings() -> Mapping[str, tuple[str, ...]]:
    """Return short forms and common misspellings with the words they stand for."""
    entries = parse_yaml(_SPELLINGS_FILE.read_text(encoding="utf-8"))
    return {short: tuple(full.split()) for short, full in entries.items()}


def read_sentences(
    text: str, longest_start: int = LONGEST_START, longest_end: int = LONGEST_END
) -> list[Sentence]:
    """Cut a message into sentences.

    Args:
        text: the message.
        longest_start: of a longer message only so many characters at its start are read,
        longest_end: and so many at its end, so that no message makes work without end.
    """
    if len(text) <= longest_start + longest_end:
        return list(_sentences(text, 0))
    tail = len(text) - longest_end
    return [*_sentences(text[:longest_start], 0), *_sentences(text[tail:], tail)]


def _sentences(text: str, offset: int) -> Iterator[Sentence]:
    words: list[Word] = []
    for match in _WORD.finditer(text):
        token = match.group()
        if _SENTENCE_END.fullmatch(token):
            if words:
                yield Sentence(tuple(words), asks="?" in token)
            words = []
        elif token[0].isalnum():
            words.extend(_plain_words(token, match.start() + offset, match.end() + offset))
    if words:
        yield Sentence(tuple(words))


def _plain_words(token: str, start: int, end: int) -> Iterator[Word]:
    lower = token.lower().translate(_APOSTROPHES)
    for plain in spellings().get(lower) or _without_ending(lower):
        yield Word(plain, start, end)


def _without_ending(lower: str) -> tuple[str, ...]:
    if lower.endswith("n't"):
        return (lower[:-3], "not")
    for ending, full in (("'ve", "have"), ("'ll", "will"), ("'re", "are"), ("'m", "am")):
        if lower.endswith(ending):
            return (lower[: -len(ending)], full)
    if lower.endswith("'s"):
        return (lower[:-2], "'s")
    if lower.endswith("'d"):
        return (lower[:-2], "'d")
    return (lower,)
