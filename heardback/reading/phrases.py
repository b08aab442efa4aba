"""The small language in which the cue files write phrases, and the search for many at once.

word            the word itself, as written after data/reading/spellings.yml
call~           the word in any of its forms: call, calls, called, calling
(a|b c|d)       one of several
[a b]           may be there or not
*               up to three words of any kind; *6 up to six
<name>          one of the phrases of the list of that name
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

Slot = frozenset[str]
Path = tuple["Slot | int", ...]

_TOKEN = re.compile(r"\s*(\(|\)|\[|\]|\||\*\d*|<[a-z_]+>|[^\s()\[\]|*<>]+)")
_MOST_WAYS = 4000
_SHORTEST_TO_DOUBLE = 3


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says which and why."""


def word_forms(word: str) -> Slot:
    """Return the regular forms of a verb or noun: "move" gives move, moves, moved, moving."""
    forms = {word, word + "s", word + "ed", word + "ing"}
    if word.endswith("e"):
        forms |= {word + "d", word[:-1] + "ing"}
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    elif len(word) >= _SHORTEST_TO_DOUBLE and word[-1] not in "aeiouwxy" and word[-2] in "aeiou":
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.add(word + "es")
    return frozenset(forms)


class PhraseReader:
    """Reads phrases; knows the named lists."""

    def __init__(self, lists: Mapping[str, Sequence[str]] | None = None) -> None:
        """Remember the lists that `<name>` may stand for."""
        self._lists = dict(lists or {})
        self._known: dict[str, list[Path]] = {}
        self._ways_of_lists: dict[str, set[Path]] = {}

    def paths(self, phrase: str) -> list[Path]:
        """Return every way through the phrase.

        A step of a way is a set of words of which one must stand there, or the number of words
        of any kind that may stand there.
        """
        if phrase not in self._known:
            self._known[phrase] = self._read(phrase)
        return self._known[phrase]

    def _read(self, phrase: str) -> list[Path]:
        signs = _TOKEN.findall(phrase)
        if "".join(signs) != re.sub(r"\s+", "", phrase):
            raise PhraseError(f"'{phrase}' holds a sign that phrases do not know.")
        ways, rest = self._alternatives(signs, phrase)
        if rest:
            raise PhraseError(f"'{phrase}' closes a bracket that was not opened.")
        if any(not way or isinstance(way[0], int) or isinstance(way[-1], int) for way in ways):
            raise PhraseError(f"'{phrase}' must begin and end with a word that has to be there.")
        return list(ways)

    def _alternatives(self, signs: list[str], phrase: str) -> tuple[set[Path], list[str]]:
        found: list[set[Path]] = []
        current: set[Path] = {()}
        while signs:
            sign, signs = signs[0], signs[1:]
            if sign in (")", "]"):
                return _joined([*found, current]), [sign, *signs]
            if sign == "|":
                found.append(current)
                current = {()}
                continue
            step, signs = self._step(sign, signs, phrase)
            current = {way + more for way in current for more in step}
            if len(current) > _MOST_WAYS:
                raise PhraseError(f"'{phrase}' has too many alternatives: split it.")
        return _joined([*found, current]), []

    def _step(self, sign: str, signs: list[str], phrase: str) -> tuple[set[Path], list[str]]:
        if sign in ("(", "["):
            ways, rest = self._alternatives(signs, phrase)
            closing = ")" if sign == "(" else "]"
            if not rest or rest[0] != closing:
                raise PhraseError(f"'{phrase}' does not close a bracket.")
            return (ways | {()} if sign == "[" else ways), rest[1:]
        if sign.startswith("<"):
            name = sign[1:-1]
            if name not in self._lists:
                raise PhraseError(f"'{phrase}' names the list {sign}, which is not there.")
            if name not in self._ways_of_lists:
                entries = [set(self.paths(entry)) for entry in self._lists[name]]
                self._ways_of_lists[name] = _joined(entries)
            return self._ways_of_lists[name], signs
        if sign.startswith("*"):
            return {(int(sign[1:] or 3),)}, signs
        if sign.endswith("~"):
            return {(word_forms(sign[:-1].lower()),)}, signs
        return {(frozenset({sign.lower()}),)}, signs


def _joined(alternatives: Sequence[set[Path]]) -> set[Path]:
    """Join alternatives; those of one word each become one step with several words."""
    ways = set().union(*alternatives)
    alone = [way for way in ways if len(way) == 1 and isinstance(way[0], frozenset)]
    if not alone[1:]:
        return ways
    words = frozenset().union(*(way[0] for way in alone))  # type: ignore[arg-type]
    return (ways - set(alone)) | {(words,)}


class PhraseIndex:
    """Finds many phrases in a row of words, each phrase under a key."""

    def __init__(self, reader: PhraseReader, phrases: Iterable[tuple[str, str]]) -> None:
        """Index the phrases.

        Args:
            reader: knows the lists that the phrases name.
            phrases: pairs of a key and a phrase; a key may have many.
        """
        self._by_first_word: dict[str, list[tuple[str, Path]]] = defaultdict(list)
        for key, path in {(key, path) for key, phrase in phrases for path in reader.paths(phrase)}:
            for word in path[0]:  # type: ignore[union-attr]
                self._by_first_word[word].append((key, path[1:]))

    def find(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield key, first and one past last word of every place where a phrase stands."""
        for place, word in enumerate(words):
            for key, rest in self._by_first_word.get(word, ()):
                end = _end_of_match(rest, words, place + 1)
                if end:
                    yield key, place, end


def _end_of_match(path: Path, words: Sequence[str], place: int) -> int:
    """Return where the rest of a way ends if it stands at the place, or 0."""
    for number, step in enumerate(path):
        if isinstance(step, int):
            rest = path[number + 1 :]
            ends = (_end_of_match(rest, words, place + gap) for gap in range(step + 1))
            return next((end for end in ends if end), 0)
        if place >= len(words) or words[place] not in step:
            return 0
        place += 1
    return place
