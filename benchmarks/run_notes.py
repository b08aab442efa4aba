"""Says when and on what a run was made."""

from __future__ import annotations

import os
import platform


def notes(run: str, *, quick: bool) -> str:
    """Return a line about a run that starts now."""
    kind = "quick" if quick else "full"
    load = f", other work on it as it began: {os.getloadavg()[0]:.1f}" if _tells_load() else ""
    return (
        f"Measured {run[:10]} at {run[11:16]} ({kind} run) on {os.cpu_count()} processors "
        f"({platform.system()}, {platform.machine()}){load}."
    )


def _tells_load() -> bool:
    return hasattr(os, "getloadavg")
