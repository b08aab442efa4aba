"""With everything local, nothing is sent to any other machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WATCHED = """
import ipaddress, sys

def watch(event, arguments):
    if event not in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        return
    address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    host = address[0] if isinstance(address, tuple) else address
    try:
        inside = ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = host in (None, "localhost", "127.0.0.1") or str(host).startswith("/")
    if not inside:
        print("OUTSIDE", event, host)

sys.addaudithook(watch)
from heardback.cli import main
sys.exit(main(sys.argv[1:]))
"""


def watched(*arguments: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "HEARDBACK_DATABASE_URL": "memory:"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_conversation_reaches_no_other_machine():
    told = watched("chat", given="I applied three weeks ago and heard nothing.\nWhy?\n")
    assert "Why this step" in told
    assert "OUTSIDE" not in told


def test_the_watch_would_see_one():
    code = WATCHED.partition("from heardback")[0]
    probe = "import socket; s = socket.socket(); s.settimeout(0.01); s.connect_ex(('192.0.2.1', 9))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{probe}"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "OUTSIDE socket.connect 192.0.2.1\n"
