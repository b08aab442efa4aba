"""Quiet: no text of an exception in any log, and only our own loggers speak."""

import subprocess
import sys

CODE = """
import logging
from heardback.runtime.quiet import be_quiet, where
be_quiet(logging.DEBUG)
secret = "my boss is a quokka"
logging.getLogger("rasa.core.processor").error("failed on %s", secret)
logging.getLogger("rasa.core.processor").critical("failed on %s", secret)
import structlog
structlog.get_logger().error("parse", text=secret)
try:
    raise ValueError(secret)
except ValueError as error:
    logging.getLogger("heardback.runtime").exception("A turn failed: %s", where(error))
raise RuntimeError(secret)
"""


def test_no_log_line_holds_what_was_written():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert "A turn failed: ValueError at" in done.stderr
    assert "Stopped by RuntimeError" in done.stderr
    assert "quokka" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
