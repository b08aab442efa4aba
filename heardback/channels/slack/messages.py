"""An Answer as a Slack message: the same parts in the same order as in every other channel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from heardback.advice.answer import Answer, Button, DisputeView, Draft, Line
from heardback.advice.payloads import payload
from heardback.channels.plain_text import footnotes, numbers, render, spoken_day
from heardback.channels.slack import sentences
from heardback.channels.slack.blocks import (
    LONGEST_FALLBACK,
    LONGEST_VALUE,
    MOST_BLOCKS,
    Block,
    actions,
    button,
    code,
    context,
    cut,
    headed,
    packed,
    section,
)
from heardback.channels.slack.markup import escaped, mrkdwn

QUESTION_ROW, BUTTON_ROW, PRIVATE_ROW = "question", "buttons", "private"
SAY = "say"  # the action of a button that says its value in the person's name
GO_PRIVATE = "go_private"
FORM_INTENTS = frozenset({"ask_draft", "fix_fact"})


@dataclass(frozen=True)
class Message:
    """A message: its blocks, and the text for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the message as the Web API takes it."""
        return {"text": self.text, "blocks": list(self.blocks)}


def message_of(
    answer: Answer, words: Mapping[str, str], owner: str, *, is_private: bool = True
) -> Message:
    """Return the Answer as a message.

    Args:
        answer: what is said.
        words: data/advice/words.yml.
        owner: the user to whom the buttons belong.
        is_private: whether nobody else reads it; elsewhere going on in private is offered.
    """
    parts = [*_parts(answer, words, owner)]
    if not is_private:
        offer = button(sentences.GO_PRIVATE, GO_PRIVATE, "go")
        parts.append(context(mrkdwn(sentences.PRIVATE_OFFER)))
        parts.extend(actions([offer], f"{PRIVATE_ROW}.{owner}"))
    text = escaped(cut(render(answer, words, width=0), LONGEST_FALLBACK))
    return Message(text, tuple(parts[:MOST_BLOCKS]))


def plain_message(text: str) -> Message:
    """Return one sentence as a message."""
    return Message(escaped(text), (section(mrkdwn(text)),))


def owner_of(block_id: str) -> str:
    """Return the user to whom a row of buttons belongs, or ""."""
    parts = block_id.split(".")
    return parts[1] if len(parts) > 1 else ""


def intent_of(value: str) -> str:
    """Return the intent in a button's payload."""
    found = re.match(r"/([a-z_]+)", value)
    return found[1] if found else ""


def _parts(answer: Answer, words: Mapping[str, str], owner: str) -> Iterator[Block]:
    for text in (*answer.care, answer.changed, answer.lead):
        yield from headed("", [text] if text else [])
    yield from _heard(answer, words)
    yield from headed("", _said(answer.comfort))
    yield from headed(words["side_readings"], _said(answer.readings))
    yield from headed(words["side_next"], _said(answer.next))
    yield from headed(words["side_dont"], _said(answer.dont))
    yield from headed("", [_more(line) for line in answer.more])
    yield from headed("", [answer.differ] if answer.differ else [])
    for dispute in answer.disputes:
        yield from _dispute(dispute, words)
    if answer.draft:
        yield from _draft(answer.draft)
    if answer.question:
        why = words["question_why"].replace("{why}", answer.question.why)
        yield section(f"*{mrkdwn(answer.question.text)}* {mrkdwn(why)}")
        yield from _row(answer.question.buttons, f"{QUESTION_ROW}.{owner}")
    for part in packed([mrkdwn(footnotes(answer.sources))], ""):
        yield context(part)
    yield from _row(_all_buttons(answer), f"{BUTTON_ROW}.{owner}")


def _heard(answer: Answer, words: Mapping[str, str]) -> Iterator[Block]:
    told = [part for part in (answer.situation_title, *(f.label for f in answer.heard)) if part]
    if told:
        line = f"*{mrkdwn(words['side_heard'])}:* {mrkdwn(' · '.join(told))}."
        yield from (context(part) for part in packed([line], ""))


def _said(lines: Sequence[Line]) -> list[str]:
    return [f"{line.text}{numbers(line.citations)}{_day(line)}" for line in lines]


def _day(line: Line) -> str:
    return f" ({spoken_day(line.date)})" if line.date else ""


def _more(line: Line) -> str:
    return f"• {line.text}{numbers(line.citations)} {line.because}".rstrip()


def _dispute(dispute: DisputeView, words: Mapping[str, str]) -> Iterator[Block]:
    yield section(f"*{mrkdwn(dispute.question)}*")
    for side in dispute.sides:
        taken = f" ({words['taken_here']})" if side.label == dispute.taken else ""
        said = mrkdwn(f"{side.text}{numbers(side.citations)}")
        yield section(f"*{mrkdwn(side.label)}*{mrkdwn(taken)}\n{said}")
    yield context(mrkdwn(words["decides"].replace("{decides}", dispute.decides)))


def _draft(draft: Draft) -> Iterator[Block]:
    yield section(f"*{mrkdwn(draft.title)}*{mrkdwn(numbers(draft.citations))}")
    yield code(draft_text(draft))
    if draft.note:
        yield context(mrkdwn(draft.note))


def draft_text(draft: Draft) -> str:
    """Return the words to send, with the subject on top."""
    return f"Subject: {draft.subject}\n\n{draft.text}" if draft.subject else draft.text


def _all_buttons(answer: Answer) -> list[Button]:
    buttons = list(answer.buttons)
    if answer.draft and answer.draft.blanks:
        details = {"draft": answer.draft.id}
        buttons.insert(0, Button(sentences.FILL_IN_BLANKS, payload("ask_draft", details)))
    is_correction = answer.kind == "talk" and answer.heard
    if is_correction and "fix_fact" not in {intent_of(one.payload) for one in buttons}:
        buttons.append(Button(sentences.FIX_TITLE, payload("fix_fact")))
    return buttons


def _row(buttons: Sequence[Button], block_id: str) -> Iterator[Block]:
    kept = [one for one in buttons if len(one.payload) <= LONGEST_VALUE]
    made = [button(one.title, f"{SAY}.{n}", one.payload) for n, one in enumerate(kept)]
    yield from actions(made, block_id)


# -- a button that was pressed --


def chosen(
    message: Mapping[str, Any], block_id: str, action_id: str, title: str, *, opens: bool = False
) -> list[Block]:
    """Return the message's blocks with the pressed button replaced by what was chosen.

    A row that answers one question goes as a whole. Of a row that offers several things only the
    pressed button goes; where it opened a form (`opens`), the form can be opened again.
    """
    blocks: list[Block] = []
    for block in message.get("blocks") or []:
        pressed = _element(block, action_id) if block.get("block_id") == block_id else None
        if pressed is None:
            blocks.append(block)
            continue
        if "accessory" in block:
            blocks.append(block)
            continue
        rest = _rest(block, pressed)
        if rest:
            blocks.append({**block, "elements": rest})
        blocks.append(_chosen_line(pressed, title, block_id, opens=opens))
    return blocks[:MOST_BLOCKS]


def is_form(value: str) -> bool:
    """Whether a button opens a form."""
    return intent_of(value) in FORM_INTENTS


def _element(block: Block, action_id: str) -> Block | None:
    elements = [*block.get("elements", []), block.get("accessory") or {}]
    return next((one for one in elements if one.get("action_id") == action_id), None)


def _rest(block: Block, pressed: Block) -> list[Block]:
    others = [one for one in block["elements"] if one is not pressed]
    asks = intent_of(pressed.get("value", "")).startswith("ask_") or is_form(
        pressed.get("value", "")
    )
    return others if asks else []


def _chosen_line(pressed: Block, title: str, block_id: str, *, opens: bool) -> Block:
    markup = f"*{sentences.CHOSEN}* {mrkdwn(title)}"
    if not opens:
        return context(markup)
    again = button(sentences.OPEN_AGAIN, f"{pressed['action_id']}.again", pressed["value"])
    return {**section(markup, again), "block_id": f"{block_id}.{pressed['action_id']}"}
