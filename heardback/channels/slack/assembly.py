"""Puts the channel's parts together and runs them, whatever server they stand in."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from heardback.advice.loading import load_knowledge
from heardback.channels.slack.api import SlackApi, SlackRefusedError, SlackUnreachableError
from heardback.channels.slack.claims import Claims, RedisClaims, SqliteClaims
from heardback.channels.slack.desk import Desk, Service
from heardback.channels.slack.http import HttpDoor
from heardback.channels.slack.settings import SlackSettings
from heardback.channels.slack.socket_mode import SocketDoor
from heardback.runtime.settings import ROOT, Settings

SQLITE = "sqlite:///"
BETWEEN_TRIES = 10.0  # seconds

log = logging.getLogger(__name__)


class SlackParts:
    """One app in one workspace: its calls, its desk and the door that its transport needs."""

    def __init__(self, settings: SlackSettings, service: Service, claims: Claims) -> None:
        """Put the parts together; nothing is opened yet."""
        self.api = SlackApi(settings)
        self.desk = Desk(self.api, service, load_knowledge(), claims)
        self.socket = SocketDoor(self.desk, self.api) if settings.transport == "socket" else None
        self.http = None if self.socket else HttpDoor(self.desk, settings.signing_secret)
        self._claims = claims

    async def run(self) -> None:
        """Learn who we are in Slack, and keep the socket open where there is one."""
        while not self.desk.bot_user:
            try:
                identity = await self.api.identity()
            except SlackRefusedError as error:  # noqa: PERF203 - it waits in between
                log.warning(
                    "Slack refuses SLACK_BOT_TOKEN (%s), so Heardback is not in Slack; "
                    "`heardback slack doctor` says what to do.",
                    error.error,
                )
                return
            except SlackUnreachableError as error:
                log.warning("Slack cannot be reached (%s); trying again.", error)
                await asyncio.sleep(BETWEEN_TRIES)
            else:
                self.desk.bot_user = str(identity.get("user_id", ""))
                log.info("In Slack as %s in %s.", identity.get("user"), identity.get("team"))
        if self.socket is not None:
            await self.socket.run()

    async def close(self) -> None:
        """Finish what is under way and close what was opened."""
        await self.desk.finish()
        await self.api.close()
        await self._claims.close()


def claims_of(settings: Settings) -> Claims:
    """Return where claims are kept: Redis where it is set, else a file beside the conversations."""
    if settings.redis_url:
        return RedisClaims(settings.redis_url)
    return SqliteClaims(claims_file(settings.database_url))


def claims_file(database_url: str) -> Path:
    """Return the file of claims that goes with a database."""
    path = database_url.removeprefix(SQLITE) if database_url.startswith(SQLITE) else ""
    folder = Path(path).parent if path else ROOT / ".heardback"
    return folder / "slack.db"
