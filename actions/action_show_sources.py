"""Says where the advice is from."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionShowSources(TurnAction):
    """Says where the advice is from."""

    action_name = "action_show_sources"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the advice with its sources."""
        return conversation.asked(case, reading, conversation.adviser.show_sources)
