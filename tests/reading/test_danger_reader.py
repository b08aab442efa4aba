"""The Rasa component that hears danger."""

from __future__ import annotations

from rasa.shared.nlu.training_data.message import Message

from heardback.reading.danger_reader import DangerReader


def test_it_sets_danger_only_where_there_is_cause():
    messages = [Message({"text": text}) for text in ("I want to die", "any news?", "")]
    found = [message.get("danger") for message in DangerReader().process(messages)]
    assert found == ["explicit", None, None]


def test_danger_is_part_of_the_output():
    message = DangerReader().process([Message({"text": "I hate my life"})])[0]
    assert message.as_dict(only_output_properties=True)["danger"] == "dark"
