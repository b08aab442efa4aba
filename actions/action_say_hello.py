"""Greets."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionSayHello(TurnAction):
    """Greets."""

    action_name = "action_say_hello"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the greeting."""
        return conversation.talk(case, reading, "greeting")
