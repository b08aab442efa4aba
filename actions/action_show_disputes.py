"""Shows who disagrees."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.answer import Answer
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionShowDisputes(TurnAction):
    """Shows who disagrees."""

    action_name = "action_show_disputes"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the disputes, both sides of each."""

        def ask(known: Case) -> Answer:
            return conversation.adviser.show_disputes(known, reading.detail("dispute"))

        return conversation.asked(case, reading, ask)
