"""ConversationStore: last turns only, slots kept, conflicts seen, erasing, tidying."""

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, AllSlotsReset, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.store import ConversationStore

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [hello]
    slots: {case: {type: any, influence_conversation: false, mappings: [{type: custom}]}}
    """
)
DAY = 86_400


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[ConversationStore]:
    opened = ConversationStore(f"sqlite:///{tmp_path / 'conversations.db'}")
    opened.domain = DOMAIN
    await opened.open()
    yield opened
    await opened.close()


def a_turn(number: int, *, case: object = None) -> list[Event]:
    events: list[Event] = [UserUttered(f"message {number}", {"name": "hello"})]
    if case is not None:
        events.append(SlotSet("case", case))
    return [*events, ActionExecuted("action_listen")]


async def take(store: ConversationStore, sender: str, events: list[Event]) -> DialogueStateTracker:
    tracker = await store.retrieve(sender)
    tracker.update_with_events(events, DOMAIN, override_timestamp=False)
    await store.save(tracker)
    return tracker


def texts(tracker: DialogueStateTracker) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


async def test_a_turn_reads_the_last_turns_and_what_the_slots_hold(store: ConversationStore):
    await take(store, "web:1", a_turn(0, case={"told": "once"}))
    for number in range(1, 30):
        await take(store, "web:1", a_turn(number))
    tracker = await store.retrieve("web:1")
    assert len(tracker.events) < 12
    assert texts(tracker)[-1] == "message 29"
    assert tracker.get_slot("case") == {"told": "once"}
    assert len(texts(await store.retrieve_full_tracker("web:1"))) == 30


async def test_what_was_reset_stays_reset(store: ConversationStore):
    await take(store, "web:1", a_turn(0, case={"told": "once"}))
    await take(store, "web:1", [*a_turn(1), AllSlotsReset()])
    for number in range(2, 30):
        await take(store, "web:1", a_turn(number))
    assert (await store.retrieve("web:1")).get_slot("case") is None


async def test_saving_twice_stores_each_event_once(store: ConversationStore):
    tracker = await take(store, "web:1", a_turn(0))
    await store.save(tracker)
    tracker.update_with_events(a_turn(1), DOMAIN)
    await store.save(tracker)
    assert texts(await store.retrieve_full_tracker("web:1")) == ["message 0", "message 1"]


async def test_two_who_append_to_one_conversation_are_seen(store: ConversationStore):
    first = await store.retrieve("web:1")
    second = await store.retrieve("web:1")
    first.update_with_events(a_turn(1), DOMAIN)
    second.update_with_events(a_turn(2), DOMAIN)
    await store.save(first)
    with pytest.raises(TurnNotSavedError):
        await store.save(second)
    assert texts(await store.retrieve_full_tracker("web:1")) == ["message 1"]


async def test_erasing_takes_one_conversation_only(store: ConversationStore):
    await take(store, "web:1", a_turn(1))
    await take(store, "web:2", a_turn(2))
    assert await store.erase("web:1") == 2
    assert texts(await store.retrieve_full_tracker("web:1")) == []
    assert texts(await store.retrieve_full_tracker("web:2")) == ["message 2"]


async def test_what_is_erased_stands_in_no_file_any_more(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    for work in ("write", "erase"):
        store = ConversationStore(url)
        store.domain = DOMAIN
        await store.open()
        if work == "write":
            for number in range(40):
                await take(store, "web:1", [UserUttered(f"quokka {number}", {"name": "hello"})])
        else:
            await take(store, "web:1", [UserUttered("quokka again", {"name": "hello"})])
            await store.erase("web:1")
            assert not holds(tmp_path, b"quokka")
        await store.close()
    assert not holds(tmp_path, b"quokka")


def holds(folder: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in folder.iterdir())


async def test_tidying_erases_what_was_quiet_too_long(store: ConversationStore):
    old = UserUttered("old", {"name": "hello"}, timestamp=time.time() - 10 * DAY)
    await take(store, "web:old", [old])
    await take(store, "web:new", a_turn(1))
    assert await store.tidy(retention_days=0, kept_turns=500) == 0
    assert await store.tidy(retention_days=9, kept_turns=500) == 1
    assert texts(await store.retrieve_full_tracker("web:old")) == []
    assert texts(await store.retrieve_full_tracker("web:new")) == ["message 1"]


async def test_tidying_keeps_the_last_turns_of_a_long_conversation(store: ConversationStore):
    for number in range(30):
        await take(store, "web:1", a_turn(number, case={"number": number}))
    await store.tidy(retention_days=0, kept_turns=10)
    kept = await store.retrieve_full_tracker("web:1")
    assert texts(kept) == [f"message {number}" for number in range(20, 30)]
    assert kept.get_slot("case") == {"number": 29}


async def test_a_store_that_is_away_is_said_and_nothing_is_kept_in_memory(tmp_path: Path):
    (tmp_path / "file").write_text("no database")
    store = ConversationStore("postgresql://nobody@127.0.0.1:1/none")
    store.domain = DOMAIN
    with pytest.raises(TurnNotSavedError) as failed:
        await store.retrieve("web:1")
    assert failed.value.cause == "store"
    await store.close()


async def test_it_reads_what_rasas_own_store_wrote(tmp_path: Path):
    from rasa.core.tracker_store import SQLTrackerStore

    path = tmp_path / "shared.db"
    stock = SQLTrackerStore(DOMAIN, db=str(path))
    tracker = DialogueStateTracker.from_events("me", a_turn(1, case={"a": 1}), DOMAIN.slots)
    await stock.save(tracker)
    ours = ConversationStore(f"sqlite:///{path}")
    ours.domain = DOMAIN
    await ours.open()
    assert (await ours.retrieve("me")).get_slot("case") == {"a": 1}
    await take(ours, "me", a_turn(2))
    await ours.close()
    again = await stock.retrieve("me")
    assert texts(again) == ["message 1", "message 2"]
    assert json.dumps(again.get_slot("case")) == '{"a": 1}'
