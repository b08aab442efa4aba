"""Another site shows the chat with one line, and learns nothing of what is written in it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.channels.web.web_server import RunningServer, free_port
from tests.widget.chat_page import STORY
from tests.widget.other_site import site
from tests.widget.test_accessibility import violations


def script(server: RunningServer, attributes: str = "") -> str:
    return f'<script src="{server.url}/heardback.js" async {attributes}></script>'


@pytest.fixture
def allowed(server: RunningServer) -> Iterator[str]:
    attributes = (
        'data-title="Ask about silence" data-color="#7a1f5c" data-position="left" '
        'data-greeting="Tell us what happened." data-label="Ask us"'
    )
    with site(server.port + 1, script(server, attributes)) as url:
        yield url


def open_chat(page: Page, url: str, label: str = "Ask us") -> FrameLocator:
    page.goto(url)
    page.get_by_role("button", name=label).click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("log")).to_be_visible()
    return frame


def tell(frame: FrameLocator, text: str = STORY) -> None:
    box = frame.get_by_role("textbox", name="Tell me what happened")
    box.fill(text)
    box.press("Enter")
    expect(frame.get_by_role("article", name="Heardback")).to_be_visible()


def test_it_works_there_and_looks_as_the_site_wants(page: Page, allowed: str):
    frame = open_chat(page, allowed)
    expect(frame.get_by_role("heading", level=1)).to_have_text("Ask about silence")
    expect(frame.get_by_text("Tell us what happened.")).to_be_visible()
    tell(frame)
    frame.get_by_role("textbox", name="Tell me what happened").fill("More")
    sent = frame.get_by_role("button", name="Send")
    assert sent.evaluate("one => getComputedStyle(one).color") == "rgb(255, 255, 255)"


def test_the_conversation_outlives_a_reload_of_the_site(page: Page, allowed: str):
    tell(open_chat(page, allowed))
    frame = open_chat(page, allowed)
    expect(frame.get_by_role("article", name="You")).to_have_text(STORY)


def test_the_session_is_kept_for_that_site_alone(page: Page, allowed: str, server: RunningServer):
    tell(open_chat(page, allowed))
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["secure"]) == (
        "heardback-embedded",
        True,
        True,
    )
    assert cookie["partitionKey"].startswith("http://localhost")
    page.goto(f"{server.url}/embedded")
    page.wait_for_selector("heardback-chat[ready]")
    expect(page.get_by_role("article", name="You")).to_have_count(0)


def test_the_site_cannot_read_the_session_or_what_is_written(
    page: Page, allowed: str, server: RunningServer
):
    tell(open_chat(page, allowed))
    (sender, _), *_ = server.conversations.taken
    seen = page.evaluate(
        """() => {
            const frame = document.querySelector("heardback-launcher").shadowRoot
                .querySelector("iframe");
            let inside = "";
            try { inside = frame.contentWindow.document.body.innerHTML; } catch { }
            return JSON.stringify([
                inside, frame.contentDocument, frame.src, document.cookie,
                { ...localStorage }, { ...sessionStorage },
            ]);
        }"""
    )
    assert json.loads(seen)[0] == ""
    assert json.loads(seen)[1] is None
    assert sender.removeprefix("web:") not in seen
    assert STORY not in seen


def test_the_site_cannot_ask_the_server_itself(
    refused_page: Page, allowed: str, server: RunningServer
):
    page = refused_page
    tell(open_chat(page, allowed))
    for request in ("history", "messages"):
        answer = page.evaluate(
            """([url, method]) => fetch(url, {
                method, credentials: "include", headers: { "X-Heardback-Session": "x" },
            }).then(() => "answered", () => "refused")""",
            [f"{server.url}/api/{request}", "GET" if request == "history" else "POST"],
        )
        assert answer == "refused"


def test_a_form_of_another_site_reaches_nobody(page: Page, server: RunningServer):
    form = f"""<form method=post enctype=text/plain action="{server.url}/api/messages">
        <input name='{{"id":"12345678","text":"forged' value='"}}'><button>Win</button></form>"""
    page.goto(server.url)
    page.wait_for_selector("heardback-chat[ready]")
    with site(free_port(), form) as url:
        page.goto(url)
        with page.expect_response("**/api/messages") as responding:
            page.get_by_role("button", name="Win").click()
    assert responding.value.status == 403
    assert not server.conversations.taken


def test_a_site_that_is_not_allowed_is_refused(refused_page: Page, server: RunningServer):
    page = refused_page
    with site(free_port(), script(server)) as url:
        page.goto(url)
        page.get_by_role("button", name="Write to Heardback").click()
        expect(page.get_by_text("The chat cannot be opened on this site.")).to_be_visible()
        link = page.get_by_role("link", name="Open it on its own page")
        expect(link).to_have_attribute("href", f"{server.url}/")
    assert not server.conversations.taken


@pytest.mark.parametrize("by", ["nonce", "hash"])
def test_a_site_with_a_strict_policy_works(page: Page, server: RunningServer, by: str):
    loader = f'const s=document.createElement("script");s.src="{server.url}/heardback.js";document.head.append(s)'
    digest = base64.b64encode(hashlib.sha256(loader.encode()).digest()).decode()
    allowed_scripts = {"nonce": "'nonce-abc123'", "hash": f"'sha256-{digest}' 'strict-dynamic'"}[by]
    body = {"nonce": script(server, "nonce=abc123"), "hash": f"<script>{loader}</script>"}[by]
    policy = (
        f"default-src 'none'; script-src {allowed_scripts}; frame-src {server.url}; "
        "base-uri 'none'; require-trusted-types-for 'script'"
    )
    if by == "hash":
        policy = policy.removesuffix("; require-trusted-types-for 'script'")
    with site(server.port + 1, body, {"Content-Security-Policy": policy}) as url:
        frame = open_chat(page, url, "Write to Heardback")
        tell(frame)
        button = page.locator("heardback-launcher .panel")
        assert button.evaluate("one => getComputedStyle(one).overflow") == "hidden"


def test_escape_closes_the_chat_and_gives_the_focus_back(page: Page, allowed: str):
    frame = open_chat(page, allowed)
    expect(frame.get_by_role("textbox", name="Tell me what happened")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Ask us")).to_be_focused()
    expect(page.locator("iframe")).to_be_hidden()


def test_leaving_quickly_takes_the_whole_site_away(page: Page, allowed: str):
    page.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="elsewhere"))
    frame = open_chat(page, allowed)
    tell(frame)
    frame.get_by_role("button", name="Leave quickly").click()
    expect(page.get_by_text("elsewhere")).to_be_visible()


def test_forget_me_works_there(page: Page, allowed: str):
    frame = open_chat(page, allowed)
    tell(frame)
    frame.get_by_role("button", name="More", exact=True).click()
    frame.get_by_role("button", name="Forget me").click()
    frame.get_by_role("button", name="Erase it").click()
    expect(frame.get_by_role("log")).to_contain_text("Erased")
    expect(open_chat(page, allowed).get_by_role("article", name="You")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_site(page: Page, allowed: str, axe_source: str, scheme: str):
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(allowed)
    expect(page.get_by_role("button", name="Ask us")).to_be_visible()
    assert violations_of_the_launcher(page, axe_source) == []
    open_chat(page, allowed)
    assert violations_of_the_launcher(page, axe_source) == []


def violations_of_the_launcher(page: Page, axe_source: str) -> list[str]:
    """Leave out what a bare test page lacks, which is not the widget's."""
    return [
        one for one in violations(page, axe_source) if not one.startswith(("landmark-", "region"))
    ]
