"""Rasa's message processor, with nothing lost silently."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import rasa.core.processor
from rasa.core.actions.action import ActionExecutionRejection
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import SessionConfig
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from heardback.channels.incoming import Incoming
from heardback.runtime.errors import ModelBrokenError, TurnNotSavedError
from heardback.runtime.graph_runner import DirectGraphRunner
from heardback.runtime.in_process_actions import InProcessActions, check_results_fast
from heardback.runtime.quiet import where
from heardback.runtime.store import ConversationStore

logger = logging.getLogger(__name__)

Component = TypeVar("Component")


class TurnProcessor(MessageProcessor):
    """Takes one turn after the other; each is stored whole, or fails and is not stored."""

    def __init__(self, model: Path, session_minutes: int) -> None:
        """Load the model.

        Args:
            model: the trained model.
            session_minutes: the quiet minutes after which a new session begins.

        Raises:
            ModelBrokenError: the model cannot be loaded.
        """
        check_results_fast()
        rasa.core.processor.copy = _NoCopies
        try:
            super().__init__(
                model_path=model,
                tracker_store=None,
                lock_store=None,
                generator=TemplatedNaturalLanguageGenerator({}),
                action_endpoint=InProcessActions(),
            )
        except Exception as error:
            logger.error("The model cannot be loaded: %s", where(error))  # noqa: TRY400
            raise ModelBrokenError(
                f"The model {model.name} cannot be loaded ({type(error).__name__}). "
                "Run `heardback train --force` to make it anew."
            ) from error
        self.graph_runner: DirectGraphRunner = DirectGraphRunner.of(self.graph_runner)
        self.nlg.responses = self.domain.responses
        self.domain.session_config = SessionConfig(session_minutes, carry_over_slots=True)

    def keep_in(self, store: ConversationStore) -> None:
        """Keep conversations in `store` from now on."""
        store.domain = self.domain
        self.tracker_store = store

    async def take_turn(self, sender: str, incoming: Incoming, channel: str) -> list[Event]:
        """Answer one message, and return the events of the turn; they are not stored yet.

        Raises:
            TurnNotSavedError: some part failed.
        """
        tracker = await self.begin(sender)
        return await self.answer(tracker, incoming, channel)

    async def begin(self, sender: str) -> DialogueStateTracker:
        """Return the conversation, in a new session where the last one is over.

        Raises:
            TurnNotSavedError: the store cannot be reached.
        """
        tracker = await self.tracker_store.retrieve(sender)
        tracker.model_id = self.model_metadata.model_id
        tracker.assistant_id = tracker.assistant_id or self.model_metadata.assistant_id
        with _failing_as("action"):
            await self._update_tracker_session(tracker, CollectingOutputChannel())
        return tracker

    async def answer(
        self, tracker: DialogueStateTracker, incoming: Incoming, channel: str
    ) -> list[Event]:
        """Add a message and what is answered to a conversation, and return the new events.

        Raises:
            TurnNotSavedError: some part failed.
        """
        output = CollectingOutputChannel()
        message = UserMessage(incoming.text, output, tracker.sender_id, input_channel=channel)
        known = len(tracker.events)
        with _failing_as("reading"):
            await self._handle_message_with_tracker(message, tracker)
        with _failing_as("action"):
            tracker = await self.run_action_extract_slots(output, tracker)
            await self._run_prediction_loop(output, tracker)
        return list(tracker.events)[known:]

    async def read(self, text: str) -> dict[str, Any]:
        """Return what is read in a message, as Rasa's parse result."""
        parse: dict[str, Any] = await self.parse_message(UserMessage(text))
        return parse

    def component(self, kind: type[Component]) -> Component:
        """Return the model's component of a class.

        Raises:
            LookupError: the model has none.
        """
        for node in self.graph_runner.nodes():
            if isinstance(node, kind):
                return node
        raise LookupError(kind.__name__)

    async def _run_action(self, action: Any, *arguments: Any, **named: Any) -> bool:
        attempt = _Attempt(action)
        goes_on: bool = await super()._run_action(attempt, *arguments, **named)
        if attempt.error is not None:
            raise attempt.error
        return goes_on


class _NoCopies:
    """Stands for the module `copy`, with which Rasa copies events for dropped log lines."""

    @staticmethod
    def deepcopy(value: Any) -> Any:
        return value


class _Attempt:
    """An action that remembers how it failed; Rasa would go on without a word."""

    def __init__(self, action: Any) -> None:
        self._action = action
        self.error: Exception | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._action, name)

    async def run(self, *arguments: Any, **named: Any) -> Any:
        try:
            return await self._action.run(*arguments, **named)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            self.error = error
            raise


@contextmanager
def _failing_as(cause: str) -> Iterator[None]:
    try:
        yield
    except TurnNotSavedError:
        raise
    except Exception as error:
        logger.error("A turn failed (%s): %s", cause, where(error))  # noqa: TRY400
        raise TurnNotSavedError(cause) from error
