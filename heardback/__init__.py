"""Heardback: advice for people whom an employer has left hanging."""
