"""Keeps what a model learnt in two plain files: JSON and numpy arrays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from heardback.reading.linear_model import LinearModel
from heardback.reading.ngrams import NgramKind, NgramTable, NgramVectors


def save_model(
    folder: Path, stem: str, vectors: NgramVectors, model: LinearModel, about: dict[str, Any]
) -> None:
    """Write `stem`.json and `stem`.npz.

    Args:
        folder: where to.
        stem: the files' name.
        vectors: the n-grams.
        model: the weights.
        about: what else there is to keep, in a form that JSON can hold.
    """
    content = {
        "labels": model.labels,
        "tables": [table.as_json() for table in vectors.tables],
        "about": about,
    }
    (folder / f"{stem}.json").write_text(json.dumps(content), encoding="utf-8")
    rarities = {f"rarity{i}": table.rarity for i, table in enumerate(vectors.tables)}
    weights = model.weights.astype(np.float16)
    np.savez(folder / f"{stem}.npz", weights=weights, bias=model.bias, **rarities)


def has_model(folder: Path, stem: str) -> bool:
    """Return whether the two files are there."""
    return (folder / f"{stem}.json").exists() and (folder / f"{stem}.npz").exists()


def load_model(folder: Path, stem: str) -> tuple[NgramVectors, LinearModel, dict[str, Any]]:
    """Return what `save_model` wrote."""
    content = json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))
    with np.load(folder / f"{stem}.npz", allow_pickle=False) as arrays:
        tables = [
            NgramTable(
                NgramKind(**table["kind"]),
                table["ngrams"],
                arrays[f"rarity{i}"],
                table["rarest"],
            )
            for i, table in enumerate(content["tables"])
        ]
        weights = arrays["weights"].astype(np.float32)
        model = LinearModel(tuple(content["labels"]), weights, arrays["bias"])
    return NgramVectors(tables), model, content["about"]
