"""Shows what else helps."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.answer import Answer
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionShowMore(TurnAction):
    """Shows what else helps."""

    action_name = "action_show_more"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return what fits besides the main answer."""

        def ask(known: Case) -> Answer:
            return conversation.adviser.show_more_after(known, reading.detail("after"))

        return conversation.asked(case, reading, ask)
