from __future__ import annotations

import pytest

from heardback.channels.slack.markup import as_typed, escaped, link, mrkdwn


def test_the_three_control_characters_are_escaped():
    assert escaped("a < b & c > <!channel>") == "a &lt; b &amp; c &gt; &lt;!channel&gt;"


@pytest.mark.parametrize("text", ["*bold*", "_no_", "~out~", "`code`", "```x```"])
def test_nothing_in_a_plain_text_formats(text: str):
    assert not set(mrkdwn(text)) & set("*_~`")


def test_an_address_becomes_a_link_and_keeps_its_characters():
    written = mrkdwn("See https://example.org/a_b?x=1&y=2. Or call.")
    assert written == "See <https://example.org/a_b?x=1&amp;y=2>. Or call."


def test_a_bare_host_becomes_a_link_and_a_mail_address_does_not():
    written = mrkdwn("Look at findahelpline.com, or a.b@example.org.")
    assert written == "Look at <https://findahelpline.com|findahelpline.com>, or a.b@example.org."


def test_a_title_cannot_end_its_link():
    assert link("https://example.org", "a|b>c") == "<https://example.org|a/b&gt;c>"


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@UBOT> I waited", "I waited"),
        ("I asked <@UBOT|heardback> twice", "I asked twice"),
        ("<@U7> never called", "somebody never called"),
        ("see <https://x.org|the ad> and <https://y.org>", "see the ad and https://y.org"),
        ("write <mailto:a@b.org|a@b.org>", "write a@b.org"),
        ("<mailto:a@b.org>", "a@b.org"),
        ("in <#C1|jobs> and <#C2>", "in #jobs and a channel"),
        ("<!here> R&amp;D &lt;3", "@here R&D <3"),
        ("&amp;lt; stays", "&lt; stays"),
        ("<!date^1392734382^{date}|Tuesday>", "Tuesday"),
    ],
)
def test_a_message_is_read_as_it_was_typed(sent: str, typed: str):
    assert as_typed(sent, "UBOT") == typed
