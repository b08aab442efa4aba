"""Composes Answers: everything that can be said about a case, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from heardback.advice import disagreeing, drafting
from heardback.advice.answer import Answer, Button, Question
from heardback.advice.answer_parts import AnswerParts
from heardback.advice.case import Case, Change
from heardback.advice.choosing import Choice, choose
from heardback.advice.draft_answers import DraftAnswers
from heardback.advice.explaining import Explanations
from heardback.advice.footnotes import Footnotes
from heardback.advice.knowledge import Situation
from heardback.advice.payloads import payload
from heardback.advice.questions import next_question
from heardback.advice.vocabulary import FactDefinition, join_words

SITUATION = "situation"


class Adviser(Explanations, DraftAnswers, AnswerParts):
    """Advises on a case, and answers questions about the advice."""

    def advise(
        self, case: Case, change: Change | None = None, or_rather: Sequence[str] = ()
    ) -> tuple[Answer, Case]:
        """Return the advice for the case, and the case as it stands after saying it.

        Args:
            case: names a situation.
            change: what the last message changed; said in the answer where there was an answer
                before.
            or_rather: other situations that the story may tell; asked for in place of a fact.

        Raises:
            UnknownNameError: the case's situation does not exist.
        """
        situation = self.knowledge.situation(case.situation)
        choice = choose(situation, case.facts)
        notes = Footnotes(self.knowledge)
        asked = (
            None if or_rather else next_question(self.knowledge, situation, case.facts, case.asked)
        )
        answer = Answer(
            kind="advice",
            situation=situation.id,
            situation_title=situation.title,
            changed=self._changed(case, change, situation, choice),
            heard=self._heard(case),
            comfort=self._lines(choice.comfort, case, notes),
            readings=self._lines(choice.readings, case, notes),
            next=self._lines(choice.steps, case, notes),
            dont=self._lines(choice.donts, case, notes),
            differ=self._differ(situation, choice, notes),
            question=self._or_rather(situation, or_rather) if or_rather else self._question(asked),
            buttons=self._main_buttons(situation, choice),
            sources=notes.sources(),
        )
        after = replace(
            case,
            asked=(*case.asked, asked.name) if asked else case.asked,
            pending=asked.name if asked else "",
            said=tuple(entry.id for entry in choice.first_sight),
            candidates=tuple(or_rather),
        )
        return answer, after

    def _question(self, fact: FactDefinition | None) -> Question | None:
        if fact is None:
            return None
        buttons = [
            Button(answer.label, payload("inform", dict(answer.facts))) for answer in fact.answers
        ]
        buttons.append(Button(self.knowledge.words["button_unknown"], payload("dont_know")))
        return Question(fact.name, fact.question, fact.why, tuple(buttons))

    def say_nothing_new(self, case: Case) -> Answer:
        """Return word that a message told nothing new, so that the advice stands."""
        situation = self.knowledge.situation(case.situation)
        return Answer(
            kind="talk",
            situation=case.situation,
            lead=self._words("nothing_new"),
            buttons=self._main_buttons(situation, self._choice(case)),
        )

    def _or_rather(self, situation: Situation, others: Sequence[str]) -> Question:
        """Return the question whether it is rather another situation: no guess is silent."""
        return Question(
            fact=SITUATION,
            text=self._words("or_rather", title=situation.title),
            why=self._words("or_rather_why"),
            buttons=self._situation_buttons(others),
        )

    def _main_buttons(self, situation: Situation, choice: Choice) -> tuple[Button, ...]:
        names = ["draft"] if drafting.offered(self.knowledge, choice) else []
        names.append("why")
        if disagreeing.disputes_of(self.knowledge, situation.id):
            names.append("disputes")
        names.extend(["more", "fix"])
        return self._buttons(names)

    def _differ(self, situation: Situation, choice: Choice, notes: Footnotes) -> str:
        who, short, cites = disagreeing.differing(self.knowledge, situation.id, choice)
        if not who:
            return ""
        numbers = "".join(f"[{number}]" for number in notes.cite(cites))
        return f"{self._words('differ', who=who, short=short)} {numbers}"

    def _changed(
        self, case: Case, change: Change | None, situation: Situation, choice: Choice
    ) -> str:
        if change is None or not case.said or not (change.told or change.taken_back):
            return ""
        parts = []
        if change.told:
            labels = [self._label(case, name) for name in change.told]
            parts.append(self._words("noted", facts=", ".join(labels)))
        if change.taken_back:
            labels = [self.knowledge.facts[name].label(value) for name, value in change.taken_back]
            parts.append(self._words("taken_back", facts=", ".join(labels)))
        parts.append(self._difference(case, situation, choice))
        return " ".join(parts)

    def _difference(self, case: Case, situation: Situation, choice: Choice) -> str:
        before = [entry for entry in situation.entries if entry.id in case.said]
        kinds = (
            ("changed_step", [e.id for e in before if e.is_step], choice.steps),
            ("changed_reading", [e.id for e in before if e.kind == "reading"], choice.readings),
            ("changed_dont", [e.id for e in before if e.kind == "dont"], choice.donts),
        )
        moved = [name for name, old, new in kinds if set(old) != {entry.id for entry in new}]
        if not moved:
            return self._words("no_change")
        return self._words("changed", what=join_words([self._words(name) for name in moved]))

    def _label(self, case: Case, name: str) -> str:
        line = case.line(name)
        return self.knowledge.facts[name].label(line.value) if line else ""

    def ask_which(self, case: Case, situations: Sequence[str]) -> tuple[Answer, Case]:
        """Return the question which of two or three situations it is."""
        answer = Answer(
            kind="choice",
            lead=self._words("which_one"),
            heard=self._heard(case),
            buttons=self._situation_buttons(situations),
        )
        return answer, replace(case, candidates=tuple(situations), pending="")
