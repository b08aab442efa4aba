"""`heardback train`: trains the reader."""

from __future__ import annotations

import argparse

from heardback.cli.starting import saying_why
from heardback.runtime.settings import read_settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--if-needed",
        action="store_true",
        help="only where the training data, the domain or the pipeline has changed",
    )


def run(arguments: argparse.Namespace) -> int:
    """Train, and show how far it has come."""
    from heardback.training import is_trained, train

    with saying_why():
        folder = read_settings().model
        if arguments.if_needed and is_trained(folder):
            return 0
        train(folder)
    return 0
