"""Checks messages, modals and Home tabs by the limits that Slack publishes for Block Kit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
IN_MESSAGES = {"actions", "context", "divider", "header", "image", "rich_text", "section"}
IN_VIEWS = IN_MESSAGES | {"input"}
INTERACTIVE = {"button", "static_select", "multi_static_select", "number_input", "plain_text_input"}
IN_INPUTS = INTERACTIVE - {"button"}
RICH = {"rich_text_section", "rich_text_preformatted", "rich_text_quote", "rich_text_list"}


def message_problems(body: dict[str, Any]) -> list[str]:
    """Return what Slack would refuse in a message."""
    found = list(_blocks(body.get("blocks") or [], "message"))
    if not body.get("text"):
        found.append("a message without text for notifications")
    elif len(body["text"]) > 40_000:
        found.append("a text longer than 40,000 characters")
    return found


def view_problems(view: dict[str, Any]) -> list[str]:
    """Return what Slack would refuse in a modal or Home tab."""
    kind = view.get("type", "")
    if kind not in ("modal", "home"):
        return [f"a view of type {kind!r}"]
    found = list(_blocks(view.get("blocks") or [], kind))
    if len(view.get("private_metadata", "")) > 3_000:
        found.append("private_metadata longer than 3,000 characters")
    if len(view.get("callback_id", "")) > 255:
        found.append("callback_id longer than 255 characters")
    if kind == "modal":
        found.extend(_text(view.get("title"), 24, "title", plain=True))
        for name in ("submit", "close"):
            if name in view:
                found.extend(_text(view[name], 24, name, plain=True))
        has_input = any(block.get("type") == "input" for block in view.get("blocks", []))
        if has_input and "submit" not in view:
            found.append("inputs in a modal without submit")
    return found


def _blocks(blocks: list[dict[str, Any]], where: str) -> Iterator[str]:
    if len(blocks) > MOST_BLOCKS[where]:
        yield f"{len(blocks)} blocks in a {where}"
    if where != "message" and not blocks:
        yield f"no blocks in a {where}"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield f"block ids not unique: {ids}"
    if any(not 0 < len(name) <= 255 for name in ids):
        yield "a block id longer than 255 characters"
    allowed = IN_MESSAGES if where == "message" else IN_VIEWS
    for block in blocks:
        kind = block.get("type", "")
        if kind not in allowed:
            yield f"a block of type {kind!r} in a {where}"
        else:
            yield from _BLOCKS[kind](block)


def _actions(block: dict[str, Any]) -> Iterator[str]:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 25:
        yield f"{len(elements)} elements in actions"
    ids = [one.get("action_id") for one in elements]
    if len(ids) != len(set(ids)):
        yield f"action ids not unique: {ids}"
    for one in elements:
        yield from _element(one)


def _context(block: dict[str, Any]) -> Iterator[str]:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 10:
        yield f"{len(elements)} elements in context"
    for one in elements:
        yield from _text(one, 3_000, "context")


def _header(block: dict[str, Any]) -> Iterator[str]:
    yield from _text(block.get("text"), 150, "header", plain=True)


def _section(block: dict[str, Any]) -> Iterator[str]:
    yield from _text(block.get("text"), 3_000, "section")
    if "accessory" in block:
        yield from _element(block["accessory"])


def _input(block: dict[str, Any]) -> Iterator[str]:
    yield from _text(block.get("label"), 2_000, "label", plain=True)
    if "hint" in block:
        yield from _text(block["hint"], 2_000, "hint", plain=True)
    element = block.get("element") or {}
    if element.get("type") not in IN_INPUTS:
        yield f"an input with {element.get('type')!r}"
    yield from _element(element)


def _rich_text(block: dict[str, Any]) -> Iterator[str]:
    elements = block.get("elements") or []
    if not elements:
        yield "an empty rich_text"
    for one in elements:
        if one.get("type") not in RICH:
            yield f"{one.get('type')!r} in rich_text"
        for part in one.get("elements") or []:
            if part.get("type") == "text" and not part.get("text"):
                yield "an empty text in rich_text"


def _nothing(_: dict[str, Any]) -> Iterator[str]:
    yield from ()


_BLOCKS = {
    "actions": _actions,
    "context": _context,
    "divider": _nothing,
    "header": _header,
    "input": _input,
    "rich_text": _rich_text,
    "section": _section,
}


def _element(element: dict[str, Any]) -> Iterator[str]:
    kind = element.get("type", "")
    if kind not in INTERACTIVE:
        yield f"an element of type {kind!r}"
        return
    if not 1 <= len(element.get("action_id", "")) <= 255:
        yield f"action_id {element.get('action_id')!r}"
    if kind == "button":
        yield from _button(element)
    elif kind.endswith("static_select"):
        yield from _select(element)
    elif kind == "number_input" and "is_decimal_allowed" not in element:
        yield "a number_input without is_decimal_allowed"
    elif kind == "plain_text_input" and not 1 <= element.get("max_length", 3_000) <= 3_000:
        yield "a plain_text_input with a max_length over 3,000"


def _button(element: dict[str, Any]) -> Iterator[str]:
    yield from _text(element.get("text"), 75, "button", plain=True)
    if len(element.get("value", "")) > 2_000:
        yield "a button's value longer than 2,000 characters"
    if element.get("style", "primary") not in ("primary", "danger"):
        yield f"a button's style {element['style']!r}"
    if "confirm" in element:
        limits = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
        for name, longest in limits.items():
            yield from _text(element["confirm"].get(name), longest, name)


def _select(element: dict[str, Any]) -> Iterator[str]:
    options = element.get("options") or []
    if not 1 <= len(options) <= 100:
        yield f"{len(options)} options"
    for option in options:
        yield from _text(option.get("text"), 75, "option", plain=True)
        if not 1 <= len(option.get("value", "")) <= 150:
            yield "an option's value longer than 150 characters"
    if "initial_option" in element and element["initial_option"] not in options:
        yield "an initial option that is none of the options"
    if "initial_options" in element:
        if not element["initial_options"]:
            yield "empty initial options"
        if any(one not in options for one in element["initial_options"]):
            yield "an initial option that is none of the options"


def _text(text: Any, longest: int, where: str, *, plain: bool = False) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{where} is no text object"
        return
    if plain and text["type"] != "plain_text":
        yield f"{where} has to be plain_text"
    if not 1 <= len(text.get("text", "")) <= longest:
        yield f"{where} of {len(text.get('text', ''))} characters; {longest} are allowed"
