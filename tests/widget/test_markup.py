"""Markup and script, wherever they come from, are shown as text and do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from heardback.advice.answer import (
    Answer,
    Blank,
    Button,
    DisputeView,
    Draft,
    HeardFact,
    Line,
    Question,
    Side,
    Source,
)
from tests.channels.web.web_server import RunningServer
from tests.widget.chat_page import ChatPage

EVIL = '<img src=x onerror="window.caught=1"><script>window.caught=1</script></script>&lt;b&gt;'
LINK = "javascript:window.caught=1"
LINE = Line("evil", "do", EVIL, because=EVIL, citations=(1,), date="2026-11-09")
EVERYWHERE = Answer(
    "advice",
    situation_title=EVIL,
    care=(EVIL, LINK),
    changed=EVIL,
    lead=f"{EVIL} {LINK} data:text/html,{EVIL}",
    heard=(HeardFact("internal", value=True, label=EVIL, words=EVIL),),
    comfort=(LINE,),
    readings=(LINE,),
    next=(LINE,),
    dont=(LINE,),
    more=(LINE,),
    differ=f"{EVIL} [1]",
    disputes=(DisputeView("evil", EVIL, (Side(EVIL, EVIL, (1,)),), EVIL, EVIL),),
    draft=Draft(
        "evil", EVIL, "email", EVIL, f"{EVIL} [{EVIL}]", (Blank("blank_1", EVIL),), (1,), EVIL
    ),
    question=Question("internal", EVIL, EVIL, (Button(EVIL, "/dont_know"),)),
    buttons=(Button(EVIL, "/ask_why"),),
    sources=(Source(1, ("evil.1",), EVIL, EVIL, EVIL, EVIL, EVIL, EVIL),),
)


@pytest.fixture
def evil_chat(page: Page, server: RunningServer) -> Iterator[ChatPage]:
    yield ChatPage(page).open(server.url)
    assert page.evaluate("window.caught") is None
    foreign = "one => one.shadowRoot.querySelectorAll('img, script, b b, iframe').length"
    assert page.locator("heardback-chat").evaluate(foreign) == 0


def test_in_a_message(evil_chat: ChatPage):
    evil_chat.tell(EVIL)
    expect(evil_chat.own).to_have_text(EVIL)


def test_in_every_part_of_an_answer(evil_chat: ChatPage, server: RunningServer):
    server.conversations.answers = [EVERYWHERE]
    answer = evil_chat.tell("Tell me.")
    for mark in answer.locator(".mark").all():
        mark.click()
    answer.locator("summary").click()
    answer.locator(".chip").click()
    expect(answer.locator(".editor")).to_contain_text(EVIL)
    hrefs: list[Any] = answer.locator("a").evaluate_all("all => all.map(one => one.protocol)")
    assert set(hrefs) <= {"mailto:", "https:", "http:", "tel:"}


def test_in_the_history(evil_chat: ChatPage, server: RunningServer):
    server.conversations.answers = [EVERYWHERE]
    evil_chat.tell(EVIL)
    evil_chat.page.reload()
    evil_chat.ready()
    expect(evil_chat.own).to_have_text(EVIL)
    expect(evil_chat.answers).to_have_count(1)


def test_a_script_that_got_in_all_the_same_would_not_run(refused_page: Page, server: RunningServer):
    ran = (
        ChatPage(refused_page)
        .open(server.url)
        .page.evaluate(
            """() => {
            const script = document.createElement("script");
            try { script.textContent = "window.caught = 1"; } catch { return "refused"; }
            document.body.append(script);
            return String(window.caught);
        }"""
        )
    )
    assert ran == "refused"
