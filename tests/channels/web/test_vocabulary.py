from __future__ import annotations

from heardback.advice.answer_parts import button_intents
from heardback.advice.loading import load_knowledge
from tests.channels.web.client import Client


def test_every_fact_is_told_with_what_its_editor_needs(client: Client):
    told = client.get("/api/vocabulary").json
    facts = load_knowledge().facts
    assert told.keys() == facts.keys()
    assert told["internal"]["heard"]["if_true"] == facts["internal"].heard["if_true"]
    assert told["channel_used"]["values"]["email"] == "e-mail"
    assert told["contacts_made"]["type"] == "count"


def test_every_button_that_the_advice_can_offer_may_be_pressed():
    intents = button_intents(load_knowledge())
    assert {"inform", "ask_draft", "dont_know", "go_on", "start_over", "outside"} <= intents
    assert load_knowledge().situations.keys() <= intents
