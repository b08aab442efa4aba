"""`heardback advise`: the advising layer alone, without reading a message and without Rasa."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from heardback.advice.answering import Adviser
from heardback.advice.case import Case
from heardback.advice.errors import FactValueError, UnknownNameError
from heardback.advice.knowledge import Knowledge
from heardback.channels.plain_text import buttons_line, render
from heardback.cli.knowledge_base import load_or_complain
from heardback.today import today


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `heardback advise`."""
    parser.add_argument(
        "--situation", required=True, help="its name, such as no_callback_after_interview"
    )
    parser.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a fact; may be given often",
    )
    parser.add_argument("--today", type=date.fromisoformat, help="the day to advise on, YYYY-MM-DD")
    parser.add_argument("--json", action="store_true", help="print the Answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the advice."""
    knowledge = load_or_complain()
    if knowledge is None:
        return 1
    adviser = Adviser(knowledge, arguments.today or today())
    try:
        answer, _ = adviser.advise(case_of(knowledge, arguments.situation, arguments.fact))
    except (UnknownNameError, FactValueError) as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
    else:
        print(render(answer, knowledge.words), buttons_line(answer), sep="\n\n")
    return 0


def case_of(knowledge: Knowledge, situation: str, told: list[str]) -> Case:
    """Return the case of `situation` with the facts of `told`, each written NAME=VALUE.

    Raises:
        UnknownNameError: a name is not known.
        FactValueError: a value does not fit its fact.
    """
    case = Case(situation=knowledge.situation(situation).id)
    for line in told:
        name, mark, value = line.partition("=")
        if not mark:
            message = f"A fact is written NAME=VALUE, not “{line}”."
            raise FactValueError(message)
        case = case.with_fact(name, knowledge.fact(name).parsed(value))
    return case
