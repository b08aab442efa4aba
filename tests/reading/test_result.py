"""The seam: what a parse result says, typed or pressed."""

from __future__ import annotations

from heardback.reading.result import FactReading, from_parse


def test_a_typed_message_gives_its_entities_with_their_words() -> None:
    """Name, value, place and change of each."""
    parse = {
        "text": "called twice",
        "intent": {"name": "inform"},
        "entities": [{"entity": "contacts_made", "value": 2, "start": 0, "end": 12, "role": "add"}],
    }
    reading = from_parse(parse)
    assert reading.facts == (FactReading("contacts_made", 2, 0, 12, "add"),)
    assert not reading.is_button


def test_a_button_keeps_lists_and_takes_back_nulls() -> None:
    """What Rasa split into single entities is read whole from the payload."""
    payload = '/inform{"channel_used": ["email", "phone"], "contacts_made": null}'
    split = [
        {"entity": "channel_used", "value": "email"},
        {"entity": "channel_used", "value": "phone"},
    ]
    reading = from_parse({"text": payload, "intent": {"name": "inform"}, "entities": split})
    assert reading.facts == (
        FactReading("channel_used", ["email", "phone"], 0, 0),
        FactReading("contacts_made", None, 0, 0, "retract"),
    )


def test_details_of_a_button_are_no_facts() -> None:
    """Which draft is asked for stands apart."""
    reading = from_parse(
        {"text": '/ask_draft{"draft": "thank_you"}', "intent": {"name": "ask_draft"}}
    )
    assert reading.detail("draft") == "thank_you"
    assert reading.facts == ()


def test_the_decision_names_the_candidates() -> None:
    """One to act on, several to ask between, none outside."""
    base = {"text": "x", "intent": {"name": "a"}}
    assert from_parse({**base, "decision": {"act": "a"}}).candidates == ("a",)
    assert from_parse({**base, "decision": {"choose": ["a", "b"]}}).candidates == ("a", "b")
    assert from_parse({**base, "decision": {"outside": True}}).candidates == ()
