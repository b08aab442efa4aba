"""Whether Heardback stays fast and lean for ten minutes at half the rate that it can do.

usage: python -m benchmarks.runtime_soak [--minutes N] [--rate MESSAGES_A_SECOND]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.runtime.measuring import Client, megabytes
from benchmarks.runtime.setups import Running, Setup, running

SECONDS_A_STEP = 60.0
PEOPLE = 8
MESSAGES = 200
MOST_GROWTH = 1.1  # times the memory after the first minute


async def soak(server: Running, minutes: float, rate: float) -> bool:
    """Send messages, print a line a minute, and return whether all was well."""
    client = Client(server.webhook)
    rate = rate or (await client.load(PEOPLE, MESSAGES)).rate / 2
    print(f"{rate:.0f} messages a second for {minutes:g} minutes")
    memory = []
    failed = 0
    for _ in range(max(1, round(minutes * 60 / SECONDS_A_STEP))):
        client.failed = 0
        seconds = min(SECONDS_A_STEP, minutes * 60)
        times = sorted(await client.at_rate(rate, seconds))
        failed += client.failed
        memory.append(megabytes(server.pids))
        p95 = times[int(len(times) * 0.95)]
        print(
            f"  {len(times)} messages, {client.failed} lost, p50 {times[len(times) // 2]:.1f} ms, "
            f"p95 {p95:.1f} ms, {memory[-1]:.0f} MB",
            flush=True,
        )
    is_flat = memory[-1] <= memory[0] * MOST_GROWTH
    print(f"{failed} lost; memory {memory[0]:.0f} -> {memory[-1]:.0f} MB")
    return is_flat and not failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak Heardback on SQLite; exit 1 where a message was lost or memory grew."""
    parser = argparse.ArgumentParser(description="Soak Heardback.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=float, default=0, help="by default half of what it can do")
    chosen = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Setup("heardback", "sqlite"), Path(folder) / "setup") as server,
    ):
        return 0 if asyncio.run(soak(server, chosen.minutes, chosen.rate)) else 1


if __name__ == "__main__":
    sys.exit(main())
