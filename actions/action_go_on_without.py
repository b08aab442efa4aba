"""Goes on without the fact that was asked for."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionGoOnWithout(TurnAction):
    """Goes on without the fact that was asked for."""

    action_name = "action_go_on_without"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the advice without it."""
        return conversation.hear_dont_know(case, reading)
