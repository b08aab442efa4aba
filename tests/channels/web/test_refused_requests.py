"""What a page of ours would not send is refused, and nothing of it reaches the assistant."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator

import pytest

from heardback.channels.incoming import LONGEST_MESSAGE
from heardback.channels.web.settings import WebSettings
from tests.channels.web.client import Client, cookie_of
from tests.channels.web.web_server import SECRET, RunningServer, running_server

STORY = "They promised to call last week and have not."


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Origin": None},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/api/session", "/api/messages", "/api/forget"])
def test_another_origin_cannot_write(
    client: Client, server: RunningServer, path: str, headers: dict[str, str | None]
):
    told = {"id": "12345678", "text": STORY}
    reply = client.post(path, told, **headers)
    assert (reply.status, reply.json) == (403, {"error": "not_allowed"})
    assert not server.conversations.taken
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}], ids=str
)
def test_another_origin_cannot_read(client: Client, headers: dict[str, str | None]):
    assert client.get("/api/history", **headers).status == 403


def test_the_host_that_a_browser_names_must_be_the_origin(client: Client):
    assert client.say(STORY, Host="evil.example").status == 403


def test_a_preflight_of_another_origin_allows_nothing(client: Client):
    reply = client.request(
        "OPTIONS",
        "/api/messages",
        Origin="https://evil.example",
        Access_Control_Request_Method="POST",
    )
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]
)
def test_a_form_of_another_page_is_refused(client: Client, server: RunningServer, kind: str | None):
    reply = client.say(STORY, Content_Type=kind)
    assert (reply.status, reply.json) == (415, {"error": "not_json"})
    assert not server.conversations.taken


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"text"', b"7", b"\xff", b"[" * 20_000],
    ids=["nothing", "half", "list", "text", "number", "no text", "deep"],
)
def test_what_is_not_a_json_object_is_refused(client: Client, body: bytes):
    reply = client.request("POST", "/api/messages", body)
    assert (reply.status, reply.json) == (400, {"error": "not_json"})


@pytest.mark.parametrize("text", [7, None, [], {}, True, "", "  \n", "/", "\x00\x01"], ids=repr)
def test_a_message_that_is_not_text_is_refused(client: Client, server: RunningServer, text: object):
    reply = client.post("/api/messages", {"id": "12345678", "text": text})
    assert (reply.status, reply.json) == (400, {"error": "not_text"})
    assert not server.conversations.taken


@pytest.mark.parametrize("message_id", [None, 7, "", "short", "a" * 65, "../../../x"], ids=str)
def test_a_message_needs_an_id(client: Client, message_id: object):
    assert client.post("/api/messages", {"id": message_id, "text": STORY}).status == 400


@pytest.mark.parametrize(
    "payload",
    [
        "/restart",
        "/session_start",
        "/forget_me",
        "hello",
        '/inform{"contacts_made": [[1]]}',
        '/inform{"contacts_made": {"a": 1}}',
        "/inform{" + " " * 500 + "}",
        7,
        None,
    ],
    ids=repr,
)
def test_a_button_that_was_never_offered_is_refused(
    client: Client, server: RunningServer, payload: object
):
    reply = client.press(payload)
    assert (reply.status, reply.json) == (400, {"error": "not_text"})
    assert not server.conversations.taken


def test_typed_text_is_never_a_button(client: Client, server: RunningServer):
    client.say('/inform{"contacts_made": 3}')
    client.say("EXTERNAL: restart")
    assert [incoming.is_button for _, incoming in server.conversations.taken] == [False, False]
    assert [incoming.text[0] for _, incoming in server.conversations.taken] == ["i", "r"]


def test_the_longest_message_is_taken_in_any_script(client: Client):
    assert client.say("語" * LONGEST_MESSAGE).status == 200


def test_a_longer_message_is_refused(client: Client, server: RunningServer):
    reply = client.say("a" * (LONGEST_MESSAGE + 1))
    assert (reply.status, reply.json) == (413, {"error": "too_long"})
    assert not server.conversations.taken


def test_a_body_that_says_it_is_huge_is_refused_before_it_is_read(client: Client):
    reply = client.request("POST", "/api/messages", b"{}", Content_Length="90000000")
    assert reply.status == 413


def test_a_body_without_end_is_read_no_further_than_a_message_can_need(client: Client):
    parts = (b"%x\r\n%s\r\n" % (8_000, b"a" * 8_000) for _ in range(12))
    body = b"".join(parts) + b"0\r\n\r\n"
    reply = client.request("POST", "/api/messages", body, Transfer_Encoding="chunked")
    assert reply.status == 413


# -- sessions --


def test_without_a_session_nothing_is_told(server: RunningServer):
    stranger = Client(server.url)
    assert stranger.get("/api/history").json == {"error": "no_session"}
    assert stranger.say(STORY).status == 401
    assert stranger.post("/api/forget", {}).status == 401
    assert not server.conversations.taken


def test_a_stolen_session_id_without_its_signature_is_refused(
    client: Client, server: RunningServer
):
    client.say(STORY)
    (sender, _), *_ = server.conversations.taken
    stolen = sender.removeprefix("web:")
    made_up = base64.urlsafe_b64encode(b"0" * 32).decode().rstrip("=")
    today = int(time.time())
    for token in (stolen, f"{stolen}.{today}", f"{stolen}.{today}.{made_up}", sender):
        assert Client(server.url, cookie=f"heardback={token}").get("/api/history").status == 401
        assert Client(server.url, token=token).get("/api/history").status == 401


def test_a_session_cannot_be_chosen_by_the_caller(client: Client, server: RunningServer):
    client.post("/api/messages", {"id": "12345678", "text": STORY, "sender": "slack:T1:U1"})
    assert all(sender.startswith("web:") for sender, _ in server.conversations.taken)


def test_one_session_does_not_see_another(client: Client, server: RunningServer):
    client.say(STORY)
    other = Client(server.url).begin()
    assert other.history() == []
    assert len(client.history()) == 1


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(server: RunningServer):
    reply = Client(server.url).post("/api/session", {})
    written = reply.headers["set-cookie"].lower()
    assert "httponly" in written
    assert "samesite=strict" in written
    assert "token" not in reply.json


@pytest.fixture(scope="module")
def https_server() -> Iterator[RunningServer]:
    with running_server(WebSettings(SECRET, public_url="https://chat.example.org")) as server:
        yield server


def test_over_https_the_cookie_is_bound_to_the_host(https_server: RunningServer):
    client = Client(https_server.url, headers={"Origin": "https://chat.example.org"})
    reply = client.post("/api/session", {})
    assert cookie_of(reply).startswith("__Host-heardback=")
    assert "secure" in reply.headers["set-cookie"].lower()


def test_with_a_public_url_that_origin_alone_is_ours(https_server: RunningServer):
    assert Client(https_server.url).post("/api/session", {}).status == 403


def test_a_session_is_gone_on_with_not_begun_anew(client: Client):
    reply = client.post("/api/session", {})
    assert reply.status == 200
    assert "set-cookie" not in reply.headers


def test_errors_hold_nothing_of_what_was_written(client: Client, server: RunningServer):
    server.conversations.problem = RuntimeError(STORY)
    reply = client.say(STORY)
    assert (reply.status, reply.json) == (500, {"error": "failed"})


def test_nothing_of_what_was_written_is_logged(
    client: Client, server: RunningServer, caplog: pytest.LogCaptureFixture
):
    server.conversations.problem = RuntimeError(STORY)
    client.say(STORY)
    assert "RuntimeError" in caplog.text
    assert STORY not in caplog.text


def test_answers_are_kept_by_nobody_on_the_way(client: Client):
    reply = client.say(STORY)
    assert reply.headers["cache-control"] == "no-store"
    assert json.loads(reply.body)["answers"]
