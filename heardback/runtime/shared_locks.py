"""Locks that several workers and machines share, in Redis."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import redis
from rasa.core.lock import TicketLock
from rasa.core.lock_store import RedisLockStore

from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.quiet import where
from heardback.runtime.sender_locks import SenderLocks

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
BETWEEN_LOOKS = 0.02  # seconds
SECONDS_FOR_REDIS = 3.0
FORGOTTEN_AFTER = 3600  # seconds, where a worker died with its ticket


class AtomicRedisLockStore(RedisLockStore):
    """Rasa's ticket locks in Redis, with every change made in one transaction.

    Rasa reads a lock, changes it and writes it back, so that two workers can draw the same ticket.
    """

    def __init__(self, url: str) -> None:
        """Use the Redis at `url`; nothing is sent yet."""
        self.red = redis.Redis.from_url(
            url, socket_timeout=SECONDS_FOR_REDIS, socket_connect_timeout=SECONDS_FOR_REDIS
        )
        self.key_prefix = "heardback:lock:"

    def issue_ticket(self, conversation_id: str, lock_lifetime: float = 60.0) -> int:
        """Draw the next ticket for a conversation."""
        return self._change(conversation_id, lambda lock: int(lock.issue_ticket(lock_lifetime)))

    def finish_serving(self, conversation_id: str, ticket_number: int) -> None:
        """Give a ticket back."""
        self._change(conversation_id, lambda lock: lock.remove_ticket_for(ticket_number))

    def is_my_turn(self, conversation_id: str, ticket_number: int) -> bool:
        """Return whether the ticket is served now.

        Raises:
            TurnNotSavedError: the ticket has expired.
        """
        lock = self.get_lock(conversation_id)
        if lock is None or ticket_number not in [ticket.number for ticket in lock.tickets]:
            raise TurnNotSavedError("lock")
        return not lock.is_locked(ticket_number)

    def _change(self, conversation_id: str, change: Callable[[TicketLock], Result]) -> Result:
        key = self.key_prefix + conversation_id

        def transact(pipe: Any) -> Result:
            written = pipe.get(key)
            lock = TicketLock.from_dict(json.loads(written)) if written else None
            lock = lock or TicketLock(conversation_id)
            result = change(lock)
            pipe.multi()
            if lock.tickets:
                pipe.set(key, lock.dumps(), ex=FORGOTTEN_AFTER)
            else:
                pipe.delete(key)
            return result

        changed: Result = self.red.transaction(transact, key, value_from_callable=True)
        return changed


class SharedSenderLocks(SenderLocks):
    """Locks across processes: first the queue of this one, then a ticket in Redis."""

    def __init__(self, url: str, lifetime: float) -> None:
        """Keep the locks in the Redis at `url`.

        Args:
            url: where Redis is.
            lifetime: seconds after which a ticket no longer counts; longer than any turn.
        """
        super().__init__()
        self._store = AtomicRedisLockStore(url)
        self._lifetime = lifetime

    @asynccontextmanager
    async def hold(self, sender: str) -> AsyncIterator[None]:
        """Keep every other message of `sender` waiting, in all processes.

        Raises:
            TurnNotSavedError: the lock cannot be had.
        """
        async with super().hold(sender):
            ticket = await self._ask(lambda: self._store.issue_ticket(sender, self._lifetime))
            try:
                while not await self._ask(  # noqa: ASYNC110 - Redis wakes nobody
                    lambda: self._store.is_my_turn(sender, ticket)
                ):
                    await asyncio.sleep(BETWEEN_LOOKS)
                yield
            finally:
                with contextlib.suppress(TurnNotSavedError):  # it expires by itself
                    await self._ask(lambda: self._store.finish_serving(sender, ticket))

    async def check(self) -> None:
        """Ask Redis whether it is there.

        Raises:
            TurnNotSavedError: it is not.
        """
        await self._ask(self._store.red.ping)

    async def close(self) -> None:
        """Close the connections."""
        await asyncio.to_thread(self._store.red.close)

    async def _ask(self, question: Callable[[], Result]) -> Result:
        try:
            return await asyncio.to_thread(question)
        except (redis.RedisError, OSError) as error:
            logger.error("The locks cannot be reached: %s", where(error))  # noqa: TRY400
            raise TurnNotSavedError("lock") from error
