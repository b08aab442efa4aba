"""The reading layer: a message in, its situation and facts out (Rasa NLU components, spaCy)."""
