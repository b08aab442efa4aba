"""What the web channel needs of the assistant behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from heardback.advice.answer import Answer
from heardback.channels.incoming import Incoming

CHANNEL = "web"


class Service(Protocol):
    """Takes messages of many people; a sender names one conversation."""

    async def handle(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        """Return what is answered to one message."""

    async def history(self, sender: str) -> Sequence[Mapping[str, Any]]:
        """Return the turns so far as JSON-ready data."""

    async def forget(self, sender: str) -> None:
        """Erase the conversation."""
