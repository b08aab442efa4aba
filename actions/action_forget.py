"""Erases what the person wrote."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import AllSlotsReset

from actions.turn import TurnAction
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.reading.result import Reading


class ActionForget(TurnAction):
    """Erases what the person wrote."""

    action_name = "action_forget"

    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the word that it is done, and an empty case."""
        return conversation.talk(Case(), reading, "forgotten")

    def events(self, case: Case) -> list[dict[str, Any]]:
        """Return the events that empty the conversation."""
        return [AllSlotsReset()]
