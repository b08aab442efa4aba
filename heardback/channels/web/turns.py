"""Hands messages to the assistant: each once, even if it is sent again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from heardback.advice.answer import Answer
from heardback.channels.incoming import Incoming
from heardback.channels.web.refusals import Refusal
from heardback.runtime.service import AssistantService

CHANNEL = "web"
KEPT = 512  # answers kept for a message that is sent again
Key = tuple[str, str]


@dataclass
class Turns:
    """Takes turns with the assistant.

    A message that is sent again under the same id, because its answer was lost on the way, gets
    that answer; it is not told twice.
    """

    service: AssistantService
    most_at_work: int
    _begun: OrderedDict[Key, asyncio.Task[list[Answer]]] = field(default_factory=OrderedDict)

    async def take(self, sender: str, message_id: str, incoming: Incoming) -> list[Answer]:
        """Return the answers to a message.

        Raises:
            Refusal: too many messages are in work.
            TurnNotSavedError: the message should be sent again.
        """
        key = (sender, message_id)
        task = self._begun.get(key)
        if task is None:
            if sum(not begun.done() for begun in self._begun.values()) >= self.most_at_work:
                raise Refusal(503, "busy", wait=5)
            task = asyncio.ensure_future(self.service.handle(sender, incoming, CHANNEL))
            self._begun[key] = task
            task.add_done_callback(lambda done: self._drop_failed(key, done))
            self._let_go()
        return await asyncio.shield(task)

    def forget(self, sender: str) -> None:
        """Let go of the answers kept for a sender."""
        for key in [key for key in self._begun if key[0] == sender]:
            del self._begun[key]

    def _drop_failed(self, key: Key, task: asyncio.Task[list[Answer]]) -> None:
        if (task.cancelled() or task.exception() is not None) and self._begun.get(key) is task:
            del self._begun[key]

    def _let_go(self) -> None:
        done = [key for key, task in self._begun.items() if task.done()]
        for key in done[: max(0, len(self._begun) - KEPT)]:
            del self._begun[key]
