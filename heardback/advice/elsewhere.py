"""What to say to a message that is outside: name the near miss, point to the help that fits."""

from __future__ import annotations

import functools
import re

from heardback.advice.knowledge import HelpTopic, Knowledge

SPACES = re.compile(r"\s+")
TYPOGRAPHIC_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


def topic_of(knowledge: Knowledge, text: str) -> HelpTopic | None:
    """Return the topic that the message is about, or None where no phrase of any is in it.

    The topic with most different phrases in the message wins; of equals, the first in the file.
    """
    plain = SPACES.sub(" ", text.lower().replace(TYPOGRAPHIC_APOSTROPHE, "'"))
    counted = [(_count(topic.phrases, plain), topic) for topic in knowledge.topics]
    best = max(counted, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _count(phrases: tuple[str, ...], plain: str) -> int:
    return sum(bool(_pattern(phrase).search(plain)) for phrase in phrases)


@functools.lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = re.escape(phrase.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+")
    return re.compile(rf"(?<!\w){words}(?!\w)")
