"""Session ids that only this server can issue, so that nobody can guess or make up another's."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

TOKEN = re.compile(
    r"(?P<id>[A-Za-z0-9_-]{22})\.(?P<issued>[0-9]{1,12})\.(?P<signature>[A-Za-z0-9_-]{43})"
)
SECONDS_IN_A_DAY = 86_400
SENDER_PREFIX = "web:"


@dataclass(frozen=True)
class Sessions:
    """Issues signed tokens `id.issued.signature`, and tells whose a token is.

    Nothing is kept: the signature alone shows that a token was issued here.
    """

    secret: bytes
    days: int
    now: Callable[[], float] = time.time

    def issue(self) -> str:
        """Return the token of a new session."""
        return self._signed(f"{secrets.token_urlsafe(16)}.{int(self.now())}")

    def sender(self, token: str) -> str:
        """Return the sender id of a token, or "" where it was not issued here or has run out."""
        found = TOKEN.fullmatch(token)
        if found is None:
            return ""
        signed = self._signed(f"{found['id']}.{found['issued']}")
        if not hmac.compare_digest(signed, token):
            return ""
        age = self.now() - int(found["issued"])
        return f"{SENDER_PREFIX}{found['id']}" if age < self.days * SECONDS_IN_A_DAY else ""

    def _signed(self, content: str) -> str:
        digest = hmac.new(self.secret, f"session:{content}".encode(), hashlib.sha256).digest()
        return f"{content}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
