"""Conversations with the real assistant, over both transports."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from heardback.channels.slack.assembly import SlackParts
from heardback.channels.slack.claims import SqliteClaims
from heardback.runtime.assistant import Assistant
from heardback.runtime.service import AssistantService
from tests.channels.slack.conftest import STORY, served, settings_for
from tests.channels.slack.fake_slack import Bad, FakeSlack
from tests.channels.slack.workspace import Workspace, button_titles, shown

OWN_EMPLOYER = "kept waiting by your own employer"


@pytest.fixture
def service(assistant: Assistant):
    return assistant.service


def last(space: Workspace):
    return space.slack.messages[-1]


def said(message: dict[str, Any]):
    return shown(message["blocks"])


async def advised(space: Workspace, tell: Callable[..., Awaitable[Any]] = Workspace.dm):
    """Tell the grocery story, say which situation it is where that is asked, return the advice."""
    await tell(space, STORY)
    if OWN_EMPLOYER in button_titles(last(space)["blocks"]):
        await space.press(last(space), OWN_EMPLOYER)
    message = last(space)
    assert "*Next.*" in said(message)
    return message


async def fact_form(space: Workspace, message: dict[str, Any]):
    await space.press(message, "Fix a fact")
    return space.slack.done("views.open")[-1]["view"]


async def test_the_grocery_story_in_a_direct_message(workspace: Workspace):
    message = await advised(workspace)
    text = said(message)
    assert "3 contacts without an answer" in text
    assert "you work there" in text
    assert "*What it may mean.*" in text
    assert "[1]" in text
    assert {"Why?", "Fix a fact"} <= set(button_titles(message["blocks"]))
    assert message["channel"] == "DUANN"
    assert "thread_ts" not in message


async def test_the_grocery_story_in_a_channel(workspace: Workspace):
    message = await advised(workspace, Workspace.mention)
    assert message["channel"] == "CJOBS"
    assert message["thread_ts"]
    await workspace.press(message, "Go on in private")
    private = [one for one in workspace.slack.messages if one["channel"] == "DUANN"]
    assert "3 contacts without an answer" in said(private[-1])
    assert "*Next.*" in said(private[-1])


async def test_the_grocery_story_by_the_command(workspace: Workspace):
    await workspace.command(STORY)
    assert last(workspace)["channel"] == "DUANN"
    assert "3 contacts without an answer" in said(last(workspace))


async def test_the_grocery_story_by_the_shortcut(workspace: Workspace):
    await workspace.shortcut(STORY)
    first, answer = workspace.slack.messages
    assert answer["thread_ts"] == first["ts"]
    assert "3 contacts without an answer" in said(answer)
    await workspace.dm("I have another offer now", thread_ts=first["ts"])
    assert last(workspace)["thread_ts"] == first["ts"]
    assert "you have another offer" in said(last(workspace))
    assert "3 contacts without an answer" in said(last(workspace))


async def test_a_fact_is_put_right_by_the_form(workspace: Workspace):
    view = await fact_form(workspace, await advised(workspace))
    fields = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    assert fields["contacts_made"]["element"]["type"] == "number_input"
    assert fields["contacts_made"]["element"]["initial_value"] == "3"
    assert fields["internal"]["element"]["type"] == "static_select"
    assert fields["internal"]["element"]["initial_option"]["value"] == "true"
    assert fields["channel_used"]["element"]["type"] == "multi_static_select"
    assert await workspace.submit(view, {"contacts_made": {"value": "1"}}) is None
    assert "1 contact without an answer" in said(last(workspace))
    assert "Noted: 1 contact without an answer." in said(last(workspace))


async def test_a_yes_or_no_is_put_right_by_the_form(workspace: Workspace):
    view = await fact_form(workspace, await advised(workspace))
    chosen = {"selected_option": {"value": "false"}}
    await workspace.submit(view, {"deadline_passed": chosen})
    assert "the time they named is still to come" in said(last(workspace))


async def test_several_choices_are_put_right_by_the_form(workspace: Workspace):
    view = await fact_form(workspace, await advised(workspace))
    await workspace.submit(view, {"channel_used": {"selected_options": [{"value": "in_person"}]}})
    assert "you tried by going there" in said(last(workspace))


async def test_a_fact_is_taken_back_by_the_form(workspace: Workspace):
    view = await fact_form(workspace, await advised(workspace))
    await workspace.submit(view, {"contacts_made": {"value": None}})
    assert "Taken back:" in said(last(workspace))
    assert "· 3 contacts without an answer" not in said(last(workspace))


async def test_a_form_that_changes_nothing_says_nothing(workspace: Workspace):
    view = await fact_form(workspace, await advised(workspace))
    before = len(workspace.slack.messages)
    assert await workspace.submit(view, {}) is None
    assert len(workspace.slack.messages) == before


async def test_a_value_that_does_not_fit_is_shown_beside_its_field(workspace: Workspace):
    view = await fact_form(workspace, await advised(workspace))
    before = len(workspace.slack.messages)
    told = await workspace.submit(view, {"contacts_made": {"value": "-1"}})
    assert told["response_action"] == "errors"
    assert list(told["errors"]) == ["contacts_made"]
    assert len(workspace.slack.messages) == before


async def test_a_fact_is_put_right_in_the_thread_of_a_channel(workspace: Workspace):
    message = await advised(workspace, Workspace.mention)
    view = await fact_form(workspace, message)
    await workspace.submit(view, {"contacts_made": {"value": "1"}})
    assert last(workspace)["thread_ts"] == message["thread_ts"]
    assert "1 contact without an answer" in said(last(workspace))


async def test_who_disagrees(workspace: Workspace):
    message = await advised(workspace)
    await workspace.press(message, "Who disagrees?")
    sides = [
        block
        for block in last(workspace)["blocks"]
        if block["type"] == "section" and "*\n" in block["text"]["text"].replace(")\n", "*\n")
    ]
    assert len(sides) >= 2
    assert "What decides:" in said(last(workspace))
    replaced = workspace.slack.replies[-1]
    assert "Who disagrees?" not in button_titles(replaced["blocks"])
    assert "*You chose:* Who disagrees?" in shown(replaced["blocks"])


async def test_a_draft_is_filled_in_and_copied(workspace: Workspace):
    await workspace.dm("I applied for a job two weeks ago and have heard nothing at all.")
    await workspace.press(last(workspace), "Draft it")
    (opened,) = workspace.slack.done("views.open")
    fields = [block for block in opened["view"]["blocks"] if block["type"] == "input"]
    label = fields[0]["label"]["text"]
    assert f"[{label[:1].lower()}{label[1:]}]" in shown(opened["view"]["blocks"])
    told = await workspace.submit(opened["view"], {fields[0]["block_id"]: {"value": "<R&D> *Jo*"}})
    assert told["response_action"] == "update"
    (code,) = [block for block in told["view"]["blocks"] if block["type"] == "rich_text"]
    assert code["elements"][0]["type"] == "rich_text_preformatted"
    assert "<R&D> *Jo*" in shown([code])
    second = await workspace.submit(told["view"], {fields[0]["block_id"]: {"value": "Kim"}})
    assert "Kim" in shown(second["view"]["blocks"])
    assert "*Jo*" not in shown(second["view"]["blocks"])


async def test_a_draft_that_is_asked_for_in_words_can_be_filled_in_as_a_form(workspace: Workspace):
    await workspace.dm("I applied for a job two weeks ago and have heard nothing at all.")
    await workspace.dm("can you write me a draft")
    assert any(block["type"] == "rich_text" for block in last(workspace)["blocks"])
    await workspace.press(last(workspace), "Fill in the blanks")
    assert len(workspace.slack.done("views.open")) == 1


async def test_a_draft_that_should_not_be_sent_is_declined_in_a_message(workspace: Workspace):
    await workspace.dm(
        "My interview was three weeks ago. I called twice and emailed twice, nothing."
    )
    message = last(workspace)
    await workspace.press(message, "Draft it")
    assert workspace.slack.done("views.open") == []
    assert "*You chose:* Draft it" in shown(workspace.slack.replies[-1]["blocks"])
    assert "Open again" not in button_titles(workspace.slack.replies[-1]["blocks"])
    assert last(workspace) is not message
    assert "What else helps?" in button_titles(last(workspace)["blocks"])


async def test_a_form_can_be_opened_again(workspace: Workspace):
    message = await advised(workspace)
    await fact_form(workspace, message)
    replaced = {**message, "blocks": workspace.slack.replies[-1]["blocks"]}
    assert "*You chose:* Fix a fact" in shown(replaced["blocks"])
    opened = len(workspace.slack.done("views.open"))
    replies = len(workspace.slack.replies)
    await workspace.press(replaced, "Open again")
    assert len(workspace.slack.done("views.open")) == opened + 1
    assert len(workspace.slack.replies) == replies


async def test_two_people_in_one_thread_never_mix_their_facts(workspace: Workspace):
    thread = "1680000000.1"
    await workspace.mention(STORY, who="Ann", thread_ts=thread)
    ann = said(last(workspace))
    await workspace.mention(
        "I applied for a job two weeks ago and heard nothing.", "Ben", thread_ts=thread
    )
    ben = said(last(workspace))
    assert "3 contacts without an answer" in ann
    assert "3 contacts without an answer" not in ben
    assert "you work there" not in ben
    await workspace.mention("I have another offer now", "Ann", thread_ts=thread)
    assert "you have another offer" in said(last(workspace))
    assert "3 contacts without an answer" in said(last(workspace))


async def test_forget_me(workspace: Workspace, service: AssistantService):
    await advised(workspace)
    await workspace.dm("forget me")
    assert "erased" in said(last(workspace))
    assert await service.history("slack:T1:UANN") == []


async def test_a_429_in_mid_reply_loses_nothing_and_tells_nothing_twice(
    workspace: Workspace, service: AssistantService
):
    workspace.slack.bad["chat.postMessage"].extend([Bad(429), Bad(429), Bad(503)])
    await workspace.dm(STORY)
    assert len(workspace.slack.messages) == 1
    assert len(await service.history("slack:T1:UANN")) == 1


async def test_an_event_that_comes_again_after_a_restart_is_answered_once(
    slack: FakeSlack, service: AssistantService, tmp_path: Path
):

    event = {"type": "message", "channel_type": "im", "channel": "DUANN", "user": "UANN"}
    for _ in range(2):
        claims = SqliteClaims(tmp_path / "slack.db")
        parts = SlackParts(settings_for(slack, "http"), service, claims)
        server = await served(parts)
        async with aiohttp.ClientSession() as http:
            address = f"http://127.0.0.1:{server.port}/webhooks/slack/events"
            space = Workspace(slack, parts, "http", address, http)
            await space.event({**event, "text": STORY, "ts": "1.1"}, "Ev1")
        await server.stop()
        await parts.close()
    assert len(slack.messages) == 1
    assert len(await service.history("slack:T1:UANN")) == 1


@pytest.mark.parametrize("workspace", ["socket"], indirect=True)
async def test_a_socket_closed_in_mid_turn_answers_the_story_once(
    workspace: Workspace, service: AssistantService
):
    event = {"type": "message", "channel_type": "im", "channel": "DUANN", "user": "UANN"}
    payload = workspace.wrapped({**event, "text": STORY, "ts": "1.1"}, "Ev1")

    async def close():
        await workspace.slack.sockets[-1].close()

    workspace.slack.bad["chat.postMessage"].append(Bad(before=close))
    await workspace.slack.send_only("events_api", payload)
    await workspace.slack.connection(2)
    await workspace.deliver("events_api", payload)
    assert len(workspace.slack.messages) == 1
    assert len(await service.history("slack:T1:UANN")) == 1
