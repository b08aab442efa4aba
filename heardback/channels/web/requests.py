"""Reads a request to the web channel, and refuses what a page of ours would not send."""

from __future__ import annotations

import json
from typing import Any

from sanic.request import Request

from heardback.channels.incoming import LONGEST_MESSAGE
from heardback.channels.web.refusals import Refusal
from heardback.channels.web.settings import WebSettings, origin_of

TOKEN_HEADER = "X-Heardback-Session"  # noqa: S105 - the name of a header
MOST_BYTES = LONGEST_MESSAGE * 6 + 2_000  # JSON writes a character in six bytes at most


def check_origin(request: Request, settings: WebSettings) -> None:
    """Refuse a request that a page of another origin makes.

    Embedded chats stand in a frame of our own origin, so that no other origin has reason to call.

    Raises:
        Refusal: the browser names another origin, or none where it has to name one.
    """
    site = request.headers.get("sec-fetch-site", "")
    if site not in ("", "same-origin"):
        raise Refusal(403, "not_allowed")
    origin = request.headers.get("origin", "")
    if origin:
        if not _is_own(origin, request, settings):
            raise Refusal(403, "not_allowed")
    elif request.method != "GET" and not site and not request.headers.get(TOKEN_HEADER):
        raise Refusal(403, "not_allowed")


def _is_own(origin: str, request: Request, settings: WebSettings) -> bool:
    if settings.public_origin:
        return origin == settings.public_origin
    host = request.headers.get("host", "")
    return origin_of(origin) == origin and origin.partition("://")[2] == host


async def json_body(request: Request) -> dict[str, Any]:
    """Return the JSON object that a request carries, reading no more than a message can need.

    Raises:
        Refusal: it is something else, or larger.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "not_json")
    try:
        data = json.loads(await _bounded(request))
    except (ValueError, RecursionError):
        raise Refusal(400, "not_json") from None
    if not isinstance(data, dict):
        raise Refusal(400, "not_json")
    return data


async def _bounded(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > MOST_BYTES:
        raise Refusal(413, "too_long")
    body = b""
    async for part in request.stream:  # type: ignore[union-attr]  # a request that came has one
        body += part
        if len(body) > MOST_BYTES:
            raise Refusal(413, "too_long")
    return body
