"""A message as a row of words: lower case, written out, sentences and clauses numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language

from heardback.reading.facts.vocabulary import word_set, words_by_value

LONGEST_TEXT = 6_000
"""Characters that are read; what a person needs to say is long said by then."""

MOST_WORDS = 1_000
"""Words that are read."""

LONGEST_WORD = 50
"""Characters of an unbroken run that are read; longer runs are no words, and slow to take apart."""

_UNBROKEN = re.compile(rf"(\S{{{LONGEST_WORD}}})(\S+)")
_SAME_LENGTH = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "…": ".",
        "—": ";",
        "\N{EN DASH}": "-",
        "\r": "\n",
    }
)
_NUMBER_AND_UNIT = re.compile(r"^(\d+(?:\.\d+)?\+?)((?!(?:st|nd|rd|th)$)[a-z]+\+?)$")
_SPELLINGS = words_by_value("words", "spellings")
_WRITTEN_OUT = {
    "thank_you": ("thank", "you"),
    "follow_up": ("follow", "up"),
    "she'd": ("she", "'d"),
    "do_not_know": ("do", "not", "know"),
}
_PHRASAL_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z])")
_SENTENCE_END = word_set("words", "sentence_end")
_CLAUSE_END = word_set("words", "clause_end")
_CLAUSE_START = word_set("words", "clause_start")
_SUBJECTS = word_set("words", "subjects")


@dataclass(frozen=True)
class Word:
    """One word of a message.

    Attributes:
        norm: lower case, spelled out ("wks" is "weeks", the "nt" of "didnt" is "not").
        start: offset of its first character in the message.
        end: offset one past its last character.
        sentence: number of the sentence it stands in.
        clause: number of the clause it stands in, counted through the message.
    """

    norm: str
    start: int
    end: int
    sentence: int = 0
    clause: int = 0


@lru_cache(maxsize=1)
def _tokenizer() -> Language:
    return spacy.blank("en")


_AS_WRITTEN = {"d": "'d", "'d": "'d", "did": "did", "does": "does"}
"""Where spaCy's plain form says too little ("did" becomes "do") or too much ("'d" "would")."""


def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of the message, punctuation among them."""
    return tuple(_numbered(_spelled_out(text[:LONGEST_TEXT])[:MOST_WORDS]))


def _spelled_out(text: str) -> list[tuple[str, int, int]]:
    plain = _PHRASAL_HYPHEN.sub(_hyphen, text.translate(_SAME_LENGTH))
    plain = _UNBROKEN.sub(lambda run: run[1] + " " * len(run[2]), plain)
    out: list[tuple[str, int, int]] = []
    for token in _tokenizer()(plain):
        start, end = token.idx, token.idx + len(token.text)
        for norm in _norms(token.text, token.norm_):
            if norm[0].isdigit() and (glued := _NUMBER_AND_UNIT.match(norm)):
                middle = start + len(glued[1])
                out.append((glued[1], start, middle))
                out.append(
                    (_SPELLINGS.get(glued[2].rstrip("+"), glued[2].rstrip("+")), middle, end)
                )
            else:
                out.append((norm, start, end))
    return _mended(out)


def _hyphen(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 2) : match.start()].lower()
    return "_" if before.lstrip() in ("e", "\ne", "w") or before.endswith(" e") else " "


def _norms(text: str, norm: str) -> tuple[str, ...]:
    low = text.lower()
    if "\n" in text:
        return ("\n",)
    if text.isspace() or not text:
        return ()
    if low in _AS_WRITTEN:
        return (_AS_WRITTEN[low],)
    spelled = _SPELLINGS.get(low) or _SPELLINGS.get(norm.lower()) or norm.lower()
    return _WRITTEN_OUT.get(spelled, (spelled,))


def _mended(words: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Undo what the tokenizer gets wrong for this kind of text."""
    out: list[tuple[str, int, int]] = []
    for norm, start, end in words:
        if norm == "+" and out and out[-1][0][:1].isdigit():
            out[-1] = (out[-1][0] + "+", out[-1][1], end)
            continue
        out.append((norm, start, end))
    return [_apostrophe(out, index) for index in range(len(out))]


_VERBS_AFTER_WILL = word_set("words", "verbs_after_will")


def _apostrophe(words: list[tuple[str, int, int]], index: int) -> tuple[str, int, int]:
    """Read the "ill" of "ill call you" as "i'll"."""
    norm, start, end = words[index]
    if (
        norm in ("ill", "well", "id")
        and index + 1 < len(words)
        and words[index + 1][0] in _VERBS_AFTER_WILL
    ):
        return "'ll", start, end
    return words[index]


def _numbered(words: list[tuple[str, int, int]]) -> list[Word]:
    out: list[Word] = []
    sentence = clause = 0
    for index, (norm, start, end) in enumerate(words):
        follower = words[index + 1][0] if index + 1 < len(words) else ""
        if norm in _CLAUSE_START or (norm in ("and", "or", "if", "when") and follower in _SUBJECTS):
            clause += 1
        out.append(Word(norm, start, end, sentence, clause))
        if norm in _SENTENCE_END or norm == "\n" or norm.strip(".!?") == "":
            sentence += 1
            clause += 1
        elif norm in _CLAUSE_END:
            clause += 1
    return out
