"""Makes the environment that Heardback runs in, or brings it up to date.

usage: python3 scripts/setup.py [--full]

Makes .venv from requirements.lock, or with --full .venv-full from
requirements-full.lock, which has TensorFlow too. A run that finds nothing to do
says nothing and ends at once. It needs no more than the standard library of
Python 3.6: whoever starts it may have no other Python yet.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Optional

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "3.10"
START_FILE = Path("heardback", "without_tensorflow", "heardback_without_tensorflow.pth")
LOG = ".setup.log"

Kind = NamedTuple("Kind", [("folder", str), ("lock", str), ("has_tensorflow", bool)])
SMALL = Kind(".venv", "requirements.lock", has_tensorflow=False)
FULL = Kind(".venv-full", "requirements-full.lock", has_tensorflow=True)

OFFLINE = (
    "The packages cannot be fetched: this machine seems to be offline. Connect it and try again."
)
NO_PYTHON = (
    "Heardback needs Python {0}, and there is none here. Install it, for example with "
    "`pyenv install {0}`, `brew install python@{0}` or your system's package python{0}, "
    "and try again."
).format(PYTHON)
NO_VENV = (
    "The Python at {0} cannot make virtual environments. "
    "On Debian and Ubuntu `apt install python{1}-venv` adds that; then try again."
)
IN_THE_WAY = "{0} is in the way: it is not a Python environment. Move it away and try again."
FAILED = "{0} failed. The end of {1}, which has it all:\n{2}"

SIGNS_OF_BEING_OFFLINE = re.compile(
    "client error .connect|connection refused|connection timed out|dns error"
    "|failed to establish a new connection|name resolution|network is unreachable"
    "|nodename nor servname",
    re.IGNORECASE,
)


class SetupError(Exception):
    """What went wrong and what to do about it, said to the user."""


class CommandFailedError(Exception):
    """A command that this script started did not succeed."""

    def __init__(self, output: str) -> None:
        super().__init__(output)
        self.output = output

    @property
    def was_offline(self) -> bool:
        """Tell whether the command reached no network."""
        return bool(SIGNS_OF_BEING_OFFLINE.search(self.output))


class Environment:
    """A virtual environment of the project, made or yet to be made."""

    def __init__(self, root: Path, kind: Kind) -> None:
        self.root = root
        self.kind = kind
        self.folder = root / kind.folder
        self.lock = root / kind.lock
        self.python = self.folder / "bin" / "python"
        self.site_packages = self.folder / "lib" / ("python" + PYTHON) / "site-packages"
        self._stamp_file = self.folder / "heardback-setup.json"

    def is_complete(self) -> bool:
        """Tell whether a setup once ran to its end here and its work is still in place."""
        stamp = self._stamp()
        return (
            stamp.get("root") == str(self.root)
            and self.python.exists()
            and self._has_its_start_file()
            and set(stamp["installed"]) <= set(self._installed())
        )

    def is_current(self) -> bool:
        """Tell whether there is nothing to do."""
        return self.is_complete() and self._stamp()["inputs"] == self._inputs()

    def write_stamp(self) -> None:
        """Note that the setup ran to its end."""
        stamp = {
            "root": str(self.root),
            "inputs": self._inputs(),
            "installed": self._installed(),
        }
        self._stamp_file.write_text(json.dumps(stamp, indent=1), encoding="utf-8")

    def remove_stamp(self) -> None:
        """Forget the last setup, so that one which breaks off is noticed."""
        if self._stamp_file.exists():
            self._stamp_file.unlink()

    def remove(self) -> None:
        """Remove a half-made environment, but nothing that never was one."""
        if not self.folder.exists():
            return
        if any(self.folder.iterdir()) and not (self.folder / "pyvenv.cfg").exists():
            raise SetupError(IN_THE_WAY.format(self.kind.folder))
        shutil.rmtree(str(self.folder))

    def copy_start_file(self) -> None:
        """Let each start of Python here know of the stand-ins for TensorFlow."""
        if not self.kind.has_tensorflow:
            shutil.copy(str(self.root / START_FILE), str(self.site_packages))

    def _has_its_start_file(self) -> bool:
        return self.kind.has_tensorflow or (self.site_packages / START_FILE.name).exists()

    def _inputs(self) -> str:
        digest = hashlib.sha256()
        for path in (self.lock, self.root / "pyproject.toml", self.root / START_FILE):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def _installed(self) -> List[str]:
        return sorted(path.name for path in self.site_packages.glob("*.dist-info"))

    def _stamp(self) -> Dict[str, Any]:
        try:
            stamp = json.loads(self._stamp_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        is_whole = isinstance(stamp, dict) and {"root", "inputs", "installed"} <= set(stamp)
        return stamp if is_whole else {}


class Shell:
    """Runs commands in the project's folder, with their noise kept in the log."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / LOG

    def run(self, *command: str) -> str:
        """Run a command and return what it printed."""
        result = subprocess.run(
            command,
            cwd=str(self.root),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        output = result.stdout.decode("utf-8", "replace")
        with self.log.open("a", encoding="utf-8") as log:
            log.write("$ {}\n{}\n".format(" ".join(command), output))
        if result.returncode != 0:
            raise CommandFailedError(output)
        return output

    def version_of(self, python: str) -> Optional[str]:
        """Return the version of a Python, such as "3.10", or None where it does not run."""
        try:
            return self.run(
                python, "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"
            ).strip()
        except (OSError, CommandFailedError):
            return None


def say(line: str) -> None:
    """Show progress at once."""
    print(line, flush=True)


def places_of_python(root: Path) -> Iterator[str]:
    """Name the places where the Python that is needed may be, likeliest first."""
    name = "python" + PYTHON
    folders = os.environ.get("PATH", "").split(os.pathsep)
    path = os.pathsep.join(folder for folder in folders if root not in Path(folder).parents)
    for command in (name, "python3", "python"):
        found = shutil.which(command, path=path)  # never the one of an activated .venv
        if found:
            yield found
    yield from places_of_python_beside_the_path(name)


def places_of_python_beside_the_path(name: str) -> List[str]:
    """Name where usual tools put a Python that no PATH leads to."""
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT", str(home / ".pyenv")))
    folders = [
        *pyenv.glob("versions/" + PYTHON + ".*/bin"),
        *home.glob(".local/share/uv/python/cpython-" + PYTHON + ".*/bin"),
        Path("/usr/bin"),
        Path("/usr/local/bin"),
        Path("/opt/homebrew/bin"),
    ]
    return [str(folder / name) for folder in folders if (folder / name).exists()]


def find_python(shell: Shell) -> Optional[str]:
    """Return a Python of the version that is needed, if one runs."""
    for place in places_of_python(shell.root):
        if shell.version_of(place) == PYTHON:
            return place
    return None


def fetch_python(shell: Shell, lock: Path) -> str:
    """Have uv fetch the Python that is needed."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            uv = shutil.which("uv")
            if uv is None:
                shell.run(sys.executable, "-m", "venv", folder)
                uv = install_uv(shell, Path(folder), lock)
            say("  Fetching Python {}".format(PYTHON))
            shell.run(uv, "python", "install", PYTHON)
            return shell.run(uv, "python", "find", PYTHON).strip()
        except CommandFailedError:
            raise SetupError(NO_PYTHON) from None


def pin_of_uv(lock_text: str) -> Optional[str]:
    """Return the lines of a lock file that stand for uv, with its hashes."""
    match = re.search(r"^uv==.*\n(?: +--hash=.*\n)+", lock_text, re.MULTILINE)
    return match.group() if match else None


def install_uv(shell: Shell, environment: Path, lock: Path) -> str:
    """Install the locked uv into an environment with pip, and return its path."""
    pin = pin_of_uv(lock.read_text(encoding="utf-8"))
    if pin is None:
        raise CommandFailedError("{} does not name uv.".format(lock.name))
    requirements = environment / "uv.txt"
    requirements.write_text(pin, encoding="utf-8")
    pip = (str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "--retries", "1")
    shell.run(*pip, "--require-hashes", "--no-deps", "-r", str(requirements))
    return str(environment / "bin" / "uv")


def make(shell: Shell, environment: Environment) -> None:
    """Make an empty environment where there was none or a broken one."""
    environment.remove()
    python = find_python(shell) or fetch_python(shell, environment.lock)
    say("  Making {} with {}".format(environment.kind.folder, python))
    try:
        shell.run(python, "-m", "venv", str(environment.folder))
    except CommandFailedError:
        raise SetupError(NO_VENV.format(python, PYTHON)) from None


def find_uv(shell: Shell, environment: Environment) -> Optional[str]:
    """Return a uv that runs, installing it where there is none."""
    own = environment.folder / "bin" / "uv"
    if own.exists():
        return str(own)
    found = shutil.which("uv")
    if found:
        return found
    try:
        return install_uv(shell, environment.folder, environment.lock)
    except CommandFailedError as failure:
        if failure.was_offline:
            raise
        return None  # for some machines there is no uv, and pip does as well


def install(shell: Shell, environment: Environment) -> None:
    """Install exactly what the lock names, then the project itself."""
    count = len(re.findall("^[^ #].*==", environment.lock.read_text("utf-8"), re.MULTILINE))
    say("  Installing {} packages".format(count))
    lock, python, uv = str(environment.lock), str(environment.python), find_uv(shell, environment)
    if uv is not None and install_with_uv(shell, uv, python, lock):
        installer = [uv, "pip", "install", "--python", python]
    else:
        say("  Using pip, which takes some minutes")
        installer = [python, "-m", "pip", "install"]
        shell.run(*installer, "--retries", "2", "--require-hashes", "--no-deps", "-r", lock)
    say("  Installing Heardback itself")
    shell.run(*installer, "--no-deps", "--no-build-isolation", "--editable", ".")
    environment.copy_start_file()


def install_with_uv(shell: Shell, uv: str, python: str, lock: str) -> bool:
    """Let uv install the lock; tell whether it could.

    Where pip is set up for a mirror, uv does not know of it and fails.
    """
    try:
        shell.run(uv, "pip", "sync", "--python", python, "--require-hashes", lock)
    except (OSError, CommandFailedError):
        return False
    return True


def set_up(root: Path, kind: Kind) -> None:
    """Bring an environment to what its lock says."""
    environment = Environment(root, kind)
    if environment.is_current():
        return
    started = time.monotonic()
    shell = Shell(root)
    shell.log.write_text("", encoding="utf-8")
    say("Setting up Heardback in {}".format(kind.folder))
    if not environment.is_complete():
        make(shell, environment)
    environment.remove_stamp()
    install(shell, environment)
    environment.write_stamp()
    say("  Done in {:.0f} s".format(time.monotonic() - started))


def main(arguments: Optional[List[str]] = None) -> int:
    """Run the script and return its exit status."""
    parser = argparse.ArgumentParser(description="Make the environment that Heardback runs in.")
    parser.add_argument("--full", action="store_true", help="the one with TensorFlow, .venv-full")
    kind = FULL if parser.parse_args(arguments).full else SMALL
    try:
        set_up(ROOT, kind)
    except SetupError as error:
        print(error, file=sys.stderr)
    except CommandFailedError as failure:
        print(explain(failure), file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped. The next run starts afresh.", file=sys.stderr)
    else:
        return 0
    return 1


def explain(failure: CommandFailedError) -> str:
    """Say why a command failed, as plainly as its output allows."""
    if failure.was_offline:
        return OFFLINE
    last_lines = failure.output.strip().splitlines()[-5:]
    return FAILED.format("The installation", LOG, "\n".join("  " + line for line in last_lines))


if __name__ == "__main__":
    sys.exit(main())
