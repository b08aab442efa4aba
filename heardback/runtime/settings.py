"""What can be set by environment variables, and what holds where nothing is set."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from heardback.runtime.errors import SettingError

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "HEARDBACK_"
IN_MEMORY = "memory:"
MAX_PORT = 65_535
CHANNELS = ("heardback.channels.web", "heardback.channels.slack")


@dataclass(frozen=True)
class Settings:
    """How one Heardback is set up.

    Attributes:
        database_url: where conversations are kept: `memory:`, or a URL of SQLite or PostgreSQL.
        redis_url: where the locks of several workers are kept; empty for one process alone.
        workers: how many processes answer.
        host: the address that is listened on.
        port: the port that is listened on.
        session_minutes: the quiet minutes after which a new session begins.
        retention_days: the days after which a quiet conversation is erased; 0 keeps them.
        kept_turns: how many turns of one conversation are kept.
        turn_seconds: how long a turn may take before it is given up.
        channels: the packages of the channels that are served.
        model: the model, or the folder that holds models.
        environment: all variables, for what a channel of its own sets (`settings.get`).
    """

    database_url: str
    redis_url: str = ""
    workers: int = 1
    host: str = "127.0.0.1"
    port: int = 5005
    session_minutes: int = 720
    retention_days: int = 90
    kept_turns: int = 500
    turn_seconds: int = 20
    channels: tuple[str, ...] = CHANNELS
    model: Path = ROOT / "models"
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    def get(self, name: str, default: str = "") -> str:
        """Return the variable HEARDBACK_`name`, or `default` where it is empty or not set."""
        return self.environment.get(PREFIX + name, "").strip() or default

    @property
    def shares_conversations(self) -> bool:
        """Whether several processes can serve the same conversations."""
        return bool(self.redis_url) and self.database_url != IN_MEMORY


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in the environment.

    Raises:
        SettingError: a variable holds something that it cannot hold.
    """
    variables = dict(os.environ if environment is None else environment)
    settings = Settings(
        database_url=_text(variables, "DATABASE_URL", default_database()),
        redis_url=_text(variables, "REDIS_URL", ""),
        workers=_number(variables, "WORKERS", 1, at_least=1),
        host=_text(variables, "HOST", "127.0.0.1"),
        port=_number(variables, "PORT", 5005, at_most=MAX_PORT),
        session_minutes=_number(variables, "SESSION_MINUTES", 720, at_least=1),
        retention_days=_number(variables, "RETENTION_DAYS", 90),
        kept_turns=_number(variables, "KEPT_TURNS", 500, at_least=10),
        turn_seconds=_number(variables, "TURN_SECONDS", 20, at_least=1),
        channels=tuple(_text(variables, "CHANNELS", " ".join(CHANNELS)).replace(",", " ").split()),
        model=Path(_text(variables, "MODEL", str(ROOT / "models"))),
        environment=variables,
    )
    _check(settings)
    return settings


def default_database() -> str:
    """Return the URL of the SQLite file that holds conversations where nothing else is set."""
    return f"sqlite:///{ROOT / '.heardback' / 'conversations.db'}"


def _check(settings: Settings) -> None:
    known = (IN_MEMORY, "sqlite:///", "postgresql://", "postgres://")
    if not settings.database_url.startswith(known):
        raise SettingError(
            "HEARDBACK_DATABASE_URL should start with postgresql:// or sqlite:///, or be memory:."
        )
    if settings.redis_url and not settings.redis_url.startswith(
        ("redis://", "rediss://", "unix://")
    ):
        raise SettingError("HEARDBACK_REDIS_URL should start with redis:// or rediss://.")
    if settings.workers > 1 and not settings.shares_conversations:
        raise SettingError(
            f"HEARDBACK_WORKERS is {settings.workers}, but several workers need "
            "HEARDBACK_REDIS_URL and a database that they share."
        )


def _text(variables: Mapping[str, str], name: str, default: str) -> str:
    return variables.get(PREFIX + name, "").strip() or default


def _number(
    variables: Mapping[str, str],
    name: str,
    default: int,
    *,
    at_least: int = 0,
    at_most: int = 10**9,
) -> int:
    written = _text(variables, name, str(default))
    if not written.isdecimal() or not at_least <= int(written) <= at_most:
        raise SettingError(f"{PREFIX}{name} is “{written}”; it should be a whole number.")
    return int(written)
