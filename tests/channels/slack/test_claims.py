from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from heardback.channels.slack import claims as claims_module
from heardback.channels.slack.assembly import claims_file, claims_of
from heardback.channels.slack.claims import Claims, RedisClaims, SqliteClaims, claimed
from heardback.runtime.settings import Settings


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory):
    program = shutil.which("redis-server")
    if program is None:
        if os.environ.get("HEARDBACK_REQUIRE_SERVICES"):
            pytest.fail("redis-server is missing")
        pytest.skip("there is no redis-server here")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    options = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL) as server:
        try:
            _await_port(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()


def _await_port(port: int):
    for _ in range(600):
        with socket.socket() as tried:
            tried.settimeout(0.1)
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("redis-server did not come up")


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.services)])
async def two_workers(request: pytest.FixtureRequest, tmp_path: Path):
    """Two stores of claims, as two workers have them."""
    if request.param == "redis":
        url = request.getfixturevalue("redis_url")
        stores = [RedisClaims(url), RedisClaims(url)]
    else:
        stores = [SqliteClaims(tmp_path / "a" / "slack.db") for _ in range(2)]
    yield stores
    for store in stores:
        await store.close()


async def test_of_many_that_claim_at_once_over_two_workers_one_gets_it(two_workers: list[Claims]):
    tried = [store.claim("event:once") for store in two_workers * 10]
    assert sum(await asyncio.gather(*tried)) == 1


async def test_what_was_answered_stays_claimed_after_a_restart(two_workers: list[Claims]):
    first, second = two_workers
    async with claimed(first, "event:done") as ours:
        assert ours
    await first.close()
    async with claimed(second, "event:done") as ours:
        assert not ours


async def test_what_was_broken_off_is_free_again(two_workers: list[Claims]):
    first, second = two_workers
    with pytest.raises(asyncio.CancelledError):
        async with claimed(first, "event:broken"):
            raise asyncio.CancelledError
    assert await second.claim("event:broken")


async def test_a_lease_that_ran_out_can_be_claimed(two_workers: list[Claims]):
    first, second = two_workers
    await first.keep("event:died", 1)
    assert not await second.claim("event:died")
    await asyncio.sleep(1.2)
    assert await second.claim("event:died")


async def test_a_long_answer_renews_its_claim(
    two_workers: list[Claims], monkeypatch: pytest.MonkeyPatch
):
    kept = asyncio.Event()
    first = two_workers[0]
    keep = first.keep

    async def noted(key: str, seconds: int):
        await keep(key, seconds)
        kept.set()

    monkeypatch.setattr(claims_module, "RENEWED_EVERY", 0.01)
    monkeypatch.setattr(first, "keep", noted)
    async with claimed(first, "event:long") as ours:
        assert ours
        await kept.wait()


async def test_what_is_remembered_can_be_recalled(two_workers: list[Claims]):
    first, second = two_workers
    await first.remember("thread:T1:D1:1.1", "slack:T1:U1:C1-2.2")
    assert await second.recall("thread:T1:D1:1.1") == "slack:T1:U1:C1-2.2"
    assert await second.recall("thread:T1:D1:9.9") == ""


async def test_with_the_store_away_an_event_is_answered_all_the_same(tmp_path: Path):
    (tmp_path / "file").write_text("")
    broken = SqliteClaims(tmp_path / "file" / "slack.db")
    async with claimed(broken, "event:1") as ours:
        assert ours


def test_claims_stand_beside_the_conversations_or_in_redis(tmp_path: Path):
    assert claims_file(f"sqlite:///{tmp_path}/talk.db") == tmp_path / "slack.db"
    assert claims_file("postgresql://db/talk").name == "slack.db"
    settings = Settings(database_url="memory:", redis_url="redis://127.0.0.1:1/0")
    assert isinstance(claims_of(settings), RedisClaims)
