"""What one Heardback on SQLite withstands."""

import json
import random
import signal
import socket
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from benchmarks.runtime.local_servers import LocalHeardback, wait_until
from tests.runtime.faults.conftest import STORY, Person, at_once, numbered

pytestmark = pytest.mark.slow
MEGABYTE = 2**20


def request_bytes(sender: str, text: str) -> bytes:
    body = json.dumps({"sender": sender, "message": text}).encode()
    head = (
        "POST /webhooks/bare/webhook HTTP/1.1\r\nHost: localhost\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def hang_up_on(server: LocalHeardback, sender: str, text: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(request_bytes(sender, text))
        time.sleep(0.003)  # far less than a turn takes


def test_a_turn_is_stored_although_the_client_hung_up(running: LocalHeardback):
    person = Person(running, "hangs_up")
    texts = [f"{STORY} That was number {number}." for number in range(5)]
    for text in texts:
        hang_up_on(running, person.name, text)
        wait_until(lambda text=text: text in person.kept(), "storing", 20)
    assert person.kept() == texts


def test_messages_of_one_person_at_once_are_each_answered_once(running: LocalHeardback):
    person = Person(running, "impatient")
    texts = [f"{STORY} Message {number}." for number in range(8)]
    responses = at_once([lambda text=text: person.writes(text) for text in texts])
    assert [response.status_code for response in responses] == [200] * 8
    assert sorted(person.kept()) == texts


def test_a_body_of_ten_megabytes_is_refused_and_others_are_served(running: LocalHeardback):
    def refused() -> bool:
        try:
            return Person(running, "long").writes("x" * 10 * MEGABYTE).status_code == 413
        except requests.ConnectionError:  # it hung up before all was sent
            return True

    outcomes = at_once([refused, lambda: Person(running, "short").writes(STORY).ok])
    assert outcomes == [True, True]
    assert Person(running, "long").kept() == []


def test_a_thousand_malformed_bodies_do_no_harm(running: LocalHeardback):
    chance = random.Random(4)
    whole = request_bytes("x", STORY).partition(b"\r\n\r\n")[2]
    shapes = [b"", b"null", b"[]", b"7", b'{"message": 3}', b'{"message": ""}']
    address = f"{running.address}/webhooks/bare/webhook"
    with requests.Session() as session:
        for number in range(1000):
            body = chance.choice([*shapes, whole[: chance.randrange(len(whole))]])
            if number % 3 == 0:
                body = bytes(chance.randrange(256) for _ in range(40))
            assert session.post(address, data=body, timeout=30).status_code == 400
    assert Person(running, "after").writes(STORY).ok


def test_the_facts_of_two_hundred_people_at_once_are_never_mixed(running: LocalHeardback):
    people = [Person(running, f"one_of_many_{number}") for number in range(200)]

    def tell(number: int) -> int:
        assert people[number].writes(STORY).ok
        told = people[number].writes(f'/inform{{"contacts_made": {number}}}')
        return int(numbered(told)["contacts_made"])

    heard = at_once([lambda number=number: tell(number) for number in range(200)])
    assert heard == list(range(200))


def test_metrics_count_and_tell_nothing_of_anybody(running: LocalHeardback):
    Person(running, "counted_person").writes(STORY)
    told = requests.get(f"{running.address}/metrics", timeout=10).text
    assert 'heardback_situations_total{situation="application_no_reply"}' in told
    assert "counted_person" not in told
    assert "three weeks" not in told


def test_no_message_stands_in_any_log(running: LocalHeardback):
    person = Person(running, "private")
    person.writes(f"{STORY} My shibboleth is quokka.")
    person.writes('/inform{"contacts_made": "quokka"}')
    assert "quokka" not in running.log.read_text()


def test_what_was_answered_survives_a_kill(heardback: Callable[..., LocalHeardback]):
    server = heardback()
    person = Person(server, "patient")
    assert person.writes(STORY).ok
    assert person.writes('/inform{"contacts_made": 2}').ok
    server.stop(signal.SIGKILL)
    server.start()
    again = person.writes('/inform{"acknowledged": true}')
    facts = numbered(again)
    assert (facts["contacts_made"], facts["acknowledged"]) == (2, True)
    assert len(person.kept()) == 3


def test_forget_me_leaves_nothing_in_the_file(
    heardback: Callable[..., LocalHeardback], tmp_path: Path
):
    server = heardback()
    person = Person(server, "leaves")
    person.writes(f"{STORY} My shibboleth is quokka.")
    assert person.writes("/forget_me").json()[0]["lead"].startswith("Done")
    assert person.kept() == []
    server.stop()
    (database,) = tmp_path.rglob("conversations.db")
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)
    assert b"quokka" not in database.read_bytes()


def test_an_action_that_fails_is_told_and_turns_health_red(
    heardback: Callable[..., LocalHeardback],
):
    server = heardback(TODAY="not a day, so every action fails")
    person = Person(server, "unlucky")
    failed = person.writes("/greet")
    assert (failed.status_code, failed.json()) == (503, {"error": "not_saved", "cause": "action"})
    health = requests.get(f"{server.address}/health", timeout=10)
    assert (health.status_code, health.json()["failing"]) == (503, ["action"])
    assert person.kept() == []
    told = server.log.read_text()
    assert "A turn failed (action): ValueError" in told
    assert "not a day" not in told


def test_after_quiet_days_a_new_session_knows_what_was_told(
    heardback: Callable[..., LocalHeardback], tmp_path: Path
):
    server = heardback()
    person = Person(server, "comes_back")
    told = numbered(person.writes(STORY))
    assert person.writes('/inform{"contacts_made": 2}').ok
    server.stop()
    (database,) = tmp_path.rglob("conversations.db")
    let_days_pass(database, 2)
    server.start()
    facts = numbered(person.writes('/inform{"thank_you_sent": true}'))
    assert facts["contacts_made"] == 2
    assert facts["days_since_contact"] == told["days_since_contact"] + 2
    with sqlite3.connect(database) as connection:
        sessions = "SELECT count(*) FROM events WHERE type_name = 'session_started'"
        assert connection.execute(sessions).fetchone() == (2,)


def let_days_pass(database: Path, days: int) -> None:
    with sqlite3.connect(database) as connection:
        for row, data in connection.execute("SELECT id, data FROM events").fetchall():
            event = json.loads(data)
            event["timestamp"] -= days * 86_400
            connection.execute(
                "UPDATE events SET data = ?, timestamp = ? WHERE id = ?",
                (json.dumps(event), event["timestamp"], row),
            )


def test_a_turn_reads_no_more_of_a_long_conversation_than_of_a_short_one(running: LocalHeardback):
    person = Person(running, "talks_a_lot")
    assert person.writes(STORY).ok
    for _ in range(60):
        assert person.writes("/ask_why").ok
    assert numbered(person.writes('/inform{"contacts_made": 2}'))["contacts_made"] == 2
    assert len(person.kept()) == 62
