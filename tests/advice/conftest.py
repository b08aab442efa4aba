"""What the tests of the advising layer share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from heardback.advice.answering import Adviser
from heardback.advice.case import Case
from heardback.advice.conversation import Conversation
from heardback.advice.knowledge import Knowledge
from heardback.advice.loading import ADVICE_FOLDER, load_knowledge

SUNDAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The advice as it stands."""
    return load_knowledge()


@pytest.fixture(scope="session")
def adviser(knowledge: Knowledge) -> Adviser:
    """Somebody who advises on one Sunday."""
    return Adviser(knowledge, SUNDAY)


@pytest.fixture(scope="session")
def conversation(adviser: Adviser) -> Conversation:
    """Turns with that adviser."""
    return Conversation(adviser)


@pytest.fixture
def advice_copy(tmp_path: Path) -> Path:
    """A copy of the advice files that a test may spoil."""
    return Path(shutil.copytree(ADVICE_FOLDER, tmp_path / "advice"))


CaseOf = Callable[..., Case]


@pytest.fixture
def case_of() -> CaseOf:
    """Make a case of a situation and facts."""

    def make(situation: str, **facts: object) -> Case:
        case = Case(situation=situation)
        for name, value in facts.items():
            case = case.with_fact(name, value)  # type: ignore[arg-type]
        return case

    return make
