"""A client that sends exactly the headers it is told to, as an attacker's would."""

from __future__ import annotations

import http.client
import json
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

CONNECTIONS: list[http.client.HTTPConnection] = []


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """Behaves like the widget on the server's own page, unless it is told otherwise."""

    url: str
    cookie: str = ""
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._host = urlsplit(self.url).netloc
        self.headers = {"Origin": self.url, "Content-Type": "application/json", **self.headers}
        self._connection = http.client.HTTPConnection(self._host, timeout=30)
        CONNECTIONS.append(self._connection)

    def request(
        self, method: str, path: str, body: bytes | None = None, **headers: str | None
    ) -> Reply:
        """Send a request; a header named None is left out."""
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {**self.headers, **changed}
        if self.cookie:
            sent.setdefault("Cookie", self.cookie)
        if self.token:
            sent.setdefault("X-Heardback-Session", self.token)
        present = {name: value for name, value in sent.items() if value is not None}
        self._connection.request(method, path, body, present)
        response = self._connection.getresponse()
        reply = Reply(
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            response.read(),
        )
        if response.headers.get("Connection", "").lower() == "close":
            self._connection.close()
        return reply

    def post(self, path: str, data: Any, **headers: str | None) -> Reply:
        return self.request("POST", path, json.dumps(data).encode(), **headers)

    def get(self, path: str, **headers: str | None) -> Reply:
        return self.request("GET", path, **headers)

    def begin(self, *, embedded: bool = False) -> Client:
        reply = self.post("/api/session", {"embedded": embedded})
        assert reply.status == 200, reply
        if embedded:
            self.token = reply.json["token"]
        else:
            self.cookie = cookie_of(reply)
        return self

    def say(self, text: str, message_id: str = "", **headers: str | None) -> Reply:
        message_id = message_id or str(uuid.uuid4())
        return self.post("/api/messages", {"id": message_id, "text": text}, **headers)

    def press(self, payload: Any) -> Reply:
        return self.post("/api/messages", {"id": str(uuid.uuid4()), "payload": payload})

    def history(self) -> list[dict[str, Any]]:
        turns: list[dict[str, Any]] = self.get("/api/history").json["turns"]
        return turns


def cookie_of(reply: Reply) -> str:
    """Return the cookie that a reply sets, as a browser sends it back."""
    return reply.headers["set-cookie"].split(";")[0]
