"""SenderLocks: one at a time for each person, first come first served, nothing left behind."""

import asyncio

from heardback.runtime.sender_locks import SenderLocks


async def test_messages_of_one_person_are_taken_in_order():
    locks = SenderLocks()
    log: list[str] = []

    async def take(number: int) -> None:
        async with locks.hold("web:1"):
            log.append(f"begin {number}")
            await asyncio.sleep(0)
            log.append(f"end {number}")

    await asyncio.gather(*(take(number) for number in range(4)))
    assert log == [f"{what} {number}" for number in range(4) for what in ("begin", "end")]


async def test_people_do_not_wait_for_each_other():
    locks = SenderLocks()
    async with locks.hold("web:1"), locks.hold("web:2"):
        assert True


async def test_nothing_is_remembered_of_who_has_gone():
    locks = SenderLocks()
    async with locks.hold("web:1"):
        pass
    assert vars(locks) == {"_locks": {}, "_users": {}}
