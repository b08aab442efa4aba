"""What every action shares: the tracker's case in, an Answer and the new case out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from heardback.advice.answer import Answer, Button
from heardback.advice.answering import Adviser
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.advice.knowledge import Knowledge
from heardback.advice.loading import load_knowledge
from heardback.channels.plain_text import render
from heardback.reading.result import Reading, from_parse
from heardback.today import today

CASE_SLOT = "case"


class TurnAction(Action, ABC):
    """An action that answers one message of one conversation."""

    action_name: ClassVar[str]

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return self.action_name

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the latest message and keep the case."""
        conversation = Conversation(Adviser(load_knowledge(), today()))
        reading = from_parse(tracker.latest_message or {})
        case = Case.from_dict(tracker.get_slot(CASE_SLOT))
        answer, after = self.answer(conversation, case, reading)
        say(dispatcher, answer, conversation.adviser.knowledge)
        return self.events(after)

    @abstractmethod
    def answer(self, conversation: Conversation, case: Case, reading: Reading) -> Turn:
        """Return the Answer to `reading`, and the case after it."""

    def events(self, case: Case) -> list[dict[str, Any]]:
        """Return the events that keep the case."""
        return [SlotSet(CASE_SLOT, case.to_dict())]


def say(dispatcher: CollectingDispatcher, answer: Answer, knowledge: Knowledge) -> None:
    """Utter the Answer: as structure for our channels, as text and buttons for every other one."""
    question = answer.question.buttons if answer.question else ()
    dispatcher.utter_message(
        text=render(answer, knowledge.words, width=0),
        buttons=[_button(button) for button in (*question, *answer.buttons)],
        answer=answer.to_dict(),
    )


def _button(button: Button) -> dict[str, str]:
    return {"title": button.title, "payload": button.payload}
