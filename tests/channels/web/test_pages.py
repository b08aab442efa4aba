from __future__ import annotations

from collections.abc import Iterator

import pytest

from heardback.channels.web.settings import WebSettings
from tests.channels.web.client import Client
from tests.channels.web.web_server import SECRET, RunningServer, running_server

SITE = "https://jobs.example.org"


@pytest.fixture(scope="module")
def embedding_server() -> Iterator[RunningServer]:
    with running_server(WebSettings(SECRET, embedding_origins=frozenset({SITE}))) as server:
        yield server


def policy(client: Client, path: str) -> dict[str, str]:
    parts = client.get(path).headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_the_page_loads_from_its_own_host_alone(client: Client):
    found = policy(client, "/")
    assert found["default-src"] == "'none'"
    assert found["script-src"] == "'self'"
    assert found["connect-src"] == "'self'"
    assert found["require-trusted-types-for"] == "'script'"
    assert not any("unsafe" in value or "*" in value for value in found.values())


def test_no_page_may_frame_the_whole_page(client: Client):
    assert policy(client, "/")["frame-ancestors"] == "'none'"


def test_the_allowed_sites_alone_may_frame_the_chat(embedding_server: RunningServer):
    found = policy(Client(embedding_server.url), "/embedded")
    assert found["frame-ancestors"] == f"'self' {SITE}"


def test_without_allowed_sites_nobody_else_may_frame_the_chat(client: Client):
    assert policy(client, "/embedded")["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("path", ["/", "/embedded", "/heardback.js", "/icon.svg"])
def test_every_file_is_served_as_what_it_is(client: Client, path: str):
    reply = client.get(path)
    assert reply.status == 200
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"


def test_a_file_that_has_not_changed_is_not_sent_again(client: Client):
    tag = client.get("/heardback.js").headers["etag"]
    reply = client.get("/heardback.js", If_None_Match=tag)
    assert (reply.status, reply.body) == (304, b"")


def test_the_pages_hold_no_script_or_style_of_their_own(client: Client):
    for path in ("/", "/embedded"):
        page = client.get(path).body.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count('<script src="heardback.js"') == 1


def test_no_file_outside_can_be_had(client: Client):
    for path in ("/../channel.py", "/%2e%2e/channel.py", "/static/page.html", "/channel.py"):
        assert client.get(path).status == 404
