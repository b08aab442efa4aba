"""The modal of a draft: a field for each blank, and the words to send as code, to be copied."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from heardback.advice.answer import Draft
from heardback.channels.slack import sentences
from heardback.channels.slack.blocks import LONGEST_LABEL, LONGEST_METADATA, Block, code, plain
from heardback.channels.slack.messages import draft_text

FORM = "fill_draft"
INPUT = "words"
LONGEST_BLANK = 300
LONGEST_NOTE = 3_000


def draft_form(draft: Draft) -> Block | None:
    """Return the modal, or None where the draft is too long to travel with a form."""
    about = {
        "title": draft.title,
        "text": draft_text(draft),
        "note": draft.note,
        "blanks": {blank.name: blank.label for blank in draft.blanks},
    }
    return _view(about, {}) if len(_written(about)) <= LONGEST_METADATA else None


def filled_form(about: Mapping[str, Any], filled: Mapping[str, Any]) -> Block:
    """Return the modal with the blanks filled in.

    Args:
        about: what `draft_form` sent along.
        filled: what Slack sends for each field.
    """
    said = {name: (state.get("value") or "").strip() for name, state in filled.items()}
    return _view(about, said)


def _view(about: Mapping[str, Any], said: Mapping[str, str]) -> Block:
    text = about["text"]
    for name, label in about["blanks"].items():
        if said.get(name):
            text = text.replace(f"[{label}]", said[name])
    fields = [_field(name, label, said.get(name, "")) for name, label in about["blanks"].items()]
    view: Block = {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": _written(about),
        "title": plain(sentences.DRAFT_TITLE, 24),
        "close": plain("Close", 24),
        "blocks": [
            {"type": "section", "text": plain(about["title"], LONGEST_NOTE)},
            code(text),
            *_note(about["note"]),
            *fields,
        ],
    }
    if fields:
        view["submit"] = plain(sentences.FILL_IN, 24)
    return view


def _note(note: str) -> list[Block]:
    return [{"type": "context", "elements": [plain(note, LONGEST_NOTE)]}] if note else []


def _field(name: str, label: str, said: str) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": INPUT, "max_length": LONGEST_BLANK}
    if said:
        element["initial_value"] = said[:LONGEST_BLANK]
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": plain(label[:1].upper() + label[1:], LONGEST_LABEL),
        "element": element,
    }


def _written(about: Mapping[str, Any]) -> str:
    return json.dumps(about, ensure_ascii=False, separators=(",", ":"))
