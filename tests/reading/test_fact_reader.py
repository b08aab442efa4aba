"""The Rasa component that adds facts as entities."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from heardback.reading.fact_reader import FactReader, today

TEXT = "I called twice and emailed once, the interview was last Thursday"


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HEARDBACK_TODAY", "2025-11-22")
    return FactReader.create({}, None, None, None)


def entities(reader: FactReader, text: str, **data: Any):
    (message,) = reader.process([Message(data={"text": text, **data})])
    return message.get("entities")


def test_facts_are_added_as_entities(reader: FactReader):
    read = {entity["entity"]: entity for entity in entities(reader, TEXT)}
    assert read["contacts_made"]["value"] == 3
    assert read["days_since_contact"]["value"] == 2
    assert read["contacts_made"]["extractor"] == "FactReader"
    assert "role" not in read["contacts_made"]


def test_entities_of_others_are_kept(reader: FactReader):
    other = {"entity": "x", "value": "y", "start": 0, "end": 1}
    assert entities(reader, TEXT, entities=[other])[0] == other


def test_a_change_is_the_role(reader: FactReader):
    assert {e.get("role") for e in entities(reader, "forget the call")} == {"retract"}


def test_payloads_are_left_alone(reader: FactReader):
    assert entities(reader, '/set_fact{"contacts_made": 2}') is None


def test_the_situation_helps(reader: FactReader):
    ranking = [["interview_never_scheduled", 0.9], ["outside", 0.1]]
    read = entities(reader, "nobody rang", situation_ranking=ranking)
    assert {e["entity"]: e["value"] for e in read}["interviews_done"] == 0


def test_today_can_be_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HEARDBACK_TODAY", "2024-02-29")
    assert today().isoformat() == "2024-02-29"


def test_the_fingerprint_follows_the_cue_files():
    assert FactReader.fingerprint_addon({}) == FactReader.fingerprint_addon({})


def test_a_fresh_process_reads_the_same(reader: FactReader):
    program = (
        "import json, sys\n"
        "from rasa.shared.nlu.training_data.message import Message\n"
        "from heardback.reading.fact_reader import FactReader\n"
        "reader = FactReader.create({}, None, None, None)\n"
        "(message,) = reader.process([Message(data={'text': sys.argv[1]})])\n"
        "print(json.dumps(message.get('entities')))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, TEXT],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "HEARDBACK_TODAY": "2025-11-22"},
    )
    assert json.loads(told.stdout.splitlines()[-1]) == entities(reader, TEXT)
