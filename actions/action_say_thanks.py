"""Answers thanks."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionSayThanks(TurnAction):
    """Answers thanks."""

    action_name = "action_say_thanks"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the answer to thanks."""
        return conversation.talk(case, reading, "thanks")
