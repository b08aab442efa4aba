"""The way that is named behind words which name none: "followed up by email"."""

from __future__ import annotations

from heardback.reading.facts.message import Message
from heardback.reading.facts.vocabulary import word_groups

_REACH = 9
_ENDS = {",", ";", "but", "she", "he", "they"}
_NAMED = word_groups("contacts", "named_ways")
_PLAIN = {"linkedin": "linkedin", "voicemail": "voicemail", "voicemails": "voicemail"}


def named_ways(message: Message, index: int) -> frozenset[str]:
    """Return the ways named in the few words behind an index."""
    out: set[str] = set()
    for at in range(index + 1, min(index + _REACH, message.sentence_of(index)[1])):
        norm = message.norm(at)
        if norm in _ENDS:
            break
        way = _PLAIN.get(norm) or _way(norm, message.norm(at - 1))
        if way:
            out.add(way)
    return frozenset(out)


def _way(norm: str, before: str) -> str:
    for way, group in _NAMED.items():
        if norm in group["words"] and before in group["after"]:
            return way
    return ""
