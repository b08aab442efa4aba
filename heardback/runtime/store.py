"""Keeps conversations in SQLite or PostgreSQL, in the table of Rasa's own SQL tracker store.

What differs from Rasa's store: a turn reads only the last turns, so that the two-hundredth is as
fast as the second; nothing is kept in memory when the database is away, a turn that cannot be
stored fails; two processes cannot both append to one conversation; the database never blocks the
event loop; conversations can be erased.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import SQLAlchemyError

from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.quiet import where
from heardback.runtime.settings import IN_MEMORY

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

TURNS_READ = 2  # earlier turns that policies and readers see
EVENTS_READ = 40  # more than so many turns have
SECONDS_TO_CONNECT = 3
SECONDS_FOR_A_STATEMENT = 5
CONNECTIONS = 8
SECONDS_A_DAY = 86_400

EVENTS = SQLTrackerStore.SQLEvent.__table__
ONE_AT_A_TIME = sa.text("SELECT pg_advisory_xact_lock(hashtext(:sender))")
Row = Any


@dataclass(frozen=True)
class Stored:
    """How much of a tracker is in the database.

    Attributes:
        events: how many of its events need not be stored, counted from the first.
        last: the id of the conversation's last row; 0 where it has none.
    """

    events: int
    last: int


class ConversationStore(SQLTrackerStore):
    """The conversations of all people."""

    def __init__(self, url: str) -> None:
        """Keep conversations at `url`; nothing is sent before `open`.

        Args:
            url: `memory:`, `sqlite:///<path>` or `postgresql://<user>:<password>@<host>/<name>`.
        """
        TrackerStore.__init__(self, domain=None)
        self._is_postgresql = url.startswith("postgres")
        self.engine = _engine(url)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self._threads = ThreadPoolExecutor(
            max_workers=CONNECTIONS if self._is_postgresql else 1, thread_name_prefix="store"
        )

    async def open(self) -> None:
        """Make the table where there is none.

        Raises:
            TurnNotSavedError: the database cannot be reached.
        """
        await self._run(self._make_table)

    async def close(self) -> None:
        """Close all connections."""
        await asyncio.get_running_loop().run_in_executor(self._threads, self.engine.dispose)
        self._threads.shutdown()

    async def check(self) -> None:
        """Ask the database whether it is there.

        Raises:
            TurnNotSavedError: it is not.
        """
        await self._run(lambda connection: connection.execute(sa.text("SELECT 1")).scalar())

    # -- one conversation --

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """Return the last turns of a conversation, with all that its slots hold.

        Raises:
            TurnNotSavedError: the database cannot be reached.
        """
        rows, slots = await self._run(lambda connection: self._recent(connection, sender_id))
        events = [json.loads(row.data) for row in rows]
        tracker = DialogueStateTracker.from_dict(sender_id, [*slots, *events], self.domain.slots)
        tracker.stored = Stored(len(tracker.events), rows[-1].id if rows else 0)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker:
        """Return all of a conversation.

        Raises:
            TurnNotSavedError: the database cannot be reached.
        """
        query = sa.select([EVENTS.c.data]).where(EVENTS.c.sender_id == conversation_id)
        rows = await self._run(lambda c: c.execute(query.order_by(EVENTS.c.id)).fetchall())
        events = [json.loads(row.data) for row in rows]
        return DialogueStateTracker.from_dict(conversation_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the events that were added to a tracker since it was retrieved.

        Raises:
            TurnNotSavedError: the database cannot be reached, or another process has written to
                the conversation meanwhile.
        """
        stored: Stored = tracker.stored
        new = [_row(tracker.sender_id, event) for event in list(tracker.events)[stored.events :]]
        last = await self._run(
            lambda connection: self._append(connection, tracker.sender_id, stored.last, new)
        )
        tracker.stored = Stored(len(tracker.events), last)

    async def erase(self, sender_id: str) -> int:
        """Erase a conversation, and return of how many events it was.

        Raises:
            TurnNotSavedError: the database cannot be reached.
        """
        erasing = sa.delete(EVENTS).where(EVENTS.c.sender_id == sender_id)
        erased = int(await self._run(lambda connection: connection.execute(erasing).rowcount))
        await self._drop_log()
        return erased

    # -- all conversations --

    async def tidy(self, retention_days: int, kept_turns: int) -> int:
        """Erase conversations that were quiet too long, and the oldest turns of very long ones.

        Args:
            retention_days: quiet days after which a conversation is erased; 0 erases none.
            kept_turns: how many turns of a conversation are kept.

        Returns:
            How many events were erased.

        Raises:
            TurnNotSavedError: the database cannot be reached.
        """
        erased = 0
        if retention_days:
            erased += int(await self._run(lambda c: _erase_quiet(c, retention_days)))
        erased += int(await self._run(lambda c: _erase_oldest(c, kept_turns)))
        if erased:
            await self._drop_log()
        return erased

    # -- in a thread --

    async def _run(self, work: Callable[[Any], Result]) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._transact, work)

    async def _drop_log(self) -> None:
        """Empty SQLite's write-ahead log, in which what was erased would stand for a while."""
        if self.engine.dialect.name == "sqlite":
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._threads, self._checkpoint)

    def _checkpoint(self) -> None:
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def _transact(self, work: Callable[[Any], Result]) -> Result:
        try:
            with self.engine.begin() as connection:
                return work(connection)
        except (SQLAlchemyError, OSError) as error:
            logger.error("The conversations cannot be reached: %s", where(error))  # noqa: TRY400
            raise TurnNotSavedError("store") from error

    def _make_table(self, connection: Any) -> None:
        if self._is_postgresql:
            connection.execute(ONE_AT_A_TIME, {"sender": EVENTS.name})
        self.Base.metadata.create_all(connection)
        connection.execute(
            sa.text("CREATE INDEX IF NOT EXISTS events_of_sender ON events (sender_id, id)")
        )

    def _recent(
        self, connection: Any, sender: str
    ) -> tuple[Sequence[Row], Sequence[dict[str, Any]]]:
        query = (
            sa.select([EVENTS.c.id, EVENTS.c.type_name, EVENTS.c.action_name, EVENTS.c.data])
            .where(EVENTS.c.sender_id == sender)
            .order_by(EVENTS.c.id.desc())
            .limit(EVENTS_READ)
        )
        rows = connection.execute(query).fetchall()[::-1]
        start = _start_of_recent(rows)
        if start == 0 and len(rows) < EVENTS_READ:
            return rows, ()
        return rows[start:], self._slots_before(connection, sender, rows[start].id)

    def _slots_before(self, connection: Any, sender: str, row_id: int) -> list[dict[str, Any]]:
        """Return an event for each slot that held something before the row `row_id`."""
        found = []
        for slot in self.domain.slots:
            query = (
                sa.select([EVENTS.c.type_name, EVENTS.c.data])
                .where(EVENTS.c.sender_id == sender, EVENTS.c.id < row_id)
                .where(
                    sa.or_(
                        EVENTS.c.type_name == AllSlotsReset.type_name,
                        sa.and_(
                            EVENTS.c.type_name == SlotSet.type_name,
                            EVENTS.c.action_name == slot.name,
                        ),
                    )
                )
                .order_by(EVENTS.c.id.desc())
                .limit(1)
            )
            row = connection.execute(query).first()
            if row and row.type_name == SlotSet.type_name:
                found.append(json.loads(row.data))
        return found

    def _append(
        self, connection: Any, sender: str, expected_last: int, rows: list[dict[str, Any]]
    ) -> int:
        if self._is_postgresql:
            connection.execute(ONE_AT_A_TIME, {"sender": sender})
        last_row = sa.select([sa.func.max(EVENTS.c.id)]).where(EVENTS.c.sender_id == sender)
        if (connection.execute(last_row).scalar() or 0) != expected_last:
            logger.error("Another process wrote to the same conversation; the turn is given up.")
            raise TurnNotSavedError("lock")
        if rows:
            connection.execute(sa.insert(EVENTS), rows)
        return int(connection.execute(last_row).scalar() or 0)


def _engine(url: str) -> Any:
    if url == IN_MEMORY:
        return sa.create_engine(
            "sqlite://",
            poolclass=sa.pool.StaticPool,
            connect_args={"check_same_thread": False},
        )
    if url.startswith("sqlite"):
        return _sqlite(url)
    options = f"-c statement_timeout={SECONDS_FOR_A_STATEMENT * 1000}"
    return sa.create_engine(
        url.replace("postgres://", "postgresql://", 1),
        pool_pre_ping=True,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=SECONDS_TO_CONNECT,
        connect_args={"connect_timeout": SECONDS_TO_CONNECT, "options": options},
    )


def _sqlite(url: str) -> Any:
    path = sa.engine.make_url(url).database
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url,
        poolclass=sa.pool.StaticPool,
        connect_args={"check_same_thread": False, "timeout": SECONDS_FOR_A_STATEMENT},
    )

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was answered survives a power cut
        connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten

    return engine


def _row(sender: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _start_of_recent(rows: Sequence[Row]) -> int:
    """Return the place of the row with which the last turns begin."""
    turns = 0
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        if row.type_name == SessionStarted.type_name:
            return place
        turns += row.type_name == UserUttered.type_name
        is_listening = (
            row.type_name == ActionExecuted.type_name and row.action_name == ACTION_LISTEN_NAME
        )
        if is_listening and turns >= TURNS_READ:
            return place
    return 0


def _erase_quiet(connection: Any, days: int) -> int:
    quiet = (
        sa.select([EVENTS.c.sender_id])
        .group_by(EVENTS.c.sender_id)
        .having(sa.func.max(EVENTS.c.timestamp) < time.time() - days * SECONDS_A_DAY)
    )
    return int(connection.execute(sa.delete(EVENTS).where(EVENTS.c.sender_id.in_(quiet))).rowcount)


def _erase_oldest(connection: Any, kept_turns: int) -> int:
    is_user = EVENTS.c.type_name == UserUttered.type_name
    long = (
        sa.select([EVENTS.c.sender_id])
        .where(is_user)
        .group_by(EVENTS.c.sender_id)
        .having(sa.func.count() > kept_turns)
    )
    erased = 0
    for (sender,) in connection.execute(long).fetchall():
        of_sender = EVENTS.c.sender_id == sender
        first_kept = (
            sa.select([EVENTS.c.id])
            .where(of_sender, is_user)
            .order_by(EVENTS.c.id.desc())
            .offset(kept_turns - 1)
            .limit(1)
        )
        first = connection.execute(first_kept).scalar()
        erasing = sa.delete(EVENTS).where(of_sender, EVENTS.c.id < first)
        erased += connection.execute(erasing).rowcount
    return erased
