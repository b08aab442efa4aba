"""Block Kit's pieces, each kept within Slack's published limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from heardback.channels.slack.markup import mrkdwn

Block = dict[str, Any]

MOST_BLOCKS = 50  # in a message; a modal and the Home tab take 100
MOST_IN_ACTIONS = 25
MOST_OPTIONS = 100
LONGEST_SECTION = 3_000
LONGEST_BUTTON = 75
LONGEST_OPTION = 75
LONGEST_LABEL = 2_000
LONGEST_FALLBACK = 3_900  # Slack advises at most 4,000 and cuts at 40,000
LONGEST_VALUE = 2_000
LONGEST_METADATA = 3_000


def cut(text: str, longest: int) -> str:
    """Return `text`, cut at a word where it is longer than `longest`."""
    if len(text) <= longest:
        return text
    head = text[: longest - 2]
    return (head.rsplit(" ", 1)[0] or head) + " …"


def plain(text: str, longest: int) -> Block:
    """Return a text in which nothing is read as markup."""
    return {"type": "plain_text", "text": cut(text, longest), "emoji": False}


def section(markup: str, accessory: Block | None = None) -> Block:
    """Return a paragraph of mrkdwn."""
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": markup, "verbatim": True}}
    if accessory:
        block["accessory"] = accessory
    return block


def headed(heading: str, lines: Sequence[str]) -> list[Block]:
    """Return plain lines under a bold heading, as many paragraphs as their length needs."""
    written = [mrkdwn(line) for line in lines]
    if not written:
        return []
    bold = f"*{mrkdwn(heading)}.* " if heading else ""
    return [section(part) for part in packed([bold + written[0], *written[1:]], "\n")]


def context(markup: str) -> Block:
    """Return a small line of mrkdwn."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": markup, "verbatim": True}]}


def code(text: str) -> Block:
    """Return a block of code, which is copied as it stands and in which nothing is markup."""
    return {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
        ],
    }


def quote(text: str) -> Block:
    """Return what somebody wrote, as a quotation in which nothing is markup."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": text}]}],
    }


def button(title: str, action: str, value: str) -> Block:
    """Return a button."""
    return {
        "type": "button",
        "text": plain(title, LONGEST_BUTTON),
        "action_id": action,
        "value": value,
    }


def actions(buttons: Sequence[Block], block_id: str) -> Iterator[Block]:
    """Yield rows that hold all `buttons`."""
    for start in range(0, len(buttons), MOST_IN_ACTIONS):
        row = list(buttons[start : start + MOST_IN_ACTIONS])
        number = start // MOST_IN_ACTIONS
        yield {"type": "actions", "block_id": f"{block_id}.{number}", "elements": row}


def packed(lines: Iterable[str], between: str, longest: int = LONGEST_SECTION) -> Iterator[str]:
    """Yield the lines joined into as few texts as `longest` allows; a longer line is parted."""
    held = ""
    for line in (part for whole in lines for part in _parted(whole, longest)):
        joined = f"{held}{between}{line}" if held else line
        if len(joined) > longest:
            yield held
            joined = line
        held = joined
    if held:
        yield held


def _parted(line: str, longest: int) -> Iterator[str]:
    while len(line) > longest:
        at = line.rfind(" ", 1, longest)
        at = at if at > 0 else longest
        yield line[:at]
        line = line[at:].lstrip()
    yield line
