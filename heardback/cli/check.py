"""`heardback check`: tells whether the advice files can be used."""

from __future__ import annotations

import argparse
from pathlib import Path

from heardback.advice.loading import ADVICE_FOLDER
from heardback.cli.knowledge_base import load_or_complain


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `heardback check`."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ADVICE_FOLDER, help="the advice files"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what is wrong with the advice, or that nothing is."""
    knowledge = load_or_complain(arguments.folder)
    if knowledge is None:
        return 1
    entries = {entry.id for one in knowledge.situations.values() for entry in one.entries}
    print(
        f"The advice is in order: {len(knowledge.situations)} situations, {len(entries)} entries, "
        f"{len(knowledge.drafts)} drafts, {len(knowledge.items)} items "
        f"of {len(knowledge.sources)} sources."
    )
    return 0
