"""`heardback ask`: one message, the answer as text or as data."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

from heardback.cli.one_message import answer_alone, as_text
from heardback.cli.starting import load_quietly, settings_in_memory


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("text", help="the message; - reads it from the standard input")
    parser.add_argument(
        "--json", action="store_true", help="the Answer as JSON, with ids and facts"
    )


def run(arguments: argparse.Namespace) -> int:
    """Answer one message in a conversation that is kept nowhere."""
    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    settings = settings_in_memory()
    loaded = load_quietly(settings)
    answers = asyncio.run(answer_alone(settings, loaded, text))
    if arguments.json:
        for answer in answers:
            print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
    else:
        print(as_text(answers, loaded.knowledge.words, with_buttons=True))
    return 1 if any(answer.kind == "error" for answer in answers) else 0
