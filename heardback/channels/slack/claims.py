"""Answers each event once: who takes an event claims it first, over restarts and workers.

A claim is a lease. It is renewed while the event is being answered and kept for a day when that is
done. Where a process dies in between, the lease runs out and Slack's next try is answered. No text
is stored, only ids.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, TypeVar

LEASE = 60  # seconds
RENEWED_EVERY = 20  # seconds
KEPT = 86_400  # seconds; Slack gives up on an event after about an hour
REMEMBERED = 90 * 86_400  # seconds
PREFIX = "heardback:slack:"

T = TypeVar("T")
log = logging.getLogger(__name__)


class Claims(Protocol):
    """Where claims are kept, and which conversation a thread belongs to."""

    async def claim(self, key: str) -> bool:
        """Return whether `key` was free and is now ours."""

    async def keep(self, key: str, seconds: int) -> None:
        """Keep `key` claimed for `seconds` from now."""

    async def release(self, key: str) -> None:
        """Free `key`."""

    async def remember(self, key: str, value: str) -> None:
        """Keep `value` under `key` for some months."""

    async def recall(self, key: str) -> str:
        """Return what is kept under `key`, or ""."""

    async def close(self) -> None:
        """Close the store."""


@contextlib.asynccontextmanager
async def claimed(claims: Claims, key: str) -> AsyncIterator[bool]:
    """Hold the claim on `key` while the block runs; tell the block whether it is ours.

    A block that is broken off (the process stops) frees the key, so that the next try is answered.
    Where the store is away the event is answered all the same: twice is better than never.
    """
    try:
        ours = await claims.claim(key)
    except Exception as error:  # noqa: BLE001 - whatever ails the store
        log.warning("The store of claims is away (%s).", type(error).__name__)
        yield True
        return
    if not ours:
        yield False
        return
    renewing = asyncio.create_task(_renew(claims, key))
    try:
        yield True
    except BaseException:
        await _quietly(claims.release(key))
        raise
    else:
        await _quietly(claims.keep(key, KEPT))
    finally:
        renewing.cancel()


async def _renew(claims: Claims, key: str) -> None:
    while True:
        await asyncio.sleep(RENEWED_EVERY)
        await _quietly(claims.keep(key, LEASE))


async def _quietly(work: Any) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - whatever ails the store
        log.warning("The store of claims is away (%s).", type(error).__name__)


class SqliteClaims:
    """Claims in a SQLite file, which the workers of one machine share."""

    def __init__(self, path: Path | str) -> None:
        """Open the file, and make it where it does not exist."""
        self._path = str(path)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="slack-claims")
        self._connection: sqlite3.Connection | None = None

    async def claim(self, key: str) -> bool:
        """Return whether `key` was free and is now ours."""
        return await self._run(self._claim, key)

    async def keep(self, key: str, seconds: int) -> None:
        """Keep `key` claimed for `seconds` from now."""
        await self._run(self._put, key, "", seconds)

    async def release(self, key: str) -> None:
        """Free `key`."""
        await self._run(self._delete, key)

    async def remember(self, key: str, value: str) -> None:
        """Keep `value` under `key` for some months."""
        await self._run(self._put, key, value, REMEMBERED)

    async def recall(self, key: str) -> str:
        """Return what is kept under `key`, or ""."""
        return await self._run(self._get, key)

    async def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            await self._run(self._connection.close)
            self._connection = None
        self._thread.shutdown(wait=False)

    async def _run(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            Path(self._path).parent.mkdir(parents=True, exist_ok=True)
            opened = sqlite3.connect(self._path, timeout=10, isolation_level=None)
            opened.execute("PRAGMA journal_mode=WAL")
            opened.execute(
                "CREATE TABLE IF NOT EXISTS slack_claims "
                "(key TEXT PRIMARY KEY, value TEXT NOT NULL, expires REAL NOT NULL)"
            )
            opened.execute("DELETE FROM slack_claims WHERE expires < ?", (time.time(),))
            self._connection = opened
        return self._connection

    def _claim(self, key: str) -> bool:
        now = time.time()
        done = self._opened().execute(
            "INSERT INTO slack_claims VALUES (?, '', ?) ON CONFLICT (key) DO UPDATE "
            "SET expires = excluded.expires WHERE slack_claims.expires < ?",
            (key, now + LEASE, now),
        )
        return done.rowcount == 1

    def _put(self, key: str, value: str, seconds: int) -> None:
        row = (key, value, time.time() + seconds)
        self._opened().execute("INSERT OR REPLACE INTO slack_claims VALUES (?, ?, ?)", row)

    def _delete(self, key: str) -> None:
        self._opened().execute("DELETE FROM slack_claims WHERE key = ?", (key,))

    def _get(self, key: str) -> str:
        found = (
            self._opened()
            .execute(
                "SELECT value FROM slack_claims WHERE key = ? AND expires > ?", (key, time.time())
            )
            .fetchone()
        )
        return str(found[0]) if found else ""


class RedisClaims:
    """Claims in Redis, which the workers of all machines share."""

    def __init__(self, address: str) -> None:
        """Name the server; the connection is made when it is first needed."""
        redis: Any = importlib.import_module("redis.asyncio")
        self._redis: Any = redis.from_url(address, decode_responses=True)

    async def claim(self, key: str) -> bool:
        """Return whether `key` was free and is now ours."""
        return bool(await self._redis.set(PREFIX + key, "", nx=True, ex=LEASE))

    async def keep(self, key: str, seconds: int) -> None:
        """Keep `key` claimed for `seconds` from now."""
        await self._redis.set(PREFIX + key, "", ex=seconds)

    async def release(self, key: str) -> None:
        """Free `key`."""
        await self._redis.delete(PREFIX + key)

    async def remember(self, key: str, value: str) -> None:
        """Keep `value` under `key` for some months."""
        await self._redis.set(PREFIX + key, value, ex=REMEMBERED)

    async def recall(self, key: str) -> str:
        """Return what is kept under `key`, or ""."""
        return await self._redis.get(PREFIX + key) or ""

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.close()
