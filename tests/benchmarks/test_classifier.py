"""The figures of classifying, and the section that shows them."""

from pathlib import Path

import pytest

from benchmarks import classifier
from benchmarks.classifier_data import BOTS, Collection, Example, published
from benchmarks.classifier_figures import guess, over_thresholds, with_outside_trained

LABELS = ["greet", "pay", "none", "none"]
GUESSES = [("greet", 0.9), ("pay", 0.7), ("pay", 0.3), ("greet", 0.05)]


def test_what_is_unsure_counts_as_outside():
    figures = over_thresholds(LABELS, GUESSES, "none")
    assert figures == {"in_scope": 1.0, "mcc": 1.0, "auroc": 1.0}


def test_outside_as_a_class():
    guesses = [("greet", 1.0), ("none", 1.0), ("none", 1.0), ("pay", 1.0)]
    assert with_outside_trained(LABELS, guesses, "none") == {"in_scope": 0.5, "out_recall": 0.5}


def test_the_fallback_is_no_guess():
    ranking = [
        {"name": "nlu_fallback", "confidence": 0.7},
        {"name": "pay", "confidence": 0.2},
    ]
    parse = {"intent_ranking": [(entry["name"], entry["confidence"]) for entry in ranking]}
    assert guess(parse) == ("pay", 0.2)
    assert guess({"intent_ranking": []}) == ("", 0.0)


def test_there_are_published_figures_for_every_bot():
    systems = published("hint3")
    assert set(systems) == set(BOTS)
    assert len({tuple(figures) for figures in systems.values()}) == 1


def test_training_data_is_written_for_rasa(tmp_path: Path):
    examples = (Example("hello - [you](me): #1", "greet"), Example("what?", "ask"))
    path = Collection("c", examples, (), "none").write_training(tmp_path)
    assert "greet" in path.read_text(encoding="utf-8")


def test_without_the_collections_the_section_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HEARDBACK_BENCH_DATA", str(tmp_path))
    record = classifier.measure("2030-01-01T00:00", quick=True)
    text = classifier.render(record, "2030-01-01T00:00")
    assert text.count("Not measured") == 2
    assert "HEARDBACK_BENCH_DATA" in text


@pytest.mark.parametrize(
    ("run", "ratio"), [("2030-01-02T00:00", "-"), ("2030-01-01T00:00", "8.0 x")]
)
def test_a_peer_of_another_run_is_dated_and_gives_no_ratio(run: str, ratio: str):
    cost = {"train_megabytes": 1.0, "model_megabytes": 1.0, "milliseconds": 1.0, "epochs": None}
    bot = {"in_scope": 0.5, "mcc": 0.5, "auroc": 0.5, **cost}
    ours = {**bot, "train_seconds": 2.0, "run": run}
    peer = {**bot, "train_seconds": 16.0, "run": "2030-01-01T00:00"}
    record = {"hint3": {"curekart": {"heardback": ours, "default": peer}}, "clinc150": {}}
    text = classifier.render(record, run)
    assert f"| curekart: training, s | 2.00 | 16.0 | {ratio} |" in text
    assert ("Rasa's default (of 2030-01-01)" in text) == (ratio == "-")
