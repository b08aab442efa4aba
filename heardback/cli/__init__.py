"""The command `heardback`: one subcommand a module, each imported only when it is called."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "chat": "talk to Heardback in this terminal",
    "ask": "answer one message",
    "advise": "advise on a situation and facts, without reading a message",
    "read": "tell what is read in messages, as JSON lines",
    "reply": "answer messages, as JSON lines, each in a conversation of its own",
    "serve": "serve the web page and the chat channels",
    "train": "train the reader",
    "check": "check the advice files",
    "sources": "list the sources of the advice",
    "forget": "erase what a person wrote",
    "slack": "check the set-up of Slack (heardback slack doctor)",
}
ABOUT = "Advice for people whom an employer has left hanging."
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Each command is a module of this package with `configure(parser)`, which adds its arguments,
    and `run(arguments)`, which returns the exit status.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in COMMANDS:
        return _general(words)
    command = import_module(f"heardback.cli.{words[0]}")
    parser = argparse.ArgumentParser(
        prog=f"heardback {words[0]}", description=_sentence(COMMANDS[words[0]])
    )
    command.configure(parser)
    try:
        return int(command.run(parser.parse_args(words[1:])))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has gone; Python need not complain of it
        return 1


def _general(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="heardback",
        description=ABOUT,
        epilog="`heardback COMMAND --help` tells more of a command.",
    )
    listed = parser.add_subparsers(metavar="COMMAND", title="commands")
    for name, summary in COMMANDS.items():
        listed.add_parser(name, help=summary)
    parser.parse_args(words)
    parser.print_help()
    return 0 if words else 2


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."
