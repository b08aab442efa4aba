"""The reader of situations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from heardback.reading.cue_files import CueFileError, parse_cue_files
from heardback.reading.cues import CueFinder, cue_finder
from heardback.reading.situation_model import SituationModel

ODD = {
    "empty": "",
    "one letter": "a",
    "very long": "they asked me back for a second interview " * 2500,
    "one endless word": "a" * 100_000,
    "emoji": "😀😭🙏" * 50,
    "right to left": "תודה רבה שלום مرحبا كيف حالك",
    "control characters": "\x00\x01\x1b[31m\u202e called \ufeff",
    "lone surrogate": "called \ud800 back",
}


def test_it_reads_what_it_learnt(situation_model: SituationModel):
    assert (
        situation_model.ranking("sent in my application, no reply")[0][0] == "application_no_reply"
    )


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_any_message_has_an_answer(situation_model: SituationModel, text: str):
    ranking = situation_model.ranking(text)
    assert sorted(name for name, _ in ranking) == sorted(situation_model.labels)
    assert sum(share for _, share in ranking) == pytest.approx(1, abs=1e-5)
    assert [share for _, share in ranking] == sorted((s for _, s in ranking), reverse=True)


def test_saved_and_loaded_it_answers_alike(situation_model: SituationModel, tmp_path: Path):
    situation_model.save(tmp_path, "stories")
    loaded = SituationModel.load(tmp_path, "stories", cue_finder())
    assert loaded.thresholds == situation_model.thresholds
    for text in ("my second interview was a week ago", "why", ""):
        before, after = situation_model.probabilities(text), loaded.probabilities(text)
        assert after == pytest.approx(before, abs=2e-3)


def test_what_is_kept_is_plain(situation_model: SituationModel, tmp_path: Path):
    situation_model.save(tmp_path, "stories")
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}
    assert json.loads((tmp_path / "stories.json").read_text(encoding="utf-8"))["labels"]


def test_changed_cues_ask_for_training(situation_model: SituationModel, tmp_path: Path):
    situation_model.save(tmp_path, "stories")
    other = CueFinder(parse_cue_files({"a.yml": "cues: [{cue: a, means: x, says: [b]}]"}))
    with pytest.raises(CueFileError, match="rasa train"):
        SituationModel.load(tmp_path, "stories", other)
