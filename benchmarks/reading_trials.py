"""Trains readers and reads with them, each in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from benchmarks.reading_data import ROOT

FULL_PYTHON = ROOT / ".venv-full" / "bin" / "python"
MEGABYTE = 1_000_000
MINUTES_VARIABLE = "HEARDBACK_BENCH_MINUTES"
QUIET = {
    "HF_HUB_OFFLINE": "1",
    "PYTHONWARNINGS": "ignore",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
Pipeline = list[dict[str, Any]]


class TrialError(Exception):
    """A reader could not be trained, or could not read."""


@dataclass(frozen=True)
class Reader:
    """A pipeline and the Python that has what it needs.

    Attributes:
        name: what the records call it.
        python: the interpreter of its environment.
        pipeline: its components and their settings.
    """

    name: str
    python: Path
    pipeline: Pipeline


@dataclass(frozen=True)
class Training:
    """What a training took, and what came of it.

    Attributes:
        model: the packed model.
        seconds: by the clock.
        processor_seconds: of one processor, whatever else the machine had to do.
        peak_megabytes: the most memory.
        epochs: through how many a neural network got, where there is one.
    """

    model: Path
    seconds: float
    processor_seconds: float
    peak_megabytes: float
    epochs: int | None

    @property
    def model_megabytes(self) -> float:
        """The size of the packed model."""
        return self.model.stat().st_size / MEGABYTE


@dataclass(frozen=True)
class Reading:
    """What was read in each text, and what it took.

    Attributes:
        parses: what was read, without the texts.
        milliseconds: for each text, the median over the passes.
        processor_milliseconds: of one processor, a text on average.
        peak_megabytes: the most memory.
    """

    parses: list[dict[str, Any]]
    milliseconds: list[float]
    processor_milliseconds: float
    peak_megabytes: float


def heardback() -> Reader:
    """Return our reader as config.yml has it."""
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    return Reader("heardback", Path(sys.executable), config["pipeline"])


def heardback_classifier() -> Reader:
    """Return our classifier alone, without what it knows of situations."""
    from heardback.reading.situation_classifier import SituationClassifier

    name = f"{SituationClassifier.__module__}.{SituationClassifier.__qualname__}"
    return Reader("heardback", Path(sys.executable), [{"name": name, "ranking_length": 0}])


def default() -> Reader | None:
    """Return Rasa's default pipeline, or None where TensorFlow is not set up.

    Its settings are Rasa's own, but that the ranking is reported to its end.
    """
    if not FULL_PYTHON.exists():
        return None
    pipeline = default_pipeline()
    for component in pipeline:
        if component["name"] == "DIETClassifier":
            component["ranking_length"] = 0
    return Reader("default", FULL_PYTHON, pipeline)


def default_pipeline() -> Pipeline:
    """Return the pipeline that the installed Rasa falls back to where a bot names none."""
    rasa = importlib.util.find_spec("rasa")
    if rasa is None or rasa.origin is None:
        raise TrialError("Rasa is not installed.")
    path = Path(rasa.origin).parent / "engine/recipes/config_files/default_config.yml"
    pipeline: Pipeline = yaml.safe_load(path.read_text(encoding="utf-8"))["pipeline"]
    return pipeline


def default_epochs() -> int:
    """Return through how many epochs that pipeline's classifier learns."""
    components = {component["name"]: component for component in default_pipeline()}
    return int(components["DIETClassifier"]["epochs"])


def minutes_for_a_network(usual: float) -> float:
    """Return how long a neural network may learn: as is usual, or as the variable says."""
    return float(os.environ.get(MINUTES_VARIABLE, usual))


def train(reader: Reader, data: Path, folder: Path, minutes: float) -> Training:
    """Train a reader on NLU data, and put its model into a folder.

    Args:
        reader: what is trained.
        data: a file or folder of NLU data.
        folder: where the model goes.
        minutes: a neural network stops after the epoch in which they are over.

    Raises:
        TrialError: it could not be trained.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config.yml"
    settings = {"recipe": "default.v1", "language": "en", "assistant_id": reader.name}
    config.write_text(
        yaml.safe_dump({**settings, "pipeline": reader.pipeline}, sort_keys=False), encoding="utf-8"
    )
    model = folder / f"{reader.name}.tar.gz"
    arguments = (str(config), str(data), str(model), str(minutes))
    return Training(model, **_worker(reader, "train", *arguments))


def read(reader: Reader, model: Path, texts: Sequence[str], passes: int = 3) -> Reading:
    """Read texts with a trained model, in a fresh process.

    Raises:
        TrialError: it could not read.
    """
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "texts.json"
        given.write_text(json.dumps(list(texts)), encoding="utf-8")
        done = _worker(reader, "read", str(model), str(given), str(passes))
    return Reading(
        parses=done["parses"],
        milliseconds=[median(taken) for taken in done["milliseconds"]],
        processor_milliseconds=done["processor_milliseconds"],
        peak_megabytes=done["peak_megabytes"],
    )


def _worker(reader: Reader, *arguments: str) -> dict[str, Any]:
    """Let a process do the work. What it says is not shown: it may quote messages."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        done = subprocess.run(
            [str(reader.python), "-m", "benchmarks.reading_worker", *arguments, str(result)],
            cwd=ROOT,
            env={**os.environ, **QUIET},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise TrialError(f"{reader.name}: {arguments[0]} failed ({done.returncode}).")
        outcome: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return outcome
