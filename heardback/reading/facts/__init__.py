"""Facts read out of messages, in plain Python: no Rasa import here."""

from heardback.reading.facts.answers import read_answer
from heardback.reading.facts.defaults import read_with_situation
from heardback.reading.facts.read import read_facts

__all__ = ["read_answer", "read_facts", "read_with_situation"]
