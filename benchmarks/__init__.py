"""Measures Heardback beside Rasa's defaults and published systems: `python -m benchmarks`."""
