from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from benchmarks.runtime.local_servers import LocalHeardback
from heardback.channels.web.settings import WebSettings
from tests.channels.web.web_server import SECRET, RunningServer, free_port, running_server
from tests.widget.chat_page import ChatPage

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("HEARDBACK_CHROMIUM", "/usr/bin/chromium")
AXE = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TODAY = "2026-11-02"


def require(is_there: object, missing: str) -> None:
    """Skip a test that lacks something; fail where everything has to be there."""
    if is_there:
        return
    if os.environ.get("HEARDBACK_REQUIRE_SERVICES") == "1":
        pytest.fail(missing)
    pytest.skip(missing)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    require(shutil.which(CHROMIUM), f"there is no Chromium at {CHROMIUM} (HEARDBACK_CHROMIUM)")
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
    yield launched
    launched.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        options = {
            "reduced_motion": "reduce",
            "viewport": {"width": 1280, "height": 900},
            **options,
        }
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def refused_page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on which the browser refuses something, and says so in its console."""
    return new_context().new_page()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A page that may say nothing in its console but of the requests that a test made fail."""
    opened = new_context().new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    assert [line for line in said if not line.startswith("Failed to load resource")] == []


@pytest.fixture(scope="session")
def shared_server() -> Iterator[RunningServer]:
    port = free_port()
    allowed = frozenset({f"http://localhost:{port + 1}", "http://jobs.localhost:1"})
    settings = WebSettings(SECRET, embedding_origins=allowed, burst=1_000)
    with running_server(settings, port) as server:
        yield server


@pytest.fixture
def server(shared_server: RunningServer) -> RunningServer:
    shared_server.conversations.reset()
    return shared_server


@pytest.fixture
def chat(page: Page, server: RunningServer) -> ChatPage:
    return ChatPage(page).open(server.url)


@pytest.fixture(scope="session")
def heardback_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `heardback serve`: the real server, with the trained reader.

    HEARDBACK_TEST_URL names one that runs already.
    """
    if running := os.environ.get("HEARDBACK_TEST_URL"):
        yield running
        return
    command = [sys.executable, "-m", "heardback", "train", "--if-needed"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=600)
    server = LocalHeardback(
        tmp_path_factory.mktemp("serve"),
        DATABASE_URL="memory:",
        TODAY=TODAY,
        CHANNELS="heardback.channels.web",
    )
    try:
        server.start("/ready")
        yield server.address
    finally:
        server.stop()


@pytest.fixture(scope="session")
def axe_source() -> str:
    require(AXE.exists(), "axe-core is not installed; run `npm ci` in widget/")
    return AXE.read_text("utf-8")
