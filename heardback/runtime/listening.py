"""Takes the port first of all, so that nobody waits for a model only to learn that it is taken."""

from __future__ import annotations

import socket

from heardback.runtime.errors import PortTakenError
from heardback.runtime.settings import Settings

BACKLOG = 512


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say.

    Raises:
        PortTakenError: something else listens there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((settings.host, settings.port))
    except OSError as error:
        opened.close()
        raise PortTakenError(
            f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}). "
            "Stop what uses it, or choose another with HEARDBACK_PORT or --port."
        ) from error
    opened.listen(BACKLOG)
    opened.setblocking(False)  # noqa: FBT003
    opened.set_inheritable(True)
    return opened
