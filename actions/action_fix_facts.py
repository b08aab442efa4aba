"""Shows the facts as heard, and how to put one right."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionFixFacts(TurnAction):
    """Shows the facts as heard, and how to put one right."""

    action_name = "action_fix_facts"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the facts as heard."""
        return conversation.asked(case, reading, conversation.adviser.fix_facts)
