"""The Home tab: what Heardback can do, what stays private, and where to start."""

from __future__ import annotations

from collections.abc import Mapping

from heardback.channels.slack import sentences
from heardback.channels.slack.blocks import Block, button, plain, section
from heardback.channels.slack.markup import mrkdwn

START, FORGET = "start", "forget"


def home_view(words: Mapping[str, str]) -> Block:
    """Return the Home tab."""
    forget = button(sentences.FORGET, FORGET, "forget") | {
        "confirm": {
            "title": plain(sentences.CONFIRM_FORGET_TITLE, 100),
            "text": plain(sentences.CONFIRM_FORGET, 300),
            "confirm": plain(sentences.YES, 30),
            "deny": plain(sentences.NO, 30),
        }
    }
    start = button(sentences.START, START, "start") | {"style": "primary"}
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain(sentences.HOME_WELCOME, 150)},
            section(mrkdwn(words["capabilities"])),
            section(sentences.HOME_PRIVACY),
            section(sentences.HOME_START),
            {"type": "actions", "block_id": "home", "elements": [start, forget]},
        ],
    }
