"""The general reader, for any set of labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from heardback.reading.intent_model import IntentModel
from tests.reading.conftest import TURNS

TEXTS = [text for texts in TURNS.values() for text in texts]
LABELS = [name for name, texts in TURNS.items() for _ in texts]


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.learn(TEXTS, LABELS)


def test_probabilities_sum_to_one(model: IntentModel):
    assert float(model.probabilities("write a draft").sum()) == pytest.approx(1, abs=1e-5)


def test_it_reads_what_it_learnt(model: IntentModel):
    assert model.labels[int(model.probabilities("but why").argmax())] == "ask_why"


def test_saved_and_loaded_it_answers_alike(model: IntentModel, tmp_path: Path):
    model.save(tmp_path, "turns")
    loaded = IntentModel.load(tmp_path, "turns")
    for text in ("why", "write it", "", "😀"):
        assert loaded.probabilities(text) == pytest.approx(model.probabilities(text), abs=2e-3)
