"""The manifest asks for what the code uses, and for nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from heardback.channels.slack import api, desk, requests, scopes, sentences, socket_mode
from heardback.channels.slack.requests import ADVICE_SHORTCUT, read_event
from heardback.runtime.settings import ROOT

MANIFEST = yaml.safe_load((ROOT / "deploy" / "slack" / "manifest.yaml").read_text())
EVENTS = MANIFEST["settings"]["event_subscriptions"]["bot_events"]


def test_its_scopes_are_exactly_those_the_code_uses():
    assert set(MANIFEST["oauth_config"]["scopes"]) == {"bot"}
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == scopes.BOT_SCOPES


def test_the_code_calls_exactly_the_methods_that_the_scopes_are_worked_out_from():
    called = set()
    for module in (api, desk, socket_mode):
        tree = ast.parse(Path(module.__file__).read_text())
        strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        found = (text for text in strings if isinstance(text, str))
        called |= {text for text in found if re.fullmatch(r"[a-z]+(\.[a-zA-Z]+)+", text)}
    assert called == {*scopes.METHODS, *scopes.APP_METHODS}


async def test_a_method_without_known_scopes_cannot_be_called():
    settings = api.SlackSettings("xoxb-1", "xapp-1")
    with pytest.raises(api.SlackRefusedError, match=r"scopes\.py"):
        await api.SlackApi(settings)._call("users.info", {})


def test_it_subscribes_to_exactly_the_events_that_are_read():
    assert set(EVENTS) == set(scopes.EVENTS)
    shapes = {
        "app_home_opened": {"type": "app_home_opened", "tab": "home", "channel": "D1"},
        "app_mention": {"type": "app_mention", "channel": "C1", "ts": "1.1"},
        "message.im": {"type": "message", "channel_type": "im", "channel": "D1"},
    }
    for name in EVENTS:
        event = {**shapes[name], "user": "U1", "text": "hello"}
        wrapped = {"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": event}
        assert read_event(wrapped) is not None


def test_its_shortcut_and_command_are_those_that_are_read():
    (shortcut,) = MANIFEST["features"]["shortcuts"]
    assert (shortcut["callback_id"], shortcut["type"]) == (ADVICE_SHORTCUT, "message")
    assert shortcut["name"] == sentences.ADVICE_SHORTCUT_TITLE
    (command,) = MANIFEST["features"]["slash_commands"]
    assert command["command"] == requests.COMMAND


def test_it_keeps_to_slacks_limits():
    told = MANIFEST["display_information"]
    assert len(told["name"]) <= 35
    assert len(told["description"]) <= 140
    assert 174 <= len(told["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-fA-F]{6}", told["background_color"])
    features = MANIFEST["features"]
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(features["shortcuts"]) <= 10
    assert len(features["slash_commands"]) <= 50
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert len(shortcut["callback_id"]) <= 255
    for command in features["slash_commands"]:
        assert command["command"].startswith("/")
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
    known = {"_metadata", "display_information", "features", "oauth_config", "settings"}
    assert set(MANIFEST) <= known


def test_it_works_without_a_public_address_as_it_stands():
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
    assert MANIFEST["settings"]["interactivity"] == {"is_enabled": True}
    assert "request_url" not in MANIFEST["settings"]["event_subscriptions"]
    home = MANIFEST["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]
