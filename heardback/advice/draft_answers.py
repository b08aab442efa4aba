"""Answers that hold words to send, or say why none should be sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from heardback.advice import drafting
from heardback.advice.answer import Answer, Button, Line
from heardback.advice.answer_parts import MOST_BUTTONS, AnswerParts
from heardback.advice.case import Case
from heardback.advice.footnotes import Footnotes
from heardback.advice.knowledge import BudgetRule, DraftTemplate
from heardback.advice.payloads import payload


class DraftAnswers(AnswerParts):
    """Offers words to send, within the contact budget."""

    def show_draft(self, case: Case, draft_id: str = "") -> Answer:
        """Return words to send, or why none should be sent and what to do instead."""
        choice, notes = self._choice(case), Footnotes(self.knowledge)
        found = drafting.offered(self.knowledge, choice)
        wanted = [self.knowledge.drafts[draft_id]] if draft_id in self.knowledge.drafts else []
        free = [one for one in found if drafting.spent(self.knowledge, one, case.facts) is None]
        declined = self._declined(wanted or found[:1], case)
        if declined or not (wanted or free):
            return self._no_draft(case, declined, [one for one in free if one not in wanted], notes)
        template = (wanted or free)[0]
        draft = drafting.fill(self.knowledge, template, case.facts, notes)
        others = self._draft_buttons([one for one in free if one.id != template.id])
        answer = self._on_request("draft", case, "draft_intro", [])
        return replace(answer, draft=draft, buttons=others, sources=notes.sources())

    def _declined(self, templates: list[DraftTemplate], case: Case) -> BudgetRule | None:
        for template in templates:
            rule = drafting.spent(self.knowledge, template, case.facts)
            if rule:
                return rule
        return None

    def _no_draft(
        self,
        case: Case,
        rule: BudgetRule | None,
        others: list[DraftTemplate],
        notes: Footnotes,
    ) -> Answer:
        if rule is None:
            return self._on_request("draft", case, "draft_none", ["more", "why"])
        said = self._words("draft_declined", say=rule.say, instead=rule.instead)
        line = Line(rule.id, "dont", said, citations=notes.cite(rule.cites))
        lead = self._words("draft_offer_other") if others else ""
        return Answer(
            kind="draft",
            situation=case.situation,
            more=(line,),
            differ=lead,
            buttons=self._draft_buttons(others) or self._buttons(["more", "why"]),
            sources=notes.sources(),
        )

    def _draft_buttons(self, templates: Iterable[DraftTemplate]) -> tuple[Button, ...]:
        return tuple(
            Button(template.title, payload("ask_draft", {"draft": template.id}))
            for template in templates
        )[:MOST_BUTTONS]
