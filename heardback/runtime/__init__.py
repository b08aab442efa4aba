"""The runtime: one process that answers every channel and loses nothing silently."""
