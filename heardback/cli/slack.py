"""`heardback slack doctor`: checks the set-up of Slack and says what to do."""

from __future__ import annotations

import argparse
import asyncio

from heardback.runtime.errors import RuntimeProblemError
from heardback.runtime.settings import read_settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `heardback slack`."""
    parser.add_argument("task", choices=["doctor"], help="doctor: check tokens, scopes, connection")
    parser.add_argument(
        "--address",
        default="",
        metavar="URL",
        help="without Socket Mode: the address that Slack calls, to be checked from outside",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what is in order and what is not; exit 1 where something has to be done."""
    from heardback.channels.slack.doctor import examine
    from heardback.channels.slack.settings import slack_settings

    try:
        settings = read_settings()
        slack = slack_settings(settings.environment)
    except RuntimeProblemError as problem:
        print(f"To do: {problem}")
        return 1
    if slack is None:
        print(
            "To do: no token of Slack is set. Make the app from deploy/slack/manifest.yaml and set "
            "SLACK_BOT_TOKEN and SLACK_APP_TOKEN; docs/slack.md has the steps."
        )
        return 1
    address = arguments.address or f"http://{settings.host}:{settings.port}/webhooks/slack/events"
    findings = asyncio.run(examine(slack, address))
    for finding in findings:
        print(f"{'Good: ' if finding.is_good else 'To do:'} {finding.sentence}")
    return 0 if all(finding.is_good for finding in findings) else 1
