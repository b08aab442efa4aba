"""An assistant that says what a test tells it to say, and keeps what it heard."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from heardback.advice.answer import Answer
from heardback.channels.incoming import Incoming
from heardback.runtime.service import PastTurn


class ScriptedAssistant:
    """Repeats each message, unless it is told to say something else."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.is_hearing = asyncio.Event()
        self.forgotten: list[str] = []
        self.says: Answer | None = None
        self.fails: Exception | None = None
        self.meanwhile: Callable[[], Awaitable[Any]] | None = None
        self.past: dict[str, list[PastTurn]] = defaultdict(list)

    async def handle(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        self.heard.append((sender, incoming.text))
        self.is_hearing.set()
        assert channel == "slack"
        if self.meanwhile:
            await self.meanwhile()
        if self.fails:
            raise self.fails
        answer = self.says or Answer(kind="talk", lead=f"Heard: {incoming.text}")
        self.past[sender].append(PastTurn(incoming.text, incoming.is_button, (answer,), 0.0))
        return [answer]

    async def history(self, sender: str) -> list[PastTurn]:
        return self.past[sender]

    async def forget(self, sender: str) -> None:
        self.forgotten.append(sender)

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.heard]
