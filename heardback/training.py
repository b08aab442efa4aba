"""Trains the reader where its data has changed, and shows how far it has come."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from heardback.runtime.errors import RuntimeProblemError
from heardback.runtime.model import NAME
from heardback.runtime.settings import ROOT

TRAINED_ON = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "data/stories",
    "data/reading",
    "data/advice/facts.yml",
    "heardback/reading",
    "requirements.lock",
)
SUFFIXES = {".yml", ".py", ".lock", ".txt", ".jsonl"}
DATA = ("data/nlu", "data/rules", "data/stories")
STARTED = re.compile(r"Starting to train component '(\w+)'")


class TrainingFailedError(RuntimeProblemError):
    """The reader could not be trained."""


def is_trained(folder: Path, root: Path = ROOT) -> bool:
    """Return whether the model in `folder` was trained on what the files say now."""
    try:
        record = json.loads((folder / f"{NAME}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    is_there = (folder / f"{NAME}.tar.gz").is_file()
    return is_there and record.get("fingerprint") == fingerprint(root)


def fingerprint(root: Path = ROOT) -> str:
    """Return a digest of all that the reader is trained on, and of the code that trains it."""
    digest = hashlib.sha256()
    for name in TRAINED_ON:
        for path in _files(root / name):
            digest.update(str(path.relative_to(root)).encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def train(folder: Path, root: Path = ROOT) -> Path:
    """Train, put the model into `folder` and return it. What was there stays until then.

    Raises:
        TrainingFailedError: Rasa could not train; the message ends with its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (root / ".heardback").mkdir(exist_ok=True)  # where endpoints.yml has stock Rasa write
    with _alone(folder), tempfile.TemporaryDirectory(dir=folder, prefix=".training-") as made:
        learnt_from = fingerprint(root)
        began = time.monotonic()
        _say("Training the reader (about half a minute, only when its data has changed)")
        _train_in_a_child(Path(made), root)
        model = folder / f"{NAME}.tar.gz"
        (Path(made) / model.name).replace(model)
        (folder / f"{NAME}.json").write_text(
            json.dumps({"fingerprint": learnt_from}) + "\n", encoding="utf-8"
        )
    _say(f"  Done in {time.monotonic() - began:.0f} s")
    return model


def _train_in_a_child(folder: Path, root: Path) -> None:
    """Train in a process of its own, whose memory is free again afterwards."""
    command = [sys.executable, "-m", "heardback.training", str(folder)]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(  # noqa: S603 - the command is our own
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as child:
        said = []
        for line in child.stdout or ():
            said.append(line.rstrip())
            part = STARTED.search(line)
            if part:
                _say(f"  {_plain(part[1])}")
    if child.returncode:
        raise TrainingFailedError(f"The reader could not be trained. {_last_words(said)}")


def _last_words(lines: list[str]) -> str:
    told = [line.strip() for line in lines if line.strip() and not line.startswith(" ")]
    return "\n".join(told[-3:])


def _plain(component: str) -> str:
    """Return a component's name in words: "situation classifier"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", component).lower()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for found in sorted(path.rglob("*")):
        if found.suffix in SUFFIXES and found.is_file():
            yield found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let nobody else train into the same folder."""
    with (folder / ".training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - progress is for whoever waits


def _train_here(folder: str) -> None:
    import logging

    from heardback.runtime.deferred import defer_imports

    defer_imports()
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
    from rasa.model_training import train as rasa_train

    result = rasa_train(
        domain="domain.yml",
        config="config.yml",
        training_files=[path for path in DATA if Path(path).exists()],
        output=folder,
        fixed_model_name=NAME,
    )
    if result.code or not result.model:
        sys.exit(1)


if __name__ == "__main__":
    _train_here(sys.argv[1])
