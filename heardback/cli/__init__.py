"""The command-line tool `heardback`: one command a module, each importing only what it needs."""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import Protocol

COMMANDS = {
    "chat": "talk to Heardback in this terminal",
    "ask": "answer one message",
    "advise": "advise on facts given by name, without reading a message",
    "read": "read messages from standard input, as JSON lines",
    "reply": "answer messages from standard input, as JSON lines",
    "serve": "serve the web page and the chat channels",
    "train": "train the reader",
    "check": "check the advice files",
    "sources": "list the sources of the advice",
    "forget": "erase a conversation",
}


class Command(Protocol):
    """What the module of a command offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's options."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Carry the command out and return its exit status."""


def main(argv: list[str] | None = None) -> int:
    """Carry out the command that `argv` (without the program's name) names; return its exit status."""
    words = sys.argv[1:] if argv is None else argv
    name = words[0] if words and words[0] in COMMANDS else ""
    parser, command = _parser(name)
    arguments = parser.parse_args(words)
    if command is None:
        parser.print_help()
        return 2
    try:
        return command.run(arguments)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser(name: str) -> tuple[argparse.ArgumentParser, Command | None]:
    """Return the parser, and the command `name` with its options; only its module is imported."""
    parser = argparse.ArgumentParser(
        prog="heardback", description="Advice for people whom an employer has left hanging."
    )
    added = parser.add_subparsers(metavar="command", dest="command")
    command: Command | None = None
    for each, sentence in COMMANDS.items():
        sub = added.add_parser(each, help=sentence, description=f"{sentence.capitalize()}.")
        if each == name:
            command = _load(name)
            command.add_arguments(sub)
    return parser, command


def _load(name: str) -> Command:
    module: Command = importlib.import_module(f"heardback.cli.{name}")  # type: ignore[assignment]
    return module
