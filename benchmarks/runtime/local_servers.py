"""PostgreSQL, Redis and Heardback as servers of one's own, in a folder of one's own."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 90.0
POSTGRES_ACCOUNT = "postgres"


class ServerError(RuntimeError):
    """A server did not start."""


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(is_true: Callable[[], bool], what: str, seconds: float = SECONDS_TO_START) -> None:
    """Wait until something is true.

    Raises:
        ServerError: it was not within `seconds`.
    """
    until = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > until:
            raise ServerError(f"{what} did not happen within {seconds:.0f} s.")
        time.sleep(0.05)


def accepts(port: int) -> bool:
    """Return whether something listens on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def postgres_programs() -> Path | None:
    """Return the folder with initdb and postgres, or None."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    found = shutil.which("postgres")
    return packaged[-1].parent if packaged else Path(found).parent if found else None


class LocalPostgres:
    """A PostgreSQL server with an empty database."""

    def __init__(self, folder: Path) -> None:
        """Make the database in `folder`.

        Raises:
            ServerError: PostgreSQL is not installed here.
        """
        programs = postgres_programs()
        if programs is None:
            raise ServerError("PostgreSQL is not installed.")
        self._programs = programs
        self._data = folder / "postgres"
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._make()

    @property
    def url(self) -> str:
        """What HEARDBACK_DATABASE_URL should be."""
        return f"postgresql://heardback@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [
            *self._as_nobody(),
            str(self._programs / "postgres"),
            *("-D", str(self._data), "-p", str(self.port)),
            *("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self._data}"),
        ]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        wait_until(self._answers, "PostgreSQL's start")

    def stop(self) -> None:
        """Stop at once, as in a crash."""
        _stop_group(self._process, signal.SIGQUIT)
        self._process = None

    def _answers(self) -> bool:
        try:
            psycopg2.connect(self.url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _make(self) -> None:
        self._data.mkdir(parents=True)
        if os.geteuid() == 0:
            account = pwd.getpwnam(POSTGRES_ACCOUNT)
            os.chown(self._data, account.pw_uid, account.pw_gid)
            for parent in self._data.parents:
                if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
        made = [
            str(self._programs / "initdb"),
            "-D",
            str(self._data),
            "-U",
            "heardback",
            "-A",
            "trust",
        ]
        subprocess.run([*self._as_nobody(), *made], check=True, capture_output=True)

    @staticmethod
    def _as_nobody() -> list[str]:
        """Return what drops root's rights, with which PostgreSQL refuses to start."""
        return ["runuser", "-u", POSTGRES_ACCOUNT, "--"] if os.geteuid() == 0 else []


class LocalRedis:
    """A Redis server that keeps nothing."""

    def __init__(self) -> None:
        """Choose a port.

        Raises:
            ServerError: Redis is not installed here.
        """
        program = shutil.which("redis-server")
        if program is None:
            raise ServerError("Redis is not installed.")
        self._program = program
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What HEARDBACK_REDIS_URL should be."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._process = subprocess.Popen(
            [self._program, "--port", str(self.port), "--save", "", "--bind", "127.0.0.1"],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(lambda: accepts(self.port), "Redis' start")

    def stop(self) -> None:
        """Stop at once."""
        _stop_group(self._process, signal.SIGKILL)
        self._process = None


class LocalProgram:
    """A server of Python's, such as Heardback or stock Rasa."""

    def __init__(
        self,
        arguments: Sequence[str],
        port: int,
        log: Path,
        environment: Mapping[str, str],
        python: str = sys.executable,
    ) -> None:
        """Remember how to start it.

        Args:
            arguments: what follows `python`.
            port: where it listens.
            log: where its output goes.
            environment: variables besides those of this process.
            python: the Python that runs it.
        """
        self.port = port
        self.log = log
        self.seconds_to_start = 0.0
        self._command = [python, *arguments]
        self._environment = {**os.environ, **environment}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process' id."""
        if self._process is None:
            raise ServerError("It is not running.")
        return self._process.pid

    def start(self, path: str) -> None:
        """Start, and wait until `path` is answered."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(lambda: self._answers(path), f"The start of {self._command[1:4]}")
        self.seconds_to_start = time.monotonic() - began

    def stop(self, number: int = signal.SIGTERM) -> None:
        """Send a signal to all its processes, and wait until the first has ended."""
        _stop_group(self._process, number)
        self._process = None

    def _answers(self, path: str) -> bool:
        if self._process and self._process.poll() is not None:
            raise ServerError(f"It ended while starting: {self.log.read_text()[-2000:]}")
        try:
            url = f"{self.address}{path}"
            with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310 - it is http
                return bool(response.status == 200)  # noqa: PLR2004
        except (urllib.error.URLError, OSError):
            return False


class LocalHeardback(LocalProgram):
    """`heardback serve` with the bare channel beside its own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """Remember how to start it.

        Args:
            folder: where its conversations and its log are.
            settings: what HEARDBACK_… variables should be, by the rest of their names.
        """
        port = free_port()
        given = {
            "CHANNELS": "benchmarks.runtime.bare_channel",
            "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}",
            "PORT": str(port),
            **settings,
        }
        environment = {f"HEARDBACK_{name}": value for name, value in given.items()}
        super().__init__(["-m", "heardback", "serve"], port, folder / "heardback.log", environment)

    def start(self, path: str = "/health") -> None:
        """Start, and wait until it is alive."""
        super().start(path)


def _stop_group(process: subprocess.Popen[bytes] | None, number: int) -> None:
    if process is None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
