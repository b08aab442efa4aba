"""Requests that are not carried out, and how that is said to the widget."""

from __future__ import annotations

import math
from typing import Any

from sanic.response import HTTPResponse, json


class Refusal(Exception):  # noqa: N818 - nothing went wrong
    """A request that is refused; `code` names the sentence of the widget that says so."""

    def __init__(self, status: int, code: str, *, wait: float = 0.0) -> None:
        """Keep the HTTP status, the code, and the seconds to wait where waiting helps."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.wait = math.ceil(wait)

    def response(self) -> HTTPResponse:
        """Return the refusal as JSON."""
        headers = {"Retry-After": str(self.wait)} if self.wait else {}
        return as_json({"error": self.code}, status=self.status, headers=headers)


def as_json(data: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> HTTPResponse:
    """Return `data` as JSON that nobody keeps."""
    kept = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **(headers or {})}
    return json(data, status=status, headers=kept)
