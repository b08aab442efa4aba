"""Says that a message is outside what Heardback advises on."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionSayOutside(TurnAction):
    """Says that a message is outside what Heardback advises on."""

    action_name = "action_say_outside"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return what kind of help fits instead."""
        return conversation.hear_story(case, reading)
