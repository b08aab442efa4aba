"""How the web channel is set up."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from heardback.runtime.errors import SettingError
from heardback.runtime.settings import IN_MEMORY, ROOT, Settings

SHORTEST_SECRET = 16  # characters
SECRET_FILE = ROOT / ".heardback" / "web_secret"
NEUTRAL_PAGE = "https://www.wikipedia.org/"
STANDARD_PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+")


@dataclass(frozen=True)
class WebSettings:
    """Everything about the web channel that differs from one installation to the next.

    Attributes:
        secret: signs the session ids.
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

    secret: bytes = field(repr=False)
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
            SettingError: an origin or URL is not of the form that browsers send.
        """
        if len(self.secret) < SHORTEST_SECRET:
            raise SettingError(
                f"HEARDBACK_SECRET is too short; take {SHORTEST_SECRET} random characters or more."
            )
        for origin in self.embedding_origins:
            if origin_of(origin) != origin:
                raise SettingError(
                    f"HEARDBACK_EMBEDDING_ORIGINS has “{origin}”; write each site as "
                    "https://host, with no path and no closing slash."
                )
        for name, url in (("PUBLIC_URL", self.public_url), ("EXIT_URL", self.exit_url)):
            if url and not origin_of(url):
                raise SettingError(f"HEARDBACK_{name} is “{url}”; write it as https://host.")

    @property
    def public_origin(self) -> str:
        """The origin of `public_url`, or "" where none is set."""
        return origin_of(self.public_url) if self.public_url else ""

    @property
    def is_https(self) -> bool:
        """Whether people reach the page over HTTPS."""
        return self.public_origin.startswith("https://")


def read_web_settings(settings: Settings, secret_file: Path = SECRET_FILE) -> WebSettings:
    """Return what HEARDBACK_SECRET, _PUBLIC_URL, _EMBEDDING_ORIGINS and _EXIT_URL say.

    Raises:
        SettingError: a variable cannot be used.
    """
    written = settings.get("SECRET").encode()
    if not written:
        forgets = settings.database_url == IN_MEMORY
        written = secrets.token_bytes(32) if forgets else _kept_secret(secret_file)
    origins = settings.get("EMBEDDING_ORIGINS").replace(",", " ").split()
    return WebSettings(
        secret=written,
        public_url=settings.get("PUBLIC_URL"),
        embedding_origins=frozenset(origins),
        exit_url=settings.get("EXIT_URL", NEUTRAL_PAGE),
    )


def _kept_secret(file: Path) -> bytes:
    """Return the secret in `file`, made at the first start so that sessions outlive a restart."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(handle, "wb") as opened:
        opened.write(made := secrets.token_hex(32).encode())
    return made


def origin_of(url: str) -> str:
    """Return the origin of a URL in the form in which browsers send it, or "" if it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    is_plain = HOST.fullmatch(parts.hostname or "") and "@" not in parts.netloc
    if parts.scheme not in STANDARD_PORTS or not parts.hostname or not is_plain:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    is_standard = port in (None, STANDARD_PORTS[parts.scheme])
    return f"{parts.scheme}://{host}" + ("" if is_standard else f":{port}")
