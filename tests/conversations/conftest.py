"""Conversations with the real assistant: the trained reader, the rules, the actions, the advice."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from heardback.advice.answer import Answer
from heardback.channels.incoming import pressed, typed
from heardback.runtime.settings import read_settings
from heardback.runtime.starting import prepare

_people = itertools.count(1)


@dataclass
class Talk:
    """One person's conversation."""

    assistant: object
    loop: asyncio.AbstractEventLoop
    sender: str

    def say(self, text: str) -> Answer:
        """Type a message and return what is answered."""
        return self._answer(typed(text))

    def press(self, answer: Answer, title: str) -> Answer:
        """Press the button of `answer` whose title begins with `title`."""
        question = answer.question.buttons if answer.question else ()
        buttons = [one for one in (*question, *answer.buttons) if one.title.startswith(title)]
        assert buttons, f"no button “{title}” among {[one.title for one in answer.buttons]}"
        intent = buttons[0].payload.lstrip("/").split("{")[0]
        return self._answer(pressed(buttons[0].payload, frozenset({intent})))

    def _answer(self, incoming: object) -> Answer:
        service = self.assistant.service  # type: ignore[attr-defined]
        answers = self.loop.run_until_complete(service.handle(self.sender, incoming, "test"))
        assert len(answers) == 1
        return answers[0]


@pytest.fixture(scope="session")
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def _assistant(_loop: asyncio.AbstractEventLoop) -> Iterator[object]:
    prepare()
    from heardback.runtime.assistant import load, open_assistant

    settings = read_settings({"HEARDBACK_DATABASE_URL": "memory:"})
    assistant = _loop.run_until_complete(open_assistant(settings, load(settings)))
    yield assistant
    _loop.run_until_complete(assistant.close())


@pytest.fixture
def begin(_assistant: object, _loop: asyncio.AbstractEventLoop) -> Callable[[], Talk]:
    """Begin a conversation with somebody new."""
    return lambda: Talk(_assistant, _loop, f"test:{next(_people)}")
