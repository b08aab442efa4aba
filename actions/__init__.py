"""Rasa's custom actions, one a file. Each carries the case in and the Answer out, nothing more."""
