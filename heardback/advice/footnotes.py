"""Numbers the sources of one answer in the order in which they are cited."""

from __future__ import annotations

from collections.abc import Iterable

from heardback.advice.answer import Source
from heardback.advice.knowledge import Knowledge


class Footnotes:
    """The footnotes of one answer: each voice of each document has one number."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Begin with no footnote."""
        self._knowledge = knowledge
        self._cited: dict[tuple[str, str], list[str]] = {}

    def cite(self, references: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of `references`, each number once, giving new ones where needed."""
        return tuple(dict.fromkeys(self._number(reference) for reference in references))

    def _number(self, reference: str) -> int:
        voice = (
            self._knowledge.source_of(reference).id,
            self._knowledge.items[reference].spoken_by,
        )
        cited = self._cited.setdefault(voice, [])
        if reference not in cited:
            cited.append(reference)
        return list(self._cited).index(voice) + 1

    def sources(self) -> tuple[Source, ...]:
        """Return the footnotes in the order of their numbers."""
        return tuple(
            self._source(number, references)
            for number, references in enumerate(self._cited.values(), 1)
        )

    def _source(self, number: int, references: list[str]) -> Source:
        items = [self._knowledge.items[reference] for reference in references]
        document = self._knowledge.source_of(references[0])
        return Source(
            number=number,
            items=tuple(references),
            voice=items[0].spoken_by,
            role=", ".join(dict.fromkeys(voice.role for voice in items[0].voices)),
            outlet=document.outlet,
            title=document.title,
            date=document.date,
            gist=" ".join(item.gist for item in items),
        )
