"""The Rasa component around the readers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from heardback.reading import situation_classifier
from heardback.reading.situation_classifier import SituationClassifier
from tests.reading.conftest import LETTER, STORIES, TURNS

CONFIG = {"situations": [name for name in STORIES if name != "outside"], "outside": "outside"}
TEXTS = ["why", "draft it", "my second interview was a week ago", LETTER, ""]

LOAD_AND_READ = """
import json, sys
from pathlib import Path
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from heardback.reading.situation_classifier import SituationClassifier
folder, config, texts = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
component = SituationClassifier.load(
    config, LocalModelStorage(Path(folder)), Resource("reader"), None
)
messages = component.process([Message({"text": text}) for text in texts])
read = [[m.get("intent"), m.get("situation_ranking"), m.get("decision")] for m in messages]
print(json.dumps({"read": read, "sklearn": "sklearn.svm" in sys.modules}))
"""


def training_data(*groups: dict[str, list[str]]):
    return TrainingData(
        [
            Message.build(text, name)
            for group in groups
            for name, texts in group.items()
            for text in texts
        ]
    )


def trained(folder: Path, config: dict[str, Any], *groups: dict[str, list[str]]):
    component = SituationClassifier(config, LocalModelStorage(folder), Resource("reader"))
    component.train(training_data(*groups))
    return component


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="module")
def component(folder: Path) -> SituationClassifier:
    return trained(folder, CONFIG, STORIES, TURNS)


def read(component: SituationClassifier, text: str):
    return component.process([Message({"text": text})])[0]


def test_a_turn_of_the_conversation_is_told_from_a_story(component: SituationClassifier):
    assert read(component, "why is that").get("intent")["name"] == "ask_why"
    story = read(component, "applied for a job online and nobody wrote back")
    assert story.get("intent")["name"] == "application_no_reply"


def test_the_situations_are_ranked_whatever_the_intent(component: SituationClassifier):
    message = read(component, "draft it")
    ranking = message.get("situation_ranking")
    assert {name for name, _ in ranking} == set(STORIES)
    assert sum(share for _, share in ranking) == pytest.approx(1, abs=1e-5)
    assert set(message.get("decision")) <= {"act", "choose", "outside"}


def test_the_ranking_and_the_decision_are_part_of_the_output(component: SituationClassifier):
    assert {"intent", "intent_ranking", "situation_ranking", "decision"} <= read(
        component, "why"
    ).as_dict(only_output_properties=True).keys()


def test_a_long_message_is_never_a_turn(component: SituationClassifier):
    intents = read(component, "why " * 50).get("intent_ranking")
    assert {entry["name"] for entry in intents} <= set(STORIES)


def test_a_payload_is_left_untouched(component: SituationClassifier):
    message = read(component, '/ask_why{"a": 1}')
    assert message.get("intent") is None
    assert message.get("situation_ranking") is None


def test_loaded_in_a_fresh_process_it_answers_alike(component: SituationClassifier, folder: Path):
    here = [read(component, text) for text in TEXTS]
    done = subprocess.run(
        [sys.executable, "-c", LOAD_AND_READ, folder, json.dumps(CONFIG), json.dumps(TEXTS)],
        capture_output=True,
        text=True,
        check=True,
    )
    there = json.loads(done.stdout.splitlines()[-1])
    for message, (intent, ranking, decision) in zip(here, there["read"], strict=True):
        assert intent["name"] == message.get("intent")["name"]
        assert decision == message.get("decision")
        assert dict(map(tuple, ranking)) == pytest.approx(
            dict(map(tuple, message.get("situation_ranking"))), abs=2e-3
        )
    assert not there["sklearn"]


def test_without_situations_it_is_an_ordinary_intent_classifier(tmp_path: Path):
    component = trained(tmp_path, {}, TURNS)
    message = read(component, "write the mail for me")
    assert message.get("intent")["name"] == "ask_draft"
    assert message.get("situation_ranking") is None
    shares = [entry["confidence"] for entry in message.get("intent_ranking")]
    assert sum(shares) == pytest.approx(1, abs=1e-5)


def test_the_ranking_can_be_cut(tmp_path: Path):
    component = trained(tmp_path, {"ranking_length": 1}, TURNS)
    assert len(read(component, "why").get("intent_ranking")) == 1


def test_one_intent_is_enough(tmp_path: Path):
    component = trained(tmp_path, {}, {"only": ["a message", "another"]})
    assert read(component, "what").get("intent")["name"] == "only"


def test_without_messages_nothing_is_learnt_and_nothing_breaks(tmp_path: Path):
    component = trained(tmp_path, CONFIG)
    assert read(component, "why").get("intent") is None


def test_the_fingerprint_covers_the_cue_files(monkeypatch: pytest.MonkeyPatch):
    before = SituationClassifier.fingerprint_addon({})
    assert before == SituationClassifier.fingerprint_addon({})
    monkeypatch.setattr(situation_classifier, "cue_file_texts", lambda _: {"a.yml": "cues: []"})
    assert SituationClassifier.fingerprint_addon({}) != before
