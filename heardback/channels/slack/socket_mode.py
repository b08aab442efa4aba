"""Socket Mode: a websocket that we open to Slack, so that no public address is needed.

The SDK's own client is not used: where a new address fails to open it tries the same one for ever,
and at the level DEBUG it logs whole messages.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from typing import Any

import aiohttp

from heardback.channels.slack.api import SlackApi, SlackRefusedError, SlackUnreachableError
from heardback.channels.slack.desk import Desk
from heardback.channels.slack.requests import Request, read_command, read_event, read_interaction

HEARTBEAT = 15.0  # seconds
LASTING = 5.0  # seconds; a connection that ends sooner is not opened again at once
SHORTEST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds between two tries to connect

log = logging.getLogger(__name__)


class SocketDoor:
    """Keeps a connection to Slack open, whatever happens, and takes in what comes."""

    def __init__(self, desk: Desk, api: SlackApi) -> None:
        """Hand what comes to `desk`."""
        self.connected = asyncio.Event()
        self._desk = desk
        self._api = api
        self._at_work: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Connect, and again whenever the connection ends, until cancelled."""
        wait = SHORTEST_WAIT
        try:
            while True:
                try:
                    socket = await self._connect()
                except (
                    SlackRefusedError,
                    SlackUnreachableError,
                    aiohttp.ClientError,
                    OSError,
                ) as error:
                    log.warning("No connection to Slack (%s); trying again.", _reason(error))
                    await asyncio.sleep(wait * random.uniform(0.8, 1.2))  # noqa: S311 - no secret
                    wait = min(wait * 2, LONGEST_WAIT)
                    continue
                opened = time.monotonic()
                await self._until_replaced(socket)
                if time.monotonic() - opened > LASTING:
                    wait = SHORTEST_WAIT
                else:
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, LONGEST_WAIT)
        finally:
            self.connected.clear()
            await self._stop()

    async def _connect(self) -> aiohttp.ClientWebSocketResponse:
        address = await self._api.open_socket()
        try:
            return await self._api.session.ws_connect(address, heartbeat=HEARTBEAT)
        except asyncio.TimeoutError:
            raise SlackUnreachableError("TimeoutError") from None

    async def _until_replaced(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Return when the connection has ended, or Slack wants another one in its place."""
        replace = asyncio.Event()
        self._start(self._read(socket, replace))
        await replace.wait()

    async def _read(self, socket: aiohttp.ClientWebSocketResponse, replace: asyncio.Event) -> None:
        try:
            async for frame in socket:
                if frame.type is not aiohttp.WSMsgType.TEXT:
                    continue
                message = _parsed(frame.data)
                kind = message.get("type")
                if kind == "hello":
                    self.connected.set()
                elif kind == "disconnect":
                    replace.set()
                elif message.get("envelope_id"):
                    self._start(self._take(socket, message))
        finally:
            if not replace.is_set():
                self.connected.clear()
                replace.set()
            await socket.close()

    async def _take(self, socket: aiohttp.ClientWebSocketResponse, message: dict[str, Any]) -> None:
        request = _request(message)
        told = await self._desk.take(request) if request is not None else None
        envelope: dict[str, Any] = {"envelope_id": message["envelope_id"]}
        if told is not None:
            envelope["payload"] = told
        try:
            await socket.send_json(envelope)
        except (ConnectionError, RuntimeError):
            log.info("A connection ended before an event was acknowledged; Slack sends it again.")

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._at_work.add(task)
        task.add_done_callback(self._is_done)

    def _is_done(self, task: asyncio.Task[None]) -> None:
        self._at_work.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("Reading from Slack failed: %s", type(error).__name__)

    async def _stop(self) -> None:
        for task in list(self._at_work):
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)


def _parsed(text: str) -> dict[str, Any]:
    try:
        message = json.loads(text)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _request(message: dict[str, Any]) -> Request | None:
    payload = message.get("payload")
    if not isinstance(payload, dict):
        return None
    kind = message.get("type")
    if kind == "events_api":
        return read_event(payload)
    if kind == "slash_commands":
        return read_command(payload)
    return read_interaction(payload) if kind == "interactive" else None


def _reason(error: Exception) -> str:
    return error.error if isinstance(error, SlackRefusedError) else type(error).__name__
