"""Deferred imports: nothing loads before it is needed, and then it is the real thing."""

import subprocess
import sys

import pytest


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"from heardback.runtime.deferred import defer_imports\n{code}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_deferred_package_loads_when_something_of_it_is_called():
    told = run(
        "defer_imports(['sklearn'])\n"
        "import sys\n"
        "from sklearn.model_selection import train_test_split\n"
        "before = 'sklearn.model_selection._split' in sys.modules\n"
        "parts = train_test_split([1, 2, 3, 4], test_size=0.5)\n"
        "print(before, len(parts), 'sklearn.model_selection._split' in sys.modules)"
    )
    assert told == "False 2 True"


def test_a_class_can_derive_from_a_deferred_one():
    told = run(
        "defer_imports(['sklearn'])\n"
        "from sklearn.base import BaseEstimator\n"
        "class Mine(BaseEstimator): pass\n"
        "import sklearn.base\n"
        "print(issubclass(Mine, sklearn.base.BaseEstimator))"
    )
    assert told == "True"


@pytest.mark.slow
def test_the_assistant_starts_without_what_it_does_not_use():
    told = run(
        "from heardback.runtime.starting import prepare\n"
        "prepare()\n"
        "import heardback.runtime.assistant, sys\n"
        "from importlib.machinery import SourceFileLoader\n"
        "names = ('sklearn', 'matplotlib', 'boto3', 'pymongo', 'prompt_toolkit', 'apscheduler')\n"
        "real = [n for n in names if isinstance(getattr(sys.modules.get(n), '__loader__', None),"
        " SourceFileLoader)]\n"
        "print(real, [n for n in sys.modules if n.startswith('rasa.core.channels.')])"
    )
    assert told == "[] ['rasa.core.channels.channel']"
