"""How the web channel is set up."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SHORTEST_SECRET = 16  # characters
NEUTRAL_PAGE = "https://www.wikipedia.org/"


class WebSettingsError(ValueError):
    """A setting cannot be used; the message says which, and what to write instead."""


@dataclass(frozen=True)
class WebSettings:
    """Everything about the web channel that differs from one installation to the next.

    Attributes:
        secret: signs the session ids. With one made at each start, sessions end at a restart.
        public_url: where people reach the page, such as `https://chat.example.org`; needed where
            a proxy changes the Host header, and for cookies that are sent over HTTPS only.
        embedding_origins: the sites that may show the chat, such as `https://jobs.example.org`.
        exit_url: where "Leave quickly" goes.
        session_days: how long a session id is good for.
        burst: messages that one session may send at once.
        per_minute: messages a minute that one session may send in the long run.
        sessions_burst: sessions that one address may begin at once.
        sessions_per_minute: sessions a minute that one address may begin in the long run.
        most_at_work: messages that may be in work at a time, over all sessions.
    """

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    public_url: str = ""
    embedding_origins: frozenset[str] = frozenset()
    exit_url: str = NEUTRAL_PAGE
    session_days: int = 30
    burst: int = 12
    per_minute: int = 30
    sessions_burst: int = 60
    sessions_per_minute: int = 30
    most_at_work: int = 64

    def __post_init__(self) -> None:
        """Check what is easily mistyped.

        Raises:
            WebSettingsError: an origin or URL is not of the form that browsers send.
        """
        if len(self.secret) < SHORTEST_SECRET:
            raise WebSettingsError(
                f"HEARDBACK_SECRET needs {SHORTEST_SECRET} characters or more, chosen by chance."
            )
        for origin in self.embedding_origins:
            if origin_of(origin) != origin:
                raise WebSettingsError(
                    f"HEARDBACK_EMBEDDING_ORIGINS: write {origin!r} as https://host, "
                    "with no path and no closing slash."
                )
        if self.public_url and not origin_of(self.public_url):
            raise WebSettingsError(
                f"HEARDBACK_PUBLIC_URL: write {self.public_url!r} as https://host."
            )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> WebSettings:
        """Return the settings that stand in `HEARDBACK_…` variables; the defaults for the rest.

        Raises:
            WebSettingsError: a variable cannot be used.
        """
        origins = environment.get("HEARDBACK_EMBEDDING_ORIGINS", "").replace(",", " ").split()
        secret = environment.get("HEARDBACK_SECRET", "").encode() or secrets.token_bytes(32)
        return cls(
            secret=secret,
            public_url=environment.get("HEARDBACK_PUBLIC_URL", ""),
            embedding_origins=frozenset(origins),
            exit_url=environment.get("HEARDBACK_EXIT_URL", "") or NEUTRAL_PAGE,
        )

    @property
    def public_origin(self) -> str:
        """The origin of `public_url`, or "" where none is set."""
        return origin_of(self.public_url) if self.public_url else ""

    @property
    def is_https(self) -> bool:
        """Whether people reach the page over HTTPS."""
        return self.public_origin.startswith("https://")


def origin_of(url: str) -> str:
    """Return the origin of a URL in the form in which browsers send it, or "" if it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    standard = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}{f':{port}' if port not in (None, standard) else ''}"
