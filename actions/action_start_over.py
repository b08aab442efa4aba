"""Begins again."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionStartOver(TurnAction):
    """Begins again."""

    action_name = "action_start_over"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the beginning."""
        return conversation.start_over(case, reading)
