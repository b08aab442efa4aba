"""Keeps every log free of what people wrote, and the terminal free of libraries' noise.

Rasa logs messages, slots and whole events, at debug level and in some errors. In Heardback's own
processes nothing but the `heardback` logger speaks, and its lines name what failed and where,
never an exception's text, as that may quote a message.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import traceback
import warnings
from types import TracebackType
from typing import Any

OWN = "heardback"
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
SILENT = logging.CRITICAL + 1
ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "OMP_NUM_THREADS": "1",  # one message is too small to be worth threads
    "OPENBLAS_NUM_THREADS": "1",
}

logger = logging.getLogger(__name__)


def be_quiet(level: int | None = None) -> None:
    """Silence all loggers but our own. To be called before Rasa is imported.

    Args:
        level: the least level of our own lines that are shown; by default warnings, or what was
            set before.
    """
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.filterwarnings("ignore")
    warnings.showwarning = _show_no_warning
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(_is_ours)
    logging.root.handlers = [handler]
    logging.root.setLevel(SILENT)
    own = logging.getLogger(OWN)
    own.setLevel(level or own.level or logging.WARNING)
    own.disabled = False
    _silence_structlog()
    sys.excepthook = _unexpected


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Log what goes wrong outside of any turn, without its text."""
    loop.set_exception_handler(_unexpected_in_loop)


def where(error: BaseException) -> str:
    """Return the kind of an error and the line it arose in, without its text."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    origin = f", from {where(error.__cause__)}" if error.__cause__ else ""
    return f"{type(error).__name__}{place}{origin}"


def _is_ours(record: logging.LogRecord) -> bool:
    record.exc_info = None
    record.exc_text = None
    record.stack_info = None
    return record.name == OWN or record.name.startswith(f"{OWN}.")


def _show_no_warning(*_: Any, **__: Any) -> None:
    """Show none, also where a library has turned warnings on again."""


def _silence_structlog() -> None:
    import structlog

    def drop(*_: Any) -> Any:
        raise structlog.DropEvent

    structlog.configure(
        processors=[drop],
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        cache_logger_on_first_use=True,
    )


def _unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logger.critical("Stopped by %s", where(error.with_traceback(trace)))


def _unexpected_in_loop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    logger.error("Unexpected: %s", where(error) if error else "an event loop's complaint")
