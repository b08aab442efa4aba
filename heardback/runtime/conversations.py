"""Takes turns: one at a time for each person, each stored before it is answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Sequence
from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from heardback.advice.answer import Answer
from heardback.channels.incoming import Incoming
from heardback.runtime.ageing import aged_case, days_between
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.health import Health
from heardback.runtime.processor import TurnProcessor
from heardback.runtime.sender_locks import SenderLocks
from heardback.runtime.service import PastTurn
from heardback.runtime.store import ConversationStore

FORGETTING = "action_forget"
CASE_SLOT = "case"


class StoredConversations:
    """All conversations, in a store that outlives the process."""

    def __init__(
        self,
        processor: TurnProcessor,
        store: ConversationStore,
        locks: SenderLocks,
        health: Health,
        turn_seconds: float,
    ) -> None:
        """Take turns with `processor`, keep them in `store`."""
        processor.keep_in(store)
        self._processor = processor
        self._store = store
        self._locks = locks
        self._health = health
        self._turn_seconds = turn_seconds

    async def take_turn(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        """Answer one message and store the turn.

        Raises:
            TurnNotSavedError: the message should be sent again.
        """
        try:
            async with self._locks.hold(sender):
                answers = await self._turn(sender, incoming, channel)
        except TurnNotSavedError as error:
            self._health.failed(error.cause)
            raise
        self._health.worked()
        return answers

    async def past_turns(self, sender: str) -> list[PastTurn]:
        """Return what was said.

        Raises:
            TurnNotSavedError: the store cannot be reached.
        """
        tracker = await self._store.retrieve_full_tracker(sender)
        return turns_of(tracker.events)

    async def erase(self, sender: str) -> None:
        """Erase what was said.

        Raises:
            TurnNotSavedError: the store or the lock cannot be reached.
        """
        async with self._locks.hold(sender):
            await self._store.erase(sender)

    async def _turn(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        tracker = await self._processor.begin(sender)
        _let_time_pass(tracker, self._processor.domain)
        events = await self._answered(tracker, incoming, channel)
        answers = answers_in(events)
        if not answers:
            raise TurnNotSavedError("action")
        if _asks_to_be_forgotten(events):
            await self._store.erase(sender)
        else:
            await self._store.save(tracker)
        return answers

    async def _answered(
        self, tracker: DialogueStateTracker, incoming: Incoming, channel: str
    ) -> Sequence[Event]:
        work = self._processor.answer(tracker, incoming, channel)
        try:
            return await asyncio.wait_for(work, self._turn_seconds)
        except asyncio.TimeoutError as error:
            raise TurnNotSavedError("action") from error


def turns_of(events: Iterable[Event]) -> list[PastTurn]:
    """Return the turns that a conversation's events tell of."""
    turns: list[tuple[Any, list[Event]]] = []
    for event in events:
        if isinstance(event, UserUttered):
            turns.append((event, []))
        elif turns:
            turns[-1][1].append(event)
    return [
        PastTurn(
            text=message.text or "",
            is_button=(message.text or "").startswith("/"),
            answers=tuple(answers_in(after)),
            time=message.timestamp or 0.0,
        )
        for message, after in turns
    ]


def answers_in(events: Iterable[Event]) -> list[Answer]:
    """Return the Answers among events."""
    said = [event.metadata.get("answer") for event in events if isinstance(event, BotUttered)]
    return [Answer.from_dict(answer) for answer in said if answer]


def _asks_to_be_forgotten(events: Iterable[Event]) -> bool:
    return any(
        isinstance(event, ActionExecuted) and event.action_name == FORGETTING for event in events
    )


def _let_time_pass(tracker: DialogueStateTracker, domain: Any) -> None:
    """Count on what was told in days, where days have passed since the last message."""
    messages = (event for event in reversed(tracker.events) if isinstance(event, UserUttered))
    last = next(messages, None)
    if last is None:
        return
    aged = aged_case(tracker.get_slot(CASE_SLOT), days_between(last.timestamp, time.time()))
    if aged is not None:
        tracker.update(SlotSet(CASE_SLOT, aged), domain)
