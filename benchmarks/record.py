"""The figures of the last full run, kept for runs that leave its slow parts out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def load_record(path: Path) -> Record:
    """Return the figures of the last full run; none where there was none."""
    if not path.exists():
        return {}
    record: Record = json.loads(path.read_text(encoding="utf-8"))
    return record


def save_record(path: Path, record: Record) -> None:
    """Keep the figures of a full run."""
    path.write_text(json.dumps(_rounded(record), indent=1) + "\n", encoding="utf-8")


def merged(old: Record, new: Record) -> Record:
    """Return the new figures, and the old ones of what was not measured anew.

    What bears the mark of its `run` is taken as a whole.
    """
    if "run" in new:
        return new
    result = dict(old)
    for name, value in new.items():
        is_deeper = isinstance(value, dict) and isinstance(old.get(name), dict)
        result[name] = merged(old[name], value) if is_deeper else value
    return result


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return round(value, 4) if isinstance(value, float) else value
