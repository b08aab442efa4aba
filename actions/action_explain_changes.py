"""Says what would change the advice."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionExplainChanges(TurnAction):
    """Says what would change the advice."""

    action_name = "action_explain_changes"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the facts that would change the next step."""
        return conversation.asked(case, reading, conversation.adviser.explain_changes)
