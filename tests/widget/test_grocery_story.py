"""The story of the README, from the first message to “forget me”, on the real server."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.widget.chat_page import STORY, ChatPage

SCREENSHOT = os.environ.get("HEARDBACK_SCREENSHOT")  # a file to write the README's picture to


def test_the_grocery_story(heardback_url: str, new_context: Callable[..., BrowserContext]):
    context = new_context(viewport={"width": 960, "height": 1080}, device_scale_factor=1)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=heardback_url)
    page = context.new_page()
    asked_hosts: set[str] = set()
    page.on("request", lambda request: asked_hosts.add(request.url.split("/")[2]))
    chat = ChatPage(page).open(heardback_url)

    first = chat.tell(STORY)
    expect(first.get_by_role("heading", name="Next", exact=True)).to_be_visible()
    expect(first).to_contain_text("kept waiting by your own employer")
    expect(first).to_contain_text("3 contacts without an answer")
    if SCREENSHOT:
        page.screenshot(path=Path(SCREENSHOT))

    chat.chip("3 contacts").click()
    page.get_by_role("spinbutton", name="How many").fill("1")
    page.get_by_role("button", name="Change it").click()
    changed = chat.answer(1)
    expect(changed).to_contain_text("Noted: 1 contact without an answer.")
    expect(chat.own.last).to_have_text("1 contact without an answer")

    disputed = chat.press("Who disagrees?")
    expect(disputed.get_by_role("heading", level=3)).not_to_have_count(0)
    expect(disputed).to_contain_text("What decides")

    drafted = chat.press("Draft it")
    blanks = drafted.get_by_role("textbox")
    for number in range(blanks.count()):
        blanks.nth(number).fill(f"word {number}")
    drafted.get_by_role("button", name="Copy").click()
    expect(drafted.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "word " in copied
    assert "[" not in copied

    told = [own.inner_text() for own in chat.own.all()]
    page.reload()
    chat.ready()
    expect(chat.answers).to_have_count(4)
    assert [own.inner_text() for own in chat.own.all()] == told

    chat.menu("Forget me").click()
    page.get_by_role("button", name="Erase it").click()
    expect(chat.log).to_contain_text("Nothing of what you wrote is kept")
    page.reload()
    chat.ready()
    expect(chat.answers).to_have_count(0)
    assert asked_hosts == {heardback_url.split("/")[2]}
