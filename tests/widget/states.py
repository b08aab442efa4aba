"""Every state in which a person can meet the chat, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import expect

from heardback.advice import drafting
from heardback.advice.answer import Answer, Line
from heardback.advice.footnotes import Footnotes
from heardback.advice.loading import load_knowledge
from tests.channels.web.web_server import RunningServer
from tests.widget.chat_page import STORY, ChatPage

EDITORS = {
    "yes or no": "a technical post",
    "count": "3 contacts",
    "days": "last word",
    "choices": "you tried by",
}
DRAFT = "keep_me_in_mind"
DATED = Answer(
    "advice",
    lead="See what stands at findahelpline.com.",
    next=(Line("call_monday", "do", "Ring on Monday, in the morning.", date="2026-11-09"),),
)


def walk(chat: ChatPage, server: RunningServer) -> Iterator[str]:
    """Bring the chat into each state and name it."""
    yield "empty"
    chat.tell(STORY)
    yield "answered"
    for kind, label in EDITORS.items():
        chat.chip(label).click()
        expect(chat.page.get_by_role("button", name="Change it")).to_be_visible()
        yield f"editor of {kind}"
        chat.page.get_by_role("button", name="Cancel").click()
    chat.log.get_by_role("button", name="Source 2").first.click()
    chat.log.get_by_text("Sources (").last.click()
    yield "sources open"
    chat.press("Who disagrees?")
    yield "dispute"
    chat.press("Why?")
    yield "why"
    chat.press("What else helps?")
    yield "what else helps"
    yield from _canned(chat, server)
    yield from _menu(chat)
    yield from _troubles(chat, server)


def draft_answer(name: str) -> Answer:
    """Return the Answer that shows a draft with all its blanks."""
    knowledge = load_knowledge()
    notes = Footnotes(knowledge)
    draft = drafting.fill(knowledge, knowledge.drafts[name], {}, notes)
    return Answer("draft", lead="Here are words.", draft=draft, sources=notes.sources())


def _canned(chat: ChatPage, server: RunningServer) -> Iterator[str]:
    server.conversations.answers = [draft_answer(DRAFT)]
    chat.tell("Write something for me")
    yield "draft"
    server.conversations.answers = [DATED]
    chat.tell("When should I ring?")
    yield "date"
    server.conversations.answers = []
    chat.tell("I want to kill myself over this")
    yield "care"


def _menu(chat: ChatPage) -> Iterator[str]:
    forget = chat.menu("Forget me")
    yield "menu"
    forget.click()
    yield "asked to forget"
    chat.page.get_by_role("button", name="Keep it").click()


def _troubles(chat: ChatPage, server: RunningServer) -> Iterator[str]:
    chat.box.fill("a" * 7_900)
    yield "near the limit"
    chat.box.fill("a" * 8_100)
    yield "over the limit"
    server.conversations.problem = RuntimeError()
    chat.box.fill("Did you get this?")
    chat.box.press("Enter")
    expect(chat.log.get_by_role("alert")).to_be_visible()
    yield "not sent"
    server.conversations.problem = None
    chat.page.context.set_offline(True)
    expect(chat.page.get_by_text("You are offline.")).to_be_visible()
    yield "offline"
    chat.page.context.set_offline(False)
