"""Takes in facts that are told, corrected or taken back, and works the advice out afresh."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.advice.knowledge import Knowledge
from heardback.reading.facts.answers import read_answer
from heardback.reading.result import Reading
from heardback.today import today


class ActionTakeFacts(TurnAction):
    """Takes in facts that are told, corrected or taken back, and works the advice out afresh."""

    action_name = "action_take_facts"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the advice with the new facts."""
        return conversation.hear_facts(
            case, with_pending(conversation.adviser.knowledge, case, reading)
        )


def with_pending(knowledge: Knowledge, case: Case, reading: Reading) -> Reading:
    """Return the reading with the answer to the pending question, where it holds one.

    "No, it was three weeks" corrects another fact; its "no" is no answer to the question.
    """
    if not case.pending or reading.is_button or reading.facts:
        return reading
    answer = read_answer(reading.text, case.pending, knowledge.fact(case.pending).type, today())
    return reading if answer is None else replace(reading, facts=(*reading.facts, answer))
