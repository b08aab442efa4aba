"""Measures the runtime: how fast, how many, how lean, against stock Rasa on the same bot."""
