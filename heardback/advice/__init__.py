"""The advising layer: facts in, advice out. Plain Python over YAML, without Rasa."""
