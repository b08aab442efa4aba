"""`heardback chat`: a conversation in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from heardback.advice.answer import Answer, Button
from heardback.channels.incoming import Incoming, IncomingError, typed
from heardback.channels.plain_text import WIDTH, render
from heardback.cli.choices import Choices
from heardback.cli.one_message import CHANNEL, refused
from heardback.cli.prompt import Prompt
from heardback.cli.starting import load_quietly, saying_why
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.settings import Settings, read_settings

if TYPE_CHECKING:
    from heardback.runtime.assistant import Assistant, Loaded

NARROWEST = 40


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--as",
        dest="person",
        default="me",
        metavar="NAME",
        help="who is talking, where several people share this machine",
    )
    parser.epilog = (
        "The number of a button presses it. Ctrl-D or Ctrl-C ends; what was told is kept."
    )


def run(arguments: argparse.Namespace) -> int:
    """Talk until the person ends it."""
    with saying_why():
        settings = read_settings()
    prompt = Prompt(sys.stdin, sys.stdout)
    prompt.say("Heardback is starting …", only_to_people=True)
    loaded = load_quietly(settings)
    try:
        with saying_why():
            asyncio.run(_chat(settings, loaded, prompt, f"{CHANNEL}:{arguments.person}"))
    except KeyboardInterrupt:
        prompt.say("", only_to_people=True)
    return 0


async def _chat(settings: Settings, loaded: Loaded, prompt: Prompt, sender: str) -> None:
    from heardback.runtime.assistant import open_assistant

    assistant = await open_assistant(settings, loaded)
    try:
        await assistant.store.tidy(settings.retention_days, settings.kept_turns)
        choices = await _begin(assistant, prompt, sender)
        while (text := prompt.read()) is not None:
            if text.strip():
                choices = await _turn(assistant, prompt, sender, choices.meant(text) or text)
    finally:
        await assistant.close()


async def _begin(assistant: Assistant, prompt: Prompt, sender: str) -> Choices:
    words = assistant.service.words
    past = await assistant.service.history(sender)
    if not past:
        prompt.say(f"\n{words['greeting']}\n", width=_width(), only_to_people=True)
        return Choices(())
    prompt.say("\nWe talked before; this is where we were.\n", only_to_people=True)
    return _show(past[-1].answers, words, prompt, only_to_people=True)


async def _turn(
    assistant: Assistant, prompt: Prompt, sender: str, message: str | Button
) -> Choices:
    words = assistant.service.words
    try:
        if isinstance(message, Button):
            incoming = Incoming(message.payload, is_button=True)
        else:
            incoming = typed(message)
        answers = tuple(await assistant.service.handle(sender, incoming, CHANNEL))
    except IncomingError as error:
        answers = (refused(words, error),)
    except TurnNotSavedError:
        answers = (Answer(kind="error", lead=words["could_not_save"]),)
    return _show(answers, words, prompt)


def _show(
    answers: tuple[Answer, ...],
    words: Mapping[str, str],
    prompt: Prompt,
    *,
    only_to_people: bool = False,
) -> Choices:
    choices = Choices(answers)
    for answer in answers:
        text = render(answer, words, width=_width())
        prompt.say(f"\n{text}\n", only_to_people=only_to_people)
    if choices.buttons:
        prompt.say(f"{choices.shown(_width())}\n", only_to_people=only_to_people)
    return choices


def _width() -> int:
    return max(NARROWEST, min(WIDTH, shutil.get_terminal_size().columns - 2))
