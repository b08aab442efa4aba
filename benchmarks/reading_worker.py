"""Trains one reader, or reads with it, in a process of its own whose time and memory are measured.

usage: python -m benchmarks.reading_worker train CONFIG DATA MODEL MINUTES RESULT
       python -m benchmarks.reading_worker read MODEL TEXTS PASSES RESULT

Runs in either environment, so it imports Rasa and the standard library only. Only what Rasa itself
offers is used, the same way for every reader; a neural network that has not learnt through all its
epochs after so many minutes stops where it is.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import logging
import os
import re
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

KILOBYTES = 1024
WARM_UP = 5


def train(config: str, data: str, model: str, minutes: float) -> dict[str, Any]:
    """Train on a folder or file of NLU data; return the seconds it took and the peak memory."""
    epochs: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as cache:
        # What an earlier training left behind would make this one look faster.
        os.environ["RASA_CACHE_DIRECTORY"] = cache
        os.environ["RASA_MAX_CACHE_SIZE"] = "0"
        from rasa.model_training import train_nlu

        if _has_tensorflow():
            _stop_after(minutes, epochs)
        began, computed = time.perf_counter(), time.process_time()
        made = train_nlu(config, data, str(Path(model).parent), Path(model).name)
        seconds, processor = time.perf_counter() - began, time.process_time() - computed
    if not made:
        raise SystemExit("Rasa could not train the reader.")
    return {
        "seconds": seconds,
        "processor_seconds": processor,
        "peak_megabytes": peak_megabytes(),
        "epochs": epochs.get("done"),
    }


def _has_tensorflow() -> bool:
    found = importlib.util.find_spec("tensorflow")
    return found is not None and found.origin is not None and "site-packages" in found.origin


def _stop_after(minutes: float, epochs: dict[str, int]) -> None:
    """Let Rasa's networks stop after the epoch in which their time is over; count the epochs."""
    from rasa.utils import train_utils

    keras_callbacks = importlib.import_module("tensorflow").keras.callbacks
    create = train_utils.create_common_callbacks
    until = time.monotonic() + 60 * minutes

    def callbacks(*arguments: Any, **named: Any) -> list[Any]:
        def look(epoch: int, _: Any) -> None:
            epochs["done"] = epoch + 1
            if time.monotonic() > until:
                clock.model.stop_training = True

        clock = keras_callbacks.LambdaCallback(on_epoch_end=look)
        return [*create(*arguments, **named), clock]

    train_utils.create_common_callbacks = callbacks


def read(model: str, texts: list[str], passes: int) -> dict[str, Any]:
    """Read every text so many times; return what was read and the milliseconds of each."""
    return asyncio.run(_read(model, texts, passes))


async def _read(model: str, texts: list[str], passes: int) -> dict[str, Any]:
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    for text in texts[:WARM_UP]:
        await agent.parse_message(text)
    parses: list[dict[str, Any]] = []
    milliseconds: list[list[float]] = [[] for _ in texts]
    computed = time.process_time()
    for _ in range(passes):
        parses = []
        for text, taken in zip(texts, milliseconds):  # noqa: B905 - they are of one length
            began = time.perf_counter()
            parses.append(await agent.parse_message(text))
            taken.append((time.perf_counter() - began) * 1000)
    processor = (time.process_time() - computed) * 1000 / max(1, passes * len(texts))
    return {
        "parses": [_kept(parse) for parse in parses],
        "processor_milliseconds": processor,
        "milliseconds": milliseconds,
        "peak_megabytes": peak_megabytes(),
    }


def _kept(parse: dict[str, Any]) -> dict[str, Any]:
    """Return what was read, without the text."""
    return {
        "intent_ranking": [
            (entry["name"], float(entry["confidence"])) for entry in parse["intent_ranking"]
        ],
        "situation_ranking": parse.get("situation_ranking"),
        "entities": [
            {key: entity.get(key) for key in ("entity", "value", "role")}
            for entity in parse["entities"]
        ],
    }


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    status = Path("/proc/self/status")
    if status.exists():  # the usage that the kernel reports includes the parent's before the start
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"))
        if found:
            return int(found[1]) / KILOBYTES
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / KILOBYTES / (KILOBYTES if sys.platform == "darwin" else 1)


def main() -> None:
    """Do what the arguments say, and write the result to the last of them."""
    logging.disable(logging.CRITICAL)  # Rasa's logs may quote messages
    task, *arguments, result = sys.argv[1:]
    if task == "train":
        config, data, model, minutes = arguments
        done = train(config, data, model, float(minutes))
    else:
        model, texts, passes = arguments
        done = read(model, json.loads(Path(texts).read_text(encoding="utf-8")), int(passes))
    Path(result).write_text(json.dumps(done), encoding="utf-8")


if __name__ == "__main__":
    main()
