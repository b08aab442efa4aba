"""The section about reading, from figures and from absent data."""

from pathlib import Path

import pytest

from benchmarks import reading
from benchmarks.reading_data import FIELDS, SITUATIONS, load_letters
from benchmarks.reading_figures import NAMES
from benchmarks.reading_trials import Reader, Reading, default_pipeline

RUN = "2030-01-01T10:00"


def reader(run: str = RUN, strict: float = 0.8):
    size = len(SITUATIONS)
    return {
        "run": run,
        "fields": {field: {"n": 9, **dict.fromkeys(NAMES, strict)} for field in FIELDS},
        "reliability": {field: [{"said": 0.5, "right": 0.6, "count": 9}] for field in FIELDS},
        "confusion": {
            field: [[9 * (one == other) for one in range(size)] for other in range(size)]
            for field in FIELDS
        },
        "cost": {**dict.fromkeys(reading.COSTS, 2.0), "trainings": 1, "passes": 1, "epochs": None},
    }


def test_readers_stand_side_by_side():
    peer = reader(strict=0.5)
    peer["cost"] |= {"train_seconds": 1080.0, "epochs": 30}
    record = {"letters": {"heardback": reader(), "default": peer}}
    text = reading.render({**record, "own_text": {"heardback": reader()}}, RUN)
    assert "| strict | .800 | .500 | .800 | .500 |" in text
    assert "| fact_f1 | .800 | - | .800 | - |" in text
    assert "| training, s | 2.00 | 1,080 | 540.0 x |" in text
    assert "30 of its\n100 epochs; at that pace all of them take 60 minutes" in text


def test_without_the_messages_the_section_says_so_and_shows_the_rest():
    text = reading.render({"letters": {}, "own_text": {"heardback": reader()}}, RUN)
    assert "Not measured" in text
    assert "| strict | .800 | .800 |" in text
    assert "| training, s | 2.00 | - |" in text


def test_no_messages_where_there_is_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HEARDBACK_BENCH_DATA", str(tmp_path))
    assert load_letters() is None


def test_the_defaults_ranking_is_among_situations():
    parse = {"intent_ranking": [("nlu_fallback", 0.7), ("greet", 0.5), ("outside", 0.2)]}
    parse["intent_ranking"].append(("application_no_reply", 0.05))
    peer = Reader("default", None, [])
    read = reading.predictions(peer, [{"id": 7}], Reading([parse], [1.0], 1.0, 1.0))
    assert read[0]["situation"] == "outside"
    assert dict(map(tuple, read[0]["ranking"])) == pytest.approx(
        {"outside": 0.8, "application_no_reply": 0.2}
    )


def test_the_pipeline_compared_with_is_rasas_own():
    assert "DIETClassifier" in [component["name"] for component in default_pipeline()]


def test_both_pictures_are_drawn(tmp_path: Path):
    record = {"letters": {"heardback": reader(), "default": reader()}, "own_text": {}}
    reading.draw(record, tmp_path / "images")
    pictures = sorted((tmp_path / "images").iterdir())
    assert [picture.name for picture in pictures] == ["calibration.png", "confusion.png"]
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
