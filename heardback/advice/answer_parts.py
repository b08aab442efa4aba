"""The parts that every Answer is made of: lines, facts as heard, buttons, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from heardback.advice.answer import Answer, AnswerKind, Button, HeardFact, Line
from heardback.advice.case import Case
from heardback.advice.choosing import Choice, choose
from heardback.advice.dates import act_on
from heardback.advice.footnotes import Footnotes
from heardback.advice.knowledge import Entry, Knowledge
from heardback.advice.payloads import payload

MOST_BUTTONS = 5
SHORT_TITLE = 60
TOLD_BY_BUTTONS = ("inform", "dont_know", "outside", "go_on")
BUTTON_INTENTS = {
    "draft": "ask_draft",
    "why": "ask_why",
    "why_not": "ask_why_not",
    "change": "ask_what_would_change",
    "disputes": "ask_who_disagrees",
    "more": "ask_what_else",
    "sources": "ask_sources",
    "fix": "fix_fact",
    "start_over": "start_over",
    "what_can_you_do": "ask_capabilities",
}


@dataclass(frozen=True)
class AnswerParts:
    """Makes the parts of Answers for one day: the knowledge base, and `today` to count from."""

    knowledge: Knowledge
    today: date

    def _lines(self, entries: Iterable[Entry], case: Case, notes: Footnotes) -> tuple[Line, ...]:
        return tuple(self._line(entry, case, notes) for entry in entries)

    def _line(self, entry: Entry, case: Case, notes: Footnotes, *, because: bool = False) -> Line:
        day = act_on(entry.date, case.facts, self.today)
        return Line(
            id=entry.id,
            kind=entry.kind,
            text=entry.say,
            because=entry.because if because else "",
            citations=notes.cite(entry.cites),
            date=day.isoformat() if day else "",
        )

    def _heard(self, case: Case, *, all_facts: bool = False) -> tuple[HeardFact, ...]:
        """Return the facts as they are repeated.

        Left out is what another of them says too, and what no advice on this situation asks about.
        """
        known = [name for name, _ in case.ledger if name in self.knowledge.facts]
        covered = {other for name in known for other in self.knowledge.facts[name].covers}
        if case.situation:
            covered |= set(known) - self.knowledge.situation(case.situation).facts_asked_about
        return tuple(
            HeardFact(
                name=name,
                value=list(line.value) if isinstance(line.value, tuple) else line.value,
                label=self.knowledge.facts[name].label(line.value),
                words=line.words,
            )
            for name, line in case.ledger
            if name in known and (all_facts or name not in covered)
        )

    def _situation_buttons(self, situations: Sequence[str]) -> tuple[Button, ...]:
        named = [Button(self.knowledge.situation(name).title, payload(name)) for name in situations]
        return (*named, Button(self._words("none_of_these"), payload("outside")))

    def _buttons(self, names: Sequence[str]) -> tuple[Button, ...]:
        titles = self.knowledge.words
        return tuple(
            Button(titles[f"button_{name}"], payload(BUTTON_INTENTS[name])) for name in names
        )[:MOST_BUTTONS]

    def _choice(self, case: Case) -> Choice:
        return choose(self.knowledge.situation(case.situation), case.facts)

    def _words(self, key: str, **filled: str) -> str:
        text = self.knowledge.words[key]
        for name, value in filled.items():
            text = text.replace("{" + name + "}", value)
        return text

    def _on_request(
        self, kind: AnswerKind, case: Case, lead: str, names: Sequence[str] = ()
    ) -> Answer:
        """Return an Answer to a question about the advice, still without its lines and sources."""
        return Answer(
            kind=kind,
            situation=case.situation,
            lead=self._words(lead),
            buttons=self._buttons(names),
        )

    def _with_lines(self, answer: Answer, lines: Iterable[Line], notes: Footnotes) -> Answer:
        """Return the Answer with its lines, and the sources that were cited so far."""
        return replace(answer, more=tuple(lines), sources=notes.sources())


def short_title(text: str) -> str:
    """Return the first sentence, cut at a word so that it fits a button."""
    sentence = text.split(". ", maxsplit=1)[0].rstrip(".")
    if len(sentence) <= SHORT_TITLE:
        return sentence
    return sentence[:SHORT_TITLE].rsplit(" ", 1)[0] + " …"


def button_intents(knowledge: Knowledge) -> frozenset[str]:
    """Return the intents that a button of ours can carry."""
    return frozenset({*BUTTON_INTENTS.values(), *knowledge.situations, *TOLD_BY_BUTTONS})
