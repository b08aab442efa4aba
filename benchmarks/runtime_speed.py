"""How fast Heardback's runtime is, beside stock `rasa run` and `rasa run actions`.

usage: python -m benchmarks.runtime_speed [--quick] [--only NAME …]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.runtime.local_servers import ROOT, ServerError
from benchmarks.runtime.measuring import Client, Growth, Load, megabytes
from benchmarks.runtime.setups import ALL, FULL_PYTHON, QUICK, Running, Setup, running

RESULTS = ROOT / "results" / "runtime.json"
PEOPLE = (1, 8, 32)
MESSAGES = {1: 100, 8: 160, 32: 256}
TURNS = 200
HEADINGS = (
    "set-up",
    "ready s",
    "MB",
    *(f"{people} at once: p50 / p95 ms, msg/s" for people in PEOPLE),
    "turn 2-21 / 181-200 ms",
    "lost",
)


@dataclass(frozen=True)
class Row:
    """What was measured of one set-up."""

    setup: Setup
    seconds_to_start: float
    megabytes: float
    loads: tuple[Load, ...]
    growth: Growth

    def cells(self) -> tuple[str, ...]:
        """Return the row as the table shows it."""
        return (
            self.setup.name,
            f"{self.seconds_to_start:.1f}",
            f"{self.megabytes:.0f}",
            *(f"{load.p50:.1f} / {load.p95:.1f}, {load.rate:.0f}" for load in self.loads),
            f"{self.growth.first:.1f} / {self.growth.last:.1f}",
            str(sum(load.failed for load in self.loads)),
        )


def measure(setups: Sequence[Setup], share: float = 1.0) -> list[Row]:
    """Measure set-ups one after the other.

    Args:
        setups: what is measured.
        share: of the messages; less is faster and rougher.
    """
    rows = []
    for setup in setups:
        print(f"  {setup.name} …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            try:
                with running(setup, Path(folder) / "setup") as server:
                    rows.append(asyncio.run(_row(setup, server, share)))
            except ServerError as error:
                print(f"  left out: {error}", file=sys.stderr)
    return rows


async def _row(setup: Setup, server: Running, share: float) -> Row:
    client = Client(server.webhook)
    loads = [await client.load(people, int(MESSAGES[people] * share)) for people in PEOPLE]
    growth = await client.growth(TURNS)
    return Row(
        setup,
        server.seconds_to_start,
        megabytes(server.pids),
        tuple(loads),
        growth,
    )


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [HEADINGS, tuple("---" for _ in HEADINGS), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def comparison(rows: Sequence[Row]) -> str:
    """Say how many times better Heardback is than stock Rasa on the same stores."""
    by_setup = {row.setup: row for row in rows}
    lines = []
    for ours in rows:
        stock = by_setup.get(Setup("stock", ours.setup.stores, ours.setup.workers))
        if ours.setup.runtime != "heardback" or stock is None:
            continue
        lines.append(
            f"{ours.setup.name}: p50 {stock.loads[0].p50 / ours.loads[0].p50:.1f} times lower, "
            f"{ours.loads[1].rate / stock.loads[1].rate:.1f} times the messages a second (8 at "
            f"once), ready in {ours.seconds_to_start / stock.seconds_to_start:.0%} of the time, "
            f"{ours.megabytes / stock.megabytes:.0%} of the memory"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and keep it in results/runtime.json."""
    parser = argparse.ArgumentParser(description="Measure the runtime beside stock Rasa.")
    parser.add_argument("--quick", action="store_true", help="in memory only, fewer messages")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="set-ups whose name holds this")
    chosen = parser.parse_args(arguments)
    setups = QUICK if chosen.quick else ALL
    if chosen.only:
        setups = tuple(s for s in ALL if any(part in s.name for part in chosen.only))
    rows = measure(setups, 0.4 if chosen.quick else 1.0)
    stock = "with TensorFlow" if FULL_PYTHON.exists() else "without TensorFlow, as Heardback"
    print(f"\nThe runtime (stock Rasa {stock})\n\n{table(rows)}\n\n{comparison(rows)}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
