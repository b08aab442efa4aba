"""Finds the trained model."""

from __future__ import annotations

from pathlib import Path

from heardback.runtime.errors import ModelMissingError

NAME = "heardback"


def find_model(place: Path) -> Path:
    """Return the model at `place`: the file itself, or the one in the folder.

    A folder's model is the one that `heardback train` made, or else the newest.

    Raises:
        ModelMissingError: there is none.
    """
    if place.is_file():
        return place
    ours = place / f"{NAME}.tar.gz"
    if ours.is_file():
        return ours
    models = sorted(place.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if models:
        return models[-1]
    raise ModelMissingError("There is no trained model yet. Run `heardback train` once.")
