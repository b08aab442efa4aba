"""Measures everything, or a part, and writes docs/benchmarks.md.

usage: python -m benchmarks [--quick] [--only {reading,classifier,runtime,web}]
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Sequence
from datetime import datetime

from benchmarks.parts import PARTS, Part
from benchmarks.reading_data import ROOT
from benchmarks.reading_trials import TrialError
from benchmarks.record import Record, load_record, merged, save_record
from benchmarks.run_notes import notes
from benchmarks.runtime.local_servers import ServerError
from benchmarks.tables import with_section

PAGE = ROOT / "docs" / "benchmarks.md"
RECORD = ROOT / "docs" / "benchmarks.json"
PICTURES = ROOT / "docs" / "images"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; print it, and write it into the page."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure Heardback beside Rasa's defaults."
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="leave the slow peers out; their figures are those of the last full run",
    )
    parser.add_argument("--only", choices=PARTS, help="measure one part")
    chosen = parser.parse_args(arguments)
    logging.disable(logging.WARNING)
    run = datetime.now().astimezone().isoformat(timespec="minutes")
    record = load_record(RECORD)
    for name, part in PARTS.items():
        if chosen.only in {None, name}:
            _measure(name, part, record, run, quick=chosen.quick)
    if not chosen.quick:
        save_record(RECORD, record)
    return 0


def _measure(name: str, part: Part, record: Record, run: str, *, quick: bool) -> None:
    """Measure one part; write it at once, so that what is measured is never lost."""
    print(f"{name} …", file=sys.stderr, flush=True)
    about = notes(run, quick=quick)
    began = time.monotonic()
    try:
        measured = part.measure(run, quick)
    except (OSError, ServerError, TrialError) as problem:
        print(f"{name}: {problem}", file=sys.stderr)
        measured = {}
    if not measured:
        print(f"{name}: nothing was measured.", file=sys.stderr)
        return
    record[name] = merged(record.get(name, {}), measured)
    text = part.render(record[name], run)
    minutes = (time.monotonic() - began) / 60
    print(f"\n{text}\n", flush=True)
    print(f"{name}: {minutes:.1f} minutes", file=sys.stderr, flush=True)
    if quick and not part.is_whole_when_quick:
        return
    if part.draw:
        part.draw(record[name], PICTURES)
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    page = with_section(page, name, f"{text}\n\n{about} It took {minutes:.0f} minutes.")
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
