"""`heardback forget`: erases what a person wrote."""

from __future__ import annotations

import argparse
import asyncio
import sys

from heardback.cli.starting import saying_why
from heardback.runtime.errors import StoreUnreachableError, TurnNotSavedError
from heardback.runtime.settings import Settings, read_settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("sender", help="the person's id, such as web:4f… or slack:T1:U1")


def run(arguments: argparse.Namespace) -> int:
    """Erase one conversation from the store that the settings name."""
    with saying_why():
        events = asyncio.run(_erase(read_settings(), arguments.sender))
    if not events:
        print(f"Nothing is kept of {arguments.sender}.", file=sys.stderr)
        return 1
    print(f"Erased all that was kept of {arguments.sender}.")
    return 0


async def _erase(settings: Settings, sender: str) -> int:
    from heardback.runtime.starting import prepare

    prepare()
    from heardback.runtime.store import ConversationStore

    store = ConversationStore(settings.database_url)
    try:
        await store.open()
        return await store.erase(sender)
    except TurnNotSavedError as error:
        raise StoreUnreachableError(
            "The conversations cannot be reached, so nothing was erased; "
            "see what HEARDBACK_DATABASE_URL says."
        ) from error
    finally:
        await store.close()
