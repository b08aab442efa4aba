"""How many sessions one address may begin."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from heardback.advice.loading import load_knowledge
from heardback.channels.web.channel import WebInput
from heardback.channels.web.refusals import Refusal
from heardback.channels.web.settings import WebSettings
from heardback.runtime.metrics import Metrics
from heardback.runtime.service import AssistantService
from tests.channels.web.web_server import SECRET, CannedConversations


def begun(ip: str, forwarded: str = "", public_url: str = "") -> int:
    """Return how many of ten sessions one address gets where three are allowed."""
    service = AssistantService(CannedConversations(), load_knowledge().words, Metrics())
    settings = WebSettings(SECRET, public_url=public_url, sessions_burst=3, sessions_per_minute=1)
    channel = WebInput(settings, service)
    request: Any = SimpleNamespace(remote_addr=forwarded, ip=ip)
    return sum(_begins(channel, request) for _ in range(10))


def _begins(channel: WebInput, request: Any) -> bool:
    try:
        channel._check_beginning(request)
    except Refusal as refusal:
        return refusal.status != 429
    return True


@pytest.mark.parametrize(
    ("ip", "forwarded", "public_url", "passed"),
    [
        ("203.0.113.9", "", "", 3),
        ("2001:db8::9", "", "", 3),
        ("127.0.0.1", "", "", 10),
        ("10.0.0.2", "", "https://chat.example.org", 10),
        ("10.0.0.2", "203.0.113.9", "https://chat.example.org", 3),
    ],
    ids=["another machine", "its IPv6", "this machine", "a silent proxy", "a proxy that tells"],
)
def test_an_address_begins_no_more_sessions_than_it_may(
    ip: str, forwarded: str, public_url: str, passed: int
):
    assert begun(ip, forwarded, public_url) == passed
