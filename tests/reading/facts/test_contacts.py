"""How often and by which ways a person got in touch."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heardback.reading.facts.read import read_facts

TODAY = date(2025, 11, 22)
PARTS = {
    "called twice": (2, "phone"),
    "emailed once": (1, "email"),
    "left two voicemails": (2, "voicemail"),
    "texted them three times": (3, "text"),
}


def values(text: str) -> dict:
    return {fact.name: fact.value for fact in read_facts(text, TODAY)}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("called twice and emailed once", 3),
        ("I've rung 3 times", 3),
        ("I have written to them twice since then", 2),
        ("I followed up by e-mail a couple of times", 2),
        ("I left a message", 1),
        ("two emails, no answer", 2),
        ("HR ignores my emails, I sent 4 emails", 4),
        ("I called and left a message", 1),
        ("my wife called them twice", 2),
        ("tried calling once", 1),
    ],
)
def test_contacts_are_counted(text: str, count: int):
    assert values(text).get("contacts_made") == count


@pytest.mark.parametrize(
    "text",
    [
        "I haven't followed up",
        "havent called yet",
        "should I email them?",
        "do I call or wait",
        "is it rude to ring them",
        "I don't want to be a pest",
    ],
)
def test_it_is_plain_that_nobody_got_in_touch(text: str):
    assert values(text).get("contacts_made") == 0


@pytest.mark.parametrize(
    "text",
    [
        "they called me twice",
        "the recruiter emailed me",
        "I was called for an interview",
        "if I called they might mind",
        "I was going to call",
        "the meeting was called off",
        "I sent a thank you email",
    ],
)
def test_what_is_no_contact_is_not_counted(text: str):
    assert not values(text).get("contacts_made")
    assert "channel_used" not in values(text)


def test_a_contact_that_was_answered_counts_no_more():
    read = values("I called her. She said they need more time. I emailed twice since then, nothing")
    assert read["contacts_made"] == 2
    assert read["channel_used"] == ["email", "phone"]


def test_messages_left_are_counted():
    assert values("I left two messages with HR")["messages_left"] == 2


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(PARTS)), min_size=1, max_size=4, unique=True))
def test_the_order_of_statements_does_not_matter(parts: list[str]):
    readings = [values(", ".join(order)) for order in permutations(parts)]
    expected = sum(PARTS[part][0] for part in parts)
    for read in readings:
        assert read["contacts_made"] == expected
        assert read["channel_used"] == sorted({PARTS[part][1] for part in parts})
