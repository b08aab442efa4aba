"""`heardback reply`: JSON lines in, each answered in a fresh conversation, JSON lines out."""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import TYPE_CHECKING

from heardback.cli.json_lines import JsonLines, write
from heardback.cli.one_message import as_text, first_answers
from heardback.cli.starting import load_quietly, settings_in_memory
from heardback.runtime.settings import Settings

if TYPE_CHECKING:
    from heardback.runtime.assistant import Loaded


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.epilog = (
        'Reads lines {"id": …, "text": …} and writes lines {"id": …, "text": …, "answer": …}.'
    )


def run(_: argparse.Namespace) -> int:
    """Answer every line."""
    settings = settings_in_memory()
    return asyncio.run(_reply(settings, load_quietly(settings)))


async def _reply(settings: Settings, loaded: Loaded) -> int:
    from heardback.runtime.assistant import open_assistant

    assistant = await open_assistant(settings, loaded)
    lines = JsonLines(sys.stdin)
    failed = False
    for message in lines:
        answers = await first_answers(assistant, message.text)
        failed = failed or any(answer.kind == "error" for answer in answers)
        text = as_text(answers, loaded.knowledge.words, width=0)
        write({"id": message.id, "text": text, "answer": answers[0].to_dict()})
    await assistant.close()
    return 1 if lines.had_bad_lines or failed else 0
