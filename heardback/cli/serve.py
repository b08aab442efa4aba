"""`heardback serve`: the web page and the chat channels."""

from __future__ import annotations

import argparse
import logging
import os
import sys

from heardback.cli.starting import load_quietly, saying_why
from heardback.runtime.settings import Settings, read_settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--host", help="the address to listen on (HEARDBACK_HOST, 127.0.0.1)")
    parser.add_argument("--port", help="the port to listen on (HEARDBACK_PORT, 5005)")
    parser.add_argument(
        "--workers", help="how many processes answer (HEARDBACK_WORKERS, 1); needs Redis"
    )
    parser.epilog = "All settings are in deploy/heardback.env.example."


def run(arguments: argparse.Namespace) -> int:
    """Serve until it is stopped."""
    with saying_why():
        settings = read_settings({**os.environ, **_given(arguments)})
    if settings.workers > 1:
        from heardback.runtime.workers import prepare_metrics

        prepare_metrics()
    from heardback.runtime.starting import prepare

    prepare(logging.INFO)
    with saying_why():
        _serve(settings)
    return 0


def _serve(settings: Settings) -> None:
    from heardback.runtime.listening import listen

    listening = listen(settings)
    loaded = load_quietly(settings)
    from heardback.runtime.server import serve

    print(f"Heardback is at http://{settings.host}:{settings.port}", file=sys.stderr)
    if settings.workers == 1:
        serve(settings, loaded, listening)
        return
    from heardback.runtime.workers import keep_running

    keep_running(lambda: serve(settings, loaded, listening), settings.workers)


def _given(arguments: argparse.Namespace) -> dict[str, str]:
    given = {"HOST": arguments.host, "PORT": arguments.port, "WORKERS": arguments.workers}
    return {f"HEARDBACK_{name}": value for name, value in given.items() if value is not None}
