"""`heardback sources`: lists the sources, and with --items who cites each item."""

from __future__ import annotations

import argparse
from collections import defaultdict

from heardback.advice.knowledge import Knowledge
from heardback.cli.knowledge_base import load_or_complain


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `heardback sources`."""
    parser.add_argument(
        "--items", action="store_true", help="print each item with the entries that cite it"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the sources, or their items; exit 1 where an item is cited by no entry."""
    knowledge = load_or_complain()
    if knowledge is None:
        return 1
    return _print_items(knowledge) if arguments.items else _print_sources(knowledge)


def _print_sources(knowledge: Knowledge) -> int:
    for source in knowledge.sources.values():
        year = f", {source.date}" if source.date else ""
        print(
            f"{source.id}: {source.outlet}, “{source.title}”{year} ({source.kind}, {source.author})"
        )
        voices = dict.fromkeys(voice.name for item in source.items for voice in item.voices)
        print(f"  {len(source.items)} items; {', '.join(voices)}")
    return 0


def _print_items(knowledge: Knowledge) -> int:
    cited = citing_entries(knowledge)
    for name, item in knowledge.items.items():
        places = ", ".join(cited[name]) or "NO ENTRY"
        print(f"{name} ({item.spoken_by}, {item.kind}): {places}")
    missing = [name for name in knowledge.items if not cited[name]]
    print(f"{len(knowledge.items)} items, {len(missing)} without an entry.")
    return 1 if missing else 0


def citing_entries(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return for each item the entries that cite it, each once."""
    cited: dict[str, list[str]] = defaultdict(list)
    for situation in knowledge.situations.values():
        for entry in situation.entries:
            for reference in entry.cites:
                if entry.id not in cited[reference]:
                    cited[reference].append(entry.id)
    return cited
