"""Examines tokens, scopes and connection, and says for each what to do."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.signature import SignatureVerifier

from heardback.channels.slack.api import SlackApi, SlackRefusedError, SlackUnreachableError
from heardback.channels.slack.scopes import BOT_SCOPES
from heardback.channels.slack.settings import SlackSettings

WAIT = 10  # seconds
OK = 200
REMEDIES = {
    "invalid_auth": "copy the token again, whole and from this app",
    "not_authed": "copy the token again, whole and from this app",
    "token_revoked": "install the app in the workspace again and copy the new token",
    "account_inactive": "install the app in the workspace again and copy the new token",
    "missing_scope": "give the token the scope connections:write, under “Basic Information”",
    "not_allowed_token_type": "this is a token of another kind; bot tokens start with xoxb-, "
    "app-level tokens with xapp-",
    "socket_mode_disabled": "turn Socket Mode on in the app's settings",
}


@dataclass(frozen=True)
class Finding:
    """What was examined, in a sentence; what to do where it is not good."""

    is_good: bool
    sentence: str


def _good(sentence: str) -> Finding:
    return Finding(is_good=True, sentence=sentence)


def _to_do(sentence: str) -> Finding:
    return Finding(is_good=False, sentence=sentence)


async def examine(settings: SlackSettings, address: str) -> list[Finding]:
    """Return what was found.

    Args:
        settings: the tokens.
        address: without Socket Mode, where Slack reaches us.
    """
    api = SlackApi(settings)
    try:
        return [finding async for finding in _examined(api, settings, address)]
    finally:
        await api.close()


async def _examined(api: SlackApi, settings: SlackSettings, address: str) -> AsyncIterator[Finding]:
    try:
        identity = await api.identity()
    except SlackRefusedError as error:
        yield _to_do(f"SLACK_BOT_TOKEN is refused ({error.error}): {_remedy(error)}.")
        return
    except SlackUnreachableError:
        yield _to_do(f"{settings.api_url} cannot be reached: check network and proxy.")
        return
    yield _good(f"the bot token is {identity.get('user')}'s in {identity.get('team')}.")
    yield _scopes(identity["scopes"])
    if settings.transport == "socket":
        yield await _socket(api)
    else:
        yield await _address(api, settings, address)


def _scopes(held: frozenset[str]) -> Finding:
    missing, spare = BOT_SCOPES - held, held - BOT_SCOPES
    if missing:
        named = ", ".join(sorted(missing))
        return _to_do(
            f"the token lacks {named}: add them under “OAuth & Permissions” and install the "
            "app again.",
        )
    more = f" It also has {', '.join(sorted(spare))}, which nothing here needs." if spare else ""
    return _good(f"the token has the scopes that are needed.{more}")


async def _socket(api: SlackApi) -> Finding:
    try:
        opened = await api.open_socket()
        async with api.session.ws_connect(opened) as socket:
            greeting: Any = await socket.receive_json(timeout=WAIT)
    except SlackRefusedError as error:
        return _to_do(f"SLACK_APP_TOKEN is refused ({error.error}): {_remedy(error)}.")
    except (
        SlackUnreachableError,
        aiohttp.ClientError,
        asyncio.TimeoutError,
        TypeError,
        ValueError,
    ):
        return _to_do("Socket Mode does not connect: let websockets to Slack through.")
    if not isinstance(greeting, dict) or greeting.get("type") != "hello":
        return _to_do("Socket Mode connects but Slack does not greet: try again later.")
    return _good("Socket Mode connects.")


async def _address(api: SlackApi, settings: SlackSettings, address: str) -> Finding:
    """Ask the address as Slack does when it is entered."""
    challenge = secrets.token_urlsafe(16)
    body = json.dumps({"type": "url_verification", "challenge": challenge})
    verifier = SignatureVerifier(settings.signing_secret)
    stamp = str(int(verifier.clock.now()))
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": verifier.generate_signature(timestamp=stamp, body=body) or "",
    }
    try:
        async with api.session.post(address, data=body, headers=headers) as answer:
            status, text = answer.status, await answer.text()
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return _to_do(f"{address} cannot be reached: start `heardback serve`.")
    if status != OK or text != challenge:
        return _to_do(
            f"{address} answers {status}: is it Heardback, with the same SLACK_SIGNING_SECRET?",
        )
    return _good(f"{address} answers; enter its public address in the app's settings.")


def _remedy(error: SlackRefusedError) -> str:
    return REMEDIES.get(error.error, "see Slack's page on the method " + error.method)
