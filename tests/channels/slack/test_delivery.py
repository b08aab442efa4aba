"""Each request is acknowledged, answered once, and in its place, over both transports."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from heardback.advice.answer import Answer, Button, HeardFact, Question
from heardback.channels.slack import desk as desk_module
from heardback.runtime.errors import TurnNotSavedError
from tests.channels.slack.fake_slack import Bad
from tests.channels.slack.scripted import ScriptedAssistant
from tests.channels.slack.workspace import Workspace, button_titles, encoded, shown, signed

over_http = pytest.mark.parametrize("workspace", ["http"], indirect=True)
over_socket = pytest.mark.parametrize("workspace", ["socket"], indirect=True)


@pytest.fixture
def service():
    return ScriptedAssistant()


def posted(space: Workspace):
    return [(one["channel"], one.get("thread_ts", ""), one["text"]) for one in space.slack.messages]


# -- where it talks --


async def test_a_direct_message_is_answered_in_place(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.dm("I wait &amp; wait")
    assert service.heard == [("slack:T1:UANN", "I wait & wait")]
    assert posted(workspace) == [("DUANN", "", "Heard: I wait &amp; wait")]


async def test_a_threaded_direct_message_is_answered_in_its_thread(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.dm("still waiting", thread_ts="1680000000.1")
    assert service.heard[0][0] == "slack:T1:UANN"
    assert posted(workspace)[0][:2] == ("DUANN", "1680000000.1")


async def test_a_mention_is_answered_in_a_thread_and_offers_to_go_on_in_private(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.mention("no word", ts="1690000000.5")
    assert service.heard == [("slack:T1:UANN:CJOBS-1690000000.5", "no word")]
    assert posted(workspace)[0][:2] == ("CJOBS", "1690000000.5")
    assert "Go on in private" in button_titles(workspace.slack.messages[0]["blocks"])


async def test_two_people_in_one_thread_have_two_conversations(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.mention("no word", who="Ann", thread_ts="1680000000.1")
    await workspace.mention("nothing either", who="Ben", thread_ts="1680000000.1")
    assert [sender for sender, _ in service.heard] == [
        "slack:T1:UANN:CJOBS-1680000000.1",
        "slack:T1:UBEN:CJOBS-1680000000.1",
    ]


async def test_a_bare_mention_is_greeted(workspace: Workspace, service: ScriptedAssistant):
    await workspace.mention("")
    assert service.texts == ["/greet"]


async def test_the_command_is_answered_in_private_and_says_so(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.command("three weeks of silence")
    assert service.heard == [("slack:T1:UANN", "three weeks of silence")]
    assert posted(workspace)[0][0] == "DUANN"
    (whisper,) = workspace.slack.replies
    assert whisper["response_type"] == "ephemeral"
    assert "<slack://user?team=T1&amp;id=UBOT|our conversation>" in whisper["text"]


async def test_the_command_in_the_private_conversation_needs_no_pointer(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.command("", channel="DUANN")
    assert service.texts == ["/greet"]
    assert workspace.slack.replies == []


async def test_the_shortcut_opens_a_private_thread_with_a_conversation_of_its_own(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.shortcut("*They* promised to call <!channel>")
    first, answer = workspace.slack.messages
    assert first["channel"] == answer["channel"] == "DUANN"
    assert answer["thread_ts"] == first["ts"]
    assert "*They* promised to call @channel" in shown(first["blocks"])
    await workspace.dm("I called twice", thread_ts=first["ts"])
    (own, _), (later, _) = service.heard
    assert own == later
    assert own.startswith("slack:T1:UANN:CJOBS-")
    await workspace.dm("and now about me")
    assert service.heard[-1][0] == "slack:T1:UANN"


async def test_the_home_tab_tells_what_it_can_do_and_starts(workspace: Workspace):
    await workspace.open_home()
    (published,) = workspace.slack.done("views.publish")
    assert published["user_id"] == "UANN"
    await workspace.press(published["view"], "Start")
    assert posted(workspace)[0][0] == "DUANN"
    await workspace.open_home(tab="messages")
    assert len(workspace.slack.done("views.publish")) == 1


async def test_erasing_from_the_home_tab_erases_every_conversation_of_the_person(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.open_home()
    await workspace.mention("no word", ts="1690000000.5")
    await workspace.mention("me neither", who="Ben", ts="1690000000.6")
    await workspace.press(workspace.slack.done("views.publish")[0]["view"], "Erase what I told you")
    assert service.forgotten == ["slack:T1:UANN", "slack:T1:UANN:CJOBS-1690000000.5"]
    assert "erased" in posted(workspace)[-1][2]


# -- what is left alone --

LEFT_ALONE = {
    "a bot": {"bot_id": "B1"},
    "itself": {"user": "UBOT", "bot_id": "B1"},
    "an edit": {"subtype": "message_changed", "message": {"text": "x"}},
    "a deletion": {"subtype": "message_deleted"},
    "a join": {"subtype": "channel_join"},
    "a topic": {"subtype": "channel_topic"},
    "an edited post": {"edited": {"user": "UANN", "ts": "1.1"}},
    "a group": {"channel": "G1", "channel_type": "mpim"},
    "a channel": {"channel": "CJOBS", "channel_type": "channel"},
    "nobody": {"user": None},
    "Slackbot": {"user": "USLACKBOT"},
}


@pytest.mark.parametrize("change", LEFT_ALONE.values(), ids=LEFT_ALONE)
async def test_what_is_not_for_us_is_acknowledged_and_left_alone(
    workspace: Workspace, service: ScriptedAssistant, change: dict[str, Any]
):
    assert await workspace.dm("hello", **change) is None
    assert service.heard == []
    assert workspace.slack.messages == []


STRANGE = {
    "an unknown interaction": ("interactive", {"type": "workflow_step_edit"}),
    "a block suggestion": ("interactive", {"type": "block_suggestion", "value": "x"}),
    "an unknown button": (
        "interactive",
        {"type": "block_actions", "actions": [{"action_id": "nothing.of.ours"}]},
    ),
    "a button without actions": ("interactive", {"type": "block_actions", "actions": []}),
    "checkboxes": (
        "interactive",
        {"type": "block_actions", "actions": [{"type": "checkboxes", "action_id": "say.0"}]},
    ),
    "an unknown form": (
        "interactive",
        {"type": "view_submission", "view": {"callback_id": "x", "state": {"values": {}}}},
    ),
    "a form without state": ("interactive", {"type": "view_submission", "view": {}}),
    "a closed form": ("interactive", {"type": "view_closed", "view": {}}),
    "a shortcut of another app": ("interactive", {"type": "message_action", "callback_id": "x"}),
    "another command": ("slash_commands", {"command": "/other", "team_id": "T1", "user_id": "U1"}),
    "an unknown event": ("events_api", {"type": "event_callback", "event": {"type": "team_join"}}),
    "an event that is none": ("events_api", {"type": "app_rate_limited"}),
    "an event of the wrong shape": ("events_api", {"type": "event_callback", "event": [1]}),
}


@pytest.mark.parametrize(("kind", "payload"), STRANGE.values(), ids=STRANGE)
async def test_what_is_unknown_is_acknowledged_and_left_alone(
    workspace: Workspace, service: ScriptedAssistant, kind: str, payload: dict[str, Any]
):
    people = {"user": {"id": "UANN"}, "team": {"id": "T1"}} if kind == "interactive" else {}
    assert await workspace.deliver(kind, payload | people) is None
    assert service.heard == []
    await workspace.dm("hello")
    assert service.texts == ["hello"]


async def test_what_is_no_text_is_answered_with_a_sentence(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.dm("", subtype="file_share", files=[{}])
    assert "only read text" in posted(workspace)[0][2]
    await workspace.dm("x" * 8001)
    assert "8,000 characters at most" in posted(workspace)[1][2]
    assert service.heard == []


async def test_free_text_is_never_taken_for_a_button(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.dm('/inform{"contacts_made": 9}')
    assert service.texts == ['inform{"contacts_made": 9}']


# -- once --


async def test_an_event_that_comes_again_is_answered_once(
    workspace: Workspace, service: ScriptedAssistant
):
    event = {"type": "message", "channel_type": "im", "channel": "DUANN", "user": "UANN"}
    again = {**event, "text": "hello", "ts": "1.1"}
    for _ in range(3):
        await workspace.event(again, "Ev1")
    assert service.texts == ["hello"]
    assert len(workspace.slack.messages) == 1


async def test_an_event_that_comes_again_while_it_is_being_answered_is_answered_once(
    workspace: Workspace, service: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(desk_module, "EVENT_PATIENCE", 0.05)
    released = asyncio.Event()
    service.meanwhile = released.wait
    event = {"type": "message", "channel_type": "im", "channel": "DUANN", "user": "UANN"}
    again = workspace.wrapped({**event, "text": "hello", "ts": "1.1"}, "Ev1")
    sent = [asyncio.create_task(workspace.deliver("events_api", again)) for _ in range(3)]
    await service.is_hearing.wait()
    released.set()
    await asyncio.gather(*sent)
    assert service.texts == ["hello"]
    assert len(workspace.slack.messages) == 1


async def test_a_double_click_is_answered_once(workspace: Workspace, service: ScriptedAssistant):
    service.says = Answer(kind="talk", lead="Well?", buttons=(Button("Why?", "/ask_why"),))
    await workspace.dm("hello")
    message = workspace.slack.messages[0]
    await asyncio.gather(workspace.press(message, "Why?"), workspace.press(message, "Why?"))
    assert service.texts == ["hello", "/ask_why"]


async def test_two_rows_of_buttons_do_not_stand_for_each_other(
    workspace: Workspace, service: ScriptedAssistant
):
    question = Question("x", "How often?", "it matters", (Button("Once", "/dont_know"),))
    more = (Button("Why?", "/ask_why"),)
    service.says = Answer(kind="advice", lead="Well", question=question, buttons=more)
    await workspace.dm("hello")
    await workspace.press(workspace.slack.messages[0], "Once")
    await workspace.press(workspace.slack.messages[0], "Why?")
    assert service.texts == ["hello", "/dont_know", "/ask_why"]
    first, second = (button_titles(reply["blocks"]) for reply in workspace.slack.replies)
    assert (first, second) == (["Why?"], ["Once"])


# -- acknowledged in time --


async def test_an_event_is_acknowledged_although_the_answer_takes_long(
    workspace: Workspace, service: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(desk_module, "EVENT_PATIENCE", 0.01)
    released = asyncio.Event()
    service.meanwhile = released.wait
    payload = workspace.wrapped(
        {"type": "message", "channel_type": "im", "channel": "DUANN", "user": "UANN", "text": "hi"}
    )
    if workspace.transport == "socket":
        await workspace.slack.send("events_api", payload)
    else:
        assert (await workspace.request(*encoded("events_api", payload)))[0] == 200
    assert workspace.slack.messages == []
    released.set()
    await workspace.quiet()
    assert len(workspace.slack.messages) == 1


async def test_commands_and_buttons_are_acknowledged_before_they_are_answered(
    workspace: Workspace, service: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(desk_module, "EVENT_PATIENCE", 1_000)
    released = asyncio.Event()
    service.meanwhile = released.wait
    payload = {"command": "/heardback", "text": "hi", "team_id": "T1", "user_id": "UANN"}
    if workspace.transport == "socket":
        await workspace.slack.send("slash_commands", payload)
    else:
        assert await workspace.request(*encoded("slash_commands", payload)) == (200, "")
    released.set()
    await workspace.quiet()
    assert len(workspace.slack.messages) == 1


# -- nothing lost --


async def test_messages_of_one_person_are_answered_in_order(
    workspace: Workspace, service: ScriptedAssistant
):
    await asyncio.gather(*(workspace.dm(f"message {n}") for n in range(8)))
    said = [text.removeprefix("Heard: ") for _, _, text in posted(workspace)]
    assert said == service.texts
    assert len(said) == 8


@pytest.mark.parametrize(
    "bad", [Bad(429), Bad(503), Bad(500), Bad(502)], ids=lambda bad: bad.status
)
async def test_a_refused_post_is_made_again(
    workspace: Workspace, service: ScriptedAssistant, bad: Bad
):
    workspace.slack.bad["chat.postMessage"].extend([bad, Bad(429)])
    await workspace.dm("hello")
    assert [text for _, _, text in posted(workspace)] == ["Heard: hello"]
    assert service.texts == ["hello"]


async def test_of_several_answers_none_is_lost_to_a_429(
    workspace: Workspace, service: ScriptedAssistant
):
    first, second = Answer(kind="talk", lead="One"), Answer(kind="talk", lead="Two")

    async def two_answers(*_: Any):
        return [first, second]

    service.handle = two_answers
    workspace.slack.bad["chat.postMessage"].extend([Bad(429, retry_after="1"), Bad(429)])
    await workspace.dm("hello")
    assert [text for _, _, text in posted(workspace)] == ["One", "Two"]


async def test_a_pressed_button_is_replaced_although_slack_asks_to_wait(
    workspace: Workspace, service: ScriptedAssistant
):
    service.says = Answer(kind="talk", lead="Well?", buttons=(Button("Why?", "/ask_why"),))
    await workspace.dm("hello")
    workspace.slack.bad["reply"].extend([Bad(429), Bad(503)])
    await workspace.press(workspace.slack.messages[0], "Why?")
    (replaced,) = workspace.slack.replies
    assert replaced["replace_original"] is True
    assert "*You chose:* Why?" in shown(replaced["blocks"])


async def test_blocks_that_slack_refuses_are_sent_as_text(workspace: Workspace):
    workspace.slack.bad["chat.postMessage"].append(Bad(error="invalid_blocks"))
    await workspace.dm("hello")
    assert posted(workspace) == [("DUANN", "", "Heard: hello")]
    assert workspace.slack.messages[0]["blocks"] == []


async def test_a_turn_that_was_not_saved_is_said(workspace: Workspace, service: ScriptedAssistant):
    service.fails = TurnNotSavedError("store")
    await workspace.dm("hello")
    assert posted(workspace)[0][2] == "I could not save that, please send it again."


async def test_whatever_fails_the_person_is_told_and_the_next_message_is_answered(
    workspace: Workspace, service: ScriptedAssistant
):
    service.fails = RuntimeError("secret")
    await workspace.dm("hello")
    service.fails = None
    await workspace.dm("hello again")
    assert [text for _, _, text in posted(workspace)] == [
        "I could not save that, please send it again.",
        "Heard: hello again",
    ]


async def test_with_the_store_of_claims_away_people_are_answered_or_told(
    workspace: Workspace, service: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
):
    async def away(*_: Any):
        raise ConnectionError

    for name in ("claim", "keep", "release", "remember", "recall"):
        monkeypatch.setattr(workspace.parts._claims, name, away)
    await workspace.dm("hello")
    await workspace.mention("no word")
    await workspace.dm("in a thread", thread_ts="1680000000.1")
    assert service.texts == ["hello", "no word"]
    assert [text for _, _, text in posted(workspace)] == [
        "Heard: hello",
        "Heard: no word",
        "I could not save that, please send it again.",
    ]


# -- buttons in channels --


async def test_only_the_owner_of_the_buttons_can_press_them_in_a_channel(
    workspace: Workspace, service: ScriptedAssistant
):
    service.says = Answer(kind="talk", lead="Well?", buttons=(Button("Why?", "/ask_why"),))
    await workspace.mention("no word", ts="1690000000.5")
    message = workspace.slack.messages[0]
    await workspace.press(message, "Why?", who="Ben")
    assert service.texts == ["no word"]
    (whisper,) = workspace.slack.replies
    assert whisper["response_type"] == "ephemeral"
    assert whisper["replace_original"] is False
    await workspace.press(message, "Why?")
    assert service.heard[-1] == ("slack:T1:UANN:CJOBS-1690000000.5", "/ask_why")
    assert posted(workspace)[-1][:2] == ("CJOBS", "1690000000.5")


async def test_going_on_in_private_takes_the_own_story_along(
    workspace: Workspace, service: ScriptedAssistant
):
    service.says = Answer(kind="talk", lead="Well?", buttons=(Button("Why?", "/ask_why"),))
    await workspace.mention("three weeks, no word", ts="1690000000.5")
    await workspace.press(workspace.slack.messages[0], "Why?")
    await workspace.mention("I called twice", thread_ts="1690000000.5")
    await workspace.press(workspace.slack.messages[0], "Go on in private")
    private = [text for sender, text in service.heard if sender == "slack:T1:UANN"]
    assert private == ["/start_over", "three weeks, no word", "I called twice"]
    assert [channel for channel, _, _ in posted(workspace)][-2:] == ["DUANN", "DUANN"]


# -- a button that was pressed --


async def test_the_answered_question_goes_as_a_whole(
    workspace: Workspace, service: ScriptedAssistant
):
    buttons = (Button("Once", '/inform{"contacts_made": 1}'), Button("Twice", "/dont_know"))
    service.says = Answer(kind="choice", lead="How often?", buttons=buttons)
    await workspace.dm("hello")
    await workspace.press(workspace.slack.messages[0], "Once")
    (replaced,) = workspace.slack.replies
    assert button_titles(replaced["blocks"]) == []
    assert "*You chose:* Once" in shown(replaced["blocks"])
    assert service.texts[-1] == '/inform{"contacts_made": 1}'


async def test_of_several_offers_only_the_pressed_one_goes(
    workspace: Workspace, service: ScriptedAssistant
):
    buttons = (Button("Why?", "/ask_why"), Button("What else?", "/ask_what_else"))
    service.says = Answer(kind="talk", lead="Well?", buttons=buttons)
    await workspace.dm("hello")
    await workspace.press(workspace.slack.messages[0], "Why?")
    assert button_titles(workspace.slack.replies[0]["blocks"]) == ["What else?"]


async def test_a_button_that_we_never_offered_is_not_heard(
    workspace: Workspace, service: ScriptedAssistant
):
    service.says = Answer(kind="talk", lead="Well?", buttons=(Button("Why?", "/ask_why"),))
    await workspace.dm("hello")
    message = json.loads(json.dumps(workspace.slack.messages[0]))
    message["blocks"][-1]["elements"][0]["value"] = "/restart"
    await workspace.press(message, "Why?")
    assert service.texts == ["hello"]


async def test_a_form_that_comes_too_late_is_sent_as_a_message(
    workspace: Workspace, service: ScriptedAssistant
):
    heard = (HeardFact("contacts_made", 2, "2 contacts"),)
    service.says = Answer(
        kind="talk", lead="Which is wrong?", heard=heard, buttons=(Button("Fix", "/fix_fact"),)
    )
    await workspace.dm("hello")
    workspace.slack.bad["views.open"].append(Bad(error="expired_trigger_id"))
    await workspace.press(workspace.slack.messages[0], "Fix")
    assert "Which is wrong?" in posted(workspace)[-1][2]
    assert workspace.slack.done("views.open") == []


# -- private --


async def test_what_people_write_is_in_no_log(
    workspace: Workspace, service: ScriptedAssistant, every_log: pytest.LogCaptureFixture
):
    workspace.slack.bad["chat.postMessage"].extend([Bad(503), Bad(error="channel_not_found")])
    await workspace.dm("my secret grocery story")
    service.fails = RuntimeError("my secret grocery story")
    await workspace.dm("my secret grocery story")
    written = every_log.text + "".join(str(record.args) for record in every_log.records)
    ours = [record for record in every_log.records if "heardback" in record.name]
    assert ours
    assert "grocery" not in written


# -- signed --


@over_http
async def test_only_what_slack_signed_lately_is_let_in(
    workspace: Workspace, service: ScriptedAssistant
):
    body, kind = encoded("events_api", workspace.wrapped({"type": "message", "text": "x"}))
    for changed in ({"secret": "another"}, {"age": 400}, {"age": -400}, {"headers": {"X": "1"}}):
        assert (await workspace.request(body, kind, **changed))[0] == 401
    altered = signed(body, kind)
    assert (await workspace.request(body + b" ", kind, headers=altered))[0] == 401
    assert service.heard == []


@over_http
async def test_a_content_type_with_a_charset_is_read(
    workspace: Workspace, service: ScriptedAssistant
):
    event = {"type": "message", "channel_type": "im", "channel": "DUANN", "user": "UANN"}
    body, _ = encoded("events_api", workspace.wrapped({**event, "text": "hello"}))
    assert (await workspace.request(body, "application/json; charset=utf-8"))[0] == 200
    await workspace.quiet()
    assert service.texts == ["hello"]


@over_http
async def test_the_address_is_confirmed_to_slack(workspace: Workspace):
    body = json.dumps({"type": "url_verification", "challenge": "c1"}).encode()
    assert await workspace.request(body, "application/json") == (200, "c1")
    assert (await workspace.request(body, "application/json", secret="another"))[0] == 401


@over_http
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"\xff\xfe", "application/json", 401),
        (b"payload=%7B", "application/x-www-form-urlencoded", 400),
        (b"payload=[]", "application/x-www-form-urlencoded", 200),
        (b"ssl_check=1", "application/x-www-form-urlencoded", 200),
        (b"hello", "text/plain", 415),
    ],
)
async def test_what_cannot_be_read_is_refused(
    workspace: Workspace, service: ScriptedAssistant, body: bytes, kind: str, status: int
):
    assert (await workspace.request(body, kind))[0] == status
    assert service.heard == []


@over_http
@pytest.mark.parametrize("reason", ["http_timeout", "http_error", "connection_failed"])
async def test_a_retry_over_http_is_answered_once(
    workspace: Workspace, service: ScriptedAssistant, reason: str
):
    event = {"type": "message", "channel_type": "im", "channel": "DUANN", "user": "UANN"}
    body, kind = encoded("events_api", workspace.wrapped({**event, "text": "hello"}, "Ev1"))
    for number in range(3):
        retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        headers = signed(body, kind, **(retry if number else {}))
        assert (await workspace.request(body, kind, headers=headers))[0] == 200
    await workspace.quiet()
    assert service.texts == ["hello"]


@over_http
async def test_a_retry_of_what_was_never_received_is_answered(
    workspace: Workspace, service: ScriptedAssistant
):
    event = {"type": "message", "channel_type": "im", "channel": "DUANN", "user": "UANN"}
    body, kind = encoded("events_api", workspace.wrapped({**event, "text": "hello"}))
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "connection_failed"}
    await workspace.request(body, kind, headers=signed(body, kind, **retry))
    await workspace.quiet()
    assert service.texts == ["hello"]


# -- the socket --


@over_socket
async def test_a_socket_that_closes_in_mid_turn_loses_nothing(
    workspace: Workspace, service: ScriptedAssistant
):
    event = {"type": "message", "channel_type": "im", "channel": "DUANN", "user": "UANN"}
    payload = workspace.wrapped({**event, "text": "hello"}, "Ev1")

    async def close():
        await workspace.slack.sockets[-1].close()

    service.meanwhile = close
    await workspace.slack.send_only("events_api", payload)
    await workspace.slack.connection(2)
    service.meanwhile = None
    await workspace.deliver("events_api", payload)
    await workspace.dm("hello again")
    assert service.texts == ["hello", "hello again"]
    assert [text for _, _, text in posted(workspace)] == ["Heard: hello", "Heard: hello again"]


@over_socket
async def test_slack_may_ask_for_another_connection(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.slack.connected.wait()
    old = workspace.slack.sockets[0]
    await old.send_json({"type": "disconnect", "reason": "refresh_requested"})
    await workspace.slack.connection(2)
    await old.close()
    await workspace.dm("hello")
    assert service.texts == ["hello"]


@over_socket
async def test_it_goes_on_trying_to_connect(workspace: Workspace, service: ScriptedAssistant):
    await workspace.slack.connected.wait()
    refused = [Bad(error="internal_error"), Bad(429), Bad(500)]
    workspace.slack.bad["apps.connections.open"].extend(refused)
    await workspace.slack.sockets[0].close()
    await workspace.slack.connection(2)
    await workspace.dm("hello")
    assert service.texts == ["hello"]


@over_socket
async def test_frames_that_are_no_envelopes_do_no_harm(
    workspace: Workspace, service: ScriptedAssistant
):
    await workspace.slack.connected.wait()
    for frame in ("", "{", "[]", '"x"', "{}", '{"type": "events_api"}'):
        await workspace.slack.sockets[0].send_str(frame)
    await workspace.slack.send("events_api", "no object")
    await workspace.slack.send("another_type", {})
    await workspace.dm("hello")
    assert service.texts == ["hello"]
