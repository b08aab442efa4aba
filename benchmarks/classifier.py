"""Our classifier on public collections, beside published systems and Rasa's default pipeline."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.classifier_data import BOTS, Collection, load_clinc150, load_hint3, published
from benchmarks.classifier_figures import Guess, guess, over_thresholds, with_outside_trained
from benchmarks.reading_data import absence, found
from benchmarks.reading_trials import (
    Reader,
    default,
    default_epochs,
    heardback_classifier,
    minutes_for_a_network,
    read,
    train,
)
from benchmarks.tables import MISSING, Table, number, share, times

Record = dict[str, Any]
Figures = Callable[[Sequence[str], Sequence[Guess], str], dict[str, float]]

TITLES = {"heardback": "Heardback's classifier", "default": "Rasa's default"}
HINT3_FIGURES = {"in_scope": "in scope", "mcc": "MCC", "auroc": "AUROC"}
HINT3_EXPLAINED = """\
HINT3: what real users wrote to three bots, much of it outside of what the bots know. *in scope*:
the accuracy on the rest, and *MCC*: Matthews correlation on everything, each the best over the
thresholds .1 to .9, as the authors give them; *AUROC*: of the confidence, outside against the
rest."""
MINUTES = 5  # for a neural network to learn
COSTS = {
    "train_seconds": "training, s",
    "milliseconds": "a message, ms",
    "model_megabytes": "model, MB",
    "train_megabytes": "most memory, MB",
}


def measure(run: str, *, quick: bool) -> Record:
    """Train and classify; return every figure.

    Args:
        run: what tells this run from others: its date and time.
        quick: leave Rasa's default and the larger collection out.
    """
    readers = [heardback_classifier()]
    peer = None if quick else default()
    if peer:
        readers.append(peer)
    record: Record = {"hint3": {}, "clinc150": {}}
    for bot in BOTS:
        collection = load_hint3(bot)
        if collection:
            record["hint3"][bot] = _compare(collection, readers, over_thresholds, run)
    clinc150 = None if quick else load_clinc150()
    if clinc150:
        record["clinc150"] = _compare(clinc150, readers, with_outside_trained, run)
    return record


def render(record: Record, run: str) -> str:
    """Return the section of the page."""
    parts = ["## Classifying", "Our classifier with its general settings, as any bot may use it."]
    if record["hint3"]:
        parts += _hint3(record["hint3"], run)
    elif found("hint3") is None:
        parts.append(absence("HINT3 (hint3/)"))
    if record["clinc150"]:
        parts += _clinc150(record["clinc150"], run)
    elif found("clinc150") is None:
        parts.append(absence("CLINC150 (clinc150/data_full.json)"))
    measured = dict(record["hint3"])
    if record["clinc150"]:
        measured["CLINC150"] = record["clinc150"]
    if measured:
        parts += _cost(measured, run)
    return "\n\n".join(parts)


def _compare(
    collection: Collection, readers: Sequence[Reader], figures: Figures, run: str
) -> Record:
    with tempfile.TemporaryDirectory() as folder:
        data = collection.write_training(Path(folder))
        return {
            reader.name: {
                **_measure(collection, reader, figures, data, Path(folder)),
                "run": run,
            }
            for reader in readers
        }


def _measure(
    collection: Collection, reader: Reader, figures: Figures, data: Path, folder: Path
) -> Record:
    print(f"  {collection.name} with {TITLES[reader.name]} …", file=sys.stderr, flush=True)
    training = train(reader, data, folder, minutes_for_a_network(MINUTES))
    reading = read(reader, training.model, [example.text for example in collection.test], passes=1)
    labels = [example.label for example in collection.test]
    guesses = [guess(parse) for parse in reading.parses]
    return {
        **figures(labels, guesses, collection.outside),
        "train_seconds": training.seconds,
        "train_megabytes": max(training.peak_megabytes, reading.peak_megabytes),
        "model_megabytes": training.model_megabytes,
        "milliseconds": median(reading.milliseconds),
        "epochs": training.epochs,
    }


def _hint3(bots: Record, run: str) -> list[str]:
    systems = published("hint3")
    names = list(dict.fromkeys(name for bot in bots.values() for name in bot))
    rows = [
        [_title(bots, name, run), *(share(bots[bot][name][figure]) for bot, figure in _cells(bots))]
        for name in names
    ]
    rows += [
        [f"{system} (published)"]
        + [share(systems[bot][system].get(figure)) for bot, figure in _cells(bots)]
        for system in systems[next(iter(bots))]
    ]
    return [
        HINT3_EXPLAINED,
        Table(
            ["", *(f"{bot}: {HINT3_FIGURES[figure]}" for bot, figure in _cells(bots))], rows
        ).markdown(),
    ]


def _cells(bots: Record) -> list[tuple[str, str]]:
    return [(bot, figure) for bot in bots for figure in HINT3_FIGURES]


def _clinc150(readers: Record, run: str) -> list[str]:
    rows = [
        [
            _title({"": readers}, name, run),
            share(reader["in_scope"]),
            share(reader["out_recall"]),
        ]
        for name, reader in readers.items()
    ]
    rows += [
        [f"{system} (published)", share(figures["in_scope"]), share(figures["out_recall"])]
        for system, figures in published("clinc150")["clinc150"].items()
    ]
    return [
        "CLINC150, full: 150 classes, and what is outside of them trained as one more.",
        Table(["", "accuracy in scope", "recall of outside"], rows).markdown(),
    ]


def _cost(collections: Record, run: str) -> list[str]:
    rows = []
    for name, readers in collections.items():
        ours, peer = readers["heardback"], readers.get("default")
        same_run = peer is not None and peer["run"] == run
        for key, title in COSTS.items():
            theirs = peer[key] if peer is not None else None
            rows.append(
                [
                    f"{name}: {title}",
                    number(ours[key]),
                    number(theirs),
                    times(theirs, ours[key]) if same_run else MISSING,
                ]
            )
    return [
        "The cost of it.",
        *_stopped(collections),
        Table(
            [
                "",
                _title(collections, "heardback", run),
                _title(collections, "default", run),
                "ratio",
            ],
            rows,
        ).markdown(),
    ]


def _stopped(collections: Record) -> list[str]:
    wanted = default_epochs()
    reached = {
        name: readers["default"]["epochs"]
        for name, readers in collections.items()
        if (readers.get("default", {}).get("epochs") or wanted) < wanted
    }
    if not reached:
        return []
    told = ", ".join(f"on {name} after {epochs}" for name, epochs in reached.items())
    return [f"Rasa's default was stopped before its {wanted} epochs were over: {told}."]


def _title(collections: Record, name: str, run: str) -> str:
    runs = {readers[name]["run"] for readers in collections.values() if name in readers}
    old = sorted(runs - {run})
    return f"{TITLES[name]} (of {old[0][:10]})" if old else TITLES[name]
