"""Advises on the situation that the message tells."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionAdvise(TurnAction):
    """Advises on the situation that the message tells."""

    action_name = "action_advise"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the advice, or the question which situation it is."""
        return conversation.hear_story(case, reading)
