"""The saying layer: one Answer, as each channel shows it."""
