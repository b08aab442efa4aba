"""Sends messages to a server and measures what comes back, and what the server takes."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp

STORY = "I applied for a job three weeks ago and heard nothing. I e-mailed them twice."
LATER = ("/ask_why", "/ask_who_disagrees", "/ask_what_else", "/ask_sources")
SECONDS_FOR_A_MESSAGE = 120
MEGABYTE = 1024  # of what /proc counts in kB
_people = itertools.count(1)


@dataclass(frozen=True)
class Load:
    """What a number of people who write at the same time get.

    Attributes:
        people: how many write at the same time.
        p50: half of the answers come within so many milliseconds.
        p95: 95 of 100 answers come within so many milliseconds.
        rate: messages a second.
        failed: messages that were not answered.
    """

    people: int
    p50: float
    p95: float
    rate: float
    failed: int


@dataclass(frozen=True)
class Growth:
    """How the time of a turn grows within one conversation, in milliseconds."""

    first: float
    last: float


class Client:
    """Writes to the webhook of one server."""

    def __init__(self, url: str) -> None:
        """Write to `url`."""
        self._url = url
        self.failed = 0

    async def load(self, people: int, messages: int) -> Load:
        """Let so many people write at once, each message from somebody new."""
        async with self._session() as session:
            await self._send(session, self._somebody(), STORY)
            self.failed = 0
            left = iter(range(messages))
            began = time.perf_counter()
            taken = await asyncio.gather(*(self._write(session, left) for _ in range(people)))
            seconds = time.perf_counter() - began
        times = sorted(itertools.chain(*taken))
        return Load(
            people,
            _at(times, 0.5),
            _at(times, 0.95),
            (len(times) - self.failed) / seconds,
            self.failed,
        )

    async def growth(self, turns: int, window: int = 20) -> Growth:
        """Have one long conversation; compare its second and following turns with its last."""
        sender = self._somebody()
        async with self._session() as session:
            await self._send(session, sender, STORY)
            texts = itertools.islice(itertools.cycle(LATER), turns)
            times = [await self._send(session, sender, text) for text in texts]
        return Growth(sum(times[:window]) / window, sum(times[-window:]) / window)

    async def at_rate(self, rate: float, seconds: float) -> list[float]:
        """Send messages of somebody new at a steady rate; return the milliseconds of each."""
        async with self._session() as session:
            sent = []
            began = time.perf_counter()
            for number in range(int(rate * seconds)):
                await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
                sent.append(asyncio.ensure_future(self._send(session, self._somebody(), STORY)))
            return list(await asyncio.gather(*sent))

    async def _write(self, session: aiohttp.ClientSession, left: Iterator[int]) -> list[float]:
        return [await self._send(session, self._somebody(), STORY) for _ in left]

    async def _send(self, session: aiohttp.ClientSession, sender: str, text: str) -> float:
        began = time.perf_counter()
        try:
            async with session.post(
                self._url, json={"sender": sender, "message": text}
            ) as response:
                if not await response.json():
                    self.failed += 1  # stock Rasa answers [] where a turn is lost
                elif response.status != 200:  # noqa: PLR2004
                    self.failed += 1
        except (aiohttp.ClientError, asyncio.TimeoutError):
            self.failed += 1
        return (time.perf_counter() - began) * 1000

    @staticmethod
    def _session() -> aiohttp.ClientSession:
        timeout = aiohttp.ClientTimeout(total=SECONDS_FOR_A_MESSAGE)
        return aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))

    @staticmethod
    def _somebody() -> str:
        return f"somebody{next(_people)}"


def megabytes(pids: list[int]) -> float:
    """Return the memory of processes and their children; what they share counts once."""
    return sum(_proportional_kb(pid) for pid in _with_children(pids)) / MEGABYTE


def _with_children(pids: list[int]) -> set[int]:
    found: set[int] = set()
    waiting = list(pids)
    while waiting:
        pid = waiting.pop()
        if pid not in found:
            found.add(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += [int(child) for child in task.read_text().split()]
    return found


def _proportional_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
