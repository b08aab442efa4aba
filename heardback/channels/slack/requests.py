"""What Slack sends, read into what it asks of us. What asks nothing of us is None.

Bots, edits, deletions, joins, unknown types and broken payloads ask nothing: they are acknowledged
and left alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from heardback.channels.slack.places import PRIVATE_CHANNEL, Place

SPOKEN_SUBTYPES = frozenset({"", "file_share", "me_message", "thread_broadcast"})
NO_PERSON = "USLACKBOT"
COMMAND = "/heardback"
ADVICE_SHORTCUT = "advise_on_message"

Json = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """Something typed to us: a direct message, a mention, or text after the slash command.

    Attributes:
        key: names the event; the same when Slack sends it again.
        reply_url: where the slash command is answered for the person alone.
    """

    key: str
    place: Place
    text: str = field(repr=False)
    reply_url: str = field(default="", repr=False)


@dataclass(frozen=True)
class Commanded(Written):
    """The slash command, with or without text."""


@dataclass(frozen=True)
class AdviceAsked(Written):
    """The shortcut on a message, which stands in `about_channel` at `about_ts`."""

    about_channel: str = ""
    about_ts: str = ""


@dataclass(frozen=True)
class Pressed:
    """A button of a message or of the Home tab."""

    key: str
    place: Place
    action: str
    value: str = field(repr=False)
    block: str
    title: str
    message: Json = field(repr=False)
    reply_url: str = field(repr=False)
    trigger: str = field(repr=False)


@dataclass(frozen=True)
class FormSent:
    """A modal that was sent off, with what was filled in by block id."""

    key: str
    place: Place
    form: str
    about: Json = field(repr=False)
    filled: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class HomeOpened:
    """The Home tab was opened."""

    key: str
    place: Place


Request = Written | Pressed | FormSent | HomeOpened


def read_event(payload: Json) -> Request | None:
    """Return what an event of the Events API asks."""
    event = payload.get("event")
    if payload.get("type") != "event_callback" or not isinstance(event, dict):
        return None
    team, user = _text(payload, "team_id"), _text(event, "user")
    key = _text(payload, "event_id")
    if not (team and user and key) or _is_bot(event):
        return None
    kind, channel = event.get("type"), _text(event, "channel")
    if kind == "app_home_opened":
        is_home = event.get("tab") == "home"
        return HomeOpened(f"event:{key}", Place(team, user, channel)) if is_home else None
    private = channel.startswith(PRIVATE_CHANNEL)
    if kind == "message" and private and event.get("channel_type", "im") == "im":
        thread = _text(event, "thread_ts")
    elif kind == "app_mention" and channel and not private:
        thread = _text(event, "thread_ts") or _text(event, "ts")
    else:
        return None
    if _text(event, "subtype") not in SPOKEN_SUBTYPES or event.get("edited"):
        return None
    return Written(f"event:{key}", Place(team, user, channel, thread), _text(event, "text"))


def read_command(payload: Mapping[str, Any]) -> Commanded | None:
    """Return what a slash command asks."""
    team, user = _text(payload, "team_id"), _text(payload, "user_id")
    if not (team and user) or payload.get("command") != COMMAND:
        return None
    return Commanded(
        key=f"trigger:{_text(payload, 'trigger_id')}",
        place=Place(team, user, _text(payload, "channel_id")),
        text=_text(payload, "text"),
        reply_url=_text(payload, "response_url"),
    )


def read_interaction(payload: Json) -> Request | None:
    """Return what a pressed button, a shortcut or a sent form asks."""
    team = _id(payload, "team") or _text(payload.get("user"), "team_id")
    user = _id(payload, "user")
    if not (team and user):
        return None
    kind = payload.get("type")
    if kind == "block_actions":
        return _pressed(payload, team, user)
    if kind == "message_action":
        return _advice_asked(payload, team, user)
    if kind == "view_submission":
        return _form_sent(payload, team, user)
    return None


def _pressed(payload: Json, team: str, user: str) -> Pressed | None:
    actions = payload.get("actions")
    if not isinstance(actions, list) or not actions or not isinstance(actions[0], dict):
        return None
    action = actions[0]
    message = payload.get("message")
    message = message if isinstance(message, dict) else {}
    channel = _id(payload, "channel")
    thread = _text(message, "thread_ts")
    if not channel.startswith(PRIVATE_CHANNEL) and channel:
        thread = thread or _text(message, "ts")
    return Pressed(
        key=f"trigger:{_text(payload, 'trigger_id')}",
        place=Place(team, user, channel, thread),
        action=_text(action, "action_id"),
        value=_text(action, "value"),
        block=_text(action, "block_id"),
        title=_text(action.get("text"), "text"),
        message=message,
        reply_url=_text(payload, "response_url"),
        trigger=_text(payload, "trigger_id"),
    )


def _advice_asked(payload: Json, team: str, user: str) -> AdviceAsked | None:
    message, channel = payload.get("message"), _id(payload, "channel")
    if payload.get("callback_id") != ADVICE_SHORTCUT or not isinstance(message, dict):
        return None
    return AdviceAsked(
        key=f"trigger:{_text(payload, 'trigger_id')}",
        place=Place(team, user),
        text=_text(message, "text"),
        reply_url=_text(payload, "response_url"),
        about_channel=channel,
        about_ts=_text(message, "ts"),
    )


def _form_sent(payload: Json, team: str, user: str) -> FormSent | None:
    view = payload.get("view")
    if not isinstance(view, dict):
        return None
    try:
        about = json.loads(view.get("private_metadata") or "{}")
        values = view["state"]["values"]
        filled = {block: next(iter(inputs.values())) for block, inputs in values.items() if inputs}
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return FormSent(
        key=f"view:{_text(view, 'id')}:{_text(view, 'hash')}",
        place=Place(team, user),
        form=_text(view, "callback_id"),
        about=about if isinstance(about, dict) else {},
        filled=filled,
    )


def _is_bot(event: Json) -> bool:
    return bool(event.get("bot_id") or event.get("bot_profile") or event.get("user") == NO_PERSON)


def _text(data: object, name: str) -> str:
    value = data.get(name) if isinstance(data, Mapping) else None
    return value if isinstance(value, str) else ""


def _id(payload: Json, name: str) -> str:
    return _text(payload.get(name), "id")
