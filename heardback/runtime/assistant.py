"""Puts one Heardback together out of its settings.

A process of Heardback's own calls `heardback.runtime.starting.prepare` before it imports this.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from heardback.advice.knowledge import Knowledge
from heardback.advice.loading import load_knowledge
from heardback.runtime.conversations import StoredConversations
from heardback.runtime.errors import StoreUnreachableError, TurnNotSavedError
from heardback.runtime.health import Health
from heardback.runtime.metrics import Metrics
from heardback.runtime.model import find_model
from heardback.runtime.processor import TurnProcessor
from heardback.runtime.sender_locks import SenderLocks
from heardback.runtime.service import AssistantService
from heardback.runtime.settings import Settings
from heardback.runtime.store import ConversationStore

LOCK_OUTLIVES_TURN = 10.0  # seconds


@dataclass(frozen=True)
class Loaded:
    """What needs no connection and can be shared by workers that are forked."""

    processor: TurnProcessor
    knowledge: Knowledge
    model: Path


@dataclass(frozen=True)
class Assistant:
    """A Heardback that answers."""

    service: AssistantService
    health: Health
    metrics: Metrics
    store: ConversationStore
    locks: SenderLocks
    loaded: Loaded

    async def close(self) -> None:
        """Finish the turns under way and close all connections."""
        await self.service.finish()
        await self.locks.close()
        await self.store.close()

    async def unreachable(self) -> tuple[str, ...]:
        """Return which of the stores cannot be reached now."""
        checks = await asyncio.gather(
            self.store.check(), self.locks.check(), return_exceptions=True
        )
        return tuple(
            name
            for name, found in zip(("store", "lock"), checks, strict=True)
            if isinstance(found, TurnNotSavedError)
        )


def load(settings: Settings) -> Loaded:
    """Load the advice and the model.

    Raises:
        AdviceError: something is wrong with the advice files.
        ModelMissingError: there is no model.
        ModelBrokenError: the model cannot be loaded.
    """
    knowledge = load_knowledge()
    model = find_model(settings.model)
    return Loaded(TurnProcessor(model, settings.session_minutes), knowledge, model)


async def open_assistant(
    settings: Settings, loaded: Loaded, *, wait_for_store: bool = False
) -> Assistant:
    """Open the stores and return the assistant.

    Args:
        settings: where the stores are.
        loaded: what `load` returned.
        wait_for_store: go on although the store cannot be reached yet, as a server should.

    Raises:
        StoreUnreachableError: the store cannot be reached.
    """
    store = ConversationStore(settings.database_url)
    try:
        await store.open()
    except TurnNotSavedError as error:
        if not wait_for_store:
            raise StoreUnreachableError(
                "The conversations cannot be reached; see what HEARDBACK_DATABASE_URL says."
            ) from error
    locks = _locks(settings)
    health = Health()
    metrics = Metrics(several_processes=settings.workers > 1)
    conversations = StoredConversations(
        loaded.processor, store, locks, health, settings.turn_seconds
    )
    service = AssistantService(conversations, loaded.knowledge.words, metrics)
    return Assistant(service, health, metrics, store, locks, loaded)


def _locks(settings: Settings) -> SenderLocks:
    if not settings.redis_url:
        return SenderLocks()
    from heardback.runtime.shared_locks import SharedSenderLocks

    return SharedSenderLocks(settings.redis_url, settings.turn_seconds + LOCK_OUTLIVES_TURN)
