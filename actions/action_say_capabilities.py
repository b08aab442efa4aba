"""Says what Heardback can do."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionSayCapabilities(TurnAction):
    """Says what Heardback can do."""

    action_name = "action_say_capabilities"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return what it can do."""
        return conversation.talk(case, reading, "capabilities")
