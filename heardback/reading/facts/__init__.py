"""Facts read out of messages, in plain Python: no Rasa import here."""

from heardback.reading.facts.read import read_facts

__all__ = ["read_facts"]
