from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heardback.channels.web.sessions import SECONDS_IN_A_DAY, Sessions

SECRET = b"a secret for tests alone"


def test_an_issued_token_names_a_web_sender():
    sessions = Sessions(SECRET, days=30)
    assert sessions.sender(sessions.issue()).startswith("web:")


def test_every_token_names_another_sender():
    sessions = Sessions(SECRET, days=30)
    assert len({sessions.sender(sessions.issue()) for _ in range(200)}) == 200


def test_the_same_token_always_names_the_same_sender():
    token = Sessions(SECRET, days=30).issue()
    assert Sessions(SECRET, days=30).sender(token) == Sessions(SECRET, days=30).sender(token) != ""


def test_a_token_of_another_server_names_nobody():
    token = Sessions(b"another secret of another server", days=30).issue()
    assert Sessions(SECRET, days=30).sender(token) == ""


def test_an_id_without_its_signature_names_nobody():
    sessions = Sessions(SECRET, days=30)
    session_id, issued, signature = sessions.issue().split(".")
    stolen = [session_id, f"{session_id}.{issued}", f"{session_id}.{issued}.", f"web:{session_id}"]
    stolen.append(f"{session_id}.{int(issued) + 1}.{signature}")
    assert [sessions.sender(token) for token in stolen] == [""] * len(stolen)


def test_a_signature_is_good_for_its_own_id_only():
    sessions = Sessions(SECRET, days=30)
    one, other = sessions.issue().split("."), sessions.issue().split(".")
    assert sessions.sender(".".join([other[0], other[1], one[2]])) == ""


@pytest.mark.parametrize(("age", "is_good"), [(29.9, True), (30.1, False)])
def test_a_token_runs_out(*, age: float, is_good: bool):
    token = Sessions(SECRET, days=30, now=lambda: 0.0).issue()
    later = Sessions(SECRET, days=30, now=lambda: age * SECONDS_IN_A_DAY)
    assert bool(later.sender(token)) is is_good


@given(st.text())
def test_nothing_made_up_names_anybody(token: str):
    assert Sessions(SECRET, days=30).sender(token) == ""
