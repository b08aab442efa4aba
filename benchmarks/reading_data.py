"""The messages that readers are measured on. They are private: only figures leave this package."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Literal

from heardback.channels.incoming import IncomingError, typed

Field = Literal["chat", "letter"]
Gold = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
FIELDS: tuple[Field, ...] = ("chat", "letter")
VARIABLE = "HEARDBACK_BENCH_DATA"
OUTSIDE = "outside"
SITUATIONS = (
    "reschedule_dropped",
    "interview_never_scheduled",
    "no_callback_after_interview",
    "second_interview_silence",
    "offer_promised_no_call",
    "internal_candidate_ignored",
    "application_no_reply",
    OUTSIDE,
)


def data_folder() -> Path:
    """Return where the benchmark data is, or would be."""
    told = os.environ.get(VARIABLE)
    return Path(told) if told else ROOT.parent / "shared" / "bench"


def found(*parts: str) -> Path | None:
    """Return a file of the benchmark data, or None where it is not there."""
    path = data_folder().joinpath(*parts)
    return path if path.exists() else None


def absence(what: str) -> str:
    """Say that a part of the benchmark data is not there, and how to give it."""
    return (
        f"Not measured: {what} is not here. Set {VARIABLE} to the folder with the benchmark data."
    )


def load_letters() -> list[Gold] | None:
    """Return the labelled messages of real people, or None where they are not there."""
    path = found("letters", "dev.jsonl")
    if path is None:
        return None
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def cleaned(text: str) -> str:
    """Return a message as every channel hands it to the reader."""
    try:
        return typed(text).text
    except IncomingError:
        return ""
