"""The files that the web channel serves, and the headers that keep them to themselves."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from heardback.channels.web.settings import WebSettings

STATIC = Path(__file__).with_name("static")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'; "
    "frame-ancestors {ancestors}"
)
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True)
class File:
    """A file as it is served, with a tag that changes when it does."""

    content: bytes
    media_type: str
    tag: str


@functools.lru_cache
def file(name: str) -> File:
    """Return one of our own files."""
    content = (STATIC / name).read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    return File(content, TYPES[Path(name).suffix], tag)


def page(request: Request) -> HTTPResponse:
    """Return the full page; no other page may frame it."""
    policy = POLICY.format(ancestors="'none'")
    headers = {"Cross-Origin-Opener-Policy": "same-origin", "X-Frame-Options": "DENY"}
    return _served(request, "page.html", {"Content-Security-Policy": policy, **headers})


def embedded_page(request: Request, settings: WebSettings) -> HTTPResponse:
    """Return the page that stands in a frame on the allowed sites."""
    ancestors = " ".join(["'self'", *sorted(settings.embedding_origins)])
    headers = {
        "Content-Security-Policy": POLICY.format(ancestors=ancestors),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return _served(request, "embedded.html", headers)


def script(request: Request) -> HTTPResponse:
    """Return the widget; any page may load it, the allowed ones get a chat."""
    headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    return _served(request, "heardback.js", headers)


def icon(request: Request) -> HTTPResponse:
    """Return the page's icon."""
    return _served(request, "icon.svg", {"Content-Security-Policy": "default-src 'none'"})


def _served(request: Request, name: str, headers: dict[str, str]) -> HTTPResponse:
    found = file(name)
    headers = {**COMMON, **headers, "ETag": found.tag}
    if request.headers.get("if-none-match") == found.tag:
        return empty(status=304, headers=headers)
    return raw(found.content, content_type=found.media_type, headers=headers)
