"""Calls Slack's Web API, and obeys it: a limit is waited for, a failure is tried again."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from heardback.channels.slack.messages import Message
from heardback.channels.slack.places import Place
from heardback.channels.slack.scopes import APP_METHODS, METHODS
from heardback.channels.slack.settings import SlackSettings

PATIENCE = 50  # times that a limit is waited for
TRIES = 7  # times that a failed call is made again, about two minutes in all
TIMEOUT = 15  # seconds
SERVER_ERROR, TOO_MANY = 500, 429
FAILURES: list[type[Exception]] = [aiohttp.ClientConnectionError, asyncio.TimeoutError]

log = logging.getLogger(__name__)
# At the level DEBUG the SDK logs whole messages, and it asks only this logger's own level.
sdk_log = logging.getLogger(f"{__name__}.sdk")
sdk_log.setLevel(logging.WARNING)


class SlackRefusedError(Exception):
    """Slack refused a call.

    Attributes:
        method: the call.
        error: Slack's word for what is wrong, such as `invalid_auth`.
    """

    def __init__(self, method: str, error: str) -> None:
        """Keep the call and Slack's word."""
        super().__init__(f"Slack refused {method}: {error}")
        self.method = method
        self.error = error


class SlackUnreachableError(Exception):
    """Slack could not be reached, or failed each time."""


class AnyServerErrorRetryHandler(AsyncRetryHandler):
    """Tries again after any answer of 500 and more."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        return response is not None and response.status_code >= SERVER_ERROR


class SlackApi:
    """The calls that we make."""

    def __init__(self, settings: SlackSettings) -> None:
        """Prepare the calls; the first one opens a connection."""
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None
        self._client = AsyncWebClient(
            token=settings.bot_token,
            base_url=settings.api_url,
            timeout=TIMEOUT,
            logger=sdk_log,
            retry_handlers=[
                AsyncRateLimitErrorRetryHandler(max_retry_count=PATIENCE),
                AnyServerErrorRetryHandler(max_retry_count=TRIES),
                AsyncConnectionErrorRetryHandler(max_retry_count=TRIES, error_types=FAILURES),
            ],
        )

    @property
    def session(self) -> aiohttp.ClientSession:
        """The connections, opened where they are not yet."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=TIMEOUT), trust_env=True
            )
            self._client.session = self._session
        return self._session

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def identity(self) -> dict[str, Any]:
        """Return whose token we hold; `scopes` are what it may do."""
        answer = await self._call("auth.test", {})
        scopes = [part.strip() for part in answer.pop("_scopes", "").split(",")]
        return {
            **answer,
            "scopes": frozenset(scope for scope in scopes if scope),
        }

    async def open_socket(self) -> str:
        """Return the address of a new Socket Mode connection."""
        answer = await self._call("apps.connections.open", {}, self._settings.app_token)
        return str(answer["url"])

    async def post(self, place: Place, message: Message) -> tuple[str, str]:
        """Post a message and return the channel and `ts` that it got."""
        body: dict[str, Any] = {
            "channel": place.channel or place.user,
            "mrkdwn": False,
            "unfurl_links": False,
            "unfurl_media": False,
            **message.to_dict(),
        }
        if place.thread:
            body["thread_ts"] = place.thread
        answer = await self._call("chat.postMessage", body)
        return str(answer.get("channel", "")), str(answer.get("ts", ""))

    async def open_view(self, trigger: str, view: dict[str, Any]) -> None:
        """Open a modal."""
        await self._call("views.open", {"trigger_id": trigger, "view": view})

    async def publish_home(self, user: str, view: dict[str, Any]) -> None:
        """Show the Home tab to a user."""
        await self._call("views.publish", {"user_id": user, "view": view})

    async def reply(self, reply_url: str, body: dict[str, Any]) -> None:
        """Answer at the address that came with a command or a pressed button.

        Raises:
            SlackRefusedError: the address is no longer good.
            SlackUnreachableError: Slack could not be reached.
        """
        for attempt in range(PATIENCE):
            try:
                async with self.session.post(reply_url, json=body) as answer:
                    if answer.status == TOO_MANY:
                        wait = float(answer.headers.get("Retry-After", "1"))
                    elif answer.status >= SERVER_ERROR and attempt < TRIES:
                        wait = 0.5 * 2**attempt
                    elif answer.ok:
                        return
                    else:
                        raise SlackRefusedError("response_url", str(answer.status))
            except tuple(FAILURES) as error:
                if attempt >= TRIES:
                    raise SlackUnreachableError(type(error).__name__) from None
                wait = 0.5 * 2**attempt
            await asyncio.sleep(wait)

    async def _call(self, method: str, body: dict[str, Any], token: str = "") -> dict[str, Any]:
        if method not in METHODS and method not in APP_METHODS:
            raise SlackRefusedError(method, "not in scopes.py")
        self.session  # noqa: B018 - opens it
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            answer = await self._client.api_call(method, json=body, headers=headers)
        except SlackApiError as error:
            raise _refusal(method, error) from None
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            raise SlackUnreachableError(type(error).__name__) from None
        data = answer.data if isinstance(answer.data, dict) else {}
        return {**data, "_scopes": answer.headers.get("X-OAuth-Scopes", "")}


def _refusal(method: str, error: SlackApiError) -> Exception:
    response = error.response
    data = getattr(response, "data", None)
    status = getattr(response, "status_code", None) or getattr(response, "status", 0)
    if isinstance(data, dict) and data.get("error"):
        return SlackRefusedError(method, str(data["error"]))
    return SlackUnreachableError(f"{method}: status {status}")
