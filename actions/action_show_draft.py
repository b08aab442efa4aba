"""Drafts words to send."""

from __future__ import annotations

from actions.turn import TurnAction
from heardback.advice.answer import Answer
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionShowDraft(TurnAction):
    """Drafts words to send."""

    action_name = "action_show_draft"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the draft, or why none should be sent."""

        def ask(known: Case) -> Answer:
            return conversation.adviser.show_draft(known, reading.detail("draft"))

        return conversation.asked(case, reading, ask)
