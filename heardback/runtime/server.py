"""The server: channels, health, readiness and metrics at one address."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from heardback.channels.incoming import IncomingError, typed
from heardback.runtime.assistant import Assistant, Loaded, open_assistant
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.metrics import CONTENT_TYPE
from heardback.runtime.quiet import watch, where
from heardback.runtime.settings import Settings

logger = logging.getLogger(__name__)

MOUNTED_AT = "/webhooks"
LARGEST_BODY = 128 * 1024  # bytes; 8,000 characters of any script, and some JSON around them
SECONDS_BETWEEN_TIDYING = 3600
SECONDS_BETWEEN_TRIES = 5


def serve(settings: Settings, loaded: Loaded, listening: socket.socket) -> None:
    """Answer until SIGTERM or SIGINT; then finish the turns under way."""
    loop = _new_loop()
    asyncio.set_event_loop(loop)
    watch(loop)
    try:
        loop.run_until_complete(_serve(settings, loaded, listening))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
    return loop


async def _serve(settings: Settings, loaded: Loaded, listening: socket.socket) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    assistant = await open_assistant(settings, loaded, wait_for_store=True)
    app = make_app(settings, assistant)
    server: Any = await app.create_server(
        sock=listening,
        return_asyncio_server=True,
        asyncio_server_kwargs={"start_serving": False},
        access_log=False,
    )
    await server.startup()
    await server.before_start()
    await server.start_serving()
    await server.after_start()
    tidying = asyncio.ensure_future(_tidy_for_ever(settings, assistant))
    logger.info("Ready at http://%s:%s", settings.host, settings.port)
    await stopping.wait()
    logger.info("Stopping")
    tidying.cancel()
    server.close()
    await server.before_stop()
    await assistant.close()
    for connection in list(server.connections):
        connection.close_if_idle()
    await server.after_stop()
    with suppress(asyncio.CancelledError):
        await tidying


def make_app(settings: Settings, assistant: Assistant) -> Sanic:
    """Return the application with all channels that are set up."""
    Sanic.test_mode = False
    app = Sanic(f"heardback_{os.getpid()}_{id(assistant)}", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.config.ACCESS_LOG = False
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 5.0
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.error_handler.add(Exception, _refuse)
    for package in settings.channels:
        channel = import_module(package).build(settings, assistant.service)
        if channel is not None:
            prefix = channel.url_prefix()
            blueprint = channel.blueprint(_taker(assistant, channel.name()))
            app.blueprint(blueprint, url_prefix=f"{MOUNTED_AT}/{prefix}" if prefix else "")
    _add_checks(app, assistant)
    return app


def _taker(assistant: Assistant, channel: str) -> Callable[[Any], Awaitable[None]]:
    """Return what a channel of Rasa's own kind hands its messages to."""

    async def take(message: Any) -> None:
        words = assistant.service.words
        try:
            incoming = typed(message.text)
            answers = await assistant.service.handle(
                f"{channel}:{message.sender_id}", incoming, channel
            )
        except IncomingError as error:
            await message.output_channel.send_text_message(message.sender_id, words[error.reason])
            return
        except TurnNotSavedError:
            await message.output_channel.send_text_message(
                message.sender_id, words["could_not_save"]
            )
            return
        from heardback.channels.plain_text import render

        for answer in answers:
            text = render(answer, words, width=0)
            await message.output_channel.send_text_message(message.sender_id, text)

    return take


def _add_checks(app: Sanic, assistant: Assistant) -> None:
    @app.get("/health", name="health")
    async def health(_: Request) -> HTTPResponse:
        failing = assistant.health.failing
        status = {"status": "failing" if failing else "ok", "failing": list(failing)}
        return json(status, status=503 if failing else 200)

    @app.get("/ready", name="ready")
    async def ready(_: Request) -> HTTPResponse:
        missing = await assistant.unreachable()
        status = {
            "ready": not missing,
            "model": assistant.loaded.model.name,
            "situations": len(assistant.loaded.knowledge.situations),
            "unreachable": list(missing),
        }
        return json(status, status=503 if missing else 200)

    @app.get("/metrics", name="metrics")
    async def metrics(_: Request) -> HTTPResponse:
        return raw(assistant.metrics.exposition(), content_type=CONTENT_TYPE)


def _refuse(_: Request, error: Exception) -> HTTPResponse:
    """Answer a request that cannot be served, with nothing of what it held."""
    if isinstance(error, SanicException):
        return json({"error": type(error).__name__}, status=error.status_code or 500)
    logger.error("A request failed: %s", where(error))
    return json({"error": "failed"}, status=500)


async def _tidy_for_ever(settings: Settings, assistant: Assistant) -> None:
    while True:
        wait = SECONDS_BETWEEN_TRIES
        with suppress(TurnNotSavedError):
            await assistant.store.open()
            await assistant.store.tidy(settings.retention_days, settings.kept_turns)
            wait = SECONDS_BETWEEN_TIDYING
        await asyncio.sleep(wait)
