"""What a button sends back: an intent with its details, in Rasa's own short form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def payload(intent: str, details: Mapping[str, Any] | None = None) -> str:
    """Return the payload of a button, such as `/inform{"contacts_made": 3}`."""
    if not details:
        return f"/{intent}"
    plain = {
        name: list(value) if isinstance(value, tuple) else value for name, value in details.items()
    }
    return f"/{intent}{json.dumps(plain, ensure_ascii=False)}"
