"""The same Answer in the shell, on the web and in Slack, side by side, as a snapshot."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

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
from heardback.advice.answering import Adviser
from heardback.advice.case import Case
from heardback.advice.loading import load_knowledge
from heardback.channels.plain_text import buttons_line, render
from heardback.channels.slack.home import home_view
from heardback.channels.slack.messages import message_of
from tests.channels.slack.block_kit import message_problems, view_problems
from tests.channels.slack.workspace import button_titles, shown

SNAPSHOT = Path(__file__).with_name("rendering_table.md")
KNOWLEDGE = load_knowledge()
ADVISER = Adviser(KNOWLEDGE, date(2026, 11, 23))
LINE = Line("id", "do", "Write once more.", citations=(1, 2), date="2026-11-30")
SOURCE = Source(1, ("a.b",), "rhizome", "", "Ask MetaFilter", "Did it all go wrong?", "2007-05-01")


def every_answer():
    """Yield every kind of Answer that there is for every situation."""
    for name in KNOWLEDGE.situations:
        case = (
            Case(situation=name).with_fact("contacts_made", 3).with_fact("promised_by", value=True)
        )
        answer, case = ADVISER.advise(case)
        yield f"advice {name}", answer
        yield f"why {name}", ADVISER.explain_why(case)
        yield f"why not {name}", ADVISER.explain_why_not(case)
        yield f"change {name}", ADVISER.explain_changes(case)
        yield f"disputes {name}", ADVISER.show_disputes(case)
        yield f"more {name}", ADVISER.show_more(case)
        yield f"sources {name}", ADVISER.show_sources(case)
        yield f"facts {name}", ADVISER.fix_facts(case)
        for draft in KNOWLEDGE.drafts:
            yield f"draft {draft} {name}", ADVISER.show_draft(Case(situation=name), draft)
    yield "which", ADVISER.ask_which(Case(), tuple(KNOWLEDGE.situations)[:3])[0]


def sample() -> Answer:
    """Return the grocery story's advice, with facts that do not depend on the reader."""
    case = Case(situation="internal_candidate_ignored")
    told = {"internal": True, "contacts_made": 3, "promised_by": True, "deadline_passed": True}
    for name, value in told.items():
        case = case.with_fact(name, value)
    return ADVISER.advise(case)[0]


def parts_in(text: str, answer: Answer) -> list[str]:
    """Return the names of the Answer's parts in the order in which `text` shows them."""
    first = {
        name: lines[0].text
        for name in ("comfort", "readings", "next", "dont", "more")
        if (lines := getattr(answer, name))
    }
    if answer.heard:
        first["heard"] = answer.heard[0].label
    if answer.question:
        first["question"] = answer.question.text
    if answer.sources:
        first["sources"] = f"“{answer.sources[0].title}”"
    found = {name: text.find(said) for name, said in first.items()}
    assert all(at >= 0 for at in found.values()), found
    return sorted(found, key=found.__getitem__)


def table(answer: Answer) -> str:
    """Return the Answer as each channel shows it, a part a row."""
    rows = [("part", "shell", "web", "Slack"), ("---",) * 4]
    for name, value in answer.to_dict().items():
        if name == "kind":
            continue
        part = Answer(kind=answer.kind, **{name: getattr(answer, name)})
        blocks = message_of(part, KNOWLEDGE.words, "UANN").blocks
        in_shell = "\n".join(filter(None, [render(part, KNOWLEDGE.words), buttons_line(part)]))
        in_slack = "\n".join(json.dumps(block, ensure_ascii=False) for block in blocks)
        rows.append((name, in_shell, json.dumps(value, ensure_ascii=False), in_slack))
    lines = (f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)
    return "\n".join(["# One Answer in every channel", "", *lines]) + "\n"


def _cell(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;")
    return escaped.replace("\n", "<br>").replace("*", "\\*").replace("_", "\\_")


def test_the_rendering_table_is_as_it_was():
    made = table(fixed_answer())
    if os.environ.get("HEARDBACK_UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(made, encoding="utf-8")
    assert made == SNAPSHOT.read_text(encoding="utf-8"), (
        "HEARDBACK_UPDATE_SNAPSHOTS=1 writes it anew"
    )


def fixed_answer() -> Answer:
    """Return an Answer with every part, which no change of the advice changes."""
    return Answer(
        kind="advice",
        situation_title="Passed over where you work",
        changed="Noted: 3 contacts. That does not change the advice.",
        lead="All right.",
        heard=(
            HeardFact("internal", value=True, label="you work there"),
            HeardFact("x", 3, "R&D <3 weeks>"),
        ),
        comfort=(replace(LINE, text="That is hard.", citations=(), date=""),),
        readings=(replace(LINE, text="*Nobody* knows_it.", date=""),),
        next=(LINE, replace(LINE, text="Keep looking.", citations=(), date="")),
        dont=(replace(LINE, text="Do not call.", citations=(2,), date=""),),
        differ="Others differ: salvia would call. [2]",
        more=(replace(LINE, text="Ask plainly.", because="It clears the air.", date=""),),
        disputes=(
            DisputeView(
                "again",
                "Get in touch again?",
                (Side("Wait", "They know.", (1,)), Side("Ask", "They forget.", (2,))),
                "how long it has been",
                "Wait",
            ),
        ),
        draft=Draft(
            "ask",
            "A last call",
            "email",
            "The post",
            "Dear [their name],\n\n*I* would be glad <to> hear.",
            (Blank("blank_1", "their name"),),
            (1,),
            "Send it once.",
        ),
        question=Question("x", "How often?", "it matters", (Button("Once", '/inform{"x": 1}'),)),
        buttons=(Button("Draft it", "/ask_draft"), Button("Why?", "/ask_why")),
        sources=(SOURCE, replace(SOURCE, number=2, voice="salvia")),
    )


@pytest.mark.parametrize("case", every_answer(), ids=lambda case: case[0].replace(" ", "-"))
def test_every_answer_is_a_valid_message_with_all_its_buttons(case: tuple[str, Answer]):
    _, answer = case
    for is_private in (True, False):
        message = message_of(answer, KNOWLEDGE.words, "U0123456789", is_private=is_private)
        assert message_problems(message.to_dict()) == []
        asked = answer.question.buttons if answer.question else ()
        titles = button_titles(list(message.blocks))
        assert [b.title for b in (*asked, *answer.buttons) if b.title not in titles] == []


def test_slack_shows_the_parts_that_the_shell_shows_in_the_same_order():
    for _, answer in every_answer():
        in_shell = render(answer, KNOWLEDGE.words, width=0)
        in_slack = shown(list(message_of(answer, KNOWLEDGE.words, "U1").blocks))
        assert parts_in(in_slack, answer) == parts_in(in_shell, answer)


def test_the_grocery_stores_answer_has_the_anatomy_of_every_answer():
    blocks = list(message_of(sample(), KNOWLEDGE.words, "U1").blocks)
    text = shown(blocks)
    order = [text.find(part) for part in ("*What I read:*", "*What it may mean.*", "*Next.*")]
    assert order == sorted(order)
    assert min(order) >= 0
    assert blocks[0]["type"] == "context"
    titles = button_titles(blocks)
    assert {"Draft it", "Why?", "Who disagrees?", "What else helps?", "Fix a fact"} & set(titles)


def test_a_dispute_is_shown_as_two_sections():
    for name in KNOWLEDGE.situations:
        answer = ADVISER.show_disputes(Case(situation=name))
        for dispute in answer.disputes:
            blocks = message_of(replace(answer, disputes=(dispute,)), KNOWLEDGE.words, "U1").blocks
            sides = [b for b in blocks if b["type"] == "section" and "\n" in b["text"]["text"]]
            assert len(sides) == len(dispute.sides) == 2


def test_no_message_is_split_at_blank_lines():
    text = "One.\n\nTwo.\n\nThree."
    message = message_of(Answer(kind="talk", lead=text), KNOWLEDGE.words, "U1")
    assert [block["text"]["text"] for block in message.blocks] == [text]


def test_a_text_longer_than_a_section_goes_on_in_the_next_one():
    answer = Answer(kind="talk", lead="word & " * 1500)
    message = message_of(answer, KNOWLEDGE.words, "U1")
    assert message_problems(message.to_dict()) == []
    assert shown(list(message.blocks)).split() == ("word &amp; " * 1500).split()


def test_more_buttons_than_a_row_holds_go_in_the_next_row():
    buttons = tuple(Button(f"Button {n}", f'/ask_why_not{{"entry": "{n}"}}') for n in range(60))
    message = message_of(Answer(kind="talk", lead="x", buttons=buttons), KNOWLEDGE.words, "U1")
    assert message_problems(message.to_dict()) == []
    assert len(button_titles(list(message.blocks))) == 60


def test_the_fallback_is_the_whole_answer_escaped():
    message = message_of(fixed_answer(), KNOWLEDGE.words, "U1")
    assert "R&amp;D &lt;3 weeks&gt;" in message.text
    assert len(message.text) <= 4000


def test_our_own_words_need_no_likenesses_of_formatting_characters():
    said = [answer for _, answer in every_answer()]
    texts = [render(answer, KNOWLEDGE.words, width=0) for answer in said]
    assert [text for text in texts if re.search(r"[*_~`]", text)] == []


def test_the_home_tab_is_valid():
    assert view_problems(home_view(KNOWLEDGE.words)) == []
