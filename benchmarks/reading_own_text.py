"""Our own labelled messages, a fifth of them kept from the readers to measure them on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.reading_data import FIELDS, ROOT, SITUATIONS, Field, Gold

NLU = ROOT / "data" / "nlu"
LONGEST_CHAT_LINE = 40
_TRAINED_ON = 0.8
_SEED = 1


def split(folder: Path) -> tuple[Path, dict[Field, list[Gold]]]:
    """Write four fifths of the messages as NLU data into a folder.

    Returns:
        That data, and the situations' messages of the last fifth, short ones and letters apart.
    """
    from rasa.shared.nlu.training_data.loading import load_data

    kept, held_out = load_data(str(NLU)).train_test_split(_TRAINED_ON, random_seed=_SEED)
    data = folder / "four_fifths.yml"
    data.write_text(kept.nlu_as_yaml(), encoding="utf-8")
    gold: dict[Field, list[Gold]] = {field: [] for field in FIELDS}
    for message in held_out.intent_examples:
        if message.get("intent") in SITUATIONS:
            row = _row(message.get("text"), message.get("intent"), sum(map(len, gold.values())))
            gold["chat" if "chat" in row else "letter"].append(row)
    return data, gold


def _row(text: str, situation: str, number: int) -> dict[str, Any]:
    field = "chat" if len(text.split()) <= LONGEST_CHAT_LINE else "letter"
    return {"id": number, field: text, "situation": situation}
