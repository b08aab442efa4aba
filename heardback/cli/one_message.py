"""Answers single messages, each in a conversation of its own that nothing is kept of."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from heardback.advice.answer import Answer
from heardback.channels.incoming import LONGEST_MESSAGE, IncomingError, typed
from heardback.channels.plain_text import WIDTH, buttons_line, render
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.settings import Settings

if TYPE_CHECKING:
    from heardback.runtime.assistant import Assistant, Loaded

CHANNEL = "shell"
_numbers = itertools.count(1)


async def answer_alone(settings: Settings, loaded: Loaded, text: str) -> list[Answer]:
    """Return what is answered to one message."""
    from heardback.runtime.assistant import open_assistant

    assistant = await open_assistant(settings, loaded)
    try:
        return await first_answers(assistant, text)
    finally:
        await assistant.close()


async def first_answers(assistant: Assistant, text: str) -> list[Answer]:
    """Return what is answered to the first message of a fresh conversation, then erase it."""
    words = assistant.service.words
    sender = f"{CHANNEL}:alone{next(_numbers)}"
    try:
        answers = await assistant.service.handle(sender, typed(text), CHANNEL)
        await assistant.service.forget(sender)
    except IncomingError as error:
        return [refused(words, error)]
    except TurnNotSavedError:
        return [Answer(kind="error", lead=words["could_not_save"])]
    return answers


def refused(words: Mapping[str, str], error: IncomingError) -> Answer:
    """Return the Answer that says why a message cannot be taken."""
    lead = words[error.reason].replace("{limit}", f"{LONGEST_MESSAGE:,}")
    return Answer(kind="error", lead=lead)


def as_text(
    answers: Iterable[Answer],
    words: Mapping[str, str],
    *,
    with_buttons: bool = False,
    width: int = WIDTH,
) -> str:
    """Return Answers as plain text."""
    parts = []
    for answer in answers:
        parts.append(render(answer, words, width=width))
        if with_buttons:
            parts.append(buttons_line(answer))
    return "\n\n".join(part for part in parts if part)
