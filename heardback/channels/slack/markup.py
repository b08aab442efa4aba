"""Slack's mrkdwn: writes text so that Slack shows it as it is, and reads what people typed."""

from __future__ import annotations

import re

# mrkdwn has no escape for the characters that format; their nearest likenesses stand in for them.
LIKENESSES = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ"})  # noqa: RUF001
ADDRESS = re.compile(
    r"https?://[^\s<>|“”\"]*[^\s<>|“”\".,;:!?)\]]|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|gov)\b"
)
TAG = re.compile(r"<([^<>]+)>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def escaped(text: str) -> str:
    """Return `text` with the three characters escaped that Slack reads as control characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(text: str) -> str:
    """Return plain text as mrkdwn that shows the same: nothing formats, addresses become links."""
    parts, end = [], 0
    for found in ADDRESS.finditer(text):
        parts.append(_literal(text[end : found.start()]))
        is_whole = "://" in found[0]
        address = escaped(found[0])
        parts.append(f"<{address}>" if is_whole else f"<https://{address}|{address}>")
        end = found.end()
    return "".join([*parts, _literal(text[end:])])


def link(address: str, title: str) -> str:
    """Return a Slack link."""
    return f"<{escaped(address)}|{_literal(title).replace('|', '/')}>"


def as_typed(text: str, bot_user: str = "") -> str:
    """Return a message's text as the person typed it, without the mention of `bot_user`."""
    plain = TAG.sub(lambda found: _tag_text(found[1], bot_user), text)
    for entity, character in ENTITIES:
        plain = plain.replace(entity, character)
    return re.sub(r"[ \t]{2,}", " ", plain).strip()


def _literal(text: str) -> str:
    return escaped(text.translate(LIKENESSES))


def _tag_text(tag: str, bot_user: str) -> str:
    target, _, title = tag.partition("|")
    if target.startswith("@"):
        return "" if target == f"@{bot_user}" else title or "somebody"
    if target.startswith("#"):
        return f"#{title}" if title else "a channel"
    if target.startswith("!"):
        return title or f"@{target[1:].split('^')[0]}"
    return title or target.removeprefix("mailto:")
