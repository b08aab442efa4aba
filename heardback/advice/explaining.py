"""Answers to questions about the advice: why, why not, what would change it, who disagrees."""

from __future__ import annotations

from dataclasses import replace

from heardback.advice import disagreeing, reasons
from heardback.advice.answer import Answer, Button, Line
from heardback.advice.answer_parts import MOST_BUTTONS, AnswerParts, short_title
from heardback.advice.case import Case
from heardback.advice.choosing import Choice
from heardback.advice.footnotes import Footnotes
from heardback.advice.knowledge import Dispute
from heardback.advice.payloads import payload
from heardback.advice.vocabulary import join_words

DISPUTES_SHOWN = 2
MORE_SHOWN = 6


class Explanations(AnswerParts):
    """Explains the advice on a case; every answer is derived from the rules that chose it."""

    def explain_why(self, case: Case) -> Answer:
        """Return why each thing at first sight was said: the facts, and the source's own reason."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        lines = []
        for entry in choice.readings + choice.steps + choice.donts:
            known = reasons.facts_behind(self.knowledge, entry, case.facts)
            why = (
                self._words("why_from_facts", facts=join_words(known))
                if known
                else self._words("why_no_facts")
            )
            said = [f"{part}" for part in (entry.because, why) if part]
            line = self._line(entry, case, notes)
            lines.append(replace(line, because=" ".join(said)))
        return self._with_lines(
            self._on_request(
                "explanation", case, "why_intro", ["why_not", "change", "disputes", "sources"]
            ),
            lines,
            notes,
        )

    def explain_why_not(self, case: Case, text: str = "", entry_id: str = "") -> Answer:
        """Return why a step was not advised: the condition that does not hold.

        Args:
            case: the case that was advised on.
            text: the question in the person's words, from which the step is guessed.
            entry_id: the step itself, where a button named it.
        """
        situation, notes = self.knowledge.situation(case.situation), Footnotes(self.knowledge)
        others = reasons.held_back(situation, case.facts, choice := self._choice(case))
        if not others:
            return self._on_request("explanation", case, "why_not_none", ["more"])
        meant = next((entry for entry in others if entry.id == entry_id), None)
        meant = meant or reasons.asked_about(text, others)
        if meant is None:
            listed = tuple(
                Button(short_title(entry.say), payload("ask_why_not", {"entry": entry.id}))
                for entry in others[:MOST_BUTTONS]
            )
            return Answer(
                kind="explanation",
                situation=case.situation,
                lead=self._words("why_not_which"),
                buttons=listed,
            )
        missing = reasons.facts_missing(self.knowledge, meant, case.facts)
        key = "why_not_conditions" if missing else "why_not_overtaken"
        said = self._words(key, say=meant.say, facts=join_words(missing))
        line = Line(meant.id, meant.kind, said, citations=notes.cite(meant.cites))
        against = self._lines(choice.donts + choice.steps[:1], case, notes)
        return self._with_lines(
            self._on_request("explanation", case, "why_not_intro", ["change", "disputes", "why"]),
            [line, *against],
            notes,
        )

    def explain_changes(self, case: Case) -> Answer:
        """Return the facts that would change the next step, and to what."""
        situation, notes = self.knowledge.situation(case.situation), Footnotes(self.knowledge)
        lines, buttons = [], []
        for flip in reasons.flips(self.knowledge, situation, case.facts):
            fact = reasons.told(self.knowledge, flip.facts)
            said = self._words("would_change_line", fact=fact, say=flip.entry.say)
            lines.append(
                Line(flip.entry.id, flip.entry.kind, said, citations=notes.cite(flip.entry.cites))
            )
            buttons.append(Button(short_title(fact), payload("inform", dict(flip.facts))))
        lead = "would_change_intro" if lines else "would_change_none"
        answer = self._with_lines(self._on_request("explanation", case, lead, []), lines, notes)
        return replace(answer, buttons=tuple(buttons)[:MOST_BUTTONS])

    def show_disputes(self, case: Case, dispute_id: str = "") -> Answer:
        """Return where the sources disagree on this case, both sides, and what decides."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        found = disagreeing.disputes_of(self.knowledge, case.situation)
        if not found:
            return self._on_request("dispute", case, "disputes_none", ["more"])
        chosen = [dispute for dispute in found if dispute.id == dispute_id]
        chosen = chosen or self._most_telling(found, choice)
        views = tuple(disagreeing.view(dispute, choice, notes) for dispute in chosen)
        answer = self._on_request("dispute", case, "disputes_intro", [])
        others = [dispute for dispute in found if dispute not in chosen]
        buttons = tuple(
            Button(dispute.question, payload("ask_who_disagrees", {"dispute": dispute.id}))
            for dispute in others
        )
        return replace(
            answer, disputes=views, buttons=buttons[:MOST_BUTTONS], sources=notes.sources()
        )

    def _most_telling(self, found: list[Dispute], choice: Choice) -> list[Dispute]:
        sided = [one for one in found if disagreeing.taken_side(one, choice) is not None]
        told = {"get_in_touch_again", "ask_why", "appeal_after_brush_off"}
        ordered = sorted(found, key=lambda one: (one.id not in told, one not in sided))
        return ordered[:DISPUTES_SHOWN]

    def show_more(self, case: Case) -> Answer:
        """Return what else fits the case."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        shown = [entry for entry in choice.more if entry.id not in case.said] or list(choice.more)
        lines = [self._line(entry, case, notes, because=True) for entry in shown[:MORE_SHOWN]]
        lead = "more_intro" if lines else "more_none"
        answer = self._with_lines(
            self._on_request("more", case, lead, ["why", "disputes", "change"]), lines, notes
        )
        rest = shown[MORE_SHOWN:]
        if not rest:
            return answer
        button = Button(self._words("button_more"), payload("ask_what_else", {"after": rest[0].id}))
        return replace(answer, buttons=(button, *answer.buttons))

    def show_more_after(self, case: Case, entry_id: str) -> Answer:
        """Return what else fits from the entry `entry_id` on."""
        choice = self._choice(case)
        ids = [entry.id for entry in choice.more]
        before = ids[: ids.index(entry_id)] if entry_id in ids else []
        return self.show_more(replace(case, said=(*case.said, *before)))

    def show_sources(self, case: Case) -> Answer:
        """Return where the advice at first sight is from."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        lines = self._lines(choice.first_sight, case, notes)
        return self._with_lines(
            self._on_request("sources", case, "sources_intro", ["why", "disputes"]), lines, notes
        )

    def fix_facts(self, case: Case) -> Answer:
        """Return the facts as heard, and how to put one right."""
        key = "fix_intro" if case.ledger else "fix_none"
        return Answer(
            kind="talk",
            situation=case.situation,
            lead=self._words(key),
            heard=self._heard(case, all_facts=True),
        )
