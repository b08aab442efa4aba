"""The chat as a person meets it: by the names of its controls, in a real browser."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

STORY = (
    "I applied for the traveling IT job at the grocery chain where I've worked 5 years. His boss "
    "interviewed me 3 weeks ago and said he'd let me know in a week. I called twice and emailed "
    "once, nothing, and now the IT guy ignores my work requests too."
)


@dataclass
class ChatPage:
    page: Page

    def open(self, url: str) -> ChatPage:
        self.page.goto(url)
        return self.ready()

    def ready(self) -> ChatPage:
        self.page.wait_for_selector("heardback-chat[ready]")
        return self

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Tell me what happened")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="Conversation")

    @property
    def answers(self) -> Locator:
        return self.log.get_by_role("article", name="Heardback")

    @property
    def own(self) -> Locator:
        return self.log.get_by_role("article", name="You")

    def tell(self, text: str) -> Locator:
        before = self.answers.count()
        self.box.fill(text)
        self.box.press("Enter")
        return self.answer(before)

    def answer(self, number: int) -> Locator:
        found = self.answers.nth(number)
        expect(found).to_be_visible(timeout=30_000)
        return found

    def press(self, name: str) -> Locator:
        """Press the last button of that name and return what is answered."""
        before = self.answers.count()
        self.log.get_by_role("button", name=name).last.click()
        return self.answer(before)

    def chip(self, label: str) -> Locator:
        return self.log.get_by_role("button", name=f"Change “{label}")

    def menu(self, name: str) -> Locator:
        self.page.get_by_role("button", name="More", exact=True).click()
        return self.page.get_by_role("button", name=name)

    def focused(self) -> str:
        """Return the words of the control that has the focus."""
        script = """() => {
            let at = document.activeElement;
            while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
            return at ? at.getAttribute("aria-label") || at.placeholder || at.textContent : "";
        }"""
        return str(self.page.evaluate(script)).strip()
