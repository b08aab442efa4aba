"""The one way into Heardback: every channel hands its messages to the AssistantService.

What a channel needs to know:

* Its package has `build(settings, service)`, which returns Rasa's `InputChannel`, or None where
  the channel is not set up. `heardback serve` mounts its blueprint at `/webhooks/<url_prefix()>`,
  as Rasa does, and at `/` where `url_prefix()` is "".
* It makes an `Incoming` with `heardback.channels.incoming.typed` or `pressed` and awaits
  `service.handle(sender, incoming, channel)`. Senders are namespaced: `web:<id>`,
  `slack:<team>:<user>`, `shell:<name>`.
* It shows each `Answer` that comes back. On `TurnNotSavedError` it shows the words
  `could_not_save`; on `IncomingError` the words that its `reason` names. The words are
  `service.words`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from heardback.advice.answer import Answer
from heardback.channels.incoming import Incoming
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.metrics import Metrics

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True)
class PastTurn:
    """One message of a conversation and what was answered.

    Attributes:
        text: what was typed; the payload where a button was pressed.
        is_button: whether a button was pressed.
        answers: what was answered.
        time: seconds since 1970 at which the message came.
    """

    text: str
    is_button: bool
    answers: tuple[Answer, ...]
    time: float


class Conversations(Protocol):
    """What takes turns, remembers and erases them: heardback.runtime.conversations."""

    async def take_turn(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        """Answer one message and store the turn."""

    async def past_turns(self, sender: str) -> list[PastTurn]:
        """Return what was said."""

    async def erase(self, sender: str) -> None:
        """Erase what was said."""


class AssistantService:
    """Answers messages of any number of people, each person's in the order in which they came."""

    def __init__(
        self, conversations: Conversations, words: Mapping[str, str], metrics: Metrics
    ) -> None:
        """Serve these conversations.

        Args:
            conversations: what takes the turns.
            words: data/advice/words.yml.
            metrics: what counts them.
        """
        self.words = words
        self.metrics = metrics
        self._conversations = conversations
        self._under_way: set[asyncio.Task[Any]] = set()
        self._is_stopping = False

    async def handle(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        """Answer one message.

        The turn is finished and stored although the caller goes away. When this returns, it is
        stored; when it raises, nothing of it is.

        Args:
            sender: who writes, namespaced by channel.
            incoming: the message or the pressed button.
            channel: the channel's name, for the metrics.

        Returns:
            What is answered, as a rule one Answer.

        Raises:
            TurnNotSavedError: the message should be sent again.
        """
        if self._is_stopping:
            raise TurnNotSavedError("stopping")
        return await self._finished(self._counted(sender, incoming, channel))

    async def history(self, sender: str) -> list[PastTurn]:
        """Return the turns of a conversation that are kept, oldest first.

        Raises:
            TurnNotSavedError: the store cannot be reached.
        """
        return await self._finished(self._conversations.past_turns(sender))

    async def forget(self, sender: str) -> None:
        """Erase all that `sender` wrote, and all that was answered.

        Raises:
            TurnNotSavedError: it could not be erased.
        """
        await self._finished(self._conversations.erase(sender))

    async def finish(self, seconds: float = 10.0) -> None:
        """Take no new messages, and wait until the turns under way are stored."""
        self._is_stopping = True
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)

    async def _counted(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        began = time.perf_counter()
        try:
            answers = await self._conversations.take_turn(sender, incoming, channel)
        except TurnNotSavedError as error:
            self.metrics.count_failure(channel, error.cause)
            raise
        self.metrics.count_turn(channel, time.perf_counter() - began, answers)
        return answers

    async def _finished(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Await `work` in a task of its own, so that it goes on when the caller is cancelled."""
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._is_done)
        return await asyncio.shield(task)

    def _is_done(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()
