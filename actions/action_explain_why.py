"""Says why the advice is what it is."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionExplainWhy(TurnAction):
    """Says why the advice is what it is."""

    action_name = "action_explain_why"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the facts and reasons behind the advice."""
        return conversation.asked(case, reading, conversation.adviser.explain_why)
