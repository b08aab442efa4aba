"""The web channel on a port of this machine, in a thread of its own, for tests."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from unittest.mock import patch

from sanic import Sanic
from sanic.touchup.service import TouchUp

from heardback.advice.answer import Answer
from heardback.advice.answering import Adviser
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation, Turn
from heardback.advice.loading import load_knowledge
from heardback.channels.incoming import BUTTON, Incoming
from heardback.channels.web.channel import WebInput
from heardback.channels.web.settings import WebSettings
from heardback.reading.facts.read import read_facts
from heardback.reading.result import FactReading, Reading
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.metrics import Metrics
from heardback.runtime.service import AssistantService, PastTurn

TODAY = date(2026, 11, 2)
SECRET = b"a secret for tests alone"
SITUATION = "internal_candidate_ignored"


@dataclass
class CannedConversations:
    """Advises for real, but takes every story for the same situation: no model is needed.

    `answers` stands in for the advice where it is set; `problem` is raised where it is set.
    """

    answers: list[Answer] = field(default_factory=list)
    problem: Exception | None = None
    taken: list[tuple[str, Incoming]] = field(default_factory=list)
    pause: float = 0.0
    _cases: dict[str, Case] = field(default_factory=dict)
    _turns: dict[str, list[PastTurn]] = field(default_factory=dict)

    def reset(self) -> None:
        """Answer as at first; what was told is kept."""
        self.answers, self.problem, self.pause = [], None, 0.0
        self.taken.clear()

    async def take_turn(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        self.taken.append((sender, incoming))
        if self.pause:
            await asyncio.sleep(self.pause)
        if self.problem:
            raise self.problem
        answer, case = self._answer(self._cases.get(sender, Case()), incoming)
        answers = self.answers or [answer]
        self._cases[sender] = case
        turn = PastTurn(incoming.text, incoming.is_button, tuple(answers), 0.0)
        self._turns.setdefault(sender, []).append(turn)
        return answers

    async def past_turns(self, sender: str) -> list[PastTurn]:
        return list(self._turns.get(sender, []))

    async def erase(self, sender: str) -> None:
        self._cases.pop(sender, None)
        self._turns.pop(sender, None)

    def _answer(self, case: Case, incoming: Incoming) -> Turn:
        talk = Conversation(Adviser(load_knowledge(), TODAY))
        if not incoming.is_button:
            facts = read_facts(incoming.text, TODAY)
            danger = "explicit" if "kill myself" in incoming.text else ""
            reading = Reading(incoming.text, SITUATION, (), (SITUATION,), facts, (), danger)
            return talk.hear_story(case, reading)
        found = BUTTON.match(incoming.text)
        assert found
        details: dict[str, Any] = json.loads(found["details"] or "{}")
        return self._pressed(talk, case, found["intent"], incoming.text, details)

    def _pressed(
        self, talk: Conversation, case: Case, intent: str, text: str, details: dict[str, Any]
    ) -> Turn:
        adviser = talk.adviser
        told = tuple(
            FactReading(name, value, 0, 0, "retract" if value is None else "set")
            for name, value in details.items()
        )
        reading = Reading(text, intent, facts=told if intent == "inform" else ())
        asked = {
            "ask_why": adviser.explain_why,
            "ask_why_not": lambda known: adviser.explain_why_not(
                known, "", details.get("entry", "")
            ),
            "ask_what_would_change": adviser.explain_changes,
            "ask_who_disagrees": lambda case: adviser.show_disputes(
                case, details.get("dispute", "")
            ),
            "ask_what_else": adviser.show_more,
            "ask_sources": adviser.show_sources,
            "ask_draft": lambda known: adviser.show_draft(known, details.get("draft", "")),
            "fix_fact": adviser.fix_facts,
        }
        if intent in asked:
            return talk.asked(case, reading, asked[intent])
        if intent == "inform":
            return talk.hear_facts(case, reading)
        if intent == "dont_know":
            return talk.hear_dont_know(case, reading)
        if intent == "start_over":
            return talk.start_over(case, reading)
        return talk.talk(case, reading, "capabilities")


@dataclass
class RunningServer:
    url: str
    conversations: CannedConversations
    service: AssistantService

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])


NOT_SAVED = TurnNotSavedError("store")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_server(settings: WebSettings | None = None, port: int = 0) -> Iterator[RunningServer]:
    """Serve the web channel before canned conversations until the block is left."""
    conversations = CannedConversations()
    service = AssistantService(conversations, load_knowledge().words, Metrics())
    channel = WebInput(settings or WebSettings(SECRET), service)
    with serving(channel, port or free_port()) as url:
        yield RunningServer(url, conversations, service)


@contextlib.contextmanager
def serving(channel: WebInput, port: int) -> Iterator[str]:
    app = Sanic(f"heardback_web_{port}", configure_logging=False)
    app.blueprint(channel.blueprint(_unused))
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def serve() -> Any:
        server = await app.create_server(
            "127.0.0.1", port, return_asyncio_server=True, access_log=False
        )
        # Sanic rewrites its own source at start-up, which it can do only once in a process.
        touched = any(hasattr(target, "__touched__") for target, _ in TouchUp._registry)
        with patch.object(TouchUp, "_registry", set() if touched else TouchUp._registry):
            await server.startup()
        ready.set()
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(serve())
        loop.run_forever()
        server.close()
        for connection in list(server.connections):
            connection.abort()
        loop.run_until_complete(server.wait_closed())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(30), "the server did not start"
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


async def _unused(_: object) -> None:
    raise AssertionError("messages go to the service")
