from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from heardback.advice.answer import Answer
from heardback.channels.web.settings import WebSettings
from tests.channels.web.client import Client, cookie_of
from tests.channels.web.web_server import NOT_SAVED, SECRET, RunningServer, running_server

STORY = "I called twice. The boss promised to tell me within a week, 3 weeks ago."


def test_an_answer_travels_as_structure(client: Client):
    (answer,) = client.say(STORY).json["answers"]
    assert answer["kind"] == "advice"
    assert Answer.from_dict(answer).next
    assert all(fact["label"] for fact in answer["heard"])


def test_a_fact_is_changed_by_a_button(client: Client):
    client.say(STORY)
    (answer,) = client.press('/inform{"contacts_made": 5}').json["answers"]
    assert "5 contacts" in answer["changed"]


def test_the_history_holds_every_turn(client: Client):
    client.say(STORY)
    client.press("/ask_why")
    told, pressed = client.history()
    assert (told["text"], told["is_button"]) == (STORY, False)
    assert (pressed["text"], pressed["is_button"]) == ("/ask_why", True)
    assert [answer["kind"] for answer in pressed["answers"]] == ["explanation"]


def test_a_message_that_is_sent_again_is_told_once(client: Client, server: RunningServer):
    first, second = client.say(STORY, "the-same-id"), client.say(STORY, "the-same-id")
    assert first.json == second.json
    assert len(server.conversations.taken) == 1


def test_a_message_sent_again_while_it_is_in_work_waits_for_the_one_answer(
    client: Client, server: RunningServer
):
    server.conversations.pause = 0.3
    again = Client(server.url, cookie=client.cookie)
    threads = [
        threading.Thread(target=one.say, args=(STORY, "the-same-id")) for one in (client, again)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.conversations.taken) == 1


def test_the_same_id_of_another_session_is_another_message(client: Client, server: RunningServer):
    client.say(STORY, "the-same-id")
    Client(server.url).begin().say(STORY, "the-same-id")
    assert len(server.conversations.taken) == 2


def test_a_turn_that_was_not_saved_is_said_and_can_be_sent_again(
    client: Client, server: RunningServer
):
    server.conversations.problem = NOT_SAVED
    reply = client.say(STORY, "the-same-id")
    assert (reply.status, reply.json) == (503, {"error": "not_saved"})
    server.conversations.problem = None
    assert client.say(STORY, "the-same-id").status == 200


def test_forgetting_erases_and_begins_another_session(client: Client):
    client.say(STORY)
    before = client.cookie
    reply = client.post("/api/forget", {})
    assert reply.status == 200
    assert client.history() == []
    assert reply.headers["set-cookie"].split(";")[0] != before


def test_what_was_forgotten_is_not_answered_from_memory(client: Client, server: RunningServer):
    client.say(STORY, "the-same-id")
    client.post("/api/forget", {})
    client.say(STORY, "the-same-id")
    assert len(server.conversations.taken) == 2


def test_forgetting_by_word_of_mouth_is_told_to_the_widget(client: Client, server: RunningServer):
    assert client.say(STORY).json["erased"] is False
    server.conversations.answers = [Answer("talk", lead=server.service.words["forgotten"])]
    assert client.say("forget me").json["erased"] is True


def test_an_embedded_chat_has_a_token(server: RunningServer):
    client = Client(server.url).begin(embedded=True)
    client.say(STORY)
    assert len(client.history()) == 1
    forgotten = client.post("/api/forget", {})
    assert forgotten.json["token"] != client.token
    assert forgotten.json["token"] in forgotten.headers["set-cookie"]


def test_the_cookie_of_an_embedded_chat_gives_its_token_again_and_nothing_else(
    server: RunningServer,
):
    first = Client(server.url)
    reply = first.post("/api/session", {"embedded": True})
    assert "SameSite=None; Partitioned; Secure" in reply.headers["set-cookie"]
    again = Client(server.url, cookie=cookie_of(reply))
    assert again.post("/api/session", {"embedded": True}).json["token"] == reply.json["token"]
    assert again.get("/api/history").status == 401
    assert again.say(STORY).status == 401


# -- limits --


@pytest.fixture(scope="module")
def strict_server() -> Iterator[RunningServer]:
    with running_server(WebSettings(SECRET, burst=5, per_minute=1, most_at_work=2)) as server:
        yield server


def test_a_session_that_sends_too_much_is_told_to_wait(strict_server: RunningServer):
    client = Client(strict_server.url).begin()
    replies = [client.say("hello there") for _ in range(6)]
    assert [reply.status for reply in replies] == [200] * 5 + [429]
    assert replies[-1].json == {"error": "slow_down"}
    assert int(replies[-1].headers["retry-after"]) >= 1


def test_too_many_at_work_are_refused_before_they_pile_up(strict_server: RunningServer):
    strict_server.conversations.pause = 0.5
    clients = [Client(strict_server.url).begin() for _ in range(4)]
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda one=one: statuses.append(one.say("hello").status))
        for one in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    strict_server.conversations.pause = 0.0
    assert sorted(statuses) == [200, 200, 503, 503]


@pytest.mark.slow
def test_ten_thousand_requests_of_one_session_leave_another_unharmed(server: RunningServer):
    noisy, quiet = Client(server.url).begin(), Client(server.url).begin()
    statuses = []
    for _ in range(10):
        statuses += [noisy.say("again").status for _ in range(1_000)]
        assert quiet.say(STORY).status == 200
    answered = statuses.count(200)
    assert statuses.count(429) == 10_000 - answered
    assert answered < 200
    assert len(server.conversations.taken) == answered + 10
