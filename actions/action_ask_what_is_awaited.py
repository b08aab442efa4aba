"""Asks what somebody waits for who says only that they wait."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionAskWhatIsAwaited(TurnAction):
    """Asks what somebody waits for who says only that they wait."""

    action_name = "action_ask_what_is_awaited"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the question which situation it is."""
        return conversation.hear_left_hanging(case, reading)
