"""`heardback read`: what is read in messages, without answering them."""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import TYPE_CHECKING, Any

from heardback.channels.incoming import IncomingError, typed
from heardback.cli.json_lines import JsonLines, Message, write
from heardback.cli.starting import load_quietly, settings_in_memory
from heardback.reading.result import OUTSIDE, from_parse

if TYPE_CHECKING:
    from heardback.runtime.assistant import Loaded

SHOWN = frozenset(
    {
        "contacts_made",
        "days_since_contact",
        "promised_by",
        "deadline_passed",
        "thank_you_sent",
        "employed",
        "internal",
        "other_offer",
        "rejected",
        "channel_used",
        "interviews_done",
    }
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--explain", metavar="TEXT", help="say of one message why it is read as it is"
    )
    parser.add_argument("--all-facts", action="store_true", help="every fact of the vocabulary")
    parser.epilog = (
        'Reads lines {"id": …, "text": …} and writes lines '
        '{"id": …, "situation": …, "ranking": …, "facts": …}.'
    )


def run(arguments: argparse.Namespace) -> int:
    """Read every line."""
    loaded = load_quietly(settings_in_memory())
    if arguments.explain is not None:
        return _explain(loaded, arguments.explain)
    return asyncio.run(_read(loaded, all_facts=arguments.all_facts))


def _explain(loaded: Loaded, text: str) -> int:
    from heardback.reading.explain import explain
    from heardback.reading.situation_classifier import SituationClassifier

    model = loaded.processor.component(SituationClassifier).situation_model
    if model is None:
        print("The model reads no situations.", file=sys.stderr)
        return 1
    print(explain(text, model).as_text())
    return 0


async def _read(loaded: Loaded, *, all_facts: bool) -> int:
    lines = JsonLines(sys.stdin)
    for message in lines:
        parse = await loaded.processor.read(_clean(message))
        write(reading_of(message, parse, all_facts=all_facts))
    return 1 if lines.had_bad_lines else 0


def _clean(message: Message) -> str:
    try:
        return typed(message.text).text
    except IncomingError:
        return ""


def reading_of(message: Message, parse: dict[str, Any], *, all_facts: bool) -> dict[str, Any]:
    """Return what was read in a message, as it is written out.

    Args:
        message: the message.
        parse: Rasa's parse result.
        all_facts: not only the eleven facts that describe every case.
    """
    reading = from_parse(parse)
    situation = reading.ranking[0][0] if reading.ranking else OUTSIDE
    facts = {
        fact.name: fact.value
        for fact in reading.facts
        if fact.change != "retract" and (all_facts or fact.name in SHOWN)
    }
    if situation == OUTSIDE and not all_facts:
        facts = {}  # where nothing is awaited from an employer, these facts mean nothing
    return {
        "id": message.id,
        "situation": situation,
        "ranking": [list(entry) for entry in reading.ranking],
        "facts": facts,
    }
