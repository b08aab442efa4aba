"""How well messages are read, and at what cost, beside Rasa's default pipeline on the same data."""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.reading_data import (
    FIELDS,
    OUTSIDE,
    SITUATIONS,
    Field,
    Gold,
    absence,
    cleaned,
    load_letters,
)
from benchmarks.reading_figures import NAMES, Predicted, confusion, figures, reliability
from benchmarks.reading_own_text import LONGEST_CHAT_LINE, NLU, split
from benchmarks.reading_pictures import draw_calibration, draw_confusion
from benchmarks.reading_trials import (
    Reader,
    Reading,
    Training,
    default,
    default_epochs,
    heardback,
    minutes_for_a_network,
    read,
    train,
)
from benchmarks.tables import MISSING, Table, number, share, times

Record = dict[str, Any]
GoldByField = Mapping[Field, Sequence[Gold]]

TITLES = {"heardback": "Heardback", "default": "Rasa's default"}
TRAININGS, PASSES = 3, 3
MINUTES = 15  # for a neural network to learn
FACT_FIGURES = ("fact_p", "fact_r", "fact_f1")
NOT_OF_OWN_TEXT = ("lax", *FACT_FIGURES)
COSTS = {
    "train_seconds": "training, s",
    "train_processor_seconds": "training, s of one processor",
    "train_megabytes": "training, most memory, MB",
    "model_megabytes": "model, MB",
    "chat_milliseconds": "reading a chat line, ms",
    "letter_milliseconds": "reading a letter, ms",
    "chat_processor": "reading a chat line, ms of one processor",
    "letter_processor": "reading a letter, ms of one processor",
    "read_megabytes": "reading, most memory, MB",
}
LETTERS_EXPLAINED = """\
Messages of real job seekers that nothing was trained on, as lines typed into a chat ({chat}) and as
letters ({letter}). Both readers were trained on the same data. *strict*: the situation is right;
*lax*: or a second one that a careful reading found reasonable; *in_scope*: strict, over those in a
situation; *top3*: among the first three; *out_recall*, *out_false*: read as outside, of those
outside and of the others; *auroc*: of the probability of outside; *ece*: how far the probabilities
are from what comes true; *fact_p*, *fact_r*, *fact_f1*: precision, recall and both of single facts,
of which Rasa's default reads none."""
OWN_TEXT_EXPLAINED = """\
Our own labelled messages, every fifth kept back from training: {chat} of at most {longest} words
(*chat*) and {letter} longer ones (*letter*). The same writers wrote the other four fifths, so real
people's messages are read less well than these."""
COST_EXPLAINED = """\
The cost of it, each training and each reading in a process of its own. Times are medians, over {}
training(s) of ours and one of Rasa's default, and over the messages, each read {} time(s); those of
one processor tell less of what else the machine had to do."""
EPOCHS_EXPLAINED = """\
Rasa's default was stopped after {minutes:.0f} minutes, in which it got through {epochs} of its
{all} epochs; at that pace all of them take {whole:.0f} minutes."""
PICTURES = """\
![Which situation was read as which, counted](images/confusion.png)

![How often a reading is right, by how probable it was said to be](images/calibration.png)"""


def measure(run: str, *, quick: bool) -> Record:
    """Train and read; return every figure.

    Args:
        run: what tells this run from others: its date and time.
        quick: leave Rasa's default out, train once, and measure on our own text only where there
            is nothing better.
    """
    peer = None if quick else default()
    letters = load_letters()
    with tempfile.TemporaryDirectory() as folder:
        readers: Record = {}
        if letters is not None:
            gold = dict.fromkeys(FIELDS, letters)
            trial = _Trial(NLU, gold, Path(folder) / "all", PASSES)
            readers = trial.compare(peer, 1 if quick else TRAININGS)
        on_own_text: Record = {}
        if letters is None or not quick:
            four_fifths, held_out = split(Path(folder))
            trial = _Trial(four_fifths, held_out, Path(folder) / "four_fifths")
            on_own_text = trial.compare(peer if letters is None else None, 1)
    for record in (*readers.values(), *on_own_text.values()):
        record["run"] = run
    return {"letters": readers, "own_text": on_own_text}


def render(record: Record, run: str) -> str:
    """Return the section of the page."""
    return "\n\n".join(
        [
            "## Reading",
            *_letters(record["letters"], run),
            *(_own_text(record["own_text"], run) if record["own_text"] else []),
            *_cost(record["letters"] or record["own_text"], run),
        ]
    )


def draw(record: Record, folder: Path) -> None:
    """Draw the confusion and the calibration on the real messages, where they were there."""
    readers = record["letters"]
    if "heardback" in readers:
        draw_confusion(readers["heardback"]["confusion"], folder / "confusion.png")
        curves = {TITLES[name]: reader["reliability"] for name, reader in readers.items()}
        draw_calibration(curves, folder / "calibration.png")


def predictions(reader: Reader, rows: Sequence[Gold], reading: Reading) -> list[Predicted]:
    """Return what was read, in the form that messages are scored in."""
    one = _as_heardback_writes_it if reader.name == "heardback" else _of_default
    return [one(row["id"], parse) for row, parse in zip(rows, reading.parses, strict=True)]


class _Trial:
    """Readers, trained on the same data, read the same messages."""

    def __init__(self, data: Path, gold: GoldByField, folder: Path, passes: int = 1) -> None:
        self._data = data
        self._gold = gold
        self._folder = folder
        self._passes = passes

    def compare(self, peer: Reader | None, trainings: int) -> Record:
        """Measure our reader, and the peer where there is one, trained in between."""
        ours = heardback()
        first = self._train(ours)
        peers = {peer.name: self._measure(peer, [self._train(peer)])} if peer else {}
        others = [self._train(ours) for _ in range(trainings - 1)]
        return {ours.name: self._measure(ours, [first, *others]), **peers}

    def _train(self, reader: Reader) -> Training:
        print(f"  training {TITLES[reader.name]} …", file=sys.stderr, flush=True)
        return train(reader, self._data, self._folder, minutes_for_a_network(MINUTES))

    def _measure(self, reader: Reader, trainings: Sequence[Training]) -> Record:
        print(f"  reading with {TITLES[reader.name]} …", file=sys.stderr, flush=True)
        record: Record = {"fields": {}, "reliability": {}, "confusion": {}, "cost": {}}
        peaks = []
        for field, gold in self._gold.items():
            texts = [cleaned(row[field]) for row in gold]
            reading = read(reader, trainings[-1].model, texts, self._passes)
            read_rows = predictions(reader, gold, reading)
            record["fields"][field] = _without_nan(figures(gold, read_rows, field))
            record["reliability"][field] = [
                asdict(part) for part in reliability(gold, read_rows, field)
            ]
            record["confusion"][field] = confusion(gold, read_rows, field)
            record["cost"][f"{field}_milliseconds"] = median(reading.milliseconds)
            record["cost"][f"{field}_processor"] = reading.processor_milliseconds
            peaks.append(reading.peak_megabytes)
        record["cost"] |= {
            "train_seconds": median(training.seconds for training in trainings),
            "train_processor_seconds": median(one.processor_seconds for one in trainings),
            "train_megabytes": max(training.peak_megabytes for training in trainings),
            "model_megabytes": trainings[-1].model_megabytes,
            "read_megabytes": max(peaks),
            "trainings": len(trainings),
            "passes": self._passes,
            "epochs": trainings[-1].epochs,
        }
        return record


def _as_heardback_writes_it(number_: Any, parse: Record) -> Predicted:
    from heardback.cli.json_lines import Message
    from heardback.cli.read import reading_of

    return reading_of(Message(number_, ""), parse, all_facts=False)


def _of_default(number_: Any, parse: Record) -> Predicted:
    """Return the ranking of the situations among Rasa's ranking of all intents."""
    ranking = [(name, share_) for name, share_ in parse["intent_ranking"] if name in SITUATIONS]
    total = sum(share_ for _, share_ in ranking)
    if not total:
        ranking, total = [(OUTSIDE, 1.0)], 1.0
    shares = [[name, share_ / total] for name, share_ in ranking]
    return {"id": number_, "situation": shares[0][0], "ranking": shares, "facts": {}}


def _letters(readers: Record, run: str) -> list[str]:
    if not readers:
        return [absence("the collection of real people's messages (letters/dev.jsonl)")]
    counts = readers["heardback"]["fields"]
    return [
        LETTERS_EXPLAINED.format(chat=counts["chat"]["n"], letter=counts["letter"]["n"]),
        _figures(readers, NAMES, run).markdown(),
        PICTURES,
    ]


def _own_text(readers: Record, run: str) -> list[str]:
    counts = readers["heardback"]["fields"]
    return [
        OWN_TEXT_EXPLAINED.format(
            chat=counts["chat"]["n"], letter=counts["letter"]["n"], longest=LONGEST_CHAT_LINE
        ),
        _figures(readers, [name for name in NAMES if name not in NOT_OF_OWN_TEXT], run).markdown(),
    ]


def _figures(readers: Record, names: Sequence[str], run: str) -> Table:
    columns = [(field, name) for field in FIELDS for name in readers]
    return Table(
        ["", *(f"{field}: {_title(readers, name, run)}" for field, name in columns)],
        [
            [
                figure,
                *(_figure(readers[name]["fields"][field], figure, name) for field, name in columns),
            ]
            for figure in names
        ],
    )


def _figure(found: Mapping[str, float | None], name: str, reader: str) -> str:
    if name in FACT_FIGURES and reader != "heardback":
        return MISSING
    return share(found[name])


def _cost(readers: Record, run: str) -> list[str]:
    ours, peer = readers["heardback"]["cost"], readers.get("default", {}).get("cost", {})
    in_one_run = all(reader["run"] == run for reader in readers.values())
    return [
        COST_EXPLAINED.format(ours["trainings"], ours["passes"]),
        *_stopped(peer),
        Table(
            ["", *(_title(readers, name, run) for name in readers), "ratio"],
            [
                [
                    title,
                    *(number(reader["cost"][key]) for reader in readers.values()),
                    times(peer.get(key), ours[key]) if in_one_run else MISSING,
                ]
                for key, title in COSTS.items()
            ],
        ).markdown(),
    ]


def _stopped(cost: Mapping[str, Any]) -> list[str]:
    epochs, wanted = cost.get("epochs"), default_epochs()
    if not epochs or epochs >= wanted:
        return []
    minutes = cost["train_seconds"] / 60
    return [
        EPOCHS_EXPLAINED.format(
            minutes=minutes, epochs=epochs, all=wanted, whole=minutes * wanted / epochs
        )
    ]


def _title(readers: Record, name: str, run: str) -> str:
    measured = readers[name]["run"]
    return TITLES[name] if measured == run else f"{TITLES[name]} (of {measured[:10]})"


def _without_nan(found: Mapping[str, float]) -> dict[str, float | None]:
    return {name: None if math.isnan(value) else value for name, value in found.items()}
