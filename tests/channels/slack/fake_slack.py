"""A Slack on loopback: its Web API, the addresses for replies, and a Socket Mode server.

It records every call, checks every message and view by Block Kit's limits, and can be told to
answer badly: with 429, with 5xx, late, or by closing the socket.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.channels.slack.block_kit import message_problems, view_problems

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-right", "xapp-right", "a-signing-secret"
TEAM, BOT_USER = "T1", "UBOT"
SCOPES = "app_mentions:read,chat:write,commands,im:history"


@dataclass
class Call:
    """One call of the Web API."""

    method: str
    body: dict[str, Any]
    status: int


@dataclass
class Bad:
    """A bad answer to the next call of a method."""

    status: int = 200
    error: str = ""
    retry_after: str = "0"
    before: Callable[[], Any] | None = None


@dataclass
class FakeSlack:
    """The server; `start` opens it on a free port."""

    calls: list[Call] = field(default_factory=list)
    replies: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    connections: int = 0
    scopes: str = SCOPES

    def __post_init__(self) -> None:
        """Begin with nothing planned."""
        self.bad: dict[str, deque[Bad]] = defaultdict(deque)
        self.sockets: list[web.WebSocketResponse] = []
        self.acks: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self.connected = asyncio.Event()
        self.connecting = asyncio.Condition()
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen on loopback."""
        app = web.Application()
        app.router.add_post("/api/{method}", self._api)
        app.router.add_post("/reply/{number}", self._reply)
        app.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        """Close everything."""
        for socket in self.sockets:
            await socket.close()
        if self._runner:
            await self._runner.cleanup()

    # -- what was said --

    def done(self, method: str) -> list[dict[str, Any]]:
        """Return the bodies of the calls of a method that were accepted."""
        return [call.body for call in self.calls if call.method == method and call.status == 200]

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages that were posted, each with its `ts` and channel."""
        return self.done("chat.postMessage")

    def next_number(self) -> int:
        """Return a number that was not used before."""
        return next(self._numbers)

    # -- Web API --

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        body = await request.json()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.bad[method]:
            bad = self.bad[method].popleft()
            if bad.before:
                await bad.before()
            if bad.status != 200 or bad.error:
                self.calls.append(Call(method, body, bad.status if not bad.error else 0))
                headers = {"Retry-After": bad.retry_after} if bad.status == 429 else {}
                answer = {"ok": False, "error": bad.error or "ratelimited"}
                return web.json_response(answer, status=bad.status, headers=headers)
        answer = self._answer(method, body, token)
        self.calls.append(Call(method, body, 200 if answer["ok"] else 0))
        return web.json_response(answer, headers={"X-OAuth-Scopes": self.scopes})

    def _answer(self, method: str, body: dict[str, Any], token: str) -> dict[str, Any]:
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if token != wanted:
            return {"ok": False, "error": "invalid_auth"}
        if method == "auth.test":
            known = {"user_id": BOT_USER, "user": "heardback", "team": "Careers", "team_id": TEAM}
            return {"ok": True, **known}
        if method == "apps.connections.open":
            return {"ok": True, "url": self.url.replace("http", "ws") + "/socket"}
        if method == "chat.postMessage":
            return self._post(body)
        if method in ("views.open", "views.publish"):
            self.problems.extend(view_problems(body["view"]))
            return {"ok": True, "view": {"id": f"V{self.next_number()}"}}
        return {"ok": False, "error": "unknown_method"}

    def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        self.problems.extend(message_problems(body))
        channel = body["channel"]
        if channel.startswith("U"):
            channel = f"D{channel}"
        body["ts"] = f"1700000000.{self.next_number():06}"
        body["channel"] = channel
        return {"ok": True, "channel": channel, "ts": body["ts"]}

    async def _reply(self, request: web.Request) -> web.Response:
        body = await request.json()
        if self.bad["reply"]:
            bad = self.bad["reply"].popleft()
            return web.Response(status=bad.status, headers={"Retry-After": bad.retry_after})
        self.problems.extend(message_problems(body))
        self.replies.append(body)
        return web.Response(text="ok")

    # -- Socket Mode --

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async with self.connecting:
            self.connections += 1
            self.connecting.notify_all()
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.connected.set()
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                ack = json.loads(frame.data)
                self._ack(ack["envelope_id"]).set_result(ack)
        async with self.connecting:
            self.sockets.remove(socket)
            self.connecting.notify_all()
        if not self.sockets:
            self.connected.clear()
        return socket

    async def connection(self, number: int) -> None:
        """Wait until the socket was opened for the `number`th time."""
        async with self.connecting:
            await self.connecting.wait_for(lambda: self.connections >= number)

    async def all_closed(self) -> None:
        """Wait until no connection is open."""
        async with self.connecting:
            await self.connecting.wait_for(lambda: not self.sockets)

    async def send(self, kind: str, payload: Any) -> dict[str, Any]:
        """Send an envelope over the socket and return the acknowledgement."""
        envelope = await self.send_only(kind, payload)
        return await self._ack(envelope)

    async def send_only(self, kind: str, payload: Any) -> str:
        """Send an envelope over the socket and return its id."""
        await self.connected.wait()
        name = f"E{self.next_number()}"
        message = {"type": kind, "envelope_id": name, "payload": payload}
        await self.sockets[-1].send_json(message)
        return name

    def _ack(self, envelope: str) -> asyncio.Future[dict[str, Any]]:
        return self.acks.setdefault(envelope, asyncio.get_running_loop().create_future())
