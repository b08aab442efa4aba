from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.channels.web.web_server import RunningServer
from tests.widget.chat_page import STORY, ChatPage
from tests.widget.states import walk

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
NOTHING_CUT = """() => {
    const log = document.querySelector("heardback-chat").shadowRoot.querySelector(".log");
    return log.scrollWidth <= log.clientWidth;
}"""

MOVING = "document.querySelector('heardback-chat').shadowRoot.getAnimations().length"


def violations(page: Page, axe_source: str) -> list[str]:
    page.evaluate(axe_source)
    result = page.evaluate(
        "rules => axe.run(document, { runOnly: { type: 'tag', values: rules } })", RULES
    )
    found: list[dict[str, Any]] = result["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_in_any_state(
    new_context: Callable[..., BrowserContext],
    server: RunningServer,
    axe_source: str,
    scheme: str,
    width: int,
):
    context = new_context(viewport={"width": width, "height": 720}, color_scheme=scheme)
    chat = ChatPage(context.new_page()).open(server.url)
    found = {state: violations(chat.page, axe_source) for state in walk(chat, server)}
    assert len(found) > 15
    assert {state: those for state, those in found.items() if those} == {}


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_screen(
    new_context: Callable[..., BrowserContext], server: RunningServer, width: int
):
    context = new_context(viewport={"width": width, "height": 640})
    chat = ChatPage(context.new_page()).open(server.url)
    for state in walk(chat, server):
        assert chat.page.evaluate(FITS), state
        assert chat.page.evaluate(NOTHING_CUT), state


def test_text_at_twice_its_size_still_fits(
    new_context: Callable[..., BrowserContext], server: RunningServer
):
    context = new_context(viewport={"width": 640, "height": 800})
    chat = ChatPage(context.new_page()).open(server.url)
    chat.page.evaluate("document.documentElement.style.fontSize = '200%'")
    chat.tell(STORY)
    assert chat.page.evaluate(FITS)
    assert chat.page.evaluate(NOTHING_CUT)
    expect(chat.box).to_be_in_viewport()


def test_on_a_very_low_screen_everything_can_be_reached(
    new_context: Callable[..., BrowserContext], server: RunningServer
):
    context = new_context(viewport={"width": 320, "height": 256})
    chat = ChatPage(context.new_page()).open(server.url)
    answer = chat.tell(STORY)
    answer.get_by_role("button", name="Why?").scroll_into_view_if_needed()
    expect(answer.get_by_role("button", name="Why?")).to_be_in_viewport()
    chat.box.scroll_into_view_if_needed()
    expect(chat.box).to_be_in_viewport()


def test_forced_colours_leave_every_control_an_edge(
    new_context: Callable[..., BrowserContext], server: RunningServer
):
    chat = ChatPage(new_context(forced_colors="active").new_page()).open(server.url)
    chat.tell(STORY)
    chat.tell(STORY)
    edgeless = chat.page.evaluate(
        """() => {
            const root = document.querySelector("heardback-chat").shadowRoot;
            const seen = [...root.querySelectorAll("button, .own, .box")];
            const ground = getComputedStyle(root.host).backgroundColor;
            return seen.filter(one => {
                const style = getComputedStyle(one);
                const bare = style.borderTopStyle === "none" || style.borderTopColor === ground;
                return bare && one.offsetParent;
            }).map(one => one.outerHTML.slice(0, 90));
        }"""
    )
    assert edgeless == []


def test_with_reduced_motion_nothing_moves(chat: ChatPage, server: RunningServer):
    server.conversations.pause = 0.5
    chat.box.fill(STORY)
    chat.box.press("Enter")
    expect(chat.log.get_by_text("Working out an answer")).to_be_attached()
    assert chat.page.evaluate(MOVING) == 0
    chat.answer(0)
    assert chat.page.evaluate(MOVING) == 0


def test_the_language_is_said(chat: ChatPage):
    assert chat.page.locator("html").get_attribute("lang") == "en"
    assert chat.page.locator("heardback-chat").get_attribute("lang") == "en"


# -- by keyboard --


def test_the_first_thing_that_has_the_focus_is_the_box(chat: ChatPage):
    assert chat.focused() == "Tell me what happened"


def test_everything_can_be_done_by_keyboard(chat: ChatPage):
    page = chat.page
    page.keyboard.type(STORY)
    page.keyboard.press("Enter")
    chat.answer(0)
    assert chat.focused() == "Tell me what happened"
    tab_to(chat, "Who disagrees?", backwards=True)
    page.keyboard.press("Enter")
    chat.answer(1)
    assert "Who disagrees?" in chat.focused()
    tab_to(chat, "Change “3 contacts without an answer”", backwards=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Change it")).to_be_visible()
    assert chat.focused() == "How many"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(chat.answer(2)).to_contain_text("Noted: 4 contacts")
    tab_to(chat, "More", backwards=True)
    page.keyboard.press("Enter")
    assert chat.focused() == "Save this conversation"


def tab_to(chat: ChatPage, name: str, *, backwards: bool = False) -> None:
    for _ in range(80):
        if chat.focused() == name:
            return
        chat.page.keyboard.press("Shift+Tab" if backwards else "Tab")
    pytest.fail(f"no number of tabs leads to “{name}”")


def test_escape_closes_an_editor_and_gives_the_focus_back(chat: ChatPage):
    chat.tell(STORY)
    chat.chip("3 contacts").click()
    expect(chat.page.get_by_role("button", name="Change it")).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_role("button", name="Change it")).to_have_count(0)
    assert chat.focused() == "Change “3 contacts without an answer”"


def test_escape_closes_the_menu_and_gives_the_focus_back(chat: ChatPage):
    expect(chat.menu("Save this conversation")).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_role("button", name="Save this conversation")).to_have_count(0)
    assert chat.focused() == "More"


def test_the_focus_goes_to_the_new_answer_when_its_chip_has_gone(chat: ChatPage):
    chat.tell(STORY)
    chat.chip("3 contacts").click()
    chat.page.get_by_role("button", name="One more").click()
    chat.page.get_by_role("button", name="Change it").click()
    chat.answer(1)
    assert chat.focused() == "Heardback"


def test_the_focus_is_not_lost_when_everything_is_erased(chat: ChatPage):
    chat.tell(STORY)
    chat.menu("Forget me").click()
    chat.page.get_by_role("button", name="Erase it").click()
    expect(chat.log).to_contain_text("Erased")
    assert chat.focused() == "Tell me what happened"


def test_answers_are_announced_and_old_ones_are_not_announced_again(chat: ChatPage):
    assert chat.log.get_attribute("aria-live") == "polite"
    chat.tell(STORY)
    expect(
        chat.page.get_by_role("status").filter(has_text="Heardback has answered.")
    ).to_have_count(1)
    chat.page.reload()
    chat.ready()
    expect(chat.answers).to_have_count(1)
    expect(chat.page.get_by_role("status").filter(has_text="answered")).to_have_count(0)
