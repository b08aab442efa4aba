"""Says goodbye."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionSayGoodbye(TurnAction):
    """Says goodbye."""

    action_name = "action_say_goodbye"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the goodbye."""
        return conversation.talk(case, reading, "goodbye")
