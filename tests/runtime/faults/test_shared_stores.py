"""What Heardback on PostgreSQL and Redis withstands, with one worker and with two."""

import os
import signal
import subprocess
from collections.abc import Callable

import pytest
import requests

from benchmarks.runtime.local_servers import (
    LocalHeardback,
    LocalPostgres,
    LocalRedis,
    wait_until,
)
from tests.runtime.faults.conftest import STORY, Person, at_once, numbered

pytestmark = [pytest.mark.slow, pytest.mark.services]


def is_healthy(server: LocalHeardback) -> bool:
    return requests.get(f"{server.address}/health", timeout=30).ok


def is_ready(server: LocalHeardback) -> bool:
    return requests.get(f"{server.address}/ready", timeout=30).ok


def children(pid: int) -> list[int]:
    told = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in told.stdout.split()]


def test_while_postgresql_is_away_nobody_is_told_that_a_turn_was_saved(
    heardback: Callable[..., LocalHeardback], postgres: LocalPostgres
):
    server = heardback(DATABASE_URL=postgres.url)
    person = Person(server, "patient")
    assert person.writes(STORY).ok
    postgres.stop()
    lost = person.writes('/inform{"contacts_made": 5}')
    assert (lost.status_code, lost.json()) == (503, {"error": "not_saved", "cause": "store"})
    assert not is_healthy(server)
    assert not is_ready(server)
    postgres.start()
    again = person.writes('/inform{"contacts_made": 2}')
    assert numbered(again)["contacts_made"] == 2
    assert is_healthy(server)
    assert is_ready(server)
    assert person.kept() == [STORY, '/inform{"contacts_made": 2}']
    assert STORY not in server.log.read_text()


def test_while_redis_is_away_nobody_is_told_that_a_turn_was_saved(
    heardback: Callable[..., LocalHeardback], postgres: LocalPostgres, redis: LocalRedis
):
    server = heardback(DATABASE_URL=postgres.url, REDIS_URL=redis.url)
    person = Person(server, "patient")
    assert person.writes(STORY).ok
    redis.stop()
    lost = person.writes('/inform{"contacts_made": 5}')
    assert (lost.status_code, lost.json()) == (503, {"error": "not_saved", "cause": "lock"})
    assert not is_healthy(server)
    redis.start()
    assert person.writes('/inform{"contacts_made": 2}').ok
    assert is_healthy(server)
    assert person.kept() == [STORY, '/inform{"contacts_made": 2}']


def test_two_workers_serve_the_same_conversations(
    heardback: Callable[..., LocalHeardback], postgres: LocalPostgres, redis: LocalRedis
):
    server = heardback(DATABASE_URL=postgres.url, REDIS_URL=redis.url, WORKERS="2")
    wait_until(lambda: len(children(server.pid)) == 2, "two workers")
    people = [Person(server, f"person_{number}") for number in range(6)]
    messages = [
        (person, f"{STORY} Message {number} of {person.name}.")
        for number in range(8)
        for person in people
    ]
    responses = at_once([lambda p=person, t=text: p.writes(t) for person, text in messages])
    assert [response.status_code for response in responses] == [200] * len(messages)
    for person in people:
        assert sorted(person.kept()) == sorted(text for who, text in messages if who is person)
    counted = requests.get(f"{server.address}/metrics", timeout=10).text
    assert f'heardback_turns_total{{channel="bare"}} {len(messages)}.0' in counted


def test_a_worker_that_dies_is_replaced_and_its_conversations_go_on(
    heardback: Callable[..., LocalHeardback], postgres: LocalPostgres, redis: LocalRedis
):
    server = heardback(DATABASE_URL=postgres.url, REDIS_URL=redis.url, WORKERS="2")
    person = Person(server, "patient")
    assert person.writes(STORY).ok
    wait_until(lambda: len(children(server.pid)) == 2, "two workers")
    victim = children(server.pid)[0]
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: len({*children(server.pid)} - {victim}) == 2, "a new worker")
    again = person.writes('/inform{"contacts_made": 2}')
    assert numbered(again)["contacts_made"] == 2
