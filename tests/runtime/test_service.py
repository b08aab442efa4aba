"""AssistantService: turns that outlive their callers, counted, and refused while stopping."""

import asyncio

import pytest

from heardback.advice.answer import Answer
from heardback.channels.incoming import Incoming
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.metrics import Metrics
from heardback.runtime.service import AssistantService, PastTurn

HELLO = Incoming("hello")


class SlowConversations:
    """Takes turns that last until they are let go."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.stored: list[str] = []

    async def take_turn(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        await self.go_on.wait()
        if incoming.text == "fail":
            raise TurnNotSavedError("store")
        self.stored.append(incoming.text)
        return [Answer(kind="choice")]

    async def past_turns(self, sender: str) -> list[PastTurn]:
        return []

    async def erase(self, sender: str) -> None:
        self.stored.clear()


@pytest.fixture
async def conversations() -> SlowConversations:
    return SlowConversations()


@pytest.fixture
async def service(conversations: SlowConversations) -> AssistantService:
    return AssistantService(conversations, {}, Metrics())


async def test_a_turn_is_finished_although_its_caller_goes_away(
    service: AssistantService, conversations: SlowConversations
):
    caller = asyncio.ensure_future(service.handle("web:1", HELLO, "web"))
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    conversations.go_on.set()
    await service.finish()
    assert conversations.stored == ["hello"]


async def test_stopping_waits_for_turns_and_takes_no_new_ones(
    service: AssistantService, conversations: SlowConversations
):
    turn = asyncio.ensure_future(service.handle("web:1", HELLO, "web"))
    await asyncio.sleep(0)
    stopping = asyncio.ensure_future(service.finish())
    await asyncio.sleep(0)
    with pytest.raises(TurnNotSavedError) as refused:
        await service.handle("web:1", HELLO, "web")
    conversations.go_on.set()
    await stopping
    assert refused.value.cause == "stopping"
    assert turn.done()
    assert conversations.stored == ["hello"]


async def test_turns_and_failures_are_counted(
    service: AssistantService, conversations: SlowConversations
):
    conversations.go_on.set()
    await service.handle("web:1", HELLO, "web")
    with pytest.raises(TurnNotSavedError):
        await service.handle("web:1", Incoming("fail"), "web")
    told = service.metrics.exposition().decode()
    assert 'heardback_turns_total{channel="web"} 1.0' in told
    assert 'heardback_failures_total{cause="store",channel="web"} 1.0' in told
    assert "heardback_not_sure_total 1.0" in told
