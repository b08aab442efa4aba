"""What can be done in the chat, one control after the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Download, Locator, expect

from heardback.advice.answer import Answer
from heardback.advice.loading import load_knowledge
from tests.channels.web.web_server import NOT_SAVED, RunningServer
from tests.widget.chat_page import STORY, ChatPage
from tests.widget.states import DATED, DRAFT, draft_answer


def saved(download: Download, folder: Path) -> str:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path.read_bytes().decode()


# -- writing --


def test_shift_and_enter_begins_a_line_and_paragraphs_are_kept(chat: ChatPage):
    chat.box.fill("First paragraph.\n\nSecond")
    chat.box.press("Shift+Enter")
    chat.box.press_sequentially("third")
    chat.box.press("Enter")
    chat.answer(0)
    assert chat.own.first.inner_text() == "First paragraph.\n\nSecond\nthird"


def test_the_box_grows_with_a_letter(chat: ChatPage):
    def height() -> float:
        box = chat.box.bounding_box()
        assert box
        return box["height"]

    low = height()
    chat.box.fill("\n".join("a line" for _ in range(8)))
    assert height() > low * 3
    chat.box.fill("")
    assert height() == low


def test_the_count_is_shown_near_the_limit_alone(chat: ChatPage):
    chat.box.fill("a" * 5_000)
    expect(chat.page.get_by_text("characters left")).to_have_count(0)
    chat.box.fill("a" * 7_990)
    expect(chat.page.get_by_text("10 characters left")).to_be_visible()
    chat.box.fill("😀" * 7_999)
    expect(chat.page.get_by_text("1 characters left")).to_be_visible()


def test_a_letter_over_the_limit_is_kept_and_not_sent(chat: ChatPage, server: RunningServer):
    chat.box.fill("a" * 8_010)
    chat.box.press("Enter")
    expect(chat.page.get_by_text("10 characters too long")).to_be_visible()
    expect(chat.box).to_have_value("a" * 8_010)
    assert not server.conversations.taken


def test_what_is_not_sent_yet_outlives_a_reload(chat: ChatPage):
    chat.box.fill("half a letter")
    chat.page.reload()
    chat.ready()
    expect(chat.box).to_have_value("half a letter")


def test_a_beginning_is_put_in_the_box_to_be_gone_on_with(chat: ChatPage, server: RunningServer):
    chat.page.get_by_role("button", name="I had an interview").click()
    expect(chat.box).to_have_value(re.compile("I had an interview"))
    expect(chat.box).to_be_focused()
    assert not server.conversations.taken


def test_an_own_message_stands_there_at_once(chat: ChatPage, server: RunningServer):
    server.conversations.pause = 1.0
    chat.box.fill(STORY)
    chat.box.press("Enter")
    expect(chat.own).to_have_text(STORY)
    expect(chat.box).to_have_value("")
    expect(chat.log.get_by_text("Working out an answer")).to_be_attached()
    expect(chat.answers).to_have_count(0)
    chat.answer(0)
    expect(chat.log.get_by_text("Working out an answer")).to_have_count(0)


# -- when something fails --


def test_a_message_that_was_not_sent_is_kept_and_sent_again(chat: ChatPage, server: RunningServer):
    server.conversations.problem = NOT_SAVED
    chat.box.fill(STORY)
    chat.box.press("Enter")
    expect(chat.log.get_by_role("alert")).to_contain_text("Not sent.")
    server.conversations.problem = None
    chat.log.get_by_role("button", name="Try again").click()
    chat.answer(0)
    expect(chat.own).to_have_count(1)
    expect(chat.log.get_by_role("alert")).to_have_count(0)


def test_offline_is_noticed_and_what_was_written_is_sent_later(chat: ChatPage):
    chat.page.context.set_offline(True)
    expect(chat.page.get_by_text("You are offline.")).to_be_visible()
    chat.box.fill(STORY)
    chat.box.press("Enter")
    expect(chat.log.get_by_role("alert")).to_contain_text("The connection is gone.")
    chat.page.context.set_offline(False)
    expect(chat.page.get_by_text("You are offline.")).to_have_count(0)
    chat.log.get_by_role("button", name="Try again").click()
    chat.answer(0)


def test_an_answer_lost_on_the_way_is_fetched_without_telling_twice(
    chat: ChatPage, server: RunningServer
):
    def lose(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    chat.page.route("**/api/messages", lose)
    chat.box.fill(STORY)
    chat.box.press("Enter")
    expect(chat.log.get_by_role("alert")).to_contain_text("Not sent.")
    chat.page.unroute("**/api/messages")
    chat.log.get_by_role("button", name="Try again").click()
    chat.answer(0)
    assert len(server.conversations.taken) == 1


def test_a_session_that_ran_out_is_begun_anew_and_the_message_goes_through(chat: ChatPage):
    chat.page.context.clear_cookies()
    chat.tell(STORY)
    expect(chat.log.get_by_role("alert")).to_have_count(0)


# -- facts --


@pytest.mark.parametrize(
    ("chip", "change", "noted"),
    [
        ("a technical post", ("radio", "not a technical post"), "not a technical post"),
        ("3 contacts", ("button", "One fewer"), "2 contacts without an answer"),
        ("last word 21 days", ("button", "One more"), "last word 28 days ago"),
        ("you tried by", ("checkbox", "LinkedIn"), "e-mail, phone and LinkedIn"),
    ],
)
def test_a_fact_is_changed_by_its_chip(
    chat: ChatPage, chip: str, change: tuple[str, str], noted: str
):
    chat.tell(STORY)
    chat.chip(chip).click()
    role, name = change
    chat.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
    chat.page.get_by_role("button", name="Change it").click()
    expect(chat.answer(1)).to_contain_text(f"Noted: {noted}" if "and" not in noted else noted)
    expect(chat.own.last).to_contain_text(noted)


def test_a_length_of_time_can_be_given_in_weeks(chat: ChatPage, server: RunningServer):
    chat.tell(STORY)
    chat.chip("last word 21 days").click()
    expect(chat.page.get_by_role("combobox", name="Days, weeks or months")).to_have_value("weeks")
    expect(chat.page.get_by_role("spinbutton", name="How long")).to_have_value("3")
    chat.page.get_by_role("spinbutton", name="How long").fill("4")
    chat.page.get_by_role("button", name="Change it").click()
    chat.answer(1)
    assert server.conversations.taken[-1][1].text == '/inform{"days_since_contact":28}'


def test_the_editor_shows_the_words_that_the_fact_was_read_from(chat: ChatPage):
    chat.tell(STORY)
    chat.chip("last word 21 days").click()
    expect(chat.log.get_by_text("Read from your words: “3 weeks ago”")).to_be_visible()


def test_a_fact_is_taken_back(chat: ChatPage, server: RunningServer):
    chat.tell(STORY)
    chat.chip("3 contacts").click()
    chat.page.get_by_role("button", name="Take it back").click()
    expect(chat.answer(1)).to_contain_text("Taken back:")
    expect(chat.chip("3 contacts")).to_have_count(0)
    chat.page.reload()
    chat.ready()
    expect(chat.own.last).to_have_text("Not: 3 contacts without an answer")
    assert server.conversations.taken[-1][1].text == '/inform{"contacts_made":null}'


def test_none_of_several_values_is_not_sent(chat: ChatPage, server: RunningServer):
    chat.tell(STORY)
    chat.chip("you tried by").click()
    for name in ("e-mail", "phone"):
        chat.page.get_by_role("checkbox", name=name, exact=True).uncheck()
    chat.page.get_by_role("button", name="Change it").click()
    expect(chat.page.get_by_text("Choose at least one.")).to_be_visible()
    assert len(server.conversations.taken) == 1


def test_only_the_newest_facts_can_be_changed(chat: ChatPage):
    first = chat.tell(STORY)
    chat.press("I don't know")
    expect(first.get_by_role("button", name="Change “")).to_have_count(0)
    expect(first).to_contain_text("3 contacts without an answer")
    expect(chat.chip("3 contacts")).to_have_count(1)


# -- buttons, sources, disputes --


def test_a_quick_reply_stays_and_shows_that_it_was_chosen(chat: ChatPage):
    first = chat.tell(STORY)
    reply = first.get_by_role("listitem").get_by_role("button", name="I don't know")
    reply.click()
    chat.answer(1)
    expect(reply).to_be_visible()
    expect(reply).to_have_accessible_name("I don't know (chosen)")


def test_a_chosen_reply_is_shown_after_a_reload_too(chat: ChatPage):
    chat.tell(STORY)
    chat.press("Why?")
    chat.page.reload()
    chat.ready()
    expect(chat.answers.first.get_by_role("button", name="Why? (chosen)")).to_be_visible()
    expect(chat.own.last).to_have_text("Why?")


def test_a_footnote_opens_and_closes(chat: ChatPage):
    answer = chat.tell(STORY)
    mark = answer.get_by_role("button", name=re.compile("Source 2: "))
    mark.click()
    expect(mark).to_have_attribute("aria-expanded", "true")
    voice = (mark.get_attribute("aria-label") or "").partition(": ")[2]
    note = answer.locator(".note")
    expect(note).to_contain_text(voice)
    expect(note).to_contain_text("Ask MetaFilter, “Did it all go wrong?”, 2 October 2007")
    mark.click()
    expect(note).to_have_count(0)


def test_every_source_is_listed_with_its_gist(chat: ChatPage):
    answer = chat.tell(STORY)
    listed = answer.get_by_text(re.compile(r"Sources \(\d+\)"))
    number = int(re.sub(r"\D", "", listed.inner_text()))
    listed.click()
    expect(answer.locator(".sources li")).to_have_count(number)
    expect(answer.locator(".sources li").first).to_be_visible()


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (320, False)])
def test_two_sides_stand_beside_each_other_and_on_a_phone_below(
    new_context: Callable[..., BrowserContext], server: RunningServer, *, width: int, beside: bool
):
    context = new_context(viewport={"width": width, "height": 720})
    chat = ChatPage(context.new_page()).open(server.url)
    chat.tell(STORY)
    dispute = chat.press("Who disagrees?")
    tops = [top(side) for side in dispute.locator(".side").all()[:2]]
    assert (tops[0] == tops[1]) is beside
    expect(dispute.get_by_text("the side I take").first).to_be_visible()
    expect(dispute.get_by_text("What decides:").first).to_be_visible()


def top(side: Locator) -> float:
    box = side.bounding_box()
    assert box
    return box["y"]


def test_words_of_care_stand_first(chat: ChatPage):
    answer = chat.tell("I want to kill myself")
    expect(answer.locator(":scope > :first-child")).to_have_class("care")
    expect(answer.get_by_role("link", name="988")).to_have_attribute("href", "tel:988")
    expect(answer.get_by_role("link", name="findahelpline.com")).to_have_attribute(
        "href", "https://findahelpline.com"
    )


# -- drafts and dates --


def test_a_blank_is_filled_everywhere_it_stands_and_copied(chat: ChatPage, server: RunningServer):
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    server.conversations.answers = [draft_answer(DRAFT)]
    chat.tell("Write something for me")
    draft = load_knowledge().drafts[DRAFT]
    labels = dict.fromkeys(re.findall(r"\[([^\]\n]+)\]", f"{draft.subject}\n{draft.body}"))
    filled = {label: f"“{label}” filled" for label in labels}
    for label, value in filled.items():
        chat.log.get_by_role("textbox", name=f"fill in: {label}", exact=True).first.fill(value)
    chat.log.get_by_role("button", name="Copy").click()
    expect(chat.log.get_by_text("Copied.")).to_be_visible()
    wanted = draft.body
    for label, value in filled.items():
        wanted = wanted.replace(f"[{label}]", value)
    assert chat.page.evaluate("navigator.clipboard.readText()") == wanted
    href = chat.log.get_by_role("link", name="Open in mail").get_attribute("href") or ""
    mail = parse_qs(urlsplit(href).query)
    assert href.startswith("mailto:?")
    assert mail["body"] == [wanted.replace("\n", "\r\n")]


def test_what_is_left_to_fill_in_is_counted_and_stays_in_brackets(
    chat: ChatPage, server: RunningServer
):
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    server.conversations.answers = [draft_answer(DRAFT)]
    chat.tell("Write something for me")
    expect(chat.log.get_by_text(re.compile(r"\d left to fill in"))).to_be_visible()
    chat.log.get_by_role("button", name="Copy").click()
    assert "[" in chat.page.evaluate("navigator.clipboard.readText()")


def test_where_the_clipboard_is_closed_the_text_is_selected(chat: ChatPage, server: RunningServer):
    server.conversations.answers = [draft_answer(DRAFT)]
    chat.tell("Write something for me")
    chat.page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
    chat.log.get_by_role("button", name="Copy").click()
    expect(chat.log.get_by_text("It could not be copied here.")).to_be_visible()
    assert chat.focused() == load_knowledge().drafts[DRAFT].title


def test_a_date_goes_into_the_calendar(chat: ChatPage, server: RunningServer, tmp_path: Path):
    server.conversations.answers = [DATED]
    answer = chat.tell("When?")
    expect(answer.get_by_text("Monday 9 November")).to_be_visible()
    with chat.page.expect_download() as downloading:
        answer.get_by_role("button", name="Add to calendar").click()
    lines = saved(downloading.value, tmp_path).split("\r\n")
    assert downloading.value.suggested_filename == "heardback-2026-11-09.ics"
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "DTSTART;VALUE=DATE:20261109" in lines
    assert "DTEND;VALUE=DATE:20261110" in lines
    assert "DESCRIPTION:Ring on Monday\\, in the morning." in lines
    assert all(len(line.encode()) <= 75 for line in lines)


# -- the whole conversation --


def test_the_conversation_is_saved_as_text(chat: ChatPage, tmp_path: Path):
    chat.tell(STORY)
    chat.press("Who disagrees?")
    with chat.page.expect_download() as downloading:
        chat.menu("Save this conversation").click()
    text = saved(downloading.value, tmp_path)
    assert downloading.value.suggested_filename.endswith(".txt")
    assert f"You:\n{STORY}" in text
    assert "What I read: " in text
    assert "What decides: " in text
    assert "[1] " in text


def test_starting_over_keeps_what_was_said_in_sight(chat: ChatPage):
    chat.tell(STORY)
    chat.menu("Start over").click()
    expect(chat.answer(1)).to_contain_text("from the beginning")
    expect(chat.own.first).to_have_text(STORY)


def test_forget_me_asks_first(chat: ChatPage):
    chat.tell(STORY)
    chat.menu("Forget me").click()
    chat.page.get_by_role("button", name="Keep it").click()
    expect(chat.own).to_have_count(1)


def test_forgetting_by_word_of_mouth_empties_the_page(chat: ChatPage, server: RunningServer):
    chat.tell(STORY)
    forgotten = server.service.words["forgotten"]
    server.conversations.answers = [Answer("talk", lead=forgotten)]
    chat.box.fill("forget me")
    chat.box.press("Enter")
    expect(chat.log).to_contain_text(forgotten)
    expect(chat.own).to_have_count(0)


def test_another_tab_shows_the_same_conversation(chat: ChatPage, server: RunningServer):
    other = ChatPage(chat.page.context.new_page()).open(server.url)
    chat.tell(STORY)
    other.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(other.own).to_have_text(STORY)


def test_leaving_quickly_goes_elsewhere_at_once_and_not_back(chat: ChatPage):
    chat.page.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="elsewhere"))
    chat.tell(STORY)
    chat.page.get_by_role("button", name="Leave quickly").click()
    expect(chat.page.get_by_text("elsewhere")).to_be_visible()
    chat.page.go_back()
    assert "Heardback" not in chat.page.title()
