"""The parts of the benchmark: each measures, and says what it measured in a section of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import classifier, reading, web_weight

Record = dict[str, Any]
QUICK_SHARE_OF_MESSAGES = 0.4


@dataclass(frozen=True)
class Part:
    """One part.

    Attributes:
        measure: takes the run and whether it is a quick one; returns the figures.
        render: takes figures and the run; returns the section of the page.
        draw: takes figures and the folder of the pictures.
        is_whole_when_quick: a quick run of it is worth a place on the page.
    """

    measure: Callable[[str, bool], Record]
    render: Callable[[Record, str], str]
    draw: Callable[[Record, Path], None] | None = None
    is_whole_when_quick: bool = True


def _runtime(run: str, quick: bool) -> Record:  # noqa: FBT001
    from benchmarks.runtime.setups import ALL, QUICK
    from benchmarks.runtime_speed import comparison, measure, table

    rows = measure(QUICK, QUICK_SHARE_OF_MESSAGES) if quick else measure(ALL)
    return {"run": run, "text": f"{table(rows)}\n\n{comparison(rows)}"} if rows else {}


PARTS = {
    "reading": Part(
        lambda run, quick: reading.measure(run, quick=quick), reading.render, reading.draw
    ),
    "classifier": Part(lambda run, quick: classifier.measure(run, quick=quick), classifier.render),
    "runtime": Part(
        _runtime, lambda record, _: f"## The runtime\n\n{record['text']}", is_whole_when_quick=False
    ),
    "web": Part(
        lambda run, quick: web_weight.measure(run, quick=quick),
        web_weight.render,
        is_whole_when_quick=False,
    ),
}
