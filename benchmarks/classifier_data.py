"""The public collections that the classifier is measured on."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.reading_data import found

BOTS = ("sofmattress", "curekart", "powerplay11")
HINT3_OUTSIDE = "NO_NODES_DETECTED"
CLINC_OUTSIDE = "oos"
PUBLISHED = Path(__file__).with_name("classifier_published.yml")

Published = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Example:
    """A message and its label."""

    text: str
    label: str


@dataclass(frozen=True)
class Collection:
    """What is trained on, and what is measured on.

    Attributes:
        name: what tables call it.
        training: with labels.
        test: with labels, among them `outside`.
        outside: the label of messages in none of the classes.
    """

    name: str
    training: tuple[Example, ...]
    test: tuple[Example, ...]
    outside: str

    def write_training(self, folder: Path) -> Path:
        """Write the training examples as Rasa's NLU data into a folder."""
        from rasa.shared.nlu.training_data.message import Message
        from rasa.shared.nlu.training_data.training_data import TrainingData

        messages = [Message.build(example.text, example.label) for example in self.training]
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "nlu.yml"
        path.write_text(TrainingData(messages).nlu_as_yaml(), encoding="utf-8")
        return path


def load_hint3(bot: str) -> Collection | None:
    """Return one of HINT3's bots, or None where it is not there."""
    training, test = found("hint3", f"{bot}_train.csv"), found("hint3", f"{bot}_test.csv")
    if training is None or test is None:
        return None
    return Collection(bot, _from_csv(training), _from_csv(test), HINT3_OUTSIDE)


def load_clinc150() -> Collection | None:
    """Return CLINC150, messages outside as one more class, or None where it is not there."""
    path = found("clinc150", "data_full.json")
    if path is None:
        return None
    parts = json.loads(path.read_text(encoding="utf-8"))
    return Collection(
        "CLINC150",
        _from_pairs([*parts["train"], *parts["oos_train"]]),
        _from_pairs([*parts["test"], *parts["oos_test"]]),
        CLINC_OUTSIDE,
    )


def published(collection: str) -> dict[str, Published]:
    """Return what is published on `hint3` (by bot) or `clinc150` (by itself)."""
    everything = yaml.safe_load(PUBLISHED.read_text(encoding="utf-8"))
    figures: dict[str, Published] = (
        everything[collection] if collection == "hint3" else {collection: everything[collection]}
    )
    return figures


def _from_csv(path: Path) -> tuple[Example, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(Example(row["sentence"], row["label"]) for row in csv.DictReader(lines))


def _from_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[Example, ...]:
    return tuple(Example(text, label) for text, label in pairs)
