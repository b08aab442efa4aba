"""Where in Slack something is said, and whose conversation it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace

PRIVATE_CHANNEL = "D"  # the first letter of a direct message's id


@dataclass(frozen=True)
class Place:
    """Where one person writes and is answered.

    Attributes:
        channel: a channel or direct message; "" for the direct message with the person.
        thread: the `ts` of the thread's first message; "" outside threads.
    """

    team: str
    user: str
    channel: str = ""
    thread: str = ""

    @property
    def is_private(self) -> bool:
        """Whether only the person reads here."""
        return not self.channel or self.channel.startswith(PRIVATE_CHANNEL)

    @property
    def person(self) -> str:
        """The id of the person's private conversation."""
        return f"slack:{self.team}:{self.user}"

    def conversation(self) -> str:
        """Return the id of the conversation: in channels one for each person in each thread."""
        return self.person if self.is_private else about(self, self.channel, self.thread)

    def in_private(self) -> Place:
        """Return the person's direct message."""
        return replace(self, channel="", thread="")


def about(place: Place, channel: str, message: str) -> str:
    """Return the id of the conversation that `place.user` holds about one message or thread."""
    return f"{place.person}:{channel}-{message}"
