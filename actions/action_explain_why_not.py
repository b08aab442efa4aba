"""Says why another step is not advised."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.answer import Answer
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionExplainWhyNot(TurnAction):
    """Says why another step is not advised."""

    action_name = "action_explain_why_not"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the condition that does not hold."""

        def ask(known: Case) -> Answer:
            words = "" if reading.is_button else reading.text
            return conversation.adviser.explain_why_not(known, words, reading.detail("entry"))

        return conversation.asked(case, reading, ask)
