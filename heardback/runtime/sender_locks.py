"""One message of a person at a time, in the order in which they came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class SenderLocks:
    """Locks within this process. Whoever waits is woken at once, first come first served."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        self._locks: dict[str, asyncio.Lock] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def hold(self, sender: str) -> AsyncIterator[None]:
        """Keep every other message of `sender` waiting.

        Raises:
            TurnNotSavedError: the lock cannot be had (only where it is kept outside the process).
        """
        lock = self._locks.setdefault(sender, asyncio.Lock())
        self._users[sender] = self._users.get(sender, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._users[sender] -= 1
            if not self._users[sender]:
                del self._users[sender], self._locks[sender]

    async def check(self) -> None:
        """Do nothing: what is in this process is always reachable."""

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""
